"""The term calculator: JSON in, JSON out, nothing stored (contract of `manage.py plazos` and `POST plazos/calcular/`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from workflow.calendario import Calendario, Clase, Dia, calendario_de, has_municipios
from workflow.eventos import SENTIDOS_RECURSO, Evento, TipoEvento, TipoSolicitud
from workflow.hojas import Recurso
from workflow.lecturas import LecturaAplicada, list_decisivas
from workflow.libro import Libro
from workflow.plazos import DiaContado, Plazo
from workflow.predicados import ATRIBUTOS
from workflow.problema import ProblemaError
from workflow.regimen import LecturaInvalidaError, Regimen, RegimenDesconocidoError, get_regimen_vigente
from workflow.sentidos import Sentido

Json = dict[str, Any]
_T = TypeVar("_T", bound=StrEnum)


class CasoInvalidoError(ProblemaError):
    """The case cannot be read; `campo` points at what is wrong, like `eventos/1/fecha_hora`."""

    codigo: ClassVar[str] = "caso-invalido"
    titulo: ClassVar[str] = "El caso no se puede leer"


_DEL_CASO = {"regimen", "tipo", "calendario", "lecturas", "atributos", "eventos", "al", "otros_recursos", "con_lecturas"}


def calcular(caso: object, *, ahora: datetime | None = None) -> Json:
    """The terms of `caso` with their explanation, in the shapes of docs/plazos.md; `ahora` stands in for an absent `al`.

    :raises CasoInvalidoError: a key is missing or unreadable.
    :raises EventoImposibleError: an event cannot have happened at that point; its subclasses say which.
    :raises FueraDeCalendarioError: the count leaves the years that the calendar covers.
    """
    datos = _mapping(caso, "caso")
    _refuse_unknown(
        datos, {"regimen", "tipo", "calendario", "lecturas", "atributos", "eventos", "al", "otros_recursos", "con_lecturas"}, ""
    )
    tipo = _choice(datos.get("tipo"), TipoSolicitud, "tipo")
    eventos = [_parse_evento(e, f"eventos/{n}") for n, e in enumerate(_list(datos.get("eventos", []), "eventos"))]
    al = _moment(datos["al"], "al") if "al" in datos else ahora
    if al is None:
        raise CasoInvalidoError("Falta «al»: el momento en que se mira el caso.", campo="al")
    regimen, lecturas = _parse_regimen(datos, desde=eventos[0].fecha_hora if eventos else al)
    calendario = _parse_calendario(_mapping(datos.get("calendario", {}), "calendario"), regimen, lecturas)
    atributos = _parse_atributos(_mapping(datos.get("atributos", {}), "atributos"))
    libro = Libro.fold(eventos, regimen=regimen, tipo=tipo, calendario=calendario, lecturas=lecturas, atributos=atributos)
    respuesta: Json = {"regimen": regimen.id, "version": regimen.version, "plazos": _drop_lecturas(represent_plazos(libro, al), datos)}
    if posteriores := [
        posterior | {"plazos": _drop_lecturas(posterior["plazos"], datos)} for posterior in represent_posteriores(libro, al)
    ]:
        respuesta["recursos_posteriores"] = posteriores
    if libro.sentidos_vetados:
        respuesta["sentidos_vetados"] = list(libro.sentidos_vetados)
    if _parse_bool(datos, "otros_recursos"):
        respuesta["otros_recursos"] = [_represent_recurso(r) for r in regimen.recursos.values() if r is not regimen.primer_recurso]
    return respuesta


def _drop_lecturas(plazos: list[Json], datos: Json) -> list[Json]:
    """The terms in the shape of the contract, which has no readings unless the case asks for them."""
    if _parse_bool(datos, "con_lecturas"):
        return plazos
    return [{clave: valor for clave, valor in plazo.items() if clave != "lecturas"} for plazo in plazos]


def represent_plazos(libro: Libro, al: datetime, *, recurso: int = 1) -> list[Json]:
    """The terms of a case at a moment, each with its explanation and the readings of the law that decided it; of its appeals, those of
    number `recurso`."""
    return [represent_plazo(plazo, libro) for plazo in libro.list_plazos(al, recurso=recurso)]


def represent_posteriores(libro: Libro, al: datetime) -> list[Json]:
    """The terms of each appeal after the first: once silence was appealed, the answer that came late can be appealed as well."""
    return [
        {"recurso": asunto.numero, "plazos": [represent_plazo(plazo, libro) for plazo in libro.list_plazos_de_recurso(al, asunto.numero)]}
        for asunto in libro.asuntos[1:]
    ]


def index_plazos(libro: Libro, al: datetime) -> dict[str, Json]:
    """The terms by their key; of the appeals, those of the last that was filed or can be: what whoever looks at the case has to do with."""
    return {plazo["clave"]: plazo for plazo in represent_plazos(libro, al, recurso=len(libro.asuntos))}


def represent_plazo(plazo: Plazo, libro: Libro) -> Json:
    """A term as the contract writes it, with its day-by-day explanation and the readings of the law that gave it its date."""
    return {
        "clave": plazo.clave.value,
        "desde": plazo.desde.isoformat(),
        "vence": plazo.vence.isoformat() if plazo.vence else None,
        "dias": plazo.dias,
        "unidad": plazo.unidad.value,
        "estado": plazo.estado.value,
        "articulo": plazo.articulo,
        "explicacion": [_represent_dia(dia) for dia in plazo.explain(libro.calendario)],
        "lecturas": [represent_lectura(lectura) for lectura in list_decisivas(libro, plazo)],
    }


def represent_lectura(lectura: LecturaAplicada) -> Json:
    """A reading as it was applied; `hora` only where the option is one."""
    return {"clave": lectura.clave, "valor": lectura.valor, "texto": lectura.texto} | ({"hora": lectura.hora} if lectura.hora else {})


def _represent_recurso(recurso: Recurso) -> Json:
    """A remedy that the ledger does not follow: who decides it, which it needs or replaces, and its terms as the law gives them."""
    terminos = {
        nombre: {"dias": termino.dias, "unidad": termino.unidad.value, "articulo": termino.articulo}
        for nombre, termino in recurso.plazos.items()
    }
    return {
        "id": recurso.id,
        "nombre": recurso.nombre,
        "foro": recurso.foro.value,
        "requiere": list(recurso.requiere),
        "alternativa_a": list(recurso.alternativa_a),
        "articulo": recurso.procedencia.articulo,
        "plazos": terminos,
    }


def _represent_dia(dia: DiaContado) -> Json:
    if dia.dia is not None:
        return {"fecha": dia.fecha.isoformat(), "dia": dia.dia}
    return {"fecha": dia.fecha.isoformat(), "excluida": dia.excluida} | ({"fundamento": dia.fundamento} if dia.fundamento else {})


def _parse_regimen(datos: Json, *, desde: datetime) -> tuple[Regimen, Mapping[str, str]]:
    nombre = datos.get("regimen")
    if not isinstance(nombre, str):
        raise CasoInvalidoError("Falta «regimen», por ejemplo «gt-laip».", campo="regimen")
    try:
        regimen = get_regimen_vigente(nombre, fecha=desde)
        return regimen, regimen.choose_lecturas(_mapping(datos.get("lecturas", {}), "lecturas"))
    except (RegimenDesconocidoError, LecturaInvalidaError) as error:
        raise CasoInvalidoError.from_otra(error) from error


def _parse_calendario(datos: Json, regimen: Regimen, lecturas: Mapping[str, str]) -> Calendario:
    _refuse_unknown(datos, {"base", "municipio", "inhabiles", "habiles"}, "calendario/")
    base, municipio = _parse_bool(datos, "base", prefijo="calendario/", defecto=True), datos.get("municipio")
    if municipio is not None and not has_municipios(regimen.calendario):
        raise CasoInvalidoError(
            "El calendario de «{regimen}» no tiene fiestas municipales.", regimen=regimen.nombre, campo="calendario/municipio"
        )
    if municipio is not None and not is_municipio(municipio):
        raise CasoInvalidoError(
            "«{municipio}» no es un código de municipio de cuatro cifras.", municipio=municipio, campo="calendario/municipio"
        )
    propios = tuple(
        _parse_dia(d, clase, f"calendario/{nombre}/{n}")
        for nombre, clase in (("inhabiles", Clase.INHABIL), ("habiles", Clase.HABIL))
        for n, d in enumerate(_list(datos.get(nombre, []), f"calendario/{nombre}"))
    )
    return calendario_de(
        regimen.calendario, municipio=municipio, base=base, propios=propios, medio_dia_cierra=regimen.closes_medio_dia(lecturas)
    )


#: How many municipalities each department has, 01 to 22 (INE); their codes run from 01 without gaps.
_MUNICIPIOS = (17, 8, 16, 16, 14, 14, 19, 8, 24, 21, 9, 30, 33, 21, 8, 17, 14, 5, 11, 11, 7, 17)


def is_municipio(codigo: object) -> bool:
    """Whether `codigo` is the four-digit INE code of a Guatemalan municipality."""
    if not (isinstance(codigo, str) and len(codigo) == 4 and codigo.isascii() and codigo.isdigit()):
        return False
    departamento, municipio = int(codigo[:2]), int(codigo[2:])
    return 1 <= departamento <= len(_MUNICIPIOS) and 1 <= municipio <= _MUNICIPIOS[departamento - 1]


def _parse_dia(dato: object, clase: Clase, campo: str) -> Dia:
    datos = _mapping(dato, campo)
    _refuse_unknown(datos, {"fecha", "motivo"}, f"{campo}/")
    motivo = datos.get("motivo", "")
    if not isinstance(motivo, str):
        raise CasoInvalidoError("«motivo» es un texto.", campo=f"{campo}/motivo")
    fecha = _parse_fecha(datos.get("fecha", ""), f"{campo}/fecha")
    return Dia(fecha, motivo or "día inhábil", clase, motivo)


def _parse_evento(dato: object, campo: str) -> Evento:
    datos = _mapping(dato, campo)
    tipo = _choice(datos.get("tipo"), TipoEvento, f"{campo}/tipo")
    _refuse_unknown(datos, {"tipo", "fecha_hora", *_CAMPOS.get(tipo, ())}, f"{campo}/")
    dias, motivo, sentido, recurso = datos.get("dias", 0), datos.get("motivo", ""), datos.get("sentido", ""), datos.get("recurso", 0)
    fecha = _parse_fecha(datos["fecha"], f"{campo}/fecha") if "fecha" in datos else None
    if tipo is TipoEvento.PRORROGADA and (not isinstance(dias, int) or isinstance(dias, bool)):
        raise CasoInvalidoError("«dias» es un número entero.", campo=f"{campo}/dias")
    if fecha and "dias" in datos:
        raise CasoInvalidoError("La prórroga se mide en «dias» o llega a una «fecha», no las dos cosas.", campo=f"{campo}/fecha")
    if not isinstance(motivo, str):
        raise CasoInvalidoError("«motivo» es un texto.", campo=f"{campo}/motivo")
    if not isinstance(recurso, int) or isinstance(recurso, bool) or recurso < 0:
        raise CasoInvalidoError("«recurso» es el número del recurso, desde 1.", campo=f"{campo}/recurso")
    admitidos = _SENTIDOS.get(tipo, ("",))
    if sentido not in admitidos and not (tipo is TipoEvento.RESOLUCION_NOTIFICADA and sentido == ""):
        raise CasoInvalidoError("«sentido» es uno de: {admitidos}.", admitidos=admitidos, campo=f"{campo}/sentido")
    return Evento(tipo, _moment(datos.get("fecha_hora"), f"{campo}/fecha_hora"), dias, motivo, sentido, fecha, recurso)


_CAMPOS: Mapping[TipoEvento, tuple[str, ...]] = {
    TipoEvento.PRORROGADA: ("dias", "fecha", "motivo"),
    TipoEvento.SUSPENDIDA: ("motivo",),
    TipoEvento.REANUDADA: ("motivo",),
    TipoEvento.RESOLUCION_NOTIFICADA: ("sentido",),
    TipoEvento.RECURSO_NOTIFICADO: ("sentido", "recurso"),
    TipoEvento.CUMPLIDA: ("recurso",),
}
_SENTIDOS: Mapping[TipoEvento, tuple[str, ...]] = {
    TipoEvento.RESOLUCION_NOTIFICADA: tuple(Sentido),
    TipoEvento.RECURSO_NOTIFICADO: SENTIDOS_RECURSO,
}


def _parse_fecha(dato: object, campo: str) -> date:
    try:
        return date.fromisoformat(dato)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise CasoInvalidoError("«fecha» se escribe AAAA-MM-DD.", campo=campo) from None


def _parse_bool(datos: Json, clave: str, *, prefijo: str = "", defecto: bool = False) -> bool:
    valor = datos.get(clave, defecto)
    if not isinstance(valor, bool):
        raise CasoInvalidoError("«{clave}» es verdadero o falso.", clave=clave, campo=f"{prefijo}{clave}")
    return valor


def _parse_atributos(datos: Json) -> Json:
    """The facts of the case on which a term may depend (workflow.predicados)."""
    _refuse_unknown(datos, set(ATRIBUTOS), "atributos/")
    for clave, valor in datos.items():
        numero = ATRIBUTOS[clave] is int
        if isinstance(valor, bool) is numero or (numero and not (isinstance(valor, int | float) and valor >= 0)):
            plantilla = "«{clave}» es un número que no sea negativo." if numero else "«{clave}» es verdadero o falso."
            raise CasoInvalidoError(plantilla, clave=clave, campo=f"atributos/{clave}")
    return datos


def _moment(dato: object, campo: str) -> datetime:
    try:
        momento = datetime.fromisoformat(dato)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise CasoInvalidoError("Se espera fecha y hora como 2026-03-25T09:00:00-06:00.", campo=campo) from None
    if momento.tzinfo is None:
        raise CasoInvalidoError("A la fecha y hora le falta el huso, como -06:00.", campo=campo)
    if not 1900 <= momento.year <= 2200:
        raise CasoInvalidoError("El año debe estar entre 1900 y 2200.", campo=campo)
    return momento


def _choice(dato: object, opciones: type[_T], campo: str) -> _T:
    try:
        return opciones(str(dato))
    except ValueError:
        raise CasoInvalidoError("Se espera uno de: {opciones}.", opciones=list(opciones), campo=campo) from None


def _mapping(dato: object, campo: str) -> Json:
    if not isinstance(dato, dict):
        raise CasoInvalidoError("Se espera un objeto JSON.", campo=campo)
    return dato


def _list(dato: object, campo: str) -> list[object]:
    if not isinstance(dato, list):
        raise CasoInvalidoError("Se espera una lista.", campo=campo)
    return dato


def _refuse_unknown(datos: Json, conocidas: set[str], prefijo: str) -> None:
    for clave in datos:
        if clave not in conocidas:
            raise CasoInvalidoError(
                "No se conoce «{clave}»; se admite: {conocidas}.", clave=clave, conocidas=sorted(conocidas), campo=f"{prefijo}{clave}"
            )

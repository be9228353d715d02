"""Which column of a register says what, and what its own words mean: written by a person, proposed from the headings."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from solicitudes.importacion.palabras import VOCABULARIOS, read_palabra
from solicitudes.models.institucion import fold_texto
from workflow.frase import Cita
from workflow.problema import ProblemaError


@dataclass(frozen=True, slots=True)
class Campo:
    """One thing that a register says of a case. `sinonimos` are headings that mean it, folded."""

    clave: str
    etiqueta: str
    sinonimos: tuple[str, ...]
    obligatorio: bool = False


CAMPOS: tuple[Campo, ...] = (
    Campo(
        "numero",
        "Número del expediente",
        (
            "numero",
            "no",
            "no.",
            "num",
            "n.º",
            "no. de expediente",
            "numero de expediente",
            "expediente",
            "numero de solicitud",
            "no. de solicitud",
            "no. solicitud",
            "correlativo",
            "folio",
            "codigo",
            "id",
        ),
        obligatorio=True,
    ),
    Campo(
        "recibida",
        "Día en que se recibió",
        (
            "fecha de recepcion",
            "fecha de ingreso",
            "fecha de solicitud",
            "fecha de presentacion",
            "fecha recibida",
            "recibida",
            "recibido",
            "ingreso",
            "fecha ingreso",
            "fecha",
        ),
        obligatorio=True,
    ),
    Campo(
        "descripcion",
        "Información pedida",
        (
            "informacion solicitada",
            "informacion pedida",
            "descripcion",
            "solicitud",
            "detalle",
            "asunto",
            "texto",
            "descripcion de la solicitud",
            "peticion",
            "que solicita",
        ),
        obligatorio=True,
    ),
    Campo(
        "nombre",
        "Nombre de quien solicita",
        ("nombre", "solicitante", "nombre del solicitante", "nombre de quien solicita", "nombre completo", "interesado"),
    ),
    Campo("correo", "Correo electrónico", ("correo", "correo electronico", "e-mail", "email")),
    Campo("telefono", "Teléfono", ("telefono", "tel", "tel.", "numero de telefono", "celular")),
    Campo("canal", "Cómo llegó", ("canal", "medio", "via", "forma de ingreso", "medio de ingreso", "modalidad", "forma de presentacion")),
    Campo("tipo", "Tipo de solicitud", ("tipo", "tipo de solicitud", "clase")),
    Campo("forma_entrega", "Forma de entrega", ("forma de entrega", "medio de entrega", "entrega", "modalidad de entrega")),
    Campo("estado", "Estado", ("estado", "estatus", "situacion", "estado de la solicitud", "status")),
    Campo(
        "sentido",
        "Sentido de la respuesta",
        ("sentido", "tipo de respuesta", "tipo de resolucion", "resolucion", "respuesta", "resultado", "sentido de la resolucion"),
    ),
    Campo(
        "respondida",
        "Día en que se respondió",
        (
            "fecha de respuesta",
            "fecha de resolucion",
            "fecha de notificacion",
            "fecha de entrega",
            "respondida",
            "fecha respuesta",
            "notificada",
        ),
    ),
    Campo(
        "vence",
        "Último día para responder",
        ("vence", "fecha de vencimiento", "vencimiento", "fecha limite", "plazo", "fecha maxima", "ultimo dia"),
    ),
    Campo(
        "aclaracion_pedida",
        "Día en que se pidió aclaración",
        ("fecha de aclaracion", "aclaracion pedida", "fecha de prevencion", "fecha en que se pidio aclaracion", "prevencion"),
    ),
    Campo("aclarada", "Día en que se aclaró", ("aclarada", "fecha en que se aclaro", "fecha de respuesta a la aclaracion")),
    Campo("prorrogada", "Día de la prórroga", ("fecha de prorroga", "prorrogada", "prorroga")),
    Campo("dias_prorroga", "Días de prórroga", ("dias de prorroga", "dias prorroga")),
)
POR_CLAVE: Mapping[str, Campo] = {campo.clave: campo for campo in CAMPOS}


class MapaInvalidoError(ProblemaError):
    codigo: ClassVar[str] = "mapa-invalido"
    titulo: ClassVar[str] = "El mapa de las columnas no sirve"


@dataclass(frozen=True, slots=True)
class Mapa:
    """`columnas` is the heading of each field that the register has; `palabras`, what words of its own mean, folded, by field;
    `formatos`, how it writes dates as `strptime` says it, where not with the day first."""

    columnas: Mapping[str, str]
    palabras: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    formatos: tuple[str, ...] = ()
    hoja: str = ""
    fila_de_titulos: int = 0

    def name_columna(self, clave: str) -> str:
        """The heading of a field, as it stands in the register; its label where the register has none."""
        titulo = self.columnas.get(clave)
        return Cita(titulo) if titulo else POR_CLAVE[clave].etiqueta

    def place(self, titulos: Sequence[str]) -> dict[str, int]:
        """The position of the column of each field.

        :raises MapaInvalidoError: a heading that the map names is not in the file.
        """
        lugares = {fold_texto(titulo): posicion for posicion, titulo in enumerate(titulos) if titulo}
        faltan = [titulo for titulo in self.columnas.values() if fold_texto(titulo) not in lugares]
        if faltan:
            hay = Cita(", ".join(f"«{titulo[:40]}»" for titulo in titulos if titulo))
            raise MapaInvalidoError(
                "El archivo no tiene la columna «{columna}»; tiene: {hay}.", columna=Cita(faltan[0][:60]), hay=hay, campo="columnas"
            )
        return {clave: lugares[fold_texto(titulo)] for clave, titulo in self.columnas.items()}


def check_mapa(mapa: Mapa) -> Mapa:
    """:raises MapaInvalidoError: it names a field that there is not, lacks one that every case needs, or gives one column two fields."""
    if ajenos := sorted(set(mapa.columnas) - set(POR_CLAVE)):
        hay = Cita(", ".join(POR_CLAVE))
        raise MapaInvalidoError("«{clave}» no es un campo; los hay: {hay}.", clave=Cita(ajenos[0]), hay=hay, campo="columnas")
    if faltan := [c for c in CAMPOS if c.obligatorio and not mapa.columnas.get(c.clave)]:
        raise MapaInvalidoError("Diga qué columna trae: {que}.", que=faltan[0].etiqueta, campo=faltan[0].clave)
    titulos = [fold_texto(titulo) for titulo in mapa.columnas.values()]
    if repetido := next((clave for clave, titulo in mapa.columnas.items() if titulos.count(fold_texto(titulo)) > 1), ""):
        columna = Cita(mapa.columnas[repetido][:60])
        raise MapaInvalidoError("La columna «{columna}» no puede decir dos cosas.", columna=columna, campo=repetido)
    for clave, palabras in mapa.palabras.items():
        _check_palabras(clave, palabras)
    return mapa


def _check_palabras(clave: str, palabras: Mapping[str, str]) -> None:
    if clave not in VOCABULARIOS:
        hay = Cita(", ".join(VOCABULARIOS))
        raise MapaInvalidoError("«{clave}» no lleva palabras propias; las llevan: {hay}.", clave=Cita(clave), hay=hay, campo="palabras")
    for propia, valor in palabras.items():
        if read_palabra(clave, valor, {}) is None:
            raise MapaInvalidoError(
                "«{propia}» no puede querer decir «{valor}»; elija: {validos}.",
                propia=Cita(propia[:40]),
                valor=Cita(valor[:40]),
                validos=Cita(", ".join(VOCABULARIOS[clave])),
                campo="palabras",
            )


def propose_mapa(titulos: Sequence[str]) -> Mapa:
    """The map that the headings suggest: by their words, each heading once. What is not recognised is left to the person."""
    columnas: dict[str, str] = {}
    libres = {fold_texto(titulo): titulo for titulo in titulos if titulo}
    for campo in CAMPOS:
        for sinonimo in (fold_texto(campo.etiqueta), *campo.sinonimos):
            if sinonimo in libres:
                columnas[campo.clave] = libres.pop(sinonimo)
                break
    return Mapa(columnas)


def parse_mapa(texto: str) -> Mapa:
    """A map from TOML, as `write_mapa` writes it.

    :raises MapaInvalidoError: it is no TOML, or no map.
    """
    try:
        datos = tomllib.loads(texto)
    except tomllib.TOMLDecodeError as error:
        raise MapaInvalidoError("El mapa no es TOML: {error}.", error=Cita(error)) from None
    if ajenas := sorted(set(datos) - {"hoja", "fila_de_titulos", "formatos", "columnas", "palabras"}):
        raise MapaInvalidoError("«{clave}» sobra en el mapa.", clave=Cita(ajenas[0]), campo=ajenas[0])
    palabras = {clave: _strings(valores, f"palabras.{clave}") for clave, valores in _table(datos, "palabras").items()}
    return check_mapa(
        Mapa(
            columnas=_strings(_table(datos, "columnas"), "columnas"),
            palabras={clave: {fold_texto(k): v for k, v in valores.items()} for clave, valores in palabras.items()},
            formatos=_read_formatos(datos.get("formatos", [])),
            hoja=_of_type(datos.get("hoja", ""), str, "hoja"),
            fila_de_titulos=_of_type(datos.get("fila_de_titulos", 0), int, "fila_de_titulos"),
        )
    )


def write_mapa(mapa: Mapa) -> str:
    """The map as TOML for a person to mend, with the fields that nobody recognised left as comments."""
    lineas = ["# Qué columna dice cada cosa. Quite el # y escriba el título donde falte.", "[columnas]"]
    for campo in CAMPOS:
        titulo = mapa.columnas.get(campo.clave)
        lineas.append(f"{campo.clave} = {_quote(titulo)}" if titulo else f'# {campo.clave} = ""  # {campo.etiqueta}')
    lineas += ["", "# Qué quieren decir las palabras propias de su registro, si el ensayo dice que no las entiende."]
    for clave, valores in VOCABULARIOS.items():
        lineas += [f"# {', '.join(valores)}", f"[palabras.{clave}]"]
        lineas += [f"{_quote(propia)} = {_quote(valor)}" for propia, valor in mapa.palabras.get(clave, {}).items()]
    return "\n".join(lineas) + "\n"


def _quote(texto: str) -> str:
    return json.dumps(texto, ensure_ascii=False)  # a basic string of TOML is one of JSON


def _table(datos: Mapping[str, Any], clave: str) -> Mapping[str, Any]:
    tabla: Mapping[str, Any] = _of_type(datos.get(clave, {}), dict, clave)
    return tabla


def _strings(tabla: Any, donde: str) -> dict[str, str]:
    return {str(clave): _of_type(valor, str, f"{donde}.{clave}") for clave, valor in _of_type(tabla, dict, donde).items()}


def _read_formatos(valor: Any) -> tuple[str, ...]:
    return tuple(_of_type(formato, str, "formatos") for formato in _of_type(valor, list, "formatos"))


def _of_type(valor: Any, tipo: type, donde: str) -> Any:
    if not isinstance(valor, tipo) or isinstance(valor, bool):
        raise MapaInvalidoError("«{clave}» no está escrito como debe: lea docs/importar.md.", clave=Cita(donde), campo=donde)
    return valor

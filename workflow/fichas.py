"""A regime as a lawyer reads it: one row for each thing that its file says, and the table of all of them for the documentation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from workflow.esquema import TERMINOS
from workflow.hojas import Certeza, Procedencia, Termino, Unidad
from workflow.ley import Regimen

_UNIDADES: Mapping[Unidad, tuple[str, str]] = MappingProxyType(
    {
        Unidad.HABILES: ("día hábil", "días hábiles"),
        Unidad.CALENDARIO: ("día de calendario", "días de calendario"),
        Unidad.MESES_VISPERA: ("mes (hasta la víspera)", "meses (hasta la víspera)"),
        Unidad.MESES_MISMA_FECHA: ("mes (hasta la misma fecha)", "meses (hasta la misma fecha)"),
    }
)
_SILENCIOS: Mapping[str | None, str] = MappingProxyType(
    {"entrega": "obliga a entregar", "negativo": "equivale a una negativa", "recurso": "abre el recurso", None: "no consta"}
)
_RELOJES: Mapping[str, str] = MappingProxyType(
    {"ninguno": "no consta", "inicio_diferido": "empieza al aclarar", "reinicio": "empieza de nuevo", "suspension": "se detiene"}
)


class Fila(NamedTuple):
    """One thing that the law says."""

    hoja: str
    valor: str
    articulo: str
    fuente: str
    certeza: str


def describe_termino(termino: Termino) -> str:
    """«10 días hábiles», «1 mes (hasta la misma fecha)», «de inmediato»."""
    if termino.dias == 0:
        return "de inmediato"
    return f"{termino.dias} {_UNIDADES[termino.unidad][termino.dias != 1]}"


def list_filas(regimen: Regimen) -> Iterator[Fila]:
    """Each term, condition, rule, reading and remedy that the file declares, in that order."""
    for nombre in TERMINOS:
        if termino := regimen.terminos.get(nombre):
            yield _fila(nombre, describe_termino(termino), termino.procedencia)
    for condicion in regimen.condiciones:
        hoja = f"{condicion.plazo}, si {condicion.predicado} = {_show(condicion.valor)}"
        yield _fila(hoja, describe_termino(condicion.termino), condicion.termino.procedencia)
    for clave, regla in regimen.reglas.items():
        if regla.procedencia:
            yield _fila(clave, _show(regla.valor), regla.procedencia)
    for lectura in regimen.lecturas.values():
        nombre = lectura.nombre if lectura.clave == lectura.nombre else f"{lectura.clave} {lectura.nombre}"
        yield _fila(nombre, lectura.valor, lectura.procedencia)
    for recurso in regimen.recursos.values():
        enlaces = [f"requiere {', '.join(recurso.requiere)}"] if recurso.requiere else []
        enlaces += [f"en lugar de {', '.join(recurso.alternativa_a)}"] if recurso.alternativa_a else []
        yield _fila(f"recurso {recurso.id}", "; ".join([f"{recurso.nombre} ({recurso.foro})", *enlaces]), recurso.procedencia)
        for nombre, termino in recurso.plazos.items():
            yield _fila(f"  {nombre}", describe_termino(termino), termino.procedencia)


def render_ficha(regimen: Regimen) -> str:
    """The whole file as a table of text, with what it does not say at the end."""
    desde = f"{regimen.vigente_desde:%d/%m/%Y}" if regimen.vigente_desde else "fecha que no consta"
    cabeza = [
        f"{regimen.nombre} ({regimen.id}, versión {regimen.version}, alias «{regimen.alias}»)",
        f"Vigente desde: {desde}. Zona: {regimen.zona}. Calendario: {regimen.calendario}.",
        "",
    ]
    ausentes = [nombre for nombre in TERMINOS if nombre not in regimen.terminos]
    pie = ["", f"No tiene, o no consta: {', '.join(ausentes) or 'nada'}.", describe_certeza(regimen) + "."]
    return "\n".join([*cabeza, *_align([Fila("", "dice", "artículo", "fuente", "certeza"), *list_filas(regimen)]), *pie])


def describe_certeza(regimen: Regimen) -> str:
    """«hallado: 5; por verificar: 3»: how many rows of each certainty."""
    cuenta = Counter(fila.certeza for fila in list_filas(regimen))
    return "; ".join(f"{certeza.replace('_', ' ')}: {cuenta[certeza]}" for certeza in Certeza if cuenta[certeza])


def render_indice(regimenes: Iterable[Regimen]) -> str:
    """Every regime in one Markdown table: the generated part of docs/regimenes.md."""
    lineas = [
        "| alias | régimen | respuesta | prórroga | aclaración: el plazo | silencio | primer recurso | certeza de sus hojas |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for regimen in regimenes:
        celdas = [f"`{regimen.alias}`", f"`{regimen.id}`", _respuesta(regimen), _prorroga(regimen), _reloj(regimen)]
        celdas += [_SILENCIOS[regimen.reglas["silencio.efecto"].valor], _recurso(regimen), describe_certeza(regimen)]
        lineas.append(f"| {' | '.join(celdas)} |")
    return "\n".join(lineas) + "\n"


def _respuesta(regimen: Regimen) -> str:
    otras = [f"{describe_termino(c.termino)} si {c.predicado} = {_show(c.valor)}" for c in regimen.condiciones]
    return "; ".join([describe_termino(regimen.terminos["resolucion"]), *otras])


def _prorroga(regimen: Regimen) -> str:
    if termino := regimen.terminos.get("prorroga"):
        return describe_termino(termino)
    if factor := regimen.reglas["prorroga.factor"].valor:
        return f"hasta {factor} veces el plazo"
    return "hasta la fecha que se prometa" if regimen.reglas["prorroga.fecha_prometida"].valor else "no hay"


def _reloj(regimen: Regimen) -> str:
    return _RELOJES[regimen.name_lecturas(regimen.choose_lecturas({}))["efecto_de_la_aclaracion"]]


def _recurso(regimen: Regimen) -> str:
    if regimen.primer_recurso is None:
        return "no consta"
    plazo = regimen.primer_recurso.plazos.get("interposicion")
    return f"{regimen.primer_recurso.nombre}, {describe_termino(plazo) if plazo else 'sin plazo'}"


def _fila(hoja: str, valor: str, procedencia: Procedencia) -> Fila:
    return Fila(hoja, valor, procedencia.articulo, procedencia.fuente, procedencia.certeza.value)


def _show(valor: object) -> str:
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    return ", ".join(map(str, valor)) if isinstance(valor, tuple) else str(valor)


def _align(filas: list[Fila]) -> Iterator[str]:
    anchos = [max(len(fila[n]) for fila in filas) for n in range(len(Fila._fields))]
    for fila in filas:
        yield "  ".join(celda.ljust(ancho) for celda, ancho in zip(fila, anchos, strict=True)).rstrip()

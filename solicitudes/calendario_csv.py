"""Days of the calendar from a file, such as the feasts of the municipalities: read whole, every fault named with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import ClassVar

from solicitudes.services.propuesta import ActoDeCalendarioInvalidoError, Propuesta, find_alcance, require_propuesta
from workflow.calendario import Clase, Dia
from workflow.capas import ClaseActo, Sector
from workflow.problema import ProblemaError

#: `publicado_el` may be missing; whatever else the file has is not read.
COLUMNAS = ("fecha", "nombre", "clase", "ambito", "fundamento")

_Grupo = tuple[str, str, date | None]


class CalendarioInvalidoError(ProblemaError):
    """The file has faults; `faltas` names each with its line, and nothing was registered."""

    codigo: ClassVar[str] = "calendario-invalido"
    titulo: ClassVar[str] = "El archivo del calendario tiene errores"

    def __init__(self, faltas: list[str]) -> None:
        super().__init__("\n".join(faltas))
        self.faltas = faltas


def read_calendario(archivo: Path) -> list[Propuesta]:
    """The acts that a file asks for: one for each scope and basis, with its days. The scope is written as in `Propuesta`; a bare
    sector, as in the files that ship with the code, is understood.

    :raises CalendarioInvalidoError: with every fault that the file has.
    """
    try:
        with archivo.open(encoding="utf-8-sig", newline="") as abierto:
            lector = csv.DictReader(abierto)
            if faltan := [columna for columna in COLUMNAS if columna not in (lector.fieldnames or ())]:
                raise CalendarioInvalidoError([f"{archivo.name}: faltan las columnas {', '.join(faltan)}."])
            return _group((lector.line_num, fila) for fila in lector)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CalendarioInvalidoError([f"{archivo.name}: no se puede leer ({error})."]) from error


def _group(filas: Iterator[tuple[int, Mapping[str, str | None]]]) -> list[Propuesta]:
    grupos: dict[_Grupo, dict[date, tuple[int, Dia]]] = {}
    faltas: list[str] = []
    for linea, fila in filas:
        try:
            grupo, dia = _read_fila(fila)
            if previo := grupos.setdefault(grupo, {}).get(dia.fecha):
                raise ActoDeCalendarioInvalidoError("El {fecha:%d/%m/%Y} ya está en la línea {linea}.", fecha=dia.fecha, linea=previo[0])
            grupos[grupo][dia.fecha] = (linea, dia)
            _check(grupo, [dia])
        except ActoDeCalendarioInvalidoError as falta:
            faltas.append(f"línea {linea}: {falta.detalle}")
    if not grupos and not faltas:
        faltas.append("El archivo no trae ningún día.")
    if faltas:
        raise CalendarioInvalidoError(faltas)
    return [_build(grupo, [dia for _, dia in dias.values()]) for grupo, dias in grupos.items()]


def _read_fila(fila: Mapping[str, str | None]) -> tuple[_Grupo, Dia]:
    datos = {columna: (fila.get(columna) or "").strip() for columna in (*COLUMNAS, "publicado_el")}
    if datos["clase"] not in list(Clase):
        raise ActoDeCalendarioInvalidoError(
            "«{clase}» no es una clase de día; las hay: {clases}.", clase=datos["clase"], clases=list(Clase)
        )
    ambito = f"sector:{datos['ambito']}" if datos["ambito"] in list(Sector) else datos["ambito"]
    publicado = _read_fecha(datos["publicado_el"], "publicado_el") if datos["publicado_el"] else None
    fecha = _read_fecha(datos["fecha"], "fecha")
    return (ambito, datos["fundamento"], publicado), Dia(fecha, datos["nombre"], Clase(datos["clase"]), datos["fundamento"])


def _read_fecha(texto: str, columna: str) -> date:
    try:
        return date.fromisoformat(texto)
    except ValueError:
        raise ActoDeCalendarioInvalidoError(
            "{columna}: «{texto}» no es una fecha; se escribe AAAA-MM-DD.", columna=columna, texto=texto
        ) from None


def _check(grupo: _Grupo, dias: Iterable[Dia]) -> None:
    """One line by itself, as the act that it would be."""
    find_alcance(require_propuesta(_build(grupo, list(dias)), revocado=None), revocado=None)


def _build(grupo: _Grupo, dias: list[Dia]) -> Propuesta:
    ambito, fundamento, publicado_el = grupo
    nombres = list(dict.fromkeys(dia.nombre for dia in dias))
    motivo = nombres[0] if len(nombres) == 1 else f"{len(dias)} días, del {min(dias).fecha:%d/%m/%Y} al {max(dias).fecha:%d/%m/%Y}"
    return Propuesta(ClaseActo.DIAS, ambito, motivo, fundamento, tuple(dias), publicado_el=publicado_el)

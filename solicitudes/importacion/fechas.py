"""Dates as people keep them in a register: a date of the workbook, its bare serial number, or text, the day first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from solicitudes.importacion.archivo import Celda
from solicitudes.models.institucion import fold_texto

#: Day first, as here; whoever writes otherwise says so in the map.
FORMATOS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y")
_HORAS = ("", " %H:%M", " %H:%M:%S", "T%H:%M:%S", "T%H:%M")
_MESES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_EN_LETRAS = re.compile(r"(\d{1,2}) (?:de )?([a-z]+)(?: del?)? (\d{4})")
#: Serial numbers of 1954 to 2119: smaller ones are a year or an amount that strayed into the column.
_SERIES = range(20_000, 80_001)
#: The hour of what only says the day: it falls on that day in every zone near ours.
MEDIODIA = time(12, 0)


def read_momento(celda: Celda, *, zona: ZoneInfo, epoca: datetime, formatos: Sequence[str] = ()) -> datetime | None:
    """The moment that a cell says, in `zona`, at noon where it says no hour; None for an empty cell.

    :raises ValueError: it says none.
    """
    if celda is None or (isinstance(celda, str) and not celda.strip()):
        return None
    momento = _read(celda, epoca, formatos)
    if momento.tzinfo is None:
        momento = momento.replace(tzinfo=zona)
    return momento


def _read(celda: Celda, epoca: datetime, formatos: Sequence[str]) -> datetime:
    if isinstance(celda, datetime):
        return celda if celda.time() != time.min else datetime.combine(celda.date(), MEDIODIA)
    if isinstance(celda, date):
        return datetime.combine(celda, MEDIODIA)
    if isinstance(celda, int | float) and not isinstance(celda, bool):
        return _read_serie(float(celda), epoca)
    if not isinstance(celda, str):
        raise ValueError("no date")
    texto = " ".join(celda.split())
    if re.fullmatch(r"\d{5}(\.\d+)?", texto):
        return _read_serie(float(texto), epoca)
    return _read_texto(texto, formatos)


def _read_serie(serie: float, epoca: datetime) -> datetime:
    if int(serie) not in _SERIES:
        raise ValueError("no serial number of a date")
    momento = epoca + timedelta(days=serie)
    momento = momento.replace(microsecond=0)
    return momento if serie % 1 else datetime.combine(momento.date(), MEDIODIA)


def _read_texto(texto: str, formatos: Sequence[str]) -> datetime:
    for formato in formatos or FORMATOS:
        for hora in _HORAS:
            try:
                momento = datetime.strptime(texto, formato + hora)  # noqa: DTZ007 - the caller gives it its zone
            except ValueError:
                continue
            return momento if hora else datetime.combine(momento.date(), MEDIODIA)
    if en_letras := _EN_LETRAS.fullmatch(fold_texto(texto).replace("setiembre", "septiembre")):
        dia, mes, anio = en_letras.groups()
        return datetime.combine(date(int(anio), _MESES.index(mes) + 1, int(dia)), MEDIODIA)
    raise ValueError("no date")

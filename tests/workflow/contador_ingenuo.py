"""A second way to count a term, slow and obvious on purpose: one loop over days, with the holidays read from the file."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

CALENDARIOS = Path(__file__).parents[2] / "workflow" / "calendarios"
FIN_DE_SEMANA = {5: "sábado", 6: "domingo"}


@cache
def _filas(pais: str) -> tuple[dict[str, str], ...]:
    with (CALENDARIOS / f"{pais}.csv").open(encoding="utf-8", newline="") as archivo:
        return tuple(csv.DictReader(archivo))


def list_cerrados(calendario: dict[str, Any], *, medio_dia_inhabil: bool = False, pais: str = "gt") -> dict[date, str]:
    """The closed days that are not a weekend's, each with its reason, of the `calendario` of a case."""
    clases = {"inhabil", "medio_dia"} if medio_dia_inhabil else {"inhabil"}
    ambitos = {"nacional", f"municipio:{calendario.get('municipio')}"}
    cerrados = {}
    if calendario.get("base", True):
        for fila in _filas(pais):
            if fila["clase"] in clases and fila["ambito"] in ambitos:
                cerrados[date.fromisoformat(fila["fecha"])] = fila["nombre"]
    for dia in calendario.get("inhabiles", []):
        cerrados[date.fromisoformat(dia["fecha"])] = dia["motivo"]
    return cerrados


def list_abiertos(calendario: dict[str, Any]) -> set[date]:
    """The days that the case declares open, whatever the rest says."""
    return {date.fromisoformat(dia["fecha"]) for dia in calendario.get("habiles", [])}


def explicar(
    *, desde: date, dias: int, cerrados: dict[date, str], abiertos: set[date], detenidos: frozenset[date] = frozenset()
) -> list[tuple[date, int | str]]:
    """Walk from the day after `desde` until `dias` open days are counted; each day with its number or why it does not count."""
    recorrido: list[tuple[date, int | str]] = []
    contados, dia = 0, desde
    while contados < dias:
        dia += timedelta(days=1)
        if dia in detenidos:
            recorrido.append((dia, "detenido"))
        elif dia in abiertos or (dia not in cerrados and dia.weekday() not in FIN_DE_SEMANA):
            contados += 1
            recorrido.append((dia, contados))
        else:
            recorrido.append((dia, cerrados.get(dia) or FIN_DE_SEMANA[dia.weekday()]))
    return recorrido


def contar(*, desde: date, dias: int, calendario: dict[str, Any], medio_dia_inhabil: bool = False) -> date:
    """The last day of a term of so many business days, counted from the day after `desde`."""
    cerrados = list_cerrados(calendario, medio_dia_inhabil=medio_dia_inhabil)
    return explicar(desde=desde, dias=dias, cerrados=cerrados, abiertos=list_abiertos(calendario))[-1][0]


def contar_calendario(*, desde: date, dias: int, cerrados: dict[date, str], detenidos: frozenset[date] = frozenset()) -> date:
    """The last day of a term of so many calendar days; if it is closed, the first open day after it."""
    dia = desde
    while dias:
        dia += timedelta(days=1)
        dias -= dia not in detenidos
    return pasar_a_abierto(dia, cerrados)


def contar_meses(*, desde: date, meses: int, cerrados: dict[date, str]) -> date:
    """The day of the same number so many months later, or the last of that month; if it is closed, the first open day after it."""
    dia = desde
    for _ in range(meses):
        siguiente = dia.replace(day=1) + timedelta(days=31)
        mes = siguiente.month
        dia = siguiente.replace(day=1)
        while dia.day < desde.day and (dia + timedelta(days=1)).month == mes:
            dia += timedelta(days=1)
    return pasar_a_abierto(dia, cerrados)


def pasar_a_abierto(dia: date, cerrados: dict[date, str]) -> date:
    """The day itself, or the first after it that is neither a holiday nor of a weekend."""
    while dia in cerrados or dia.weekday() in FIN_DE_SEMANA:
        dia += timedelta(days=1)
    return dia

"""How long is left until a date, in the days that count: what lists show beside each case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflow.calendario import FueraDeCalendarioError
from workflow.plazos import Pausa
from workflow.vigencias import Vigencia

#: From how many business days before the end a term is called near.
PRONTO = 3


class Urgencia(StrEnum):
    """How near the end of a term is, the nearest first."""

    VENCIDA = "vencida"
    HOY = "hoy"
    PRONTO = "pronto"
    CON_TIEMPO = "con_tiempo"


@dataclass(frozen=True, slots=True)
class Restante:
    """`dias` are business days from today to the last day, or since it; None where the calendar does not reach."""

    urgencia: Urgencia
    dias: int | None


def measure_restante(vence: date, *, hoy: date, vigencia: Vigencia) -> Restante:
    """What is left on `hoy` of a term that ends with `vence`, by the calendar as it is known now; suspended days do not count."""
    dias = _count(min(hoy, vence), max(hoy, vence), vigencia)
    if vence < hoy:
        return Restante(Urgencia.VENCIDA, dias)
    if vence == hoy:
        return Restante(Urgencia.HOY, 0)
    return Restante(Urgencia.PRONTO if dias is not None and dias <= PRONTO else Urgencia.CON_TIEMPO, dias)


def _count(desde: date, hasta: date, vigencia: Vigencia) -> int | None:
    try:
        dias = vigencia.calendario.count_habiles(desde, hasta)
        tramos = _merge(vigencia.suspensiones, desde, hasta)
        return dias - sum(vigencia.calendario.count_habiles(inicio, fin) for inicio, fin in tramos)
    except FueraDeCalendarioError:
        return None


def _merge(pausas: Iterable[Pausa], desde: date, hasta: date) -> list[tuple[date, date]]:
    """The suspended stretches between two dates, none of them twice: each begins after its first date, as a pause does."""
    tramos: list[tuple[date, date]] = []
    for pausa in sorted(pausas, key=lambda p: p.desde):
        inicio = max(pausa.desde, tramos[-1][1] if tramos else desde)
        fin = min(pausa.hasta or hasta, hasta)
        if inicio < fin:
            tramos.append((inicio, fin))
    return tramos

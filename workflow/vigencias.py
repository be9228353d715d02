"""The calendar as it was known from one moment to the next, and how a term is counted while the calendar changes under it.

A decree may be published while a term runs. What was known when the term began counts from the start; what became known before it
ended moves its last day, never to an earlier one; what became known afterwards does not touch it. So a term that is over keeps its
date for ever, and folding the same history again gives the same dates, with nothing stored on the case (docs/adr/0007).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from workflow.calendario import Calendario
from workflow.plazos import Paso, Pausa

_SIEMPRE = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Vigencia:
    """The whole calendar of one body as it was known from `conocida_desde` on, with the suspensions in force by acts of an authority.

    `numero` is that of the act that brought it; 0 for what ships with the code.
    """

    calendario: Calendario
    suspensiones: tuple[Pausa, ...] = ()
    conocida_desde: datetime = _SIEMPRE
    numero: int = 0


@dataclass(frozen=True, slots=True)
class Historial:
    """Every version of the calendar of one body, oldest first; the first was always known."""

    vigencias: tuple[Vigencia, ...]

    @property
    def actual(self) -> Calendario:
        """The calendar as it is known now."""
        return self.vigencias[-1].calendario

    def known_at(self, momento: datetime) -> Historial:
        """What was known at `momento`: for a paper printed late, that says what was true at its act."""
        if self.vigencias[-1].conocida_desde <= momento:
            return self
        return Historial(tuple(v for v in self.vigencias if v.conocida_desde <= momento))


@dataclass(frozen=True, slots=True)
class Cuenta:
    """How a term was counted: its last day, the calendar and the pauses that gave it, and whether that day is later than they say
    because it had been told already (`sostenida`). `pasos` are the versions of the calendar that it went through, when there are any."""

    vence: date | None
    calendario: Calendario
    pausas: tuple[Pausa, ...] = ()
    sostenida: bool = False
    pasos: tuple[Paso, ...] = ()


def count_term(
    vigencias: Sequence[Vigencia],
    *,
    contar: Callable[[Calendario, tuple[Pausa, ...]], date | None],
    pausas: Iterable[Pausa],
    abierto: datetime,
    cerrado: datetime | None,
    zona: ZoneInfo,
    piso: date | None = None,
) -> Cuenta:
    """Count a term that began at `abierto` and ended, met or withdrawn, at `cerrado` (None while it has not).

    `contar` gives its last day by one calendar and its pauses; `piso` is a day that had been told and is not shortened.
    """
    if len(vigencias) == 1 and not vigencias[0].suspensiones:
        vence = contar(vigencias[0].calendario, propias := tuple(pausas))
        return _hold(vence, piso, vigencias[0].calendario, propias)
    propias, posicion = tuple(pausas), _first(vigencias, abierto)
    cuenta = _count(vigencias[posicion], contar, propias, piso)
    pasos = [Paso(vigencias[posicion].numero, cuenta.vence, cuenta.sostenida)]
    for vigencia in vigencias[posicion + 1 :]:
        if cerrado is not None and vigencia.conocida_desde > cerrado:
            break
        if cuenta.vence is not None and vigencia.conocida_desde.astimezone(zona).date() > cuenta.vence:
            break
        piso = cuenta.vence if cuenta.vence is not None else piso
        cuenta = _count(vigencia, contar, propias, piso)
        pasos.append(Paso(vigencia.numero, cuenta.vence, cuenta.sostenida))
    return replace(cuenta, pasos=tuple(pasos))


def _first(vigencias: Sequence[Vigencia], momento: datetime) -> int:
    """The position of the version that was known at `momento`."""
    return max((n for n, vigencia in enumerate(vigencias) if vigencia.conocida_desde <= momento), default=0)


def _count(
    vigencia: Vigencia, contar: Callable[[Calendario, tuple[Pausa, ...]], date | None], propias: tuple[Pausa, ...], piso: date | None
) -> Cuenta:
    pausas = tuple(sorted((*propias, *vigencia.suspensiones), key=lambda pausa: pausa.desde)) if vigencia.suspensiones else propias
    return _hold(contar(vigencia.calendario, pausas), piso, vigencia.calendario, pausas)


def _hold(vence: date | None, piso: date | None, calendario: Calendario, pausas: tuple[Pausa, ...]) -> Cuenta:
    if vence is None or piso is None or piso <= vence:
        return Cuenta(vence, calendario, pausas)
    return Cuenta(_next_libre(piso, calendario, pausas), calendario, pausas, sostenida=True)


def _next_libre(dia: date, calendario: Calendario, pausas: tuple[Pausa, ...]) -> date | None:
    """`dia`, or the first day after it that is open and outside every pause: no term ends on a day on which nothing can be done."""
    while True:
        dia = calendario.next_habil(dia)
        pausa = next((p for p in pausas if p.covers(dia)), None)
        if pausa is None:
            return dia
        if pausa.hasta is None:
            return None
        dia = pausa.hasta + timedelta(days=1)

"""What an institution still has to answer, by how much of its term is left. Counts; shows no case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from solicitudes.mesa import Mesa
from solicitudes.policies import visible
from workflow.transiciones import ABIERTOS


@dataclass(frozen=True, slots=True)
class Pendientes:
    """The open cases of the institutions `de`, at the day of the desk, in business days of each one's calendar.

    vencidas: their last day is over. hoy: it is today. en_3, en_5, en_10: within so many business days and not sooner. despues: later.
    sin_plazo: no term to answer runs, as while the applicant clarifies (LAIP art. 42.2).
    """

    vencidas: int = 0
    hoy: int = 0
    en_3: int = 0
    en_5: int = 0
    en_10: int = 0
    despues: int = 0
    sin_plazo: int = 0

    @property
    def total(self) -> int:
        return self.vencidas + self.hoy + self.en_3 + self.en_5 + self.en_10 + self.despues + self.sin_plazo


def count_pendientes(mesa: Mesa, *, de: Iterable[int]) -> Pendientes:
    """How many there are of each. One query."""
    instituciones = set(de)
    abiertas = visible(mesa.actor).filter(institucion__in=instituciones, estado__in=[estado.value for estado in ABIERTOS])
    hasta = {dias: _until(mesa, dias, instituciones) for dias in (3, 5, 10)}
    vence = "fecha_vencimiento"
    partes = {
        "vencidas": Q(**{f"{vence}__lt": mesa.hoy}),
        "hoy": Q(**{vence: mesa.hoy}),
        "en_3": Q(**{f"{vence}__gt": mesa.hoy}) & hasta[3],
        "en_5": ~hasta[3] & hasta[5],
        "en_10": ~hasta[5] & hasta[10],
        "despues": ~hasta[10],
        "sin_plazo": Q(**{f"{vence}__isnull": True}),
    }
    con_plazo = Q(**{f"{vence}__isnull": False})
    filtros = {nombre: condicion if nombre == "sin_plazo" else con_plazo & condicion for nombre, condicion in partes.items()}
    return Pendientes(**abiertas.order_by().aggregate(**{nombre: Count("pk", filter=filtro) for nombre, filtro in filtros.items()}))


def _until(mesa: Mesa, dias: int, instituciones: set[int]) -> Q:
    """Not later than so many business days after today, by the calendar of each institution."""
    limites = {pk: limite for pk, limite in mesa.limits(dias).items() if pk in instituciones}
    return Q(*(Q(institucion=pk, fecha_vencimiento__lte=limite) for pk, limite in limites.items()), _connector=Q.OR)

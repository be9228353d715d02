"""Asking one unit for many cases at once: each stands for itself, and none stops the others (LAIP arts. 19 and 20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from solicitudes.actor import Actor
from solicitudes.models import Asignacion
from solicitudes.services.acto import lock_solicitud
from solicitudes.services.asignacion import asignar
from workflow.problema import ProblemaError


class Desenlace(StrEnum):
    """What became of one case."""

    HECHO = "hecho"
    YA_ESTABA = "ya_estaba"
    RECHAZADO = "rechazado"


@dataclass(frozen=True, slots=True)
class Resultado:
    """The outcome of one case; `problema` says why it was refused."""

    folio: str
    desenlace: Desenlace
    problema: ProblemaError | None = None


@dataclass(frozen=True, slots=True)
class Pedido:
    """What is asked inside: of which unit, or of one person in it, by when and with which instructions."""

    unidad_id: int
    persona_id: int | None
    fecha_interna: date
    indicaciones: str = ""

    def is_same(self, asignacion: Asignacion | None) -> bool:
        return asignacion is not None and self == Pedido(
            asignacion.unidad_id, asignacion.persona_id, asignacion.fecha_interna, asignacion.indicaciones
        )


def asignar_varias(*, folios: Sequence[str], pedido: Pedido, actor: Actor, ahora: datetime) -> list[Resultado]:
    """Ask the same for each case, in a transaction of its own. Done twice, the second time changes nothing."""
    pedido = replace(pedido, indicaciones=pedido.indicaciones.strip())
    return [_assign(folio, pedido=pedido, actor=actor, ahora=ahora) for folio in dict.fromkeys(folios)]


def _assign(folio: str, *, pedido: Pedido, actor: Actor, ahora: datetime) -> Resultado:
    try:
        with transaction.atomic():
            solicitud = lock_solicitud(folio, actor)
            if pedido.is_same(Asignacion.objects.filter(solicitud=solicitud).order_by("-fecha_hora", "-pk").first()):
                return Resultado(folio, Desenlace.YA_ESTABA)
            asignar(folio=folio, actor=actor, ahora=ahora, **asdict(pedido))
    except ProblemaError as problema:
        return Resultado(folio, Desenlace.RECHAZADO, problema)
    return Resultado(folio, Desenlace.HECHO)

"""Acts of the calendar as the tests write them, and what a case says after them."""

from __future__ import annotations

from datetime import date, datetime

from solicitudes.actor import Actor
from solicitudes.libros import open_libro
from solicitudes.models import Movimiento, Solicitud
from solicitudes.selectors import describe_plazos
from solicitudes.services.calendario import Registro, aplicar
from solicitudes.services.propuesta import Propuesta
from solicitudes.services.recalculo import recalcular_expedientes
from tests.elenco import Caso
from workflow.calendario import Clase, Dia
from workflow.capas import ClaseActo

DECRETO = "Acuerdo Gubernativo 1-2026"


def decreto(*dias: tuple[int, int], ambito: str = "nacional", clase: Clase = Clase.INHABIL, motivo: str = "Asueto") -> Propuesta:
    """A decree over some days of 2026, as (month, day)."""
    return Propuesta(ClaseActo.DIAS, ambito, motivo, DECRETO, tuple(Dia(date(2026, m, d), motivo, clase) for m, d in dias))


def suspension(desde: date, hasta: date, *, ambito: str = "nacional", clase: ClaseActo = ClaseActo.SUSPENSION) -> Propuesta:
    return Propuesta(clase, ambito, "Estado de calamidad", DECRETO, desde=desde, hasta=hasta)


def decree(actor: Actor, propuesta: Propuesta, ahora: datetime) -> Registro:
    """Register an act and let the clock finish it."""
    registro = aplicar(propuesta=propuesta, actor=actor, ahora=ahora)
    assert recalcular_expedientes(ahora=ahora).fallidas == ()
    return registro


def terms(caso: Caso, al: datetime | None = None) -> dict[str, str | None]:
    return {p["clave"]: p["vence"] for p in describe_plazos(caso.solicitud, al=al or caso.ahora)["plazos"]}


def recalculos(caso: Caso) -> list[Movimiento]:
    return [m for m in caso.movimientos if m.acto == "recalcular"]


def assert_projections_are_the_fold() -> None:
    """Replaying every history gives the dates that are stored."""
    for solicitud in Solicitud.objects.select_related("institucion", "presentacion"):
        assert open_libro(solicitud).vencimiento == solicitud.fecha_vencimiento, solicitud.folio

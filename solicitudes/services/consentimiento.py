"""What a portal must show before it files for somebody: that she told it to, how and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from solicitudes.actor import Actor
from solicitudes.models import Presentacion
from workflow.problema import ProblemaError


class ConsentimientoRequeridoError(ProblemaError):
    codigo: ClassVar[str] = "consentimiento-requerido"
    titulo: ClassVar[str] = "Falta el consentimiento de la persona"


@dataclass(frozen=True, slots=True)
class Consentimiento:
    """How (`FormaDeConsentimiento`) and when (aware) a person told a portal to file for her."""

    forma: str
    fecha_hora: datetime

    @property
    def datos(self) -> dict[str, str]:
        """As the first movement seals it, and as the idempotency of the filing compares it."""
        return {"forma": self.forma, "fecha_hora": self.fecha_hora.astimezone(UTC).isoformat()}


def seal_consentimiento(presentacion: Presentacion) -> dict[str, str] | None:
    """What the first movement of a filing says of it; nothing where she filed herself."""
    acuerdo = presentacion.consentimiento
    return Consentimiento(**acuerdo).datos if acuerdo else None


def require_consentimiento(consentimiento: Consentimiento | None, *, actor: Actor, ahora: datetime) -> None:
    """Whoever files for somebody else says that she agreed. The system of an institution files what came to its own office.

    :raises ConsentimientoRequeridoError: a portal says nothing of it, or that it is still to come.
    """
    de_portal = actor.cliente is not None and actor.cliente.institucion_id is None
    if de_portal and consentimiento is None:
        raise ConsentimientoRequeridoError("Diga cómo y cuándo consintió la persona en que presente por ella.", campo="consentimiento")
    if consentimiento and consentimiento.fecha_hora > ahora:
        raise ConsentimientoRequeridoError("El consentimiento se da antes de presentar.", campo="consentimiento/fecha_hora")

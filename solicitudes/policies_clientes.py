"""What is of an accredited client alone: beside policies.py, as part of it."""

from __future__ import annotations

from django.db.models import QuerySet

from solicitudes.actor import Actor
from solicitudes.alcances import Alcance
from solicitudes.models import Suscripcion


def visible_suscripciones(actor: Actor) -> QuerySet[Suscripcion]:
    """The subscriptions of the client itself."""
    if actor.cliente is None or Alcance.RECIBIR not in actor.cliente.alcances:
        return Suscripcion.objects.none()
    return Suscripcion.objects.filter(cliente=actor.cliente.cliente_id)

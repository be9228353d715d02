"""Who brings an institution's former register in, and who reads what was brought: beside policies.py, as part of it."""

from __future__ import annotations

from django.db.models import QuerySet

from solicitudes.actor import Actor
from solicitudes.models import Importacion
from solicitudes.policies import ActoNoAutorizadoError, administrable


def require_importacion(actor: Actor, institucion_id: int) -> int:
    """The person who brings an institution's former register in: its top authority, or the administration of the system.

    :raises ActoNoAutorizadoError: she is neither.
    """
    if actor.persona_id is None or not administrable(actor).filter(pk=institucion_id).exists():
        raise ActoNoAutorizadoError("El registro anterior lo importa la máxima autoridad de la institución, o la administración.")
    return actor.persona_id


def visible_importaciones(actor: Actor) -> QuerySet[Importacion]:
    """What was brought in, of the institutions that `actor` administers: totals, without anybody's data."""
    return Importacion.objects.filter(institucion__in=administrable(actor)).select_related("institucion", "persona")

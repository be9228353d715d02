"""Views of the inbox that somebody keeps under a name; they are hers alone."""

from __future__ import annotations

from typing import Any, ClassVar

from solicitudes.actor import Actor
from solicitudes.models import VistaGuardada
from workflow.problema import ProblemaError

MAXIMO_DE_VISTAS = 20


class DemasiadasVistasError(ProblemaError):
    codigo: ClassVar[str] = "demasiadas-vistas"
    titulo: ClassVar[str] = "No caben más vistas guardadas"


def save_vista(*, actor: Actor, nombre: str, consulta: str) -> VistaGuardada:
    """Keep filters, as they stand in the address, under a name; the same name again replaces them.

    :raises DemasiadasVistasError: she has as many as the page shows.
    """
    propias = VistaGuardada.objects.filter(persona=actor.persona_id)
    if not propias.filter(nombre=nombre).exists() and propias.count() >= MAXIMO_DE_VISTAS:
        raise DemasiadasVistasError("Ya tiene {maximo} vistas guardadas. Borre una que ya no use.", maximo=MAXIMO_DE_VISTAS, campo="nombre")
    persona: dict[str, Any] = {"persona_id": actor.persona_id}
    vista, _ = VistaGuardada.objects.update_or_create(**persona, nombre=nombre, defaults={"consulta": consulta})
    return vista


def delete_vista(*, actor: Actor, vista_id: int) -> None:
    """Forget one of hers; what is not there, or not hers, is forgotten already."""
    VistaGuardada.objects.filter(persona=actor.persona_id, pk=vista_id).delete()


def list_vistas(*, actor: Actor) -> list[VistaGuardada]:
    """Hers, by name."""
    return list(VistaGuardada.objects.filter(persona=actor.persona_id))

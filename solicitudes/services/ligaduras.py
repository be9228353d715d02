"""What binds an account here to one in the directory of an institution: seen and undone, by whoever it is or by the administration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.models import Emisor
from solicitudes.policies import require_administrador
from solicitudes.services.acto_administrativo import record_acto
from workflow.problema import ProblemaError


class LigaduraNoEncontradaError(ProblemaError):
    codigo: ClassVar[str] = "ligadura-no-encontrada"
    titulo: ClassVar[str] = "Esa cuenta ya no está ligada"
    estatus: ClassVar[int] = 404


@dataclass(frozen=True, slots=True)
class Ligadura:
    """One binding, with the directory at its other end."""

    fila: SocialAccount
    emisor: Emisor


def list_ligaduras(*, persona_id: int) -> list[Ligadura]:
    """What binds an account to directories. Two queries, one when nothing does."""
    filas = list(SocialAccount.objects.filter(user=persona_id).select_related("user").order_by("pk"))
    emisores = {e.clave: e for e in Emisor.objects.filter(clave__in=[fila.provider for fila in filas])} if filas else {}
    return [Ligadura(fila, emisores[fila.provider]) for fila in filas if fila.provider in emisores]


def get_ligadura(*, ligadura_id: int, persona_id: int) -> Ligadura:
    """One of them.

    :raises LigaduraNoEncontradaError: there is none, or it is somebody else's.
    """
    for ligadura in list_ligaduras(persona_id=persona_id):
        if ligadura.fila.pk == ligadura_id:
            return ligadura
    raise LigaduraNoEncontradaError("Ya estaba desligada, o no es suya.")


def desligar(*, ligadura_id: int, persona_id: int, actor: Actor, ahora: datetime) -> Ligadura:
    """Undo a binding: the next time, the directory must confirm her address again. Undone by somebody else, her sessions are closed.

    :raises ActoNoAutorizadoError: it is not hers, and only the administration undoes that of others.
    :raises LigaduraNoEncontradaError: there is none.
    """
    propia = actor.persona_id == persona_id
    if not propia:
        require_administrador(actor)
    with transaction.atomic():
        ligadura = get_ligadura(ligadura_id=ligadura_id, persona_id=persona_id)
        record_acto(
            accion=Accion.DESLIGAR,
            objeto=f"{ligadura.fila.user}: {ligadura.emisor}",
            institucion_id=ligadura.emisor.institucion_id,
            actor=actor,
            ahora=ahora,
            detalle={"persona": persona_id, "emisor": ligadura.emisor.pk, "ligadura": ligadura_id},
        )
        ligadura.fila.delete()
    if not propia:
        for sesion in UserSession.objects.filter(user=persona_id):
            sesion.end()
    return ligadura

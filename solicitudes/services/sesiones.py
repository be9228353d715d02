"""The open sessions of an account: listed, and closed one by one or all at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.policies import require_administrador
from solicitudes.services.acto_administrativo import record_acto
from solicitudes.services.personas import get_persona
from workflow.problema import ProblemaError


class SesionNoEncontradaError(ProblemaError):
    codigo: ClassVar[str] = "sesion-no-encontrada"
    titulo: ClassVar[str] = "Esa sesión ya no está abierta"
    estatus: ClassVar[int] = 404


def list_sesiones(*, persona_id: int, ahora: datetime) -> QuerySet[UserSession]:
    """The sessions of an account that are still open, last seen first. One query."""
    vivas = Session.objects.filter(expire_date__gt=ahora).values("session_key")
    abiertas: QuerySet[UserSession] = UserSession.objects.filter(user_id=persona_id, session_key__in=vivas)
    return abiertas.order_by("-last_seen_at", "-pk")


def cerrar_sesion_propia(*, sesion_id: int, actor: Actor) -> None:
    """Close one session of `actor` herself.

    :raises SesionNoEncontradaError: it is closed already, or somebody else's.
    """
    with transaction.atomic():
        if not _close(UserSession.objects.filter(pk=sesion_id, user_id=actor.persona_id)):
            raise SesionNoEncontradaError("Ya estaba cerrada, o no es suya.")


def cerrar_otras_sesiones(*, actor: Actor, actual: str) -> int:
    """Close every session of `actor` but the one whose key is `actual`; returns how many there were."""
    with transaction.atomic():
        return _close(UserSession.objects.filter(user_id=actor.persona_id).exclude(session_key=actual))


def cerrar_sesiones_de(*, persona_id: int, actor: Actor, ahora: datetime) -> int:
    """Close every session of another account; returns how many there were. It is written down.

    :raises ActoNoAutorizadoError: only the administration may.
    :raises PersonaNoEncontradaError: there is no such account.
    """
    require_administrador(actor)
    with transaction.atomic():
        persona = get_persona(persona_id=persona_id, actor=actor)
        cuantas = _close(UserSession.objects.filter(user_id=persona.pk))
        record_acto(
            accion=Accion.CERRAR_SESIONES,
            objeto=str(persona),
            institucion_id=None,
            actor=actor,
            ahora=ahora,
            detalle={"persona": persona.pk, "sesiones": cuantas},
        )
    return cuantas


def _close(sesiones: Iterable[UserSession]) -> int:
    cuantas = 0
    for sesion in sesiones:
        sesion.end()
        cuantas += 1
    return cuantas

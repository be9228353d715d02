"""Rehearsing: a sandbox client plays the institution in its own cases and moves their clock ahead (docs/adr/0023)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import transaction

from solicitudes.actor import Actor
from solicitudes.models import Persona, Solicitud
from solicitudes.policies_programas import require_ensayo
from solicitudes.services.acto import lock_solicitud
from solicitudes.services.cierre import cerrar_expedientes
from solicitudes.services.recurso import vencer_recursos
from solicitudes.services.vencimiento import advertir_vencimientos, certificar_silencios, vencer_plazos
from workflow.problema import ProblemaError
from workflow.roles import Rol
from workflow.transiciones import ACTOS

#: How far one call may go: the clock passes through every day on the way.
MAXIMO_DE_DIAS = 60

#: Who is played: accounts that nobody can enter and that hold no office. Three, since nobody reviews or signs what she drafted.
_PAPELES: dict[Rol, tuple[str, str]] = {
    Rol.OFICIAL: ("prueba.oficial", "Oficial de prueba"),
    Rol.JEFE_UNIDAD: ("prueba.jefatura", "Jefatura de prueba"),
    Rol.MAXIMA_AUTORIDAD: ("prueba.autoridad", "Autoridad de prueba"),
}
#: The order of the clock's tasks: what expires, then what follows from it.
_BARRIDOS: tuple[Callable[..., Any], ...] = (
    advertir_vencimientos,
    vencer_plazos,
    certificar_silencios,
    vencer_recursos,
    cerrar_expedientes,
)


class AdelantoInvalidoError(ProblemaError):
    codigo: ClassVar[str] = "adelanto-invalido"
    titulo: ClassVar[str] = "El reloj no se puede mover así"


def adelantar(*, folio: str, actor: Actor, dias: int, ahora: datetime) -> Solicitud:
    """Move the clock of a rehearsal `dias` days ahead, a day at a time, and let the clock's own sweeps pass over that case alone.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    :raises ActoNoAutorizadoError: it is no rehearsal of hers.
    :raises AdelantoInvalidoError: less than one day or more than sixty.
    """
    with transaction.atomic():
        solicitud = lock_solicitud(folio, actor)
        require_ensayo(actor, solicitud)
        if not 1 <= dias <= MAXIMO_DE_DIAS:
            raise AdelantoInvalidoError("De 1 a {tope} días cada vez.", tope=MAXIMO_DE_DIAS, campo="dias")
        solo = Solicitud.todas.filter(pk=solicitud.pk, prueba=True)
        for adelanto in (solicitud.adelanto + timedelta(days=n) for n in range(1, dias + 1)):
            solo.update(adelanto=adelanto)
            for barrer in _BARRIDOS:
                barrer(ahora=ahora + adelanto, de=solo)
        return solo.get()


def play(actor: Actor, acto: str) -> Actor:
    """A sandbox client in the place of the official whose act it is; anybody else, and a client with the applicant's key, as she is."""
    if actor.cliente is None or not actor.cliente.prueba or actor.presentacion_id is not None:
        return actor
    rol = next((rol for rol in _PAPELES if rol in ACTOS[acto].roles), None)
    persona = Persona.objects.filter(username=_PAPELES[rol][0]).values_list("pk", flat=True).first() if rol else None
    return replace(actor, persona_id=persona)


def prepare_papeles() -> None:
    """Make the accounts that are played, if they are not there."""
    for usuario, nombre in _PAPELES.values():
        datos = {"email": f"{usuario}@prueba.invalid", "first_name": nombre, "is_active": False, "password": "!"}
        Persona.objects.get_or_create(username=usuario, defaults=datos)

"""Accounts: opened by invitation, deactivated and brought back, never deleted."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from notifications.outbox import encolar
from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.models import Persona, TokenPersonal
from solicitudes.policies import require_administrador, visible_personas
from solicitudes.services.acto_administrativo import record_acto
from workflow.problema import ProblemaError


class PersonaNoEncontradaError(ProblemaError):
    codigo: ClassVar[str] = "persona-no-encontrada"
    titulo: ClassVar[str] = "No hay una cuenta así"
    estatus: ClassVar[int] = 404


class CorreoInvalidoError(ProblemaError):
    codigo: ClassVar[str] = "correo-invalido"
    titulo: ClassVar[str] = "Esa dirección de correo no sirve"


class NombreRequeridoError(ProblemaError):
    codigo: ClassVar[str] = "nombre-requerido"
    titulo: ClassVar[str] = "Falta el nombre"


class CuentaPropiaError(ProblemaError):
    codigo: ClassVar[str] = "cuenta-propia"
    titulo: ClassVar[str] = "Nadie cambia su propia cuenta aquí"
    estatus: ClassVar[int] = 403


class CuentaEnEseEstadoError(ProblemaError):
    codigo: ClassVar[str] = "cuenta-en-ese-estado"
    titulo: ClassVar[str] = "La cuenta ya estaba así"
    estatus: ClassVar[int] = 409


def get_persona(*, persona_id: int, actor: Actor, bloquear: bool = False) -> Persona:
    """An account that `actor` may look at; locked until the transaction ends with `bloquear`. One query.

    :raises PersonaNoEncontradaError: there is none, or she may not.
    """
    personas = visible_personas(actor)
    try:
        return (personas.select_for_update(of=("self",)) if bloquear else personas).get(pk=persona_id)
    except Persona.DoesNotExist:
        raise PersonaNoEncontradaError("No hay una cuenta así que usted pueda ver.") from None


def find_or_invite(*, correo: str, nombres: str, apellidos: str, institucion_id: int | None, actor: Actor, ahora: datetime) -> Persona:
    """The account of an address or, where there is none, a new one without password whose owner is written to so that she sets one.

    Call it inside the transaction of the appointment, after what `actor` may do has been checked. The address counts as verified:
    nobody signs in before having read the letter that goes to it.

    :raises CorreoInvalidoError: the address is not one.
    :raises NombreRequeridoError: the account is new and nobody said whose it is.
    """
    correo = _require_correo(correo)
    # Locked, so that two appointments of one person see one another.
    if persona := Persona.objects.select_for_update().filter(email__iexact=correo).first():
        return persona
    if not nombres.strip() or not apellidos.strip():
        raise NombreRequeridoError("Esa dirección no tiene cuenta todavía: diga el nombre y los apellidos.", campo="nombres")
    persona = Persona(username=correo[:150], email=correo, first_name=nombres.strip(), last_name=apellidos.strip())
    persona.set_unusable_password()
    persona.save()
    EmailAddress.objects.create(user=persona, email=correo, verified=True, primary=True)
    _invite(persona, institucion_id, actor, ahora)
    return persona


def invitar_otra_vez(*, persona_id: int, actor: Actor, ahora: datetime) -> Persona:
    """Send the letter with which somebody sets her password again: the one before has expired or was lost.

    :raises PersonaNoEncontradaError: there is no such account, or none that `actor` may see.
    :raises CuentaEnEseEstadoError: she has a password already, or the account is deactivated.
    """
    with transaction.atomic():
        persona = get_persona(persona_id=persona_id, actor=actor, bloquear=True)
        if persona.has_usable_password() or not persona.is_active:
            raise CuentaEnEseEstadoError("Ya eligió su contraseña, o su cuenta está desactivada. Si la olvidó, la cambia al entrar.")
        _invite(persona, None, actor, ahora)
    return persona


def desactivar(*, persona_id: int, actor: Actor, ahora: datetime) -> Persona:
    """Close an account: its sessions and tokens end with it, its appointments and acts stay as they were.

    :raises ActoNoAutorizadoError: only the administration may.
    :raises PersonaNoEncontradaError, CuentaPropiaError, CuentaEnEseEstadoError: there is none, it is her own, it was closed before.
    """
    return _switch(persona_id, activa=False, accion=Accion.DESACTIVAR, actor=actor, ahora=ahora)


def reactivar(*, persona_id: int, actor: Actor, ahora: datetime) -> Persona:
    """Open again an account that was closed. Same errors as `desactivar`."""
    return _switch(persona_id, activa=True, accion=Accion.REACTIVAR, actor=actor, ahora=ahora)


def _switch(persona_id: int, *, activa: bool, accion: Accion, actor: Actor, ahora: datetime) -> Persona:
    require_administrador(actor)
    if persona_id == actor.persona_id:
        raise CuentaPropiaError("Pida a otra persona de la administración que lo haga.")
    with transaction.atomic():
        persona = get_persona(persona_id=persona_id, actor=actor, bloquear=True)
        if persona.is_active is activa:
            raise CuentaEnEseEstadoError("La cuenta ya estaba activa." if activa else "La cuenta ya estaba desactivada.")
        persona.is_active = activa
        persona.save(update_fields=["is_active"])
        if not activa:  # or they would come back with the account
            TokenPersonal.objects.filter(persona=persona, fecha_hora_revocado__isnull=True).update(fecha_hora_revocado=ahora)
        record_acto(accion=accion, objeto=str(persona), institucion_id=None, actor=actor, ahora=ahora, detalle={"persona": persona.pk})
    return persona


def _invite(persona: Persona, institucion_id: int | None, actor: Actor, ahora: datetime) -> None:
    acto = record_acto(
        accion=Accion.INVITAR,
        objeto=f"{persona} <{persona.email}>",
        institucion_id=institucion_id,
        actor=actor,
        ahora=ahora,
        detalle={"persona": persona.pk},
    )
    encolar(efecto="invitar", clave=f"invitar:{acto.pk}", argumentos={"persona": persona.pk}, ahora=ahora)


def _require_correo(correo: str) -> str:
    limpio = correo.strip().lower()
    try:
        validate_email(limpio)
    except ValidationError:
        raise CorreoInvalidoError("Escriba una dirección como nombre@institucion.gob.gt.", campo="correo") from None
    return limpio

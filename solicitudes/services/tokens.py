"""Personal tokens: made by an official for her scripts and shown once, revoked by her or by the administration."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.alcances import Alcance
from solicitudes.models import Persona, TokenPersonal
from solicitudes.models.cliente import hash_secreto
from solicitudes.policies import require_administrador
from solicitudes.policies_programas import grantable_alcances, require_titular
from solicitudes.services.acto_administrativo import record_acto
from solicitudes.services.personas import get_persona
from workflow.problema import ProblemaError

#: How every token begins, so that a program that looks for secrets left in a repository knows one.
MARCA = "sip_"
#: How many of hers may hold at once.
MAXIMO_DE_TOKENS = 10


class TokenInvalidoError(ProblemaError):
    codigo: ClassVar[str] = "token-invalido"
    titulo: ClassVar[str] = "Así no se puede dar un token"


class TokenRepetidoError(ProblemaError):
    codigo: ClassVar[str] = "token-repetido"
    titulo: ClassVar[str] = "Ya tiene un token con ese nombre"
    estatus: ClassVar[int] = 409


class TokenNoEncontradoError(ProblemaError):
    codigo: ClassVar[str] = "token-no-encontrado"
    titulo: ClassVar[str] = "No hay un token suyo así"
    estatus: ClassVar[int] = 404


@dataclass(frozen=True, slots=True)
class DatosDeToken:
    """What is asked of a new token: what it is for, its scopes, and for how many days it holds."""

    nombre: str
    alcances: tuple[str, ...]
    dias: int


def crear_token(*, datos: DatosDeToken, actor: Actor, ahora: datetime) -> tuple[TokenPersonal, str]:
    """Make a token; gives it with its secret, which nobody can look up afterwards.

    :raises ActoNoAutorizadoError: the actor is no person with a session of her own.
    :raises TokenInvalidoError: no name, no scope, one that none of her offices gives, more days than the installation allows, or
        she has too many.
    :raises TokenRepetidoError: one of hers that still holds has that name.
    """
    persona_id = require_titular(actor)
    nombre = datos.nombre.strip()
    _check_datos(nombre, datos, grantable_alcances(actor))
    with transaction.atomic():
        # Two at once wait here, so that the second one sees the first.
        Persona.objects.select_for_update(of=("self",)).get(pk=persona_id)
        _make_room(persona_id, nombre, ahora)
        prefijo = f"{MARCA}{secrets.token_hex(4)}"
        secreto = f"{prefijo}_{secrets.token_urlsafe(32)}"
        token = TokenPersonal.objects.create(
            persona_id=persona_id,
            nombre=nombre,
            prefijo=prefijo,
            huella=hash_secreto(secreto),
            alcances=[alcance.value for alcance in Alcance if alcance in datos.alcances],
            fecha_hora_creado=ahora,
            fecha_hora_fin=ahora + timedelta(days=datos.dias),
        )
        _record(Accion.CREAR_TOKEN, token, actor, ahora, alcances=token.alcances, hasta=token.fecha_hora_fin.isoformat())
    return token, secreto


def revocar_token(*, token_id: int, actor: Actor, ahora: datetime) -> TokenPersonal:
    """End one of her own tokens at once.

    :raises ActoNoAutorizadoError: the actor is no person with a session of her own.
    :raises TokenNoEncontradoError: there is none, it is somebody else's, or it was revoked before.
    """
    persona_id = require_titular(actor)
    with transaction.atomic():
        suyos = TokenPersonal.objects.select_for_update(of=("self",)).filter(persona=persona_id, fecha_hora_revocado__isnull=True)
        token = suyos.filter(pk=token_id).first()
        if token is None:
            raise TokenNoEncontradoError("Ya estaba revocado, o no es suyo.")
        _end(token, actor, ahora)
    return token


def revocar_tokens_de(*, persona_id: int, actor: Actor, ahora: datetime) -> int:
    """End every token of an account; returns how many there were.

    :raises ActoNoAutorizadoError: only the administration may.
    :raises PersonaNoEncontradaError: there is no such account.
    """
    require_administrador(actor)
    with transaction.atomic():
        persona = get_persona(persona_id=persona_id, actor=actor, bloquear=True)
        tokens = list(TokenPersonal.objects.filter(persona=persona, fecha_hora_revocado__isnull=True))
        for token in tokens:
            _end(token, actor, ahora)
    return len(tokens)


def list_tokens(*, persona_id: int) -> QuerySet[TokenPersonal]:
    """The tokens of somebody that were not revoked, newest first; one that is over stands there until it is. One query."""
    return TokenPersonal.objects.filter(persona=persona_id, fecha_hora_revocado__isnull=True).order_by("-fecha_hora_creado", "-pk")


def _check_datos(nombre: str, datos: DatosDeToken, posibles: Collection[Alcance]) -> None:
    if not nombre or len(nombre) > 60:
        raise TokenInvalidoError("El nombre va de 1 a 60 caracteres.", campo="nombre")
    if not datos.alcances:
        raise TokenInvalidoError("Indique al menos un alcance.", campo="alcances")
    if ajenos := sorted(set(datos.alcances) - set(posibles)):
        raise TokenInvalidoError("Ninguno de sus cargos da el alcance {ajenos}.", ajenos=ajenos, campo="alcances")
    if not 1 <= datos.dias <= settings.TOKENS_DIAS_MAXIMO:
        raise TokenInvalidoError("Un token vale de 1 a {maximo} días.", maximo=settings.TOKENS_DIAS_MAXIMO, campo="dias")


def _make_room(persona_id: int, nombre: str, ahora: datetime) -> None:
    """A token that is over leaves its name to the next one."""
    suyos = TokenPersonal.objects.filter(persona=persona_id, fecha_hora_revocado__isnull=True)
    suyos.filter(nombre=nombre, fecha_hora_fin__lte=ahora).update(fecha_hora_revocado=ahora)
    if suyos.filter(nombre=nombre).exists():
        raise TokenRepetidoError("Dele otro nombre, o revoque antes el que ya tiene.", campo="nombre")
    if suyos.filter(fecha_hora_fin__gt=ahora).count() >= MAXIMO_DE_TOKENS:
        raise TokenInvalidoError("Puede tener {maximo} tokens a la vez. Revoque alguno que ya no use.", maximo=MAXIMO_DE_TOKENS)


def _end(token: TokenPersonal, actor: Actor, ahora: datetime) -> None:
    token.fecha_hora_revocado = ahora
    token.save(update_fields=["fecha_hora_revocado"])
    _record(Accion.REVOCAR_TOKEN, token, actor, ahora)


def _record(accion: Accion, token: TokenPersonal, actor: Actor, ahora: datetime, **detalle: object) -> None:
    record_acto(
        accion=accion,
        objeto=str(token),
        institucion_id=None,
        actor=actor,
        ahora=ahora,
        detalle={"token": token.pk, "persona": token.persona_id, **detalle},
    )

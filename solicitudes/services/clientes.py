"""Accrediting other portals and the systems of institutions: a secret shown once, replaced with overlap, revoked at once."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import ClassVar

from allauth.idp.oidc.models import Client, Token
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.text import slugify

from solicitudes.alcances import Alcance
from solicitudes.models import Cliente, Institucion, Persona, SecretoDeCliente
from solicitudes.models.cliente import hash_secreto
from workflow.problema import ProblemaError

#: How long the secret that is replaced goes on, unless told otherwise.
DIAS_DE_TRASLAPE = 7


class ClienteDesconocidoError(ProblemaError):
    codigo: ClassVar[str] = "cliente-desconocido"
    titulo: ClassVar[str] = "No existe ese cliente"
    estatus: ClassVar[int] = 404


class ClienteRevocadoError(ProblemaError):
    codigo: ClassVar[str] = "cliente-revocado"
    titulo: ClassVar[str] = "Ese cliente fue revocado"
    estatus: ClassVar[int] = 409


class AcreditacionInvalidaError(ProblemaError):
    codigo: ClassVar[str] = "acreditacion-invalida"
    titulo: ClassVar[str] = "Así no se puede acreditar"


def acreditar(
    *,
    nombre: str,
    alcances: Collection[str],
    ahora: datetime,
    institucion: Institucion | None = None,
    responsable: Persona | None = None,
) -> tuple[Cliente, str]:
    """Accredit a client; gives it with its secret, which nobody can look up afterwards.

    :raises AcreditacionInvalidaError: no name, no scope or one that does not exist; or acts without an institution and an official
        who answers for them.
    """
    check_acreditacion(nombre, alcances, institucion, responsable)
    with transaction.atomic():
        oidc = Client.objects.create(
            id=f"{slugify(nombre)[:40] or 'cliente'}-{secrets.token_hex(4)}",
            name=nombre.strip()[:100],
            secret=make_password(None),  # allauth knows one secret for ever; ours are in SecretoDeCliente
            scopes="",
            grant_types=Client.GrantType.CLIENT_CREDENTIALS,
            response_types="",
            created_at=ahora,
        )
        cliente = Cliente.objects.create(
            oidc=oidc,
            nombre=nombre.strip(),
            institucion=institucion,
            responsable=responsable,
            alcances=[alcance.value for alcance in Alcance if alcance in alcances],
            fecha_hora_acreditado=ahora,
        )
        return cliente, _issue_secreto(cliente, ahora)


def rotar_secreto(*, identificador: str, ahora: datetime, dias: int = DIAS_DE_TRASLAPE) -> str:
    """Give the client a new secret; the present one goes on for `dias`, any older one ends now. 0 days end both.

    :raises ClienteDesconocidoError, ClienteRevocadoError:
    """
    with transaction.atomic():
        cliente = _lock_activo(identificador)
        fin = ahora + timedelta(days=max(dias, 0))
        vigentes = SecretoDeCliente.objects.vigentes(ahora).filter(cliente=cliente)
        vigentes.filter(fecha_hora_fin__isnull=False).update(fecha_hora_fin=ahora)
        vigentes.filter(fecha_hora_fin__isnull=True).update(fecha_hora_fin=fin)
        return _issue_secreto(cliente, ahora)


def revocar(*, identificador: str, ahora: datetime) -> Cliente:
    """End an accreditation at once: its tokens, its secrets, its webhooks. What it filed stays, and people follow it by key.

    :raises ClienteDesconocidoError, ClienteRevocadoError:
    """
    with transaction.atomic():
        cliente = _lock_activo(identificador)
        cliente.activo, cliente.fecha_hora_revocado = False, ahora
        cliente.save(update_fields=["activo", "fecha_hora_revocado"])
        SecretoDeCliente.objects.vigentes(ahora).filter(cliente=cliente).update(fecha_hora_fin=ahora)
        Token.objects.filter(client=cliente.oidc_id).delete()
        return cliente


def check_acreditacion(nombre: str, alcances: Collection[str], institucion: Institucion | None, responsable: Persona | None) -> None:
    """:raises AcreditacionInvalidaError: nobody may be accredited so."""
    if not nombre.strip() or len(nombre.strip()) > 100:
        raise AcreditacionInvalidaError("El nombre va de 1 a 100 caracteres.", campo="nombre")
    if desconocidos := sorted(set(alcances) - set(Alcance)):
        raise AcreditacionInvalidaError("No existe el alcance {alcances}.", alcances=desconocidos, campo="alcances")
    if not alcances:
        raise AcreditacionInvalidaError("Indique al menos un alcance.", campo="alcances")
    if Alcance.ACTUAR in alcances and not (institucion and responsable):
        raise AcreditacionInvalidaError(
            "Para actuar hace falta una institución y una persona oficial de ella que responda por los actos.", campo="responsable"
        )
    if responsable and not institucion:
        raise AcreditacionInvalidaError("Quien responde lo hace por una institución.", campo="institucion")


def _lock_activo(identificador: str) -> Cliente:
    cliente = Cliente.objects.select_for_update().filter(oidc=identificador).first()
    if cliente is None:
        raise ClienteDesconocidoError("No hay un cliente «{identificador}».", identificador=identificador)
    if not cliente.activo:
        raise ClienteRevocadoError("«{identificador}» fue revocado; acredite otro.", identificador=identificador)
    return cliente


def _issue_secreto(cliente: Cliente, ahora: datetime) -> str:
    secreto = secrets.token_urlsafe(32)
    SecretoDeCliente.objects.create(cliente=cliente, huella=hash_secreto(secreto), fecha_hora_creado=ahora)
    return secreto

"""Accrediting other portals and the systems of institutions: a secret shown once, replaced with overlap, revoked at once."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from allauth.idp.oidc.models import Client, Token
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.text import slugify

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.alcances import Alcance
from solicitudes.models import Cargo, Cliente, Institucion, Persona, SecretoDeCliente, Suscripcion
from solicitudes.models.cliente import hash_secreto
from solicitudes.policies import require_administrador, visible_clientes
from solicitudes.services.acto_administrativo import record_acto
from solicitudes.services.ensayo import prepare_papeles
from solicitudes.services.entregas import resume_pendientes
from workflow.problema import ProblemaError
from workflow.roles import Rol

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


@dataclass(frozen=True, slots=True)
class DatosDeCliente:
    """What an accreditation says. `cuota` is how many calls of each class a minute, None for what the installation gives to all."""

    nombre: str
    alcances: tuple[str, ...]
    institucion: Institucion | None = None
    responsable: Persona | None = None
    correo: str = ""
    cuota: int | None = None


def acreditar(
    *,
    nombre: str,
    alcances: Collection[str],
    ahora: datetime,
    institucion: Institucion | None = None,
    responsable: Persona | None = None,
    correo: str = "",
    cuota: int | None = None,
    prueba: bool = False,
    actor: Actor | None = None,
) -> tuple[Cliente, str]:
    """Accredit a client; gives it with its secret, which nobody can look up afterwards. `actor` is the administrator who does it,
    None for the operator's command. With `prueba` it rehearses, for ever.

    :raises ActoNoAutorizadoError: `actor` does not administer the system.
    :raises AcreditacionInvalidaError: no name, no scope or one that does not exist; or acts without an institution and an official
        who answers for them.
    """
    _require_administrador(actor)
    check_acreditacion(nombre, alcances, institucion, responsable, prueba=prueba)
    with transaction.atomic():
        if prueba:
            prepare_papeles()
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
            correo=correo,
            cuota=cuota,
            prueba=prueba,
            fecha_hora_acreditado=ahora,
        )
        _record(Accion.ACREDITAR, cliente, actor, ahora, alcances=cliente.alcances)
        return cliente, _issue_secreto(cliente, ahora)


def cambiar_acreditacion(*, identificador: str, datos: DatosDeCliente, actor: Actor, ahora: datetime) -> Cliente:
    """Change what a client may do, for whom, how often. Its tokens lose at once what it loses.

    :raises ActoNoAutorizadoError: `actor` does not administer the system.
    :raises ClienteDesconocidoError, ClienteRevocadoError, AcreditacionInvalidaError:
    """
    _require_administrador(actor)
    with transaction.atomic():
        cliente = _lock_activo(identificador)
        check_acreditacion(datos.nombre, datos.alcances, datos.institucion, datos.responsable, prueba=cliente.prueba)
        antes = _describe(cliente)
        cliente.nombre = datos.nombre.strip()
        cliente.alcances = [alcance.value for alcance in Alcance if alcance in datos.alcances]
        cliente.institucion, cliente.responsable = datos.institucion, datos.responsable
        cliente.correo, cliente.cuota = datos.correo, datos.cuota
        cliente.save(update_fields=["nombre", "alcances", "institucion", "responsable", "correo", "cuota"])
        _record(Accion.CAMBIAR_CLIENTE, cliente, actor, ahora, antes=antes, despues=_describe(cliente))
        return cliente


def suspender(*, identificador: str, actor: Actor, ahora: datetime) -> Cliente:
    """Keep a client out until it is readmitted: its calls are refused and its webhooks wait. Twice is the same as once.

    :raises ActoNoAutorizadoError, ClienteDesconocidoError, ClienteRevocadoError:
    """
    return _switch(identificador, ahora, Accion.SUSPENDER_CLIENTE, actor, ahora)


def readmitir(*, identificador: str, actor: Actor, ahora: datetime) -> Cliente:
    """Let a suspended client in again. Twice is the same as once.

    :raises ActoNoAutorizadoError, ClienteDesconocidoError, ClienteRevocadoError:
    """
    cliente = _switch(identificador, None, Accion.READMITIR_CLIENTE, actor, ahora)
    with transaction.atomic():
        for suscripcion in Suscripcion.objects.select_for_update().filter(cliente=cliente, activa=True):
            resume_pendientes(suscripcion, ahora=ahora)
    return cliente


def rotar_secreto(*, identificador: str, ahora: datetime, dias: int = DIAS_DE_TRASLAPE, actor: Actor | None = None) -> str:
    """Give the client a new secret; the present one goes on for `dias`, any older one ends now. 0 days end both.

    :raises ActoNoAutorizadoError, ClienteDesconocidoError, ClienteRevocadoError:
    """
    _require_administrador(actor)
    with transaction.atomic():
        cliente = _lock_activo(identificador)
        fin = ahora + timedelta(days=max(dias, 0))
        vigentes = SecretoDeCliente.objects.vigentes(ahora).filter(cliente=cliente)
        vigentes.filter(fecha_hora_fin__isnull=False).update(fecha_hora_fin=ahora)
        vigentes.filter(fecha_hora_fin__isnull=True).update(fecha_hora_fin=fin)
        _record(Accion.ROTAR_SECRETO, cliente, actor, ahora, dias=dias)
        return _issue_secreto(cliente, ahora)


def revocar(*, identificador: str, ahora: datetime, actor: Actor | None = None) -> Cliente:
    """End an accreditation at once: its tokens, its secrets, its webhooks. What it filed stays, and people follow it by key.

    :raises ActoNoAutorizadoError, ClienteDesconocidoError, ClienteRevocadoError:
    """
    _require_administrador(actor)
    with transaction.atomic():
        cliente = _lock_activo(identificador)
        cliente.activo, cliente.fecha_hora_revocado, cliente.fecha_hora_suspendido = False, ahora, None
        cliente.save(update_fields=["activo", "fecha_hora_revocado", "fecha_hora_suspendido"])
        _record(Accion.REVOCAR_CLIENTE, cliente, actor, ahora)
        SecretoDeCliente.objects.vigentes(ahora).filter(cliente=cliente).update(fecha_hora_fin=ahora)
        Token.objects.filter(client=cliente.oidc_id).delete()
        return cliente


def find_datos(
    *, nombre: str, alcances: Collection[str], institucion: str, responsable: str, correo: str = "", cuota: int | None = None
) -> DatosDeCliente:
    """An accreditation as a form gives it: the institution by its code, the official who answers by her address.

    :raises AcreditacionInvalidaError: there is no such institution or no such official.
    """
    casa = Institucion.objects.filter(codigo=institucion.strip().upper(), activa=True).first() if institucion.strip() else None
    quien = Persona.objects.filter(email__iexact=responsable.strip(), is_active=True).first() if responsable.strip() else None
    if institucion.strip() and casa is None:
        raise AcreditacionInvalidaError("No hay ninguna institución activa con ese código.", campo="institucion")
    if responsable.strip() and (quien is None or casa is None or not _is_oficial(quien, casa)):
        raise AcreditacionInvalidaError("Esa persona no es oficial de información de la institución.", campo="responsable")
    return DatosDeCliente(nombre, tuple(alcances), casa, quien, correo.strip(), cuota)


def _is_oficial(persona: Persona, institucion: Institucion) -> bool:
    return Cargo.objects.filter(persona=persona, rol=Rol.OFICIAL.value, unidad__institucion=institucion).exists()


def get_cliente(*, identificador: str, actor: Actor, bloquear: bool = False) -> Cliente:
    """A client that `actor` may look at; locked until the transaction ends with `bloquear`. One query.

    :raises ClienteDesconocidoError: there is none.
    """
    clientes = visible_clientes(actor).select_related("institucion", "responsable", "oidc").filter(oidc=identificador)
    cliente = (clientes.select_for_update(of=("self",)) if bloquear else clientes).first()
    if cliente is None:
        raise ClienteDesconocidoError("No hay un cliente así que usted pueda ver.")
    return cliente


def check_acreditacion(
    nombre: str, alcances: Collection[str], institucion: Institucion | None, responsable: Persona | None, *, prueba: bool = False
) -> None:
    """:raises AcreditacionInvalidaError: nobody may be accredited so."""
    if not nombre.strip() or len(nombre.strip()) > 100:
        raise AcreditacionInvalidaError("El nombre va de 1 a 100 caracteres.", campo="nombre")
    if desconocidos := sorted(set(alcances) - set(Alcance)):
        raise AcreditacionInvalidaError("No existe el alcance {alcances}.", alcances=desconocidos, campo="alcances")
    if not alcances:
        raise AcreditacionInvalidaError("Indique al menos un alcance.", campo="alcances")
    if prueba and (institucion or responsable):
        raise AcreditacionInvalidaError("Un cliente de pruebas no es de ninguna institución: las ensaya todas.", campo="institucion")
    if Alcance.ACTUAR in alcances and not prueba and not (institucion and responsable):
        raise AcreditacionInvalidaError(
            "Para actuar hace falta una institución y una persona oficial de ella que responda por los actos.", campo="responsable"
        )
    if responsable and not institucion:
        raise AcreditacionInvalidaError("Quien responde lo hace por una institución.", campo="institucion")


def _switch(identificador: str, desde: datetime | None, accion: Accion, actor: Actor, ahora: datetime) -> Cliente:
    _require_administrador(actor)
    with transaction.atomic():
        cliente = _lock_activo(identificador)
        if (cliente.fecha_hora_suspendido is None) != (desde is None):
            cliente.fecha_hora_suspendido = desde
            cliente.save(update_fields=["fecha_hora_suspendido"])
            _record(accion, cliente, actor, ahora)
        return cliente


def _require_administrador(actor: Actor | None) -> None:
    """The operator, who has no actor, is at the machine and may do more than this."""
    if actor is not None:
        require_administrador(actor)


def _describe(cliente: Cliente) -> dict[str, Any]:
    campos = ("nombre", "alcances", "institucion_id", "responsable_id", "correo", "cuota")
    return {campo: getattr(cliente, campo) for campo in campos}


def _record(accion: Accion, cliente: Cliente, actor: Actor | None, ahora: datetime, **detalle: Any) -> None:
    if actor is not None:
        record_acto(
            accion=accion,
            objeto=f"{cliente.nombre} ({cliente.identificador})",
            institucion_id=cliente.institucion_id,
            actor=actor,
            ahora=ahora,
            detalle={"cliente": cliente.identificador, **detalle},
        )


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

"""Who looks after a client: named and released by the administration, which invites those who have no account."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.models import Cliente, EncargadoDeCliente
from solicitudes.policies import require_administrador
from solicitudes.services.acto_administrativo import record_acto
from solicitudes.services.clientes import get_cliente
from solicitudes.services.personas import find_or_invite
from workflow.problema import ProblemaError


class EncargadoRepetidoError(ProblemaError):
    codigo: ClassVar[str] = "encargado-repetido"
    titulo: ClassVar[str] = "Ya está a cargo de ese cliente"
    estatus: ClassVar[int] = 409


class EncargadoNoEncontradoError(ProblemaError):
    codigo: ClassVar[str] = "encargado-no-encontrado"
    titulo: ClassVar[str] = "Esa persona no está a cargo de ese cliente"
    estatus: ClassVar[int] = 404


def encargar(*, identificador: str, correo: str, nombres: str, apellidos: str, actor: Actor, ahora: datetime) -> EncargadoDeCliente:
    """Let an account see how a client does; whoever has none gets one, and a letter to choose her password.

    :raises ActoNoAutorizadoError: only the administration may.
    :raises ClienteDesconocidoError, CorreoInvalidoError, NombreRequeridoError:
    :raises EncargadoRepetidoError: she looks after it already.
    """
    require_administrador(actor)
    with transaction.atomic():
        cliente = get_cliente(identificador=identificador, actor=actor, bloquear=True)
        persona = find_or_invite(correo=correo, nombres=nombres, apellidos=apellidos, institucion_id=None, actor=actor, ahora=ahora)
        if EncargadoDeCliente.objects.filter(cliente=cliente, persona=persona, fecha_hora_hasta__isnull=True).exists():
            raise EncargadoRepetidoError("Ya puede entrar y ver cómo va.", campo="correo")
        encargado = EncargadoDeCliente.objects.create(cliente=cliente, persona=persona, fecha_hora_desde=ahora)
        _record(Accion.ENCARGAR_CLIENTE, encargado, cliente, actor, ahora)
    return encargado


def relevar(*, identificador: str, encargado_id: int, actor: Actor, ahora: datetime) -> EncargadoDeCliente:
    """End it at once; the account stays.

    :raises ActoNoAutorizadoError: only the administration may.
    :raises ClienteDesconocidoError, EncargadoNoEncontradoError:
    """
    require_administrador(actor)
    with transaction.atomic():
        cliente = get_cliente(identificador=identificador, actor=actor, bloquear=True)
        filas = EncargadoDeCliente.objects.filter(cliente=cliente, fecha_hora_hasta__isnull=True).select_related("persona")
        encargado = filas.filter(pk=encargado_id).first()
        if encargado is None:
            raise EncargadoNoEncontradoError("Ya se había relevado, o nunca lo estuvo.")
        encargado.fecha_hora_hasta = ahora
        encargado.save(update_fields=["fecha_hora_hasta"])
        _record(Accion.RELEVAR_ENCARGADO, encargado, cliente, actor, ahora)
    return encargado


def _record(accion: Accion, encargado: EncargadoDeCliente, cliente: Cliente, actor: Actor, ahora: datetime) -> None:
    record_acto(
        accion=accion,
        objeto=f"{encargado.persona}: {cliente.nombre}",
        institucion_id=cliente.institucion_id,
        actor=actor,
        ahora=ahora,
        detalle={"cliente": cliente.identificador, "persona": encargado.persona_id},
    )

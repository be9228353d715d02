"""Subscriptions: opened, changed, given a new secret, tried, and told again what they missed."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from notifications.webhooks import Respuesta
from solicitudes.actor import Actor
from solicitudes.cifrado import encrypt
from solicitudes.models import Evento, Suscripcion
from solicitudes.policies_clientes import visible_suscripciones
from solicitudes.services.entregas import add_entregas, choose_eventos, resume_pendientes
from solicitudes.webhooks import send
from workflow.problema import ProblemaError
from workflow.transiciones import ACTOS

#: How many a client may have, and how many events it may ask for again at once.
MAXIMO_DE_SUSCRIPCIONES = 20
MAXIMO_A_REENVIAR = 1000
#: How long the secret that is replaced still signs.
DIAS_DE_TRASLAPE = 7


class SuscripcionDesconocidaError(ProblemaError):
    codigo: ClassVar[str] = "suscripcion-desconocida"
    titulo: ClassVar[str] = "No existe esa suscripción"
    estatus: ClassVar[int] = 404


class SuscripcionInvalidaError(ProblemaError):
    codigo: ClassVar[str] = "suscripcion-invalida"
    titulo: ClassVar[str] = "Esa suscripción no se puede abrir así"


class DemasiadosEventosError(ProblemaError):
    codigo: ClassVar[str] = "demasiados-eventos"
    titulo: ClassVar[str] = "Son demasiados eventos para una vez"


@dataclass(frozen=True, slots=True)
class Cambios:
    """What may be changed of a subscription; None leaves it as it is."""

    url: str | None = None
    eventos: tuple[str, ...] | None = None
    activa: bool | None = None


def suscribir(*, actor: Actor, url: str, eventos: Collection[str], ahora: datetime) -> tuple[Suscripcion, str]:
    """Open a subscription; gives it with the secret of its signatures, which is not shown again. It starts with what is published
    from now on; what came before can be asked for with `reenviar`.

    :raises SuscripcionInvalidaError: the address is not https, or an act does not exist, or the client has too many.
    """
    if actor.cliente is None:
        raise TypeError("Solo un cliente acreditado se suscribe.")
    _check_url(url)
    _check_eventos(eventos)
    if visible_suscripciones(actor).count() >= MAXIMO_DE_SUSCRIPCIONES:
        raise SuscripcionInvalidaError("Cada cliente puede tener {maximo} suscripciones.", maximo=MAXIMO_DE_SUSCRIPCIONES)
    secreto = _make_secreto()
    suscripcion = Suscripcion.objects.create(
        cliente_id=actor.cliente.cliente_id,
        url=url,
        eventos=sorted(set(eventos)),
        secreto_cifrado=encrypt(secreto),
        fecha_hora_creada=ahora,
    )
    return suscripcion, secreto


def cambiar(*, actor: Actor, suscripcion_id: int, cambios: Cambios, ahora: datetime) -> Suscripcion:
    """Change a subscription. Switched on again, it goes on with what was still to be delivered.

    :raises SuscripcionDesconocidaError, SuscripcionInvalidaError:
    """
    with transaction.atomic():
        suscripcion = _lock(actor, suscripcion_id)
        if cambios.url is not None:
            _check_url(cambios.url)
            suscripcion.url = cambios.url
        if cambios.eventos is not None:
            _check_eventos(cambios.eventos)
            suscripcion.eventos = sorted(set(cambios.eventos))
        vuelve = bool(cambios.activa) and not suscripcion.activa
        suscripcion.activa = suscripcion.activa if cambios.activa is None else cambios.activa
        if cambios.url is not None or vuelve:
            suscripcion.fallas_seguidas, suscripcion.pausada_hasta, suscripcion.motivo_inactiva = 0, None, ""
        suscripcion.save()
        if vuelve:
            resume_pendientes(suscripcion, ahora=ahora)
        return suscripcion


def cancelar(*, actor: Actor, suscripcion_id: int) -> None:
    """Close a subscription, with the record of its deliveries.

    :raises SuscripcionDesconocidaError:
    """
    with transaction.atomic():
        _lock(actor, suscripcion_id).delete()


def rotar_firma(*, actor: Actor, suscripcion_id: int, ahora: datetime) -> tuple[Suscripcion, str]:
    """Give a subscription a new secret; for seven days every delivery carries both signatures.

    :raises SuscripcionDesconocidaError:
    """
    with transaction.atomic():
        suscripcion = _lock(actor, suscripcion_id)
        secreto = _make_secreto()
        suscripcion.anterior_cifrado = suscripcion.secreto_cifrado
        suscripcion.fecha_hora_fin_anterior = ahora + timedelta(days=DIAS_DE_TRASLAPE)
        suscripcion.secreto_cifrado = encrypt(secreto)
        suscripcion.save(update_fields=["anterior_cifrado", "fecha_hora_fin_anterior", "secreto_cifrado"])
        return suscripcion, secreto


def probar(*, actor: Actor, suscripcion_id: int, ahora: datetime) -> Respuesta:
    """Send a test event now and say what the receiver answered; ten seconds at most.

    :raises SuscripcionDesconocidaError:
    """
    suscripcion = get_suscripcion(suscripcion_id, actor=actor)
    cuerpo: dict[str, Any] = {"type": "prueba", "timestamp": ahora.isoformat(), "data": {"suscripcion": suscripcion.pk}}
    return send(suscripcion, f"prueba_{secrets.token_hex(8)}", cuerpo, ahora=ahora)


def reenviar(*, actor: Actor, suscripcion_id: int, desde: int, hasta: int, ahora: datetime) -> int:
    """Deliver again the events of the positions `desde` to `hasta`, those that the subscription wants; returns how many. They keep
    their `webhook-id`, so that a receiver knows those that it has.

    :raises SuscripcionDesconocidaError:
    :raises DemasiadosEventosError: more than a thousand positions.
    """
    if hasta - desde >= MAXIMO_A_REENVIAR:
        raise DemasiadosEventosError("Pida {maximo} posiciones como máximo.", maximo=MAXIMO_A_REENVIAR, campo="hasta")
    with transaction.atomic():
        suscripcion = _lock(actor, suscripcion_id)
        ids = list(Evento.objects.filter(posicion__gte=desde, posicion__lte=hasta).values_list("pk", flat=True))
        eventos = choose_eventos(suscripcion, ids, ahora=ahora)
        add_entregas(suscripcion, eventos, ahora=ahora)
        return len(eventos)


def get_suscripcion(suscripcion_id: int, *, actor: Actor) -> Suscripcion:
    """One subscription of this client.

    :raises SuscripcionDesconocidaError: no such subscription, or another client's.
    """
    return _require(visible_suscripciones(actor).filter(pk=suscripcion_id).first())


def _lock(actor: Actor, suscripcion_id: int) -> Suscripcion:
    suyas = visible_suscripciones(actor).select_for_update(of=("self",)).select_related("cliente")
    return _require(suyas.filter(pk=suscripcion_id).first())


def _require(suscripcion: Suscripcion | None) -> Suscripcion:
    if suscripcion is None:
        raise SuscripcionDesconocidaError("No hay una suscripción con ese número que sea de este cliente.")
    return suscripcion


def _check_url(url: str) -> None:
    partes = urlsplit(url)
    esquemas = ("https", "http") if settings.WEBHOOKS_LOCALES else ("https",)
    if partes.scheme not in esquemas or not partes.hostname:
        raise SuscripcionInvalidaError("La dirección debe empezar por https://.", campo="url")
    if partes.username or partes.password or partes.fragment:
        raise SuscripcionInvalidaError("La dirección no lleva usuario, contraseña ni #.", campo="url")


def _check_eventos(eventos: Collection[str]) -> None:
    if desconocidos := sorted(set(eventos) - set(ACTOS)):
        raise SuscripcionInvalidaError("No existe el acto {actos}.", actos=desconocidos, campo="eventos")


def _make_secreto() -> str:
    """24 to 64 random bytes, as the standard asks."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"

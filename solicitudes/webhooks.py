"""The effect that delivers one event to one subscription: at least once, in the order of its case, for three days at most."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from notifications.efectos import FallaPermanenteError, efecto
from notifications.webhooks import Respuesta, post_webhook
from solicitudes.bitacora import canonical_json
from solicitudes.cifrado import decrypt
from solicitudes.credenciales import accredit
from solicitudes.eventos import represent_evento
from solicitudes.models import EntregaDeEvento, Suscripcion
from solicitudes.models.suscripcion import EstadoEntrega
from solicitudes.services.entregas import enqueue_primeras

#: How long an event is tried, from when it became pending or was asked for again.
PACIENCIA = timedelta(days=3)
#: More attempts than fit in it, so that the time decides and not the count.
INTENTOS = 60
#: After so many failures in a row the subscription rests, so that a receiver that hangs does not hold up the outbox.
FALLAS_ANTES_DE_PAUSAR = 3
PAUSA_MAXIMA = timedelta(hours=1)

#: What comes of an attempt that is not made.
EN_PAUSA = Respuesta(None, "La suscripción está en pausa por sus fallas seguidas.")


class EntregaFallidaError(Exception):
    """The receiver did not take it; it is tried again."""


class EntregaApartadaError(FallaPermanenteError):
    """Three days without being taken: it waits for somebody to ask for it again."""


@efecto("entregar-webhook", maximo=INTENTOS)
def deliver_evento(*, ahora: datetime, entrega_id: int, vuelta: int) -> None:
    """Deliver one event, unless it was, or is no longer wanted; then ask for the next one of its case."""
    entrega = _find_entrega(entrega_id, vuelta)
    if entrega is None or not entrega.suscripcion.activa or not entrega.suscripcion.cliente.admitido:
        return  # done, asked for anew, or waiting for the subscription to be switched on or its client to be readmitted
    respuesta = _try(entrega, ahora)
    if respuesta.entregada:
        _finish(entrega, EstadoEntrega.ENTREGADA, ahora)
    elif _is_patience_over(entrega, respuesta, ahora):
        _finish(entrega, EstadoEntrega.APARTADA, ahora)
        raise EntregaApartadaError(respuesta.error)
    else:
        raise EntregaFallidaError(respuesta.error)


def send(suscripcion: Suscripcion, identificador: str, cuerpo: dict[str, Any], *, ahora: datetime) -> Respuesta:
    """One signed POST to a subscription; with both secrets while one replaces the other."""
    secretos = [decrypt(suscripcion.secreto_cifrado)]
    if suscripcion.fecha_hora_fin_anterior is not None and ahora < suscripcion.fecha_hora_fin_anterior:
        secretos.append(decrypt(suscripcion.anterior_cifrado))
    texto = canonical_json(cuerpo).decode()
    return post_webhook(url=suscripcion.url, identificador=identificador, cuerpo=texto, secretos=secretos, ahora=ahora)


def _find_entrega(entrega_id: int, vuelta: int) -> EntregaDeEvento | None:
    con = ("suscripcion__cliente", "evento__movimiento", "evento__solicitud__institucion", "evento__solicitud__presentacion")
    entregas = EntregaDeEvento.objects.select_related(*con).filter(pk=entrega_id, vuelta=vuelta)
    return entregas.exclude(estado=EstadoEntrega.ENTREGADA).first()


def _try(entrega: EntregaDeEvento, ahora: datetime) -> Respuesta:
    """One attempt, unless the subscription rests."""
    suscripcion = entrega.suscripcion
    if suscripcion.pausada_hasta is not None and ahora < suscripcion.pausada_hasta:
        return EN_PAUSA
    cuerpo = represent_evento(entrega.evento, accredit(suscripcion.cliente))
    respuesta = send(suscripcion, f"evt_{entrega.evento.posicion}", cuerpo, ahora=ahora)
    EntregaDeEvento.objects.filter(pk=entrega.pk, vuelta=entrega.vuelta).update(
        intentos=F("intentos") + 1, codigo_http=respuesta.codigo, ultimo_error=respuesta.error
    )
    _record(suscripcion.pk, respuesta, ahora)
    return respuesta


def _is_patience_over(entrega: EntregaDeEvento, respuesta: Respuesta, ahora: datetime) -> bool:
    """Whether three days have passed, and either this event was refused or the receiver has taken nothing in all that time."""
    ultima = entrega.suscripcion.fecha_hora_ultima_entrega
    probada = respuesta is not EN_PAUSA or ultima is None or ultima < entrega.fecha_hora_pendiente
    return probada and ahora - entrega.fecha_hora_pendiente >= PACIENCIA


def _finish(entrega: EntregaDeEvento, estado: EstadoEntrega, ahora: datetime) -> None:
    """End this delivery and ask for the next of its case, under the lock of the subscription (see `enqueue_entregas`)."""
    with transaction.atomic():
        suscripcion = Suscripcion.objects.select_for_update().filter(pk=entrega.suscripcion_id).first()
        if suscripcion is None:
            return  # taken away while the receiver was answering
        EntregaDeEvento.objects.filter(pk=entrega.pk, vuelta=entrega.vuelta).update(estado=estado, fecha_hora_fin=ahora)
        enqueue_primeras(suscripcion, [entrega.solicitud_id], ahora=ahora)


def _record(suscripcion_id: int, respuesta: Respuesta, ahora: datetime) -> None:
    """What this attempt says of the receiver: it is well, it rests a while, or it wants no more (410)."""
    suscripciones = Suscripcion.objects.filter(pk=suscripcion_id)
    if respuesta.entregada:
        suscripciones.update(fallas_seguidas=0, pausada_hasta=None, fecha_hora_ultima_entrega=ahora)
        return
    if respuesta.codigo == 410:
        suscripciones.update(activa=False, motivo_inactiva="El receptor respondió 410: ya no quiere recibir.")
        return
    suscripciones.update(fallas_seguidas=F("fallas_seguidas") + 1)
    fallas = suscripciones.values_list("fallas_seguidas", flat=True).first() or 0
    if fallas >= FALLAS_ANTES_DE_PAUSAR:
        suscripciones.update(pausada_hasta=ahora + min(timedelta(minutes=2 ** min(fallas - FALLAS_ANTES_DE_PAUSAR, 10)), PAUSA_MAXIMA))

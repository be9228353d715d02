"""The deliveries of a subscription: made when an event is published, one case at a time in order, and made again on request."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import F, OuterRef, Subquery
from django.utils.timezone import get_default_timezone

from notifications.outbox import Entrada, encolar_varias
from solicitudes.actor import actor_for_cliente
from solicitudes.credenciales import accredit
from solicitudes.models import EntregaDeEvento, Evento, Suscripcion
from solicitudes.models.suscripcion import EstadoEntrega
from solicitudes.policies import visible_eventos


def enqueue_entregas(eventos: Sequence[Evento], *, ahora: datetime) -> None:
    """A delivery of each event for each subscription that it concerns. Two queries and a few more for each subscription.

    Locks the subscriptions, and so does whoever ends a delivery: the next one of a case is asked for by one of the two.
    """
    suscripciones = Suscripcion.objects.select_for_update(of=("self",)).select_related("cliente")
    for suscripcion in suscripciones.filter(activa=True, cliente__activo=True).order_by("pk"):
        propios = choose_eventos(suscripcion, [evento.pk for evento in eventos], ahora=ahora)
        add_entregas(suscripcion, propios, ahora=ahora)


def choose_eventos(suscripcion: Suscripcion, ids: Collection[int], *, ahora: datetime) -> list[Evento]:
    """Those of the events `ids` that its client may see and that it asked for, in order."""
    actor = actor_for_cliente(accredit(suscripcion.cliente), hoy=ahora.astimezone(get_default_timezone()).date())
    eventos = visible_eventos(actor).filter(pk__in=ids).select_related("movimiento").order_by("posicion")
    return [evento for evento in eventos if not suscripcion.eventos or evento.movimiento.acto in suscripcion.eventos]


def add_entregas(suscripcion: Suscripcion, eventos: Sequence[Evento], *, ahora: datetime) -> None:
    """Deliveries to come of these events; those that exist start another round. The subscription must be locked."""
    nuevas = [
        EntregaDeEvento(
            suscripcion=suscripcion,
            evento=evento,
            solicitud_id=evento.solicitud_id,
            numero=evento.movimiento.numero,
            fecha_hora_pendiente=ahora,
        )
        for evento in eventos
    ]
    # Before the new ones are there. What the outbox still holds of the last round will find that it is over.
    EntregaDeEvento.objects.filter(suscripcion=suscripcion, evento__in=eventos).update(
        estado=EstadoEntrega.PENDIENTE, fecha_hora_pendiente=ahora, fecha_hora_fin=None, intentos=0, vuelta=F("vuelta") + 1
    )
    EntregaDeEvento.objects.bulk_create(nuevas, ignore_conflicts=True)
    enqueue_primeras(suscripcion, {evento.solicitud_id for evento in eventos}, ahora=ahora)


def enqueue_primeras(suscripcion: Suscripcion, solicitudes: Collection[int] | None, *, ahora: datetime) -> int:
    """Ask the outbox for the first pending delivery of each of these cases (all when None), unless it was asked for already."""
    pendientes = EntregaDeEvento.objects.filter(suscripcion=suscripcion, estado=EstadoEntrega.PENDIENTE)
    if solicitudes is not None:
        pendientes = pendientes.filter(solicitud__in=solicitudes)
    primera = pendientes.filter(solicitud=OuterRef("solicitud")).order_by("numero").values("pk")[:1]
    primeras = list(pendientes.filter(pk=Subquery(primera)).order_by("evento__posicion").values_list("pk", "vuelta"))
    encolar_varias((_build_entrada(pk, vuelta) for pk, vuelta in primeras), ahora=ahora)
    return len(primeras)


def resume_pendientes(suscripcion: Suscripcion, *, ahora: datetime) -> None:
    """Start another round of what was still to be delivered. The subscription must be locked."""
    pendientes = EntregaDeEvento.objects.filter(suscripcion=suscripcion, estado=EstadoEntrega.PENDIENTE)
    pendientes.update(vuelta=F("vuelta") + 1, fecha_hora_pendiente=ahora, intentos=0)
    enqueue_primeras(suscripcion, None, ahora=ahora)


def _build_entrada(entrega_id: int, vuelta: int) -> Entrada:
    return Entrada("entregar-webhook", f"webhook:{entrega_id}:{vuelta}", {"entrega_id": entrega_id, "vuelta": vuelta})

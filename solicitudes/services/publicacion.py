"""Publishing what has happened: each act gets its place in the stream, and each subscription its delivery (docs/adr/0010)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from notifications.outbox import encolar_varias
from solicitudes.avisos import entradas_for
from solicitudes.models import CursorDeEventos, Evento, Movimiento
from solicitudes.services.entregas import enqueue_entregas

LOTE = 500


def announce(movimientos: Sequence[Movimiento], *, ahora: datetime) -> None:
    """Leave what these movements ask for, in their own transaction: rows of the outbox, and events to publish. Two queries."""
    encolar_varias((entrada for m in movimientos for entrada in entradas_for(m.solicitud, m)), ahora=ahora)
    Evento.objects.bulk_create([Evento(movimiento=m, solicitud_id=m.solicitud_id) for m in movimientos])


def publicar_eventos(*, ahora: datetime, lote: int = LOTE) -> int:
    """Give every committed act that has none its position, in order; returns how many.

    An act that commits later gets a later position, whatever its id. One publisher at a time: the row of the cursor is locked until
    the positions are committed, so that they become visible in their order and without a gap.
    """
    total = 0
    while publicados := _publish_lote(ahora, lote):
        total += publicados
    return total


def _publish_lote(ahora: datetime, lote: int) -> int:
    if not _pending().exists():
        return 0  # the usual answer, without taking the lock
    with transaction.atomic():
        CursorDeEventos.objects.get_or_create(pk=1)
        cursor = CursorDeEventos.objects.select_for_update().get(pk=1)
        eventos = list(_pending().select_related("movimiento")[:lote])
        _number(eventos, cursor)
        enqueue_entregas(eventos, ahora=ahora)
    return len(eventos)


def _pending() -> QuerySet[Evento]:
    # Of one case the ids of the movements rise with their numbers: the next is written after the one before is committed.
    return Evento.objects.filter(posicion__isnull=True).order_by("movimiento_id")


def _number(eventos: Sequence[Evento], cursor: CursorDeEventos) -> None:
    for posicion, evento in enumerate(eventos, start=cursor.ultima + 1):
        evento.posicion = posicion
    Evento.objects.bulk_update(eventos, ["posicion"], batch_size=100)
    cursor.ultima += len(eventos)
    cursor.save(update_fields=["ultima"])

"""The relay: picks the rows of the outbox that are due and hands each on, once, however many relays run."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import inf
from time import monotonic

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from notifications.entrega import entregar
from notifications.models import Salida
from notifications.models.salida import EstadoSalida
from notifications.proceso import ARRIENDO, procesar

__all__ = ["drenar", "procesar", "relevar"]


def relevar(*, ahora: datetime, lote: int = 25) -> int:
    """Hand on up to `lote` rows that are due at `ahora`, oldest first; returns how many.

    Fewer than were due, or none, means that the broker cannot be reached: those rows stay due for the next turn.
    """
    ids = _pick(ahora, lote)
    entregadas = entregar(ids=ids, ahora=ahora) if ids else 0
    if entregadas < len(ids):
        _release(ids[entregadas:], ahora)
    return entregadas


def drenar(*, ahora: datetime, segundos: float = inf) -> int:
    """Hand on lot after lot until nothing is due or `segundos` have gone by; returns how many rows.

    `ahora` is the moment of the call; a drain that lasts carries on with the minutes that have gone by, so that the leases
    it takes are not over before they begin.
    """
    inicio, pasados, total = monotonic(), 0.0, 0
    while pasados < segundos and (entregadas := relevar(ahora=ahora + timedelta(minutes=int(pasados // 60)))):
        total += entregadas
        pasados = monotonic() - inicio
    return total


def _pick(ahora: datetime, lote: int) -> list[int]:
    """Ids of the rows that are due, taken out of the other relays' sight for the length of a lease."""
    debidas = _list_libres(ahora).filter(proximo_intento__lte=ahora)
    with transaction.atomic():
        bloqueadas = debidas.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
        ids = list(bloqueadas.order_by("proximo_intento", "id").values_list("id", flat=True)[:lote])
        if ids:
            Salida.objects.filter(id__in=ids).update(proximo_intento=ahora + ARRIENDO)
    return ids


def _release(ids: list[int], ahora: datetime) -> None:
    """Give back rows that nobody was handed."""
    _list_libres(ahora).filter(id__in=ids).update(proximo_intento=ahora)


def _list_libres(ahora: datetime) -> QuerySet[Salida]:
    return Salida.objects.filter(Q(tomada_hasta=None) | Q(tomada_hasta__lte=ahora), estado=EstadoSalida.PENDIENTE)

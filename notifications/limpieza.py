"""What the outbox no longer needs to remember."""

from __future__ import annotations

from datetime import datetime, timedelta

from notifications.models import Salida
from notifications.models.salida import EstadoSalida

#: How long a row that is done stays, for an operator who asks what went out. That somebody was told stays for ever, as an `Aviso`.
DIAS = 90


def purgar_salidas(*, ahora: datetime, lote: int = 2_000) -> int:
    """Delete the rows that were done more than 90 days before `ahora`; dead ones stay until an operator decides. Returns how many.

    A lot at a time, each in a transaction of its own: interrupted, or run twice at once, it does no harm.
    """
    viejas = Salida.objects.filter(estado=EstadoSalida.HECHA, fecha_hora_fin__lt=ahora - timedelta(days=DIAS)).order_by("id")
    total = 0
    while ids := list(viejas.values_list("id", flat=True)[:lote]):
        borradas, _ = Salida.objects.filter(id__in=ids).delete()
        total += borradas
    return total

"""Celery's doors to the outbox: they read the clock and make one call."""

from __future__ import annotations

from celery import shared_task

from config import reloj
from notifications import limpieza, relevo
from notifications.proceso import procesar


@shared_task(name="notifications.tasks.relevar_salidas", ignore_result=True)
def relevar_salidas() -> int:
    """Hand on whatever is due; beat calls it every few seconds."""
    return relevo.drenar(ahora=reloj.ahora())


# Late acknowledgement: a worker that dies has not done the row. The row's lease brings it back even if the broker forgets.
@shared_task(name="notifications.tasks.procesar_salida", acks_late=True, ignore_result=True)
def procesar_salida(salida_id: int) -> None:
    """Do one row of the outbox; doing it twice does it once."""
    procesar(salida_id=salida_id, ahora=reloj.ahora())


@shared_task(name="notifications.tasks.purgar_salidas", ignore_result=True)
def purgar_salidas() -> int:
    """Forget what was done long ago; beat calls it once a day."""
    return limpieza.purgar_salidas(ahora=reloj.ahora())

"""Celery's doors to the outbox: they read the clock and make one call."""

from __future__ import annotations

from celery import shared_task

from config import reloj
from notifications import limpieza, relevo
from notifications.proceso import procesar

#: How long one turn of the relay lasts: where it does the rows itself, a thousand papers do not keep the events and the terms waiting.
TURNO = 20.0


@shared_task(name="notifications.tasks.relevar_salidas", ignore_result=True)
def relevar_salidas() -> int:
    """Hand on what is due, for one turn; beat calls it every few seconds."""
    return relevo.drenar(ahora=reloj.ahora(), segundos=TURNO)


# Late acknowledgement: a worker that dies has not done the row. The row's lease brings it back even if the broker forgets.
@shared_task(name="notifications.tasks.procesar_salida", acks_late=True, ignore_result=True)
def procesar_salida(salida_id: int) -> None:
    """Do one row of the outbox; doing it twice does it once."""
    procesar(salida_id=salida_id, ahora=reloj.ahora())


@shared_task(name="notifications.tasks.purgar_salidas", ignore_result=True)
def purgar_salidas() -> int:
    """Forget what was done long ago; beat calls it once a day."""
    return limpieza.purgar_salidas(ahora=reloj.ahora())

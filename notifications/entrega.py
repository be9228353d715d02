"""Who does the rows that the relay picked: this process, or a Celery worker (`ENTREGA_DE_TAREAS`)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from django.conf import settings
from kombu import Connection
from kombu.exceptions import OperationalError

from notifications.privacidad import describe_error
from notifications.proceso import procesar

# How long the relay waits for a broker that does not answer before it leaves the rows for its next turn.
ESPERA_DEL_INTERMEDIARIO = 2

registro = logging.getLogger(__name__)


def entregar(*, ids: Sequence[int], ahora: datetime) -> int:
    """Hand rows `ids` on in order; returns how many were: all of them, or fewer because the broker cannot be reached."""
    return _ENTREGAS[settings.ENTREGA_DE_TAREAS](ids, ahora)


def _entregar_directa(ids: Sequence[int], ahora: datetime) -> int:
    for salida_id in ids:
        procesar(salida_id=salida_id, ahora=ahora)
    return len(ids)


def _entregar_celery(ids: Sequence[int], ahora: datetime) -> int:
    from notifications.tasks import procesar_salida  # the tasks import the relay, which imports this module

    entregadas = 0
    with procesar_salida.app.connection_for_write(connect_timeout=ESPERA_DEL_INTERMEDIARIO) as conexion:
        try:
            # By default kombu tries for ever to reach a broker that is down, `retry=False` or not.
            conexion.ensure_connection(max_retries=1, interval_start=0, timeout=ESPERA_DEL_INTERMEDIARIO)
            productor = conexion.Producer()
            for salida_id in ids:
                procesar_salida.apply_async((salida_id,), retry=False, producer=productor)
                entregadas += 1
        except _list_fallas(conexion) as error:
            registro.warning(
                "No se alcanza el intermediario de tareas; quedan %s salidas para el próximo turno: %s",
                len(ids) - entregadas,
                describe_error(error),
            )
    return entregadas


def _list_fallas(conexion: Connection) -> tuple[type[BaseException], ...]:
    """What a broker that is down raises, in the words of whichever library notices first."""
    return (OperationalError, OSError, *conexion.connection_errors, *conexion.channel_errors)


_ENTREGAS: dict[str, Callable[[Sequence[int], datetime], int]] = {"directa": _entregar_directa, "celery": _entregar_celery}

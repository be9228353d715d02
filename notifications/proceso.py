"""One row of the outbox done: claimed, its effect run outside any transaction of ours, its outcome written."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from zlib import crc32

from django.db.models import F, Q, QuerySet

from notifications.efectos import FallaPermanenteError, get_efecto
from notifications.models import Salida
from notifications.models.salida import EstadoSalida
from notifications.privacidad import describe_error

# How long a claimed row is left alone. An effect must end well within it; a worker that dies gives its row back after it.
ARRIENDO = timedelta(minutes=5)
PAUSA_MAXIMA = timedelta(hours=6)

registro = logging.getLogger(__name__)


class IntentosAgotadosError(FallaPermanenteError):
    """Every attempt ended without a word: the effect kills the process that runs it."""


def procesar(*, salida_id: int, ahora: datetime) -> None:
    """Do row `salida_id`, unless it is done, parked, waiting for its next attempt or in somebody else's hands.

    Never raises for what the effect raises: the row keeps the error, waits and is tried again, or is parked.
    """
    if not _claim(salida_id, ahora):
        return
    salida = Salida.objects.get(pk=salida_id)
    try:
        efecto = get_efecto(salida.efecto)
        if salida.intentos > efecto.maximo:
            raise IntentosAgotadosError("El proceso terminó sin aviso en el último intento.")
        efecto.ejecutar(ahora=ahora, **salida.argumentos)
    except FallaPermanenteError as error:
        _mark_muerta(salida, error, ahora)
    except Exception as error:  # an effect may fail in any way; the row must outlive them all
        if salida.intentos >= efecto.maximo:
            _mark_muerta(salida, error, ahora)
        else:
            _postpone(salida, error, ahora)
    else:
        # Not fenced by our claim: done is done, even if we were so slow that somebody else has claimed it meanwhile.
        Salida.objects.filter(pk=salida.pk, estado=EstadoSalida.PENDIENTE).update(
            estado=EstadoSalida.HECHA, fecha_hora_fin=ahora, tomada_hasta=None, ultimo_error=""
        )


def calculate_pausa(*, salida_id: int, intentos: int) -> timedelta:
    """The gap after attempt number `intentos`: 2ⁿ minutes up to six hours, less up to a fifth that differs from row to row.

    The jitter comes from the row, not from chance: rows that failed together come back spread out, and a test can tell when.
    """
    pausa = min(timedelta(minutes=2 ** min(intentos, 10)), PAUSA_MAXIMA)
    return pausa * (1 - 0.2 * crc32(f"{salida_id}:{intentos}".encode()) / 2**32)


def _claim(salida_id: int, ahora: datetime) -> bool:
    """Take the row by one conditional UPDATE: of two workers at once, one gets it."""
    libre = Q(tomada_hasta=None) | Q(tomada_hasta__lte=ahora)
    pendiente = Salida.objects.filter(libre, pk=salida_id, estado=EstadoSalida.PENDIENTE)
    return pendiente.update(tomada_hasta=ahora + ARRIENDO, intentos=F("intentos") + 1) == 1


def _postpone(salida: Salida, error: Exception, ahora: datetime) -> None:
    # The lease runs until the next attempt, so that a message delivered twice by the broker cannot shorten the pause.
    proximo = ahora + calculate_pausa(salida_id=salida.pk, intentos=salida.intentos)
    texto = describe_error(error)
    _own(salida).update(proximo_intento=proximo, tomada_hasta=proximo, ultimo_error=texto)
    registro.warning("salida %s (%s), intento %s: %s", salida.pk, salida.efecto, salida.intentos, texto)


def _mark_muerta(salida: Salida, error: Exception, ahora: datetime) -> None:
    texto = describe_error(error)
    _own(salida).update(estado=EstadoSalida.MUERTA, fecha_hora_fin=ahora, tomada_hasta=None, ultimo_error=texto)
    registro.error("salida %s (%s) apartada tras %s intentos: %s", salida.pk, salida.efecto, salida.intentos, texto)


def _own(salida: Salida) -> QuerySet[Salida]:
    """The row, if it is still ours: whoever claimed it after our lease ended has raised `intentos`."""
    return Salida.objects.filter(pk=salida.pk, estado=EstadoSalida.PENDIENTE, intentos=salida.intentos)

"""Health for machines: alive (`/livez`) and ready to work (`/readyz`)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Min
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.reloj import ahora
from notifications.models import Salida
from notifications.models.salida import EstadoSalida

registro = logging.getLogger(__name__)


@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """The process answers; it asks nobody else, so that no broken neighbour gets it restarted."""
    return JsonResponse({"estado": "vivo"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 while filings can be accepted: only the database decides. Redis and the outbox are reported, for the alarms."""
    base = _answer_of(_ask_base)
    partes: dict[str, Any] = {"base_de_datos": base, "salidas": _answer_of(_ask_salidas) if base == "bien" else None}
    if not settings.EMBEBIDO:
        partes["redis"] = _answer_of(_ask_redis)
    return JsonResponse({"estado": "listo" if base == "bien" else "no listo", **partes}, status=200 if base == "bien" else 503)


def _answer_of(pregunta: Callable[[], Any]) -> Any:
    """What `pregunta` returns, or `falla`: why it failed goes to the log, not to whoever asks."""
    try:
        return pregunta()
    except Exception as error:
        registro.warning("Falla en %s: %s", pregunta.__name__, error)
        return "falla"


def _ask_base() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "bien"


def _ask_redis() -> str:
    import redis  # heavy, and the embedded way never asks it
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=0.5, socket_timeout=0.5, retry=Retry(NoBackoff(), 0)) as cliente:
        cliente.ping()
    return "bien"


def _ask_salidas() -> dict[str, float]:
    """Age in seconds of the oldest row of the outbox that nobody has taken yet: growing, the relay is not running."""
    pendientes = Salida.objects.filter(estado=EstadoSalida.PENDIENTE)
    primera = pendientes.aggregate(primera=Min("fecha_hora_creada"))["primera"]
    return {"segundos_de_la_mas_antigua": max(0.0, (ahora() - primera).total_seconds()) if primera else 0.0}

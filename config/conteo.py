"""Counting what clients call: in memory, written by one statement a minute at most; never a write for a read."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable
from threading import Lock

from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from config import reloj
from solicitudes.actor import Acreditacion
from solicitudes.services.conteo import Llamada, add_llamadas

_registro = logging.getLogger(__name__)


class Contador:
    """The counts of this process that are not written yet. What a process that is killed had counted in its last minute is lost."""

    def __init__(self) -> None:
        self._candado = Lock()
        self._pendientes: Counter[Llamada] = Counter()
        self._desde = time.monotonic()

    def add(self, llamada: Llamada) -> None:
        with self._candado:
            self._pendientes[llamada] += 1

    def is_due(self) -> bool:
        """Whether something waits and the last writing lies far enough back."""
        return bool(self._pendientes) and time.monotonic() - self._desde >= settings.CONTEO_CADA

    def forget(self) -> None:
        """Drop what waits, as a process does that is killed."""
        with self._candado:
            self._pendientes.clear()

    def flush(self) -> None:
        """Write what waits. A database that does not take it now gets it with the next."""
        with self._candado:
            pendientes, self._pendientes = self._pendientes, Counter()
            self._desde = time.monotonic()
        try:
            add_llamadas(pendientes)
        except Error:
            _registro.warning("No se pudieron sumar las llamadas de los clientes; se intenta después", exc_info=True)
            with self._candado:
                self._pendientes.update(pendientes)


CONTADOR = Contador()


class ConteoDeClientes:
    """Middleware: count the call if a client made it; whatever the request, write what has waited for a minute."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        respuesta = self.get_response(request)
        acreditacion = getattr(request, "auth", None)  # DRF leaves there who was recognised
        if isinstance(acreditacion, Acreditacion):
            CONTADOR.add(Llamada(acreditacion.cliente_id, reloj.hoy(), respuesta.status_code, _read_codigo(respuesta)))
        if CONTADOR.is_due():
            CONTADOR.flush()
        return respuesta


def _read_codigo(respuesta: HttpResponseBase) -> str:
    """The slug of a refusal."""
    datos = getattr(respuesta, "data", None)
    return str(datos.get("codigo", "")) if respuesta.status_code >= 400 and isinstance(datos, dict) else ""

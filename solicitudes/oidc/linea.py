"""The line to the directory of an institution: guarded as that of the webhooks, and never longer than somebody waits for a page."""

from __future__ import annotations

import threading
from typing import Any

from AntiSSRF import AntiSSRFError
from django.conf import settings
from requests import ConnectionError, Response, Session, Timeout

from notifications.red import open_sesion

#: Seconds to connect and for each silence; and for all of it, however slowly it drips.
ESPERA = (3.05, 5.0)
PLAZO = 8.0


def open_linea() -> Session:
    """A session whose every request follows no redirect and ends in eight seconds, well or with a `RequestException`."""
    sesion = open_sesion(locales=settings.EMISORES_LOCALES, redes=settings.EMISORES_REDES)
    pedir = sesion.request

    def request(metodo: str, url: str, **opciones: Any) -> Response:
        hecho: list[Response | Exception] = []
        # A directory that sends one byte each four seconds never times out; the thread that waits for it dies with the process.
        hilo = threading.Thread(target=lambda: hecho.append(_try(pedir, metodo, url, opciones)), daemon=True)
        hilo.start()
        hilo.join(PLAZO)
        if not hecho:
            raise Timeout(f"No respondió en {PLAZO:.0f} segundos.")
        if isinstance(hecho[0], Exception):
            raise hecho[0]
        return hecho[0]

    sesion.request = request  # type: ignore[method-assign,assignment]
    return sesion


def _try(pedir: Any, metodo: str, url: str, opciones: dict[str, Any]) -> Response | Exception:
    try:
        respuesta: Response = pedir(metodo, url, **opciones | {"timeout": ESPERA, "allow_redirects": False})
        return respuesta
    except AntiSSRFError:
        return ConnectionError("La dirección no es pública o no usa https.")
    except (OSError, ValueError) as error:  # requests' own are of the first kind
        return error if isinstance(error, ConnectionError | Timeout) else ConnectionError(type(error).__name__)

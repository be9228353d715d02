"""A webhook: one signed POST (Standard Webhooks) to an address that somebody else chose, and that may lead nowhere inside."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from AntiSSRF import AntiSSRFError
from django.conf import settings
from requests import RequestException
from standardwebhooks import Webhook

from notifications.red import open_sesion

#: Seconds to connect and for each silence of the receiver; and for all of it, however slowly it drips.
ESPERA = (3.05, 5.0)
PLAZO = 10.0


@dataclass(frozen=True, slots=True)
class Respuesta:
    """What came of a delivery: the HTTP status, if one came, and what went wrong, if anything did."""

    codigo: int | None
    error: str = ""

    @property
    def entregada(self) -> bool:
        return not self.error


def post_webhook(*, url: str, identificador: str, cuerpo: str, secretos: Sequence[str], ahora: datetime) -> Respuesta:
    """Deliver `cuerpo` (JSON) signed with each of `secretos`. Never raises for what the receiver does.

    Delivered is what is answered 2xx in ten seconds. Redirects are not followed, and nothing of the answer but its status is read.
    Where it may lead is said by `notifications.red`.
    """
    cabeceras = {
        "Content-Type": "application/json",
        "User-Agent": "solicitudes-webhooks/1",
        "webhook-id": identificador,
        "webhook-timestamp": str(int(ahora.timestamp())),
        "webhook-signature": " ".join(Webhook(s).sign(identificador, ahora.astimezone(UTC), cuerpo) for s in secretos),
    }
    respuestas: list[Respuesta] = []
    # A receiver that sends one byte each four seconds never times out; the thread that waits for it dies with the process.
    hilo = threading.Thread(target=lambda: respuestas.append(_post(url, cabeceras, cuerpo)), daemon=True)
    hilo.start()
    hilo.join(PLAZO)
    return respuestas[0] if respuestas else Respuesta(None, f"No respondió en {PLAZO:.0f} segundos.")


def _post(url: str, cabeceras: dict[str, str], cuerpo: str) -> Respuesta:
    try:
        with open_sesion(locales=settings.WEBHOOKS_LOCALES) as sesion:
            respuesta = sesion.post(url, data=cuerpo.encode(), headers=cabeceras, timeout=ESPERA, allow_redirects=False, stream=True)
            codigo = respuesta.status_code
            respuesta.close()
    except AntiSSRFError:
        return Respuesta(None, "La dirección no es pública o no usa https.")
    except (RequestException, OSError, ValueError) as error:
        return Respuesta(None, f"No se pudo entregar: {type(error).__name__}.")
    if 200 <= codigo < 300:
        return Respuesta(codigo)
    return Respuesta(codigo, "Redirige, y las redirecciones no se siguen." if 300 <= codigo < 400 else f"Respondió {codigo}.")

"""What comes by webhook: is it theirs, is it of now, and what does it say (Standard Webhooks)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from standardwebhooks import Webhook, WebhookVerificationError

from solicitudes_cliente.modelos import Evento, build_evento


class FirmaInvalidaError(Exception):
    """Not signed with the secret, changed on the way, or older than five minutes: answer 400 and do nothing."""


def verify_webhook(secreto: str, cabeceras: Mapping[str, str], cuerpo: bytes) -> Evento:
    """The event that a webhook brings. `cuerpo` must be the bytes as they came; `cabeceras`, in whatever case.

    The same event may come twice: `posicion` tells.

    :raises FirmaInvalidaError: the signature is missing, wrong or old.
    """
    try:
        Webhook(secreto).verify(cuerpo, {nombre.lower(): valor for nombre, valor in cabeceras.items()})
    except WebhookVerificationError as error:
        raise FirmaInvalidaError(str(error)) from error
    return build_evento(json.loads(cuerpo))

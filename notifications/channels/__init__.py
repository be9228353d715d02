"""The channels by which people are told, by name: a new one is one file beside these and one line here."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from notifications.channels import correo
from notifications.channels.mensaje import Mensaje


class Canal(Protocol):
    """A module that can deliver a message."""

    def enviar(self, mensaje: Mensaje, *, ahora: datetime) -> str:
        """Deliver `mensaje` and return the identifier by which the channel knows it.

        :raises FallaPermanenteError: it can never be delivered to that address; anything else is tried again.
        """


CANALES: dict[str, Canal] = {
    "correo": correo,
}

"""Tables of the outbox and of what people were told."""

from __future__ import annotations

from notifications.models.aviso import Aviso
from notifications.models.salida import Salida

__all__ = ["Aviso", "Salida"]

"""Soft limits per client; they never stand in the way of a filing when the cache is down."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import ScopedRateThrottle

from api.actor import get_acreditacion


class TasaPorAlcance(ScopedRateThrottle):
    """One limit per scope (`throttle_scope` of the view), by settings TASA_*; empty means none."""

    def get_rate(self) -> str | None:
        return self.THROTTLE_RATES.get(self.scope or "")

    def get_ident(self, request: Request) -> Any:
        """An accredited client is itself, wherever it calls from; anybody else is her address."""
        acreditacion = get_acreditacion(request)
        return f"cliente-{acreditacion.cliente_id}" if acreditacion else super().get_ident(request)

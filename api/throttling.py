"""Soft limits per client; they never stand in the way of a filing when the cache is down."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import ScopedRateThrottle

from api.actor import get_acreditacion, get_token


@dataclass(frozen=True, slots=True)
class Cuota:
    """What is left to a caller of one limit: `quedan` of `limite` calls in `ventana` seconds, and one more in `espera`."""

    nombre: str
    limite: int
    ventana: int
    quedan: int
    espera: int


class TasaPorAlcance(ScopedRateThrottle):
    """One limit per scope (`throttle_scope` of the view), by settings TASA_*, unless a client has a quota of its own; empty means none."""

    cuota: int | None = None

    def get_rate(self) -> str | None:
        return f"{self.cuota}/min" if self.cuota else self.THROTTLE_RATES.get(self.scope or "")

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """All the tokens of a person share one quota, which is not that of her own sessions."""
        if token := get_token(request):
            return str(self.cache_format % {"scope": self.scope, "ident": f"tokens-{token.persona_id}"})
        return super().get_cache_key(request, view)

    def get_ident(self, request: Request) -> Any:
        """An accredited client is itself, wherever it calls from; anybody else is her address."""
        acreditacion = get_acreditacion(request)
        return f"cliente-{acreditacion.cliente_id}" if acreditacion else super().get_ident(request)

    def allow_request(self, request: Request, view: Any) -> bool:
        """Whether there is room; what is left goes with the request to api/cabeceras.py."""
        acreditacion = get_acreditacion(request)
        self.cuota = acreditacion.cuota if acreditacion else None
        permitida = super().allow_request(request, view)
        if getattr(self, "rate", None):
            request._request.cuota = self._measure()  # type: ignore[attr-defined]
        return permitida

    def _measure(self) -> Cuota:
        usadas, ventana, limite = len(self.history), int(self.duration or 0), int(self.num_requests or 0)  # type: ignore[attr-defined]
        espera = math.ceil(ventana - (self.now - self.history[-1])) if self.history else ventana
        return Cuota(str(self.scope), limite, ventana, max(limite - usadas, 0), max(espera, 0))

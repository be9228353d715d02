"""Soft limits per client on pages that write or look something up: the same rates and counters as the API's."""

from __future__ import annotations

from math import ceil
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from rest_framework.throttling import ScopedRateThrottle


class _Tasa(ScopedRateThrottle):
    def get_rate(self) -> str | None:
        return settings.TASAS.get(self.scope or "")


def seconds_to_wait(request: Any, alcance: str) -> int:
    """Seconds until this client may go on; 0 when it may now, which counts as one of its turns.

    DRF's throttle asks of a request only what Django's has too: `user` and `META`.
    """
    tasa: Any = _Tasa()
    return 0 if tasa.allow_request(request, SimpleNamespace(throttle_scope=alcance)) else ceil(tasa.wait() or 1)

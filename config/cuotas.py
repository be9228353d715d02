"""What is left to a client of its limits, read from the counters of the throttle without taking a turn."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from rest_framework.throttling import ScopedRateThrottle


@dataclass(frozen=True, slots=True)
class Resto:
    """One class of calls: how many fit in how many seconds, and how many are left now."""

    clase: str
    limite: int
    ventana: int
    quedan: int


class _Regla(ScopedRateThrottle):
    """For its reading of `120/min`."""


def measure_restos(*, cliente_id: int, cuota: int | None) -> list[Resto]:
    """What is left of each limit that this client has; nothing where there is none."""
    restos = []
    for clase, tasa in settings.TASAS.items():
        limite, ventana = _Regla().parse_rate(f"{cuota}/min" if cuota else tasa)
        if limite and ventana:
            clave = _Regla.cache_format % {"scope": clase, "ident": f"cliente-{cliente_id}"}
            usadas = [turno for turno in cache.get(clave, []) if turno > _Regla.timer() - ventana]
            restos.append(Resto(clase, limite, int(ventana), max(limite - len(usadas), 0)))
    return restos

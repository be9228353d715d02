"""How long things take: interleaved rounds, so that what disturbs the machine disturbs floor and product alike."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Serie:
    """Seconds per call, one figure for each round."""

    rondas: tuple[float, ...]

    @property
    def mediana(self) -> float:
        return median(self.rondas)

    @property
    def por_segundo(self) -> float:
        return 1 / self.mediana

    def times(self, piso: "Serie") -> float:
        """How many times as long as `piso`: the median of the ratios round by round."""
        return median(propia / ajena for propia, ajena in zip(self.rondas, piso.rondas, strict=True))


def measure_rondas(
    acciones: Mapping[str, Callable[[], Any]], *, rondas: int, llamadas: int, reloj: Callable[[], float] = time.perf_counter
) -> dict[str, Serie]:
    """Each of `acciones` called `llamadas` times in each of `rondas`, after one round that does not count.

    With `time.process_time` as `reloj`, the time of the processor: for what waits for nothing, on a machine that does other things.
    """
    tiempos: dict[str, list[float]] = {nombre: [] for nombre in acciones}
    for ronda in range(rondas + 1):
        for nombre, accion in acciones.items():
            tomado = _take(accion, llamadas, reloj)
            if ronda:
                tiempos[nombre].append(tomado)
    return {nombre: Serie(tuple(valores)) for nombre, valores in tiempos.items()}


def count_consultas(accion: Callable[[], Any]) -> int:
    """How many statements `accion` sends to the database."""
    enviadas: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *resto: Any) -> Any:
        enviadas.append(sql)
        return execute(sql, *resto)

    with connection.execute_wrapper(note):
        accion()
    return len(enviadas)


def _take(accion: Callable[[], Any], llamadas: int, reloj: Callable[[], float]) -> float:
    inicio = reloj()
    for _ in range(llamadas):
        accion()
    return (reloj() - inicio) / llamadas

"""Worker and beat of the embedded way: the tasks of CELERY_BEAT_SCHEDULE, one after the other, in this process."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from celery import Celery
from celery.schedules import BaseSchedule, schedule
from django.db import close_old_connections

from config.reloj import ahora

registro = logging.getLogger(__name__)


@dataclass(slots=True)
class Entrada:
    """One line of the schedule, and the moment (of the monotonic clock) of its next turn."""

    nombre: str
    tarea: str
    horario: BaseSchedule
    argumentos: tuple[Any, ...]
    opciones: Mapping[str, Any]
    turno: float = 0.0

    def note_turn(self) -> None:
        """Put its next turn where its schedule says, counted from now, as beat would."""
        self.turno = time.monotonic() + self.horario.is_due(ahora()).next


class RelojDeTareas:
    """Every task is due at the start, which catches up after any time stopped; each one bears being run again."""

    def __init__(self, app: Celery, horario: Mapping[str, Mapping[str, Any]]) -> None:
        app.loader.import_default_modules()
        self.app = app
        self.alto = threading.Event()
        self.entradas = [
            Entrada(nombre, e["task"], _as_schedule(e["schedule"], app), tuple(e.get("args", ())), e.get("kwargs", {}))
            for nombre, e in horario.items()
        ]

    def stop(self) -> None:
        """Let the running task end, and begin no other."""
        self.alto.set()

    def run(self) -> None:
        """Until `stop`."""
        while not self.alto.is_set():
            self.run_due()
            self.alto.wait(max(0.0, min(entrada.turno for entrada in self.entradas) - time.monotonic()))

    def run_due(self) -> None:
        """Run, once each, the tasks whose turn has come."""
        for entrada in self.entradas:
            if not self.alto.is_set() and entrada.turno <= time.monotonic():
                self._run(entrada)

    def _run(self, entrada: Entrada) -> None:
        close_old_connections()
        try:
            self.app.tasks[entrada.tarea].run(*entrada.argumentos, **entrada.opciones)
        except Exception:
            registro.exception("Falló %s; se intenta otra vez en su próximo turno", entrada.nombre)
        finally:
            close_old_connections()
            entrada.note_turn()


def _as_schedule(cada: float | BaseSchedule, app: Celery) -> BaseSchedule:
    """Seconds, or one of Celery's own schedules such as `crontab`, which needs to know the time zone of `app`."""
    if isinstance(cada, BaseSchedule):
        cada.app = app
        return cada
    return schedule(cada, app=app)

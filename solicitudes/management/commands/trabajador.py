"""`manage.py trabajador`: what Celery's worker and beat do in the full way, in one process and without Redis."""

from __future__ import annotations

import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from config.celery import app
from config.reloj_de_tareas import RelojDeTareas


class Command(BaseCommand):
    help = "Ejecuta las tareas periódicas (salidas, vencimientos, avisos, cierres) en este proceso."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--una-vuelta", action="store_true", help="ejecuta cada tarea una vez y termina")

    def handle(self, *args: Any, una_vuelta: bool, **opciones: Any) -> None:
        reloj = RelojDeTareas(app, settings.CELERY_BEAT_SCHEDULE)
        for senal in (signal.SIGTERM, signal.SIGINT):
            signal.signal(senal, lambda *_: reloj.stop())
        if una_vuelta:
            reloj.run_due()
        else:
            self.stdout.write("En marcha: " + ", ".join(settings.CELERY_BEAT_SCHEDULE))
            self.stdout.flush()
            reloj.run()

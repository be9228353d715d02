"""`manage.py up`: portal, API, worker and beat of an embedded installation, until Ctrl-C."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.proceso import Programa
from config.supervisor import PuertoOcupadoError, Supervisor, demand_port


class Command(BaseCommand):
    help = "Pone en marcha el portal, la API y el trabajador, y los mantiene en marcha hasta Ctrl-C."
    requires_system_checks = ()  # the children check; here it would only make the start slower

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="dirección en la que se escucha (127.0.0.1)")
        parser.add_argument("--puerto", type=int, default=8000, help="puerto (8000)")

    def handle(self, *args: Any, host: str, puerto: int, **opciones: Any) -> None:
        try:
            demand_port(host, puerto)
        except PuertoOcupadoError as error:
            raise CommandError(str(error)) from error
        direccion = f"http://{f'[{host}]' if ':' in host else host}:{puerto}"
        Supervisor(_programas(host, puerto), escribir=self._write).run(
            direccion=(host, puerto), al_responder=lambda: self._write(f"Portal y API en {direccion} · Ctrl-C para terminar")
        )

    def _write(self, linea: str) -> None:
        self.stdout.write(linea)
        self.stdout.flush()


def _programas(host: str, puerto: int) -> list[Programa]:
    servidor = (
        "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(puerto), "--workers", "2", "--blocking-threads", "4",
        "--respawn-failed-workers", "--workers-kill-timeout", "5", "--log-level", "warning", "config.wsgi:application",
    )  # fmt: skip
    return [
        Programa("web", (sys.executable, *servidor)),
        Programa("trabajador", (sys.executable, "manage.py", "trabajador")),
    ]

"""manage.py diagrama: draw docs/estados.md from the transition table."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from config.env import RAIZ
from workflow.diagrama import draw_documento


class Command(BaseCommand):
    help = "Dibuja docs/estados.md a partir de la tabla de transiciones."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--salida", type=Path, default=RAIZ / "docs" / "estados.md")

    def handle(self, *args: Any, **opciones: Any) -> None:
        opciones["salida"].write_text(draw_documento(), encoding="utf-8")
        self.stdout.write(f"Escrito {opciones['salida'].name}.")

"""manage.py regimen: check, list and show the files that say how each law counts (docs/regimenes.md)."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import reloj
from config.env import RAIZ
from workflow.fichas import describe_certeza, render_ficha, render_indice
from workflow.lector import review_regimen
from workflow.problema import ProblemaError
from workflow.regimen import get_regimen_vigente, load_regimenes

DOCUMENTO = RAIZ / "docs" / "regimenes.md"
INICIO, FIN = "<!-- generado: manage.py regimen documentar -->\n", "<!-- fin de lo generado -->"


class Command(BaseCommand):
    help = "Revisa, lista o muestra los regímenes: los archivos que dicen cómo cuenta cada ley."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        ordenes = parser.add_subparsers(dest="orden", required=True)
        revisar = ordenes.add_parser("revisar", help="Dice todo lo que está mal en un archivo; estado 1 si hay algo.")
        revisar.add_argument("archivo", type=Path)
        ordenes.add_parser("listar", help="Un régimen por línea.")
        mostrar = ordenes.add_parser("mostrar", help="Todo lo que dice un régimen, con su artículo, su fuente y su certeza.")
        mostrar.add_argument("id", help="«gt-laip», o su alias: «gt».")
        documentar = ordenes.add_parser("documentar", help="Escribe la tabla de docs/regimenes.md.")
        documentar.add_argument("--salida", type=Path, default=DOCUMENTO)

    def handle(self, *args: Any, **opciones: Any) -> None:
        getattr(self, f"_{opciones['orden']}")(opciones)

    def _revisar(self, opciones: dict[str, Any]) -> None:
        archivo: Path = opciones["archivo"]
        try:
            texto = archivo.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"No se puede leer {archivo}: {error}.") from error
        regimen, problemas = review_regimen(texto, archivo=archivo.name)
        if regimen is None:
            for problema in problemas:
                self.stderr.write(problema.detalle)
            self.stderr.write(f"{len(problemas)} por corregir.")
            sys.exit(1)
        self.stdout.write(f"{archivo.name}: bien. {describe_certeza(regimen)}.")

    def _listar(self, opciones: dict[str, Any]) -> None:
        for regimen in load_regimenes().values():
            self.stdout.write(f"{regimen.alias:<4}{regimen.id:<14}v{regimen.version}  {regimen.nombre}")

    def _mostrar(self, opciones: dict[str, Any]) -> None:
        try:
            regimen = get_regimen_vigente(opciones["id"], fecha=reloj.hoy())
        except ProblemaError as error:
            raise CommandError(error.detalle) from error
        self.stdout.write(render_ficha(regimen))

    def _documentar(self, opciones: dict[str, Any]) -> None:
        salida: Path = opciones["salida"]
        salida.write_text(refresh_documento(salida.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write(f"Escrito {salida.name}.")


def refresh_documento(texto: str) -> str:
    """The document with its generated part written again."""
    antes, _, resto = texto.partition(INICIO)
    _, _, despues = resto.partition(FIN)
    return f"{antes}{INICIO}{render_indice(load_regimenes().values())}{FIN}{despues}"

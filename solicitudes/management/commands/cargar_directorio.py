"""manage.py cargar_directorio: bring the directory of institutions up to a file, and say what changed."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import reloj
from solicitudes.directorio import ARCHIVO, DirectorioInvalidoError, Informe, load_directorio, read_directorio


class Command(BaseCommand):
    help = "Carga el directorio de instituciones desde un CSV e informa qué cambió. Repetirlo no cambia nada."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archivo", nargs="?", type=Path, default=ARCHIVO, help="CSV con las columnas del directorio.")
        parser.add_argument("--motivo", default="carga del directorio", help="Por qué cambia; queda en la historia de cada institución.")
        parser.add_argument("--cerrar-ausentes", action="store_true", help="Cierra las instituciones que ya no están en el archivo.")

    def handle(self, *args: Any, **opciones: Any) -> None:
        try:
            filas = read_directorio(opciones["archivo"])
        except DirectorioInvalidoError as error:
            raise CommandError(error.detalle) from error
        informe = load_directorio(filas, ahora=reloj.ahora(), motivo=opciones["motivo"], close_absent=opciones["cerrar_ausentes"])
        self._print(informe, len(filas))

    def _print(self, informe: Informe, total: int) -> None:
        self.stdout.write(
            f"Directorio: {total} instituciones en el archivo; {len(informe.nuevas)} nuevas, {len(informe.cambiadas)} cambiadas, "
            f"{informe.iguales} iguales, {len(informe.cerradas)} cerradas."
        )
        for codigo, campos in informe.cambiadas.items():
            self.stdout.write(f"  cambió {codigo}: {', '.join(campos)}")
        for codigo in informe.cerradas:
            self.stdout.write(f"  cerrada {codigo}")
        if informe.ausentes:
            self.stdout.write(
                f"  ya no están en el archivo (siguen activas; ciérrelas con --cerrar-ausentes): {', '.join(informe.ausentes)}"
            )

"""manage.py verificar_bitacora: has anybody touched the history of any case, also behind the application's back?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from solicitudes.auditoria import list_hallazgos


class Command(BaseCommand):
    help = "Comprueba la cadena de sellos de cada expediente y la numeración de los folios. Sale con 1 si algo no cuadra."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folio", nargs="*", help="Solo estos expedientes; todos, si no se dice.")

    def handle(self, *args: Any, **opciones: Any) -> None:
        revisados, hallazgos = 0, 0
        for folio, razones in list_hallazgos(folios=opciones["folio"] or None):
            revisados += 1
            for razon in razones:
                hallazgos += 1
                self.stderr.write(f"{folio}: {razon}")
        if hallazgos:
            self.stderr.write(f"{hallazgos} hallazgos en {revisados} revisiones.")
            sys.exit(1)
        self.stdout.write(f"Bitácora íntegra: {revisados} expedientes y contadores revisados, ningún hallazgo.")

"""manage.py plazos: the term calculator, one case as JSON, or one a line with --lineas."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand

from config import reloj
from workflow.calculadora import CasoInvalidoError, calcular
from workflow.problema import ProblemaError

#: Exit status when a case cannot be calculated.
ESTADO_DE_ERROR = 2


class Command(BaseCommand):
    help = "Calcula los plazos de un caso: JSON por la entrada, JSON por la salida. No guarda nada."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lineas", action="store_true", help="Un caso por línea; una respuesta por línea, en orden.")

    def handle(self, *args: Any, **opciones: Any) -> None:
        entrada = sys.stdin.buffer  # JSON is UTF-8 whatever the locale; one line that is not must not stop the others
        fallidos = self._calculate_lineas(entrada) if opciones["lineas"] else self._calculate_uno(entrada)
        if fallidos:
            sys.exit(ESTADO_DE_ERROR)

    def _calculate_uno(self, entrada: BinaryIO) -> int:
        try:
            respuesta = calcular(_read_json(entrada.read()), ahora=reloj.ahora())
        except ProblemaError as error:
            self.stderr.write(json.dumps(error.as_problem(), ensure_ascii=False))
            return 1
        self.stdout.write(json.dumps(respuesta, ensure_ascii=False, indent=2))
        return 0

    def _calculate_lineas(self, entrada: Iterable[bytes]) -> int:
        """One answer a line, in order: a case that cannot be calculated gets its problem in its place."""
        fallidos = 0
        for linea in entrada:
            if not linea.strip():
                continue
            try:
                respuesta = calcular(_read_json(linea), ahora=reloj.ahora())
            except ProblemaError as error:
                fallidos += 1
                respuesta = error.as_problem()
                self.stderr.write(json.dumps(respuesta, ensure_ascii=False))
            self.stdout.write(json.dumps(respuesta, ensure_ascii=False))
        return fallidos


def _read_json(contenido: bytes) -> Any:
    """One case; the mark that some programs put before UTF-8 does no harm."""
    try:
        caso = json.loads(contenido.decode("utf-8-sig"))
        json.dumps(caso, ensure_ascii=False).encode()  # half of a surrogate pair could not be answered
    except UnicodeError:
        raise CasoInvalidoError("La entrada no es texto UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise CasoInvalidoError("No es JSON: {error}.", error=str(error)) from error
    return caso

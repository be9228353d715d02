"""Sheets that people open in Excel or a program reads: CSV and XLSX written row by row; no cell is ever a formula or a link."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from typing import IO, Any

from documentos.celdas import drop_imposibles, guard

#: What one cell of a sheet may hold.
Celda = str | int | date | None

_MARCA = "\ufeff"  # without it Excel takes the letters for those of another alphabet
LARGO_MAXIMO = 32_767  # letters in a cell of Excel


class _Renglones:
    """Takes what the csv module writes and hands it on at once."""

    def write(self, renglon: str) -> str:
        return renglon


def iter_csv(columnas: Sequence[str], filas: Iterable[Sequence[Celda]], *, marca: bool = True) -> Iterator[str]:
    """The lines of a CSV: UTF-8, commas, CRLF; with the mark by which Excel knows the alphabet, which programs need not meet."""
    escritor = csv.writer(_Renglones())
    yield (_MARCA if marca else "") + str(escritor.writerow(columnas))
    for fila in filas:
        yield str(escritor.writerow([_flatten(celda) for celda in fila]))


def _flatten(celda: Celda) -> str | int:
    if isinstance(celda, date):
        return celda.isoformat()
    return guard(celda) if isinstance(celda, str) else ("" if celda is None else celda)


def write_xlsx(columnas: Sequence[str], filas: Iterable[Sequence[Celda]]) -> IO[bytes]:
    """An open file, at its beginning, with one sheet; memory does not grow with the rows."""
    with ExitStack() as pila:
        archivo = pila.enter_context(tempfile.TemporaryFile(suffix=".xlsx"))
        _fill(archivo, columnas, filas)
        archivo.seek(0)
        pila.pop_all()  # whoever sends it closes it
    return archivo


def _fill(archivo: IO[bytes], columnas: Sequence[str], filas: Iterable[Sequence[Celda]]) -> None:
    import xlsxwriter  # heavy: whoever writes no sheet does not load it

    literal = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(archivo, {"constant_memory": True, "default_date_format": "yyyy-mm-dd", **literal}) as libro:
        hoja, negrita = libro.add_worksheet(), libro.add_format({"bold": True})
        hoja.freeze_panes(1, 0)
        hoja.set_column(0, len(columnas) - 1, 18)
        for columna, titulo in enumerate(columnas):
            hoja.write_string(0, columna, titulo, negrita)
        for numero, fila in enumerate(filas, start=1):
            for columna, celda in enumerate(fila):
                _write(hoja, numero, columna, celda)


def _write(hoja: Any, fila: int, columna: int, celda: Celda) -> None:
    if isinstance(celda, str):
        hoja.write_string(fila, columna, drop_imposibles(celda)[:LARGO_MAXIMO])
    elif isinstance(celda, date):
        hoja.write_datetime(fila, columna, celda)
    elif celda is not None:
        hoja.write_number(fila, columna, celda)

"""A workbook of Excel as rows: its first visible sheet, row by row, with what a register must not have named before anything is read.

openpyxl in its read-only way keeps one row at a time; calamine is faster, and holds the whole sheet (docs/adr/0022).
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, BinaryIO

from openpyxl import load_workbook

from solicitudes.importacion.archivo import Fila, RegistroIlegibleError
from workflow.frase import Cita, Frase

#: Bytes that a workbook may have once opened, and the table of its distinct texts, which is held in memory.
MAXIMO_ABIERTO, MAXIMO_DE_TEXTOS = 600 * 1024 * 1024, 120 * 1024 * 1024
_MAXIMO_DE_PIEZAS = 2000
_COMBINADAS = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="(\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?(\d+))"')
_TROZO = 1024 * 1024

_Hoja = tuple[Iterator[Fila], tuple[Frase, ...], datetime, Callable[[int], None]]


@contextmanager
def open_hoja(archivo: BinaryIO, *, hoja: str) -> Iterator[_Hoja]:
    """The rows of `hoja`, or of the first visible sheet; what should be known of the others; the first day of its dates; and what
    refuses merged cells from the line of the headings on.

    :raises RegistroIlegibleError: it is no workbook, it is too large once opened, or it has no such sheet.
    """
    _check_tamano(archivo)
    archivo.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not know of a workbook's looks
            libro = load_workbook(archivo, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever a damaged file makes it raise
        raise RegistroIlegibleError("No es un libro de Excel, o está dañado o con contraseña. Guárdelo de nuevo como .xlsx.") from error
    try:
        elegida, avisos = _choose(libro, hoja)
        elegida.reset_dimensions()  # some programs write a size that is not true
        yield _iter_filas(elegida), avisos, libro.epoch, lambda linea: _refuse_combinadas(archivo, elegida, linea)
    finally:
        libro.close()


def _check_tamano(archivo: BinaryIO) -> None:
    archivo.seek(0)
    try:
        with zipfile.ZipFile(archivo) as paquete:
            piezas = paquete.infolist()
    except zipfile.BadZipFile:
        raise RegistroIlegibleError("El libro de Excel está dañado. Guárdelo de nuevo como .xlsx.") from None
    textos = sum(pieza.file_size for pieza in piezas if pieza.filename.endswith("sharedStrings.xml"))
    if len(piezas) > _MAXIMO_DE_PIEZAS or sum(p.file_size for p in piezas) > MAXIMO_ABIERTO or textos > MAXIMO_DE_TEXTOS:
        raise RegistroIlegibleError("El libro es demasiado grande. Guarde la hoja como CSV, o pártala en varios archivos.")


def _choose(libro: Any, hoja: str) -> tuple[Any, tuple[Frase, ...]]:
    hojas = {h.title: h for h in libro.worksheets}
    visibles = [h for h in hojas.values() if h.sheet_state == "visible"]
    if hoja and hoja not in hojas:
        hay = Cita(", ".join(hojas))
        raise RegistroIlegibleError("El libro no tiene una hoja «{hoja}»; tiene: {hay}.", hoja=Cita(hoja[:60]), hay=hay)
    if not hoja and not visibles:
        raise RegistroIlegibleError("El libro no tiene ninguna hoja a la vista.")
    elegida = hojas[hoja] if hoja else visibles[0]
    otras = [h.title for h in visibles if h is not elegida]
    ocultas = [h.title for h in hojas.values() if h.sheet_state != "visible" and h is not elegida]
    return elegida, tuple(_tell_hojas(elegida.title, otras, ocultas))


def _tell_hojas(elegida: str, otras: Sequence[str], ocultas: Sequence[str]) -> Iterator[Frase]:
    if otras:
        datos = {"hoja": Cita(elegida), "otras": Cita(", ".join(otras))}
        yield Frase("Se lee la hoja «{hoja}»; no se leen: {otras}.", datos)
    if ocultas:
        yield Frase("Hay hojas ocultas que no se leen: {ocultas}.", {"ocultas": Cita(", ".join(ocultas))})


def _iter_filas(hoja: Any) -> Iterator[Fila]:
    try:
        for linea, celdas in enumerate(hoja.iter_rows(values_only=True), start=1):
            if any(celda is not None and celda != "" for celda in celdas):
                yield linea, celdas
    except (ValueError, KeyError, IndexError, TypeError, zipfile.BadZipFile, SyntaxError) as error:
        raise RegistroIlegibleError("Una fila del libro está dañada. Ábralo, guárdelo de nuevo como .xlsx y vuelva a intentar.") from error


def _refuse_combinadas(archivo: BinaryIO, hoja: Any, desde: int) -> None:
    """:raises RegistroIlegibleError: cells from the line `desde` on are merged: only one of their rows would have the value."""
    ruta = hoja._worksheet_path.lstrip("/")  # openpyxl has no other name for it in its read-only way
    with zipfile.ZipFile(archivo) as paquete, paquete.open(ruta) as parte:
        resto = b""
        while trozo := parte.read(_TROZO):
            buscado = resto + trozo
            for cuales, hasta in _COMBINADAS.findall(buscado):
                if int(hasta) >= desde:
                    raise RegistroIlegibleError(
                        "Las celdas {cuales} están combinadas. Sepárelas («Descombinar») y repita el dato en cada fila.",
                        cuales=Cita(cuales.decode()),
                    )
            resto = buscado[-200:]

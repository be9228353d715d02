"""A register as rows, whatever wrote it: CSV in the alphabets and with the separators that Excel uses here, or a workbook."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import BinaryIO, ClassVar

from workflow.frase import Cita, Frase
from workflow.problema import ProblemaError

#: What a cell may hold: a workbook gives numbers and dates, a CSV text alone.
Celda = str | int | float | bool | datetime | date | time | None
Fila = tuple[int, Sequence[Celda]]

#: How far down the headings may stand, under a title or a crest.
FILAS_ANTES_DE_LOS_TITULOS = 20
_TITULOS_AL_MENOS = 3
_TROZO = 64 * 1024
_EXCEL_ANTIGUO = b"\xd0\xcf\x11\xe0"
_MARCAS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class RegistroIlegibleError(ProblemaError):
    codigo: ClassVar[str] = "registro-ilegible"
    titulo: ClassVar[str] = "El archivo no se puede leer como un registro"


@dataclass(frozen=True, slots=True)
class Tabla:
    """The headings, the rows under them with the line on which each stands, and what whoever sent it should know of the file.

    `epoca` is the day from which the workbook counts its dates.
    """

    titulos: tuple[str, ...]
    filas: Iterator[Fila]
    avisos: tuple[Frase, ...] = ()
    epoca: datetime = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zone


@contextmanager
def open_tabla(archivo: BinaryIO, *, hoja: str = "", fila_de_titulos: int = 0) -> Iterator[Tabla]:
    """The register in `archivo`, which stays open; rows are read one by one. 0 as `fila_de_titulos` looks for them.

    :raises RegistroIlegibleError: it is no register: the message says what to do.
    """
    from solicitudes.importacion import libro_excel  # a library that only this needs

    archivo.seek(0)
    principio = archivo.read(4)
    if principio == _EXCEL_ANTIGUO:
        raise RegistroIlegibleError("Es un libro de Excel antiguo (.xls). Ábralo y guárdelo como «Libro de Excel (.xlsx)» o como CSV.")
    if principio[:2] == b"PK":
        with libro_excel.open_hoja(archivo, hoja=hoja) as (filas, avisos, epoca, check):
            antes, titulos = find_titulos(filas, fila_de_titulos)
            check(antes)
            yield Tabla(titulos, filas, avisos, epoca)
        return
    texto = _open_texto(archivo)
    try:
        filas = _read_csv(texto)
        _, titulos = find_titulos(filas, fila_de_titulos)
        yield Tabla(titulos, filas)
    finally:
        texto.detach()


def find_titulos(filas: Iterator[Fila], fila_de_titulos: int) -> tuple[int, tuple[str, ...]]:
    """The line of the headings and themselves; `filas` goes on below them.

    :raises RegistroIlegibleError: there are none, or two columns are called the same.
    """
    for linea, celdas in filas:
        if linea > max(FILAS_ANTES_DE_LOS_TITULOS, fila_de_titulos):
            break
        titulos = tuple(" ".join(str(celda).split()) if celda is not None else "" for celda in celdas)
        if linea == fila_de_titulos or (not fila_de_titulos and _look_like_titulos(titulos)):
            _refuse_repeated(titulos)
            return linea, titulos
    raise RegistroIlegibleError(
        "No se hallan los títulos de las columnas. Deje una fila de títulos sobre los datos, con tres columnas o más."
    )


def _look_like_titulos(titulos: tuple[str, ...]) -> bool:
    return sum(1 for titulo in titulos if titulo) >= _TITULOS_AL_MENOS


def _refuse_repeated(titulos: tuple[str, ...]) -> None:
    escritos = [titulo.casefold() for titulo in titulos if titulo]
    if repetido := next((titulo for titulo in titulos if titulo and escritos.count(titulo.casefold()) > 1), ""):
        raise RegistroIlegibleError("Dos columnas se llaman «{titulo}». Cambie el título de una.", titulo=Cita(repetido[:60]))


def _open_texto(archivo: BinaryIO) -> io.TextIOWrapper:
    codificacion = find_codificacion(archivo)
    archivo.seek(0)
    return io.TextIOWrapper(archivo, encoding=codificacion, newline="")


def find_codificacion(archivo: BinaryIO) -> str:
    """UTF-8 if the whole file is, and otherwise the alphabet in which Excel saves a CSV here; read in pieces."""
    archivo.seek(0)
    principio = archivo.read(4)
    for marca, codificacion in _MARCAS:
        if principio.startswith(marca):
            return codificacion
    archivo.seek(0)
    decodificador = codecs.getincrementaldecoder("utf-8")()
    try:
        while trozo := archivo.read(_TROZO):
            decodificador.decode(trozo)
        decodificador.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _read_csv(texto: io.TextIOWrapper) -> Iterator[Fila]:
    try:
        primera = texto.readline(_TROZO)
        texto.seek(0)
        lector = csv.reader(texto, delimiter=_find_separador(primera))
        for celdas in lector:
            if any(celda.strip() for celda in celdas):
                yield lector.line_num, celdas
    except UnicodeDecodeError:
        raise RegistroIlegibleError("Tiene letras que no se entienden. Guárdelo como «CSV UTF-8» o como libro de Excel.") from None
    except csv.Error:
        raise RegistroIlegibleError("La línea {n} no es de un CSV: revise que las comillas se cierren.", n=lector.line_num) from None


def _find_separador(linea: str) -> str:
    """The sign that stands most often outside quotes in the first line."""
    fuera = "".join(linea.split('"')[::2])
    return max(";,\t", key=fuera.count)

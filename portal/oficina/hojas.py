"""A sheet as an answer: CSV sent row by row, XLSX as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language, override

from informes.hojas import Celda, iter_csv, write_xlsx

TIPOS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def send_hoja(formato: str, *, nombre: str, columnas: Sequence[str], filas: Iterable[Sequence[Celda]]) -> HttpResponseBase:
    """A sheet to keep as `<nombre>.<formato>`, where the format is a key of `TIPOS`."""
    filas = _told_in(get_language(), filas)
    if formato == "xlsx":
        return FileResponse(write_xlsx(columnas, filas), as_attachment=True, filename=f"{nombre}.xlsx", content_type=TIPOS["xlsx"])
    respuesta = StreamingHttpResponse(iter_csv(columnas, filas), content_type=TIPOS["csv"])
    respuesta.headers["Content-Disposition"] = f'attachment; filename="{nombre}.csv"'
    return respuesta


def _told_in(idioma: str | None, filas: Iterable[Sequence[Celda]]) -> Iterator[Sequence[Celda]]:
    """The rows, each made in the language of the page: they are asked for one by one, once the page has been answered."""
    pendientes = iter(filas)
    while True:
        with override(idioma):
            fila = next(pendientes, None)
        if fila is None:
            return
        yield fila

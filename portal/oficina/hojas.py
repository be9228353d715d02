"""A sheet as an answer: CSV sent row by row, XLSX as a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from informes.hojas import Celda, iter_csv, write_xlsx

TIPOS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def send_hoja(formato: str, *, nombre: str, columnas: Sequence[str], filas: Iterable[Sequence[Celda]]) -> HttpResponseBase:
    """A sheet to keep as `<nombre>.<formato>`, where the format is a key of `TIPOS`."""
    if formato == "xlsx":
        return FileResponse(write_xlsx(columnas, filas), as_attachment=True, filename=f"{nombre}.xlsx", content_type=TIPOS["xlsx"])
    respuesta = StreamingHttpResponse(iter_csv(columnas, filas), content_type=TIPOS["csv"])
    respuesta.headers["Content-Disposition"] = f'attachment; filename="{nombre}.csv"'
    return respuesta

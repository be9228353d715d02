"""The directory in one piece, as CSV and as JSON: for whoever keeps a copy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpResponseNotModified, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from api.condicional import PUBLICA_POR_UN_RATO, is_known
from api.permissions import Publica
from api.serializers.directorio import InstitucionSerializer
from api.views.base import ComoEsta
from informes.hojas import iter_csv
from solicitudes.selectors import list_instituciones

COLUMNAS = tuple(InstitucionSerializer._declared_fields)
_INSTITUCION = InstitucionSerializer()
Fila = dict[str, Any]


class _DirectorioView(APIView):
    """All institutions in force, in the order of their codes. One query."""

    permission_classes = (Publica,)
    throttle_scope = "consultar"
    content_negotiation_class = ComoEsta


class DirectorioCsvView(_DirectorioView):
    """The directory as a table."""

    @extend_schema(
        operation_id="descargar_directorio_csv",
        summary="Todo el directorio, como tabla",
        description="UTF-8, con encabezados; las materias van separadas por punto y coma.",
        tags=["directorio"],
        responses={(200, "text/csv"): OpenApiResponse(OpenApiTypes.STR, description="Una institución por línea.")},
    )
    def get(self, request: Request) -> StreamingHttpResponse | HttpResponseNotModified:
        return _send(request, tipo="text/csv; charset=utf-8", nombre="directorio.csv", write=_write_csv)


class DirectorioJsonView(_DirectorioView):
    """The directory as the API tells it."""

    @extend_schema(
        operation_id="descargar_directorio_json",
        summary="Todo el directorio, como JSON",
        tags=["directorio"],
        responses={200: InstitucionSerializer(many=True)},
    )
    def get(self, request: Request) -> StreamingHttpResponse | HttpResponseNotModified:
        return _send(request, tipo="application/json", nombre="directorio.json", write=_write_json)


def _send(
    request: Request, *, tipo: str, nombre: str, write: Callable[[list[Fila]], Iterator[str]]
) -> StreamingHttpResponse | HttpResponseNotModified:
    """The directory as `write` puts it, a piece at a time; 304 for whoever has it as it is."""
    filas = [dict(_INSTITUCION.to_representation(institucion)) for institucion in list_instituciones()]
    huella = hashlib.sha256(json.dumps([tipo, filas], ensure_ascii=False).encode()).hexdigest()
    cabeceras = {"ETag": f'"{huella[:32]}"', "Cache-Control": PUBLICA_POR_UN_RATO}
    if is_known(request, cabeceras["ETag"]):
        return HttpResponseNotModified(headers=cabeceras)
    cabeceras["Content-Disposition"] = f'attachment; filename="{nombre}"'
    return StreamingHttpResponse(write(filas), content_type=tipo, headers=cabeceras)


def _write_csv(filas: list[Fila]) -> Iterator[str]:
    return iter_csv(COLUMNAS, ([_write_celda(fila[columna]) for columna in COLUMNAS] for fila in filas), marca=False)


def _write_celda(valor: Any) -> str:
    return "; ".join(valor) if isinstance(valor, list) else str(valor)


def _write_json(filas: list[Fila]) -> Iterator[str]:
    for posicion, fila in enumerate(filas):
        yield ("," if posicion else "[") + json.dumps(fila, ensure_ascii=False, separators=(",", ":"))
    yield "]" if filas else "[]"

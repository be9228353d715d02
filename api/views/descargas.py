"""The directory in one piece, as CSV and as JSON: for whoever keeps a copy."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from typing import Any, ClassVar

from django.http import HttpResponseNotModified, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.views import APIView

from api.condicional import PUBLICA_POR_UN_RATO, is_known
from api.permissions import Publica
from api.serializers.directorio import InstitucionSerializer
from solicitudes.selectors import list_instituciones

COLUMNAS = tuple(InstitucionSerializer._declared_fields)
_INSTITUCION = InstitucionSerializer()
#: What a spreadsheet would take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ComoEsta(BaseContentNegotiation):
    """The address says the form; what the caller accepts does not change it."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class _DirectorioView(APIView):
    """All institutions in force, in the order of their codes. One query."""

    permission_classes = (Publica,)
    throttle_scope = "consultar"
    content_negotiation_class = ComoEsta
    tipo: ClassVar[str]
    nombre: ClassVar[str]

    def write(self, filas: list[dict[str, Any]]) -> Iterator[str]:
        """The file, a piece at a time."""
        raise NotImplementedError

    def answer(self, request: Request) -> StreamingHttpResponse | HttpResponseNotModified:
        filas = [dict(_INSTITUCION.to_representation(institucion)) for institucion in list_instituciones()]
        huella = hashlib.sha256(json.dumps([self.tipo, filas], ensure_ascii=False).encode()).hexdigest()
        cabeceras = {"ETag": f'"{huella[:32]}"', "Cache-Control": PUBLICA_POR_UN_RATO}
        if is_known(request, cabeceras["ETag"]):
            return HttpResponseNotModified(headers=cabeceras)
        cabeceras["Content-Disposition"] = f'attachment; filename="{self.nombre}"'
        return StreamingHttpResponse(self.write(filas), content_type=self.tipo, headers=cabeceras)


class DirectorioCsvView(_DirectorioView):
    """The directory as a table."""

    tipo = "text/csv; charset=utf-8"
    nombre = "directorio.csv"

    @extend_schema(
        operation_id="descargar_directorio_csv",
        summary="Todo el directorio, como tabla",
        description="UTF-8, con encabezados; las materias van separadas por punto y coma.",
        tags=["directorio"],
        responses={(200, "text/csv"): OpenApiResponse(OpenApiTypes.STR, description="Una institución por línea.")},
    )
    def get(self, request: Request) -> StreamingHttpResponse | HttpResponseNotModified:
        return self.answer(request)

    def write(self, filas: list[dict[str, Any]]) -> Iterator[str]:
        escritor = csv.writer(_Eco())
        yield escritor.writerow(COLUMNAS)
        for fila in filas:
            yield escritor.writerow([_write_celda(fila[columna]) for columna in COLUMNAS])


class DirectorioJsonView(_DirectorioView):
    """The directory as the API tells it."""

    tipo = "application/json"
    nombre = "directorio.json"

    @extend_schema(
        operation_id="descargar_directorio_json",
        summary="Todo el directorio, como JSON",
        tags=["directorio"],
        responses={200: InstitucionSerializer(many=True)},
    )
    def get(self, request: Request) -> StreamingHttpResponse | HttpResponseNotModified:
        return self.answer(request)

    def write(self, filas: list[dict[str, Any]]) -> Iterator[str]:
        for posicion, fila in enumerate(filas):
            yield ("," if posicion else "[") + json.dumps(fila, ensure_ascii=False, separators=(",", ":"))
        yield "]" if filas else "[]"


class _Eco:
    """What csv.writer writes to is given back to whoever wrote."""

    def write(self, linea: str) -> str:
        return linea


def _write_celda(valor: Any) -> str:
    texto = "; ".join(valor) if isinstance(valor, list) else str(valor)
    return f"'{texto}" if texto.startswith(_FORMULA) else texto

"""POST conciliaciones/: what another system has beside what is here, as JSON or as a table. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.errors import TIPO_DE_CONTENIDO
from api.parsers import JSONParser
from api.serializers.conciliacion import ConciliacionSerializer, ConciliarSerializer, PeriodoDeRecepcionSerializer
from api.serializers.problema import ProblemaSerializer
from api.views.eventos import VistaDeCliente
from informes.hojas import Celda, iter_csv
from solicitudes.alcances import Alcance
from solicitudes.conciliacion import Conciliacion, Fila, conciliar
from solicitudes.conciliacion_lectura import LARGO_DE_LINEA, build_fila, read_ndjson
from solicitudes.models import Solicitud
from solicitudes.policies import visible

FORMATOS = ("json", "csv")
_FORMATO = OpenApiParameter("formato", str, enum=list(FORMATOS), description="`json` (si no se dice) o `csv`, una diferencia por línea.")
COLUMNAS = ("linea", "folio", "expediente_interno", "resultado", "campo", "alla", "aqui", "motivo")


class NdjsonParser(BaseParser):
    """One JSON object a line, read as it comes: the body is never held whole."""

    media_type = "application/x-ndjson"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        return read_ndjson(_iter_lineas(stream))


def _iter_lineas(stream: Any) -> Iterator[bytes]:
    """Lines without end become short ones, so that none is held whole: what is too long says so by its length."""
    while linea := stream.readline(LARGO_DE_LINEA + 2):
        yield linea
        while linea and len(linea) > LARGO_DE_LINEA and not linea.endswith(b"\n"):
            linea = stream.readline(LARGO_DE_LINEA + 2)


class ConciliacionesView(VistaDeCliente):
    """Compare; the answer names what is not alike."""

    parser_classes = (JSONParser, NdjsonParser)
    negativa = gettext_lazy("La conciliación es entre sistemas: la pide un cliente acreditado, o quien opera con manage.py conciliar.")
    alcances: ClassVar[dict[str, tuple[Alcance, ...]]] = {"POST": (Alcance.LEER, Alcance.ACTUAR)}

    @extend_schema(
        operation_id="conciliar",
        summary="Comparar lo que tiene otro sistema con lo que hay aquí",
        description="Cada fila dice lo que el otro sistema tiene de un expediente. No se guarda nada. Un cuerpo largo va línea por línea, "
        "como `application/x-ndjson`.",
        tags=["conciliación"],
        parameters=[PeriodoDeRecepcionSerializer, _FORMATO],
        request={"application/json": ConciliarSerializer, "application/x-ndjson": OpenApiTypes.STR},
        responses={
            200: ConciliacionSerializer,
            (200, "text/csv"): OpenApiResponse(OpenApiTypes.STR, description="Una diferencia por línea."),
            **{(status, TIPO_DE_CONTENIDO): ProblemaSerializer for status in (401, 403, 422)},
        },
    )
    def post(self, request: Request) -> HttpResponseBase:
        actor = self.get_cliente(request)
        formato = request.query_params.get("formato", "json")
        if formato not in FORMATOS:
            raise ValidationError({"formato": [_("Es %s.") % ", ".join(FORMATOS)]})
        informe = conciliar(_read_filas(request.data), casos=_filter_periodo(visible(actor), request), actor=actor)
        if formato == "json":
            return Response(ConciliacionSerializer(informe).data)
        respuesta = StreamingHttpResponse(iter_csv(COLUMNAS, list_celdas(informe), marca=False), content_type="text/csv; charset=utf-8")
        respuesta["Content-Disposition"] = 'attachment; filename="conciliacion.csv"'
        return respuesta


def list_celdas(informe: Conciliacion) -> Iterator[list[Celda]]:
    """A line for each difference, and one for each row that says it all by its result."""
    for c in informe.cotejos:
        inicio: list[Celda] = [c.linea or None, c.folio, c.expediente_interno, c.resultado.value]
        if not c.diferencias:
            yield [*inicio, "", "", "", c.motivo.tell(_)]
        for diferencia in c.diferencias:
            yield [*inicio, diferencia.campo, diferencia.alla, diferencia.aqui, diferencia.motivo.tell(_)]


def _read_filas(datos: Any) -> Iterator[Fila]:
    if isinstance(datos, Iterator):
        return datos
    expedientes = datos.get("expedientes") if isinstance(datos, dict) else None
    if not isinstance(expedientes, list):
        raise ValidationError({"expedientes": [_("Mande la lista de lo que tiene.")]})
    return (build_fila(numero, fila) for numero, fila in enumerate(expedientes, start=1))


def _filter_periodo(casos: QuerySet[Solicitud], request: Request) -> QuerySet[Solicitud]:
    periodo = PeriodoDeRecepcionSerializer(data=request.query_params)
    periodo.is_valid(raise_exception=True)
    datos = periodo.validated_data
    if desde := datos.get("desde"):
        casos = casos.filter(fecha_hora_presentacion__date__gte=desde)
    if hasta := datos.get("hasta"):
        casos = casos.filter(fecha_hora_presentacion__date__lte=hasta)
    return casos

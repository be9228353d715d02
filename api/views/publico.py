"""What anybody may ask without saying who she is: the directory, suggestions, terms, the authenticity of a paper."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.campos import FIELDS, ConCampos
from api.condicional import PUBLICA, PUBLICA_POR_UN_RATO
from api.errors import TIPO_DE_CONTENIDO
from api.filters import InstitucionFilter
from api.pagination import CursorPagination
from api.permissions import Publica
from api.serializers.directorio import InstitucionSerializer, SugerenciasSerializer, SugerirSerializer, VerificacionSerializer
from api.serializers.plazos import CalculoSerializer, CasoSerializer, tell_plazos
from api.serializers.problema import ProblemaSerializer
from api.serializers.solicitud import DecisionPublicaSerializer
from config import reloj
from documentos.verificacion import verificar
from solicitudes.directorio import suggest_instituciones
from solicitudes.models import Institucion, Recurso
from solicitudes.selectors import list_decisiones, list_instituciones
from workflow.calculadora import calcular


class PorCodigo(CursorPagination):
    ordering = "codigo"


class InstitucionesView(ConCampos, generics.ListAPIView[Institucion]):
    """The directory of obliged bodies."""

    frescura = PUBLICA_POR_UN_RATO
    permission_classes = (Publica,)
    throttle_scope = "consultar"
    serializer_class = campos_de = InstitucionSerializer
    pagination_class = PorCodigo
    filterset_class = InstitucionFilter
    queryset = list_instituciones()

    @extend_schema(operation_id="listar_instituciones", summary="El directorio de instituciones", tags=["directorio"], parameters=[FIELDS])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class SugerirView(APIView):
    """Which institution has it?"""

    permission_classes = (Publica,)
    throttle_scope = "calcular"

    @extend_schema(
        operation_id="sugerir_instituciones",
        summary="A quién preguntar, según lo que se quiere saber",
        tags=["directorio"],
        request=SugerirSerializer,
        responses={200: SugerenciasSerializer, (422, TIPO_DE_CONTENIDO): ProblemaSerializer},
    )
    def post(self, request: Request) -> Response:
        datos = SugerirSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        sugerencias = suggest_instituciones(datos.validated_data["texto"])
        return Response(SugerenciasSerializer({"sugerencias": sugerencias}).data)


class CalcularView(APIView):
    """The term calculator: no case is stored."""

    permission_classes = (Publica,)
    throttle_scope = "calcular"

    @extend_schema(
        operation_id="calcular_plazos",
        summary="Calcular los plazos de un caso cualquiera",
        tags=["plazos"],
        request=CasoSerializer,
        responses={200: CalculoSerializer, **{(status, TIPO_DE_CONTENIDO): ProblemaSerializer for status in (409, 422)}},
    )
    def post(self, request: Request) -> Response:
        return Response(tell_plazos(calcular(request.data, ahora=reloj.ahora())))


class VerificarView(APIView):
    """Is this paper authentic?"""

    frescura = PUBLICA
    permission_classes = (Publica,)
    throttle_scope = "consultar"

    @extend_schema(
        operation_id="verificar_documento",
        summary="¿Es auténtico este documento?",
        tags=["documentos"],
        parameters=[OpenApiParameter("sha256", str, description="SHA-256 del archivo que se tiene, para compararlo.")],
        responses={200: VerificacionSerializer},
    )
    def get(self, request: Request, codigo: str) -> Response:
        return Response(VerificacionSerializer(verificar(codigo=codigo, sha256=request.query_params.get("sha256"))).data)


class PorDecision(CursorPagination):
    ordering = ("-fecha_hora_decision", "-id")


class DecisionesView(generics.ListAPIView[Recurso]):
    """The decisions on appeals, which the law makes public (LAIP art. 58)."""

    frescura = PUBLICA
    permission_classes = (Publica,)
    throttle_scope = "consultar"
    serializer_class = DecisionPublicaSerializer
    pagination_class = PorDecision
    queryset = list_decisiones()

    @extend_schema(operation_id="listar_decisiones", summary="Las decisiones sobre recursos, sin datos personales", tags=["recursos"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

"""GET calendario/: which days do not count; calendario/actos/: the acts that say so, previewed, registered and revoked."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema
from rest_framework import generics
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.actor import require_actor
from api.condicional import PUBLICA
from api.errors import TIPO_DE_CONTENIDO
from api.idempotencia import una_sola_vez
from api.pagination import CursorPagination
from api.permissions import Publica, SegunPolicies
from api.serializers.calendario import (
    ActoCalendarioSerializer,
    CalendarioPublicoSerializer,
    PeriodoSerializer,
    PrevisionSerializer,
    ProponerActoSerializer,
    RevocarActoSerializer,
)
from api.serializers.problema import ProblemaSerializer
from config import reloj
from solicitudes.calendario_publico import describe_calendario, list_actos_de_calendario
from solicitudes.models import ActoCalendario
from solicitudes.services.calendario import aplicar, previsualizar
from solicitudes.services.propuesta import Propuesta
from workflow.capas import ClaseActo

_PREVIA = OpenApiParameter("previsualizar", bool, description="Dice qué cambiaría, sin escribir nada.")
_RESPUESTAS: dict[Any, Any] = {
    200: PolymorphicProxySerializer(
        component_name="PrevisionOActo", serializers=[PrevisionSerializer, ActoCalendarioSerializer], resource_type_field_name=None
    ),
    201: ActoCalendarioSerializer,
    **{(status, TIPO_DE_CONTENIDO): ProblemaSerializer for status in (401, 403, 404, 409, 422)},
}


class CalendarioView(APIView):
    """The days that do not count."""

    frescura = PUBLICA
    permission_classes = (Publica,)
    throttle_scope = "consultar"

    @extend_schema(
        operation_id="ver_calendario",
        summary="Qué días no se cuentan, por qué, y cuándo no corren los plazos",
        tags=["calendario"],
        parameters=[PeriodoSerializer],
        responses={
            200: CalendarioPublicoSerializer,
            (422, TIPO_DE_CONTENIDO): ProblemaSerializer,
        },
    )
    def get(self, request: Request) -> Response:
        datos = PeriodoSerializer(data=request.query_params)
        datos.is_valid(raise_exception=True)
        pedido, hoy = datos.validated_data, reloj.hoy()
        desde = pedido.get("desde") or hoy.replace(month=1, day=1)
        calendario = describe_calendario(
            desde=desde,
            hasta=pedido.get("hasta") or desde.replace(month=12, day=31),
            institucion=pedido.get("institucion", ""),
            municipio=pedido.get("municipio", ""),
        )
        return Response(CalendarioPublicoSerializer(calendario).data)


class PorNumeroDeActo(CursorPagination):
    ordering = "numero"


class ActosView(generics.ListAPIView[ActoCalendario]):
    """Every act of the calendar; whoever may change it adds one."""

    frescura = PUBLICA
    throttle_scope = "consultar"
    serializer_class = ActoCalendarioSerializer
    pagination_class = PorNumeroDeActo
    queryset = list_actos_de_calendario()

    def get_permissions(self) -> list[BasePermission]:
        return [SegunPolicies() if self.request.method == "POST" else Publica()]

    @extend_schema(operation_id="listar_actos_del_calendario", summary="Los actos que cambiaron el calendario", tags=["calendario"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="aplicar_acto_del_calendario",
        summary="Registrar un acto, o ver antes qué cambiaría",
        description="Lo hace la administración; la máxima autoridad, para su propia institución. Repetirlo no lo registra otra vez.",
        tags=["calendario"],
        parameters=[_PREVIA],
        request=ProponerActoSerializer,
        responses=_RESPUESTAS,
    )
    @una_sola_vez
    def post(self, request: Request) -> Response:
        datos = ProponerActoSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        return _answer(request, datos.build_propuesta())


class RevocarActoView(APIView):
    """An act is undone by another one."""

    permission_classes = (SegunPolicies,)
    throttle_scope = "actuar"

    @extend_schema(
        operation_id="revocar_acto_del_calendario",
        summary="Dejar sin efecto un acto del calendario, o ver antes qué cambiaría",
        description="Ninguna fecha ya comunicada se adelanta.",
        tags=["calendario"],
        parameters=[_PREVIA],
        request=RevocarActoSerializer,
        responses=_RESPUESTAS,
    )
    @una_sola_vez
    def post(self, request: Request, numero: int) -> Response:
        datos = RevocarActoSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        return _answer(request, Propuesta(clase=ClaseActo.REVOCACION, ambito="", revoca=numero, **datos.validated_data))


def _answer(request: Request, propuesta: Propuesta) -> Response:
    """Preview or register; 201 for a new act, 200 for one that was in force already."""
    actor, ahora = require_actor(request), reloj.ahora()
    if request.query_params.get("previsualizar", "").lower() in ("1", "true"):
        return Response(PrevisionSerializer(previsualizar(propuestas=[propuesta], actor=actor, ahora=ahora)).data)
    registro = aplicar(propuesta=propuesta, actor=actor, ahora=ahora)
    acto = list_actos_de_calendario().get(pk=registro.acto.pk)
    return Response(ActoCalendarioSerializer(acto).data, status=200 if registro.repetido else 201)

"""GET tarifas/: what each institution charges for copies; the top authority sets it (LAIP art. 18)."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from api.actor import require_actor
from api.errors import TIPO_DE_CONTENIDO
from api.filters import TarifaFilter
from api.idempotencia import una_sola_vez
from api.pagination import CursorPagination
from api.permissions import Publica, SegunPolicies
from api.serializers.problema import ProblemaSerializer
from api.serializers.tarifas import FijarTarifaSerializer, TarifaSerializer
from config import reloj
from solicitudes.models import Tarifa
from solicitudes.services.tarifa import fijar_tarifa
from solicitudes.tarifario import list_tarifas

_PROBLEMAS: dict[Any, Any] = {(status, TIPO_DE_CONTENIDO): ProblemaSerializer for status in (401, 403, 409, 422)}


class PorVigencia(CursorPagination):
    ordering = ("-desde", "-id")


class TarifasView(generics.ListAPIView[Tarifa]):
    """Every tariff, past and to come."""

    throttle_scope = "consultar"
    serializer_class = TarifaSerializer
    pagination_class = PorVigencia
    filterset_class = TarifaFilter
    queryset = list_tarifas()

    def get_permissions(self) -> list[BasePermission]:
        return [SegunPolicies() if self.request.method == "POST" else Publica()]

    @extend_schema(operation_id="listar_tarifas", summary="Lo que cuesta reproducir la información", tags=["tarifas"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="fijar_tarifa",
        summary="Fijar lo que cuesta reproducir, desde un día",
        description="LAIP art. 18. Lo hace: Máxima autoridad de la institución. Lo ya resuelto conserva su precio.",
        tags=["tarifas"],
        request=FijarTarifaSerializer,
        responses={201: TarifaSerializer, **_PROBLEMAS},
    )
    @una_sola_vez
    def post(self, request: Request) -> Response:
        datos = FijarTarifaSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        tarifa = fijar_tarifa(datos=datos.build_datos(), actor=require_actor(request), ahora=reloj.ahora())
        return Response(TarifaSerializer(tarifa).data, status=201)

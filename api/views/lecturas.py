"""GET instituciones/{codigo}/ and its readings of the law: anybody reads them; the administrator or the top authority chooses."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
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
from api.serializers.lecturas import EleccionSerializer, ElegirLecturaSerializer, InstitucionDetalleSerializer
from api.serializers.problema import ProblemaSerializer
from config import reloj
from solicitudes.busqueda import get_institucion
from solicitudes.lecturas import describe_puntos, list_elecciones
from solicitudes.models import LecturaElegida
from solicitudes.services.eleccion_lectura import elegir_lectura

_NO_ESTA: dict[Any, Any] = {(404, TIPO_DE_CONTENIDO): ProblemaSerializer}
_PROBLEMAS: dict[Any, Any] = {(status, TIPO_DE_CONTENIDO): ProblemaSerializer for status in (401, 403, 409, 422)}


class InstitucionView(APIView):
    """One body of the directory."""

    frescura = PUBLICA
    permission_classes = (Publica,)
    throttle_scope = "consultar"

    @extend_schema(
        operation_id="ver_institucion",
        summary="Una institución, y cómo lee lo que la ley deja abierto",
        tags=["directorio"],
        responses={200: InstitucionDetalleSerializer, **_NO_ESTA},
    )
    def get(self, request: Request, codigo: str) -> Response:
        institucion = get_institucion(codigo)
        contexto = {"puntos": describe_puntos(institucion, reloj.hoy())}
        return Response(InstitucionDetalleSerializer(institucion, context=contexto).data)


class PorVigencia(CursorPagination):
    ordering = ("-desde", "-id")


class LecturasView(generics.ListAPIView[LecturaElegida]):
    """Everything that an institution has chosen, newest first."""

    frescura = PUBLICA
    throttle_scope = "consultar"
    serializer_class = EleccionSerializer
    pagination_class = PorVigencia
    queryset = LecturaElegida.objects.none()

    def get_permissions(self) -> list[BasePermission]:
        return [SegunPolicies() if self.request.method == "POST" else Publica()]

    def get_queryset(self) -> QuerySet[LecturaElegida]:
        return list_elecciones(get_institucion(self.kwargs["codigo"]))

    @extend_schema(
        operation_id="listar_lecturas",
        summary="Lo que la institución ha elegido en los puntos discutidos de la ley",
        tags=["directorio"],
        responses={200: EleccionSerializer(many=True), **_NO_ESTA},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="elegir_lectura",
        summary="Elegir cómo se lee un punto discutido, desde mañana o después",
        description="Lo hace: Máxima autoridad de la institución, o Administración del sistema. Lo ya presentado conserva su lectura.",
        tags=["directorio"],
        request=ElegirLecturaSerializer,
        responses={201: EleccionSerializer, **_PROBLEMAS},
    )
    @una_sola_vez
    def post(self, request: Request, codigo: str) -> Response:
        datos = ElegirLecturaSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        elegida = elegir_lectura(eleccion=datos.build_eleccion(codigo), actor=require_actor(request), ahora=reloj.ahora())
        return Response(EleccionSerializer(elegida).data, status=201)

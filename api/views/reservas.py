"""GET reservas/: what each institution has reserved; the top authority enters, extends and lifts (LAIP arts. 10.27 and 23 to 29)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.exceptions import NotFound
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.actor import require_actor
from api.errors import TIPO_DE_CONTENIDO
from api.filters import ReservaFilter
from api.idempotencia import una_sola_vez
from api.pagination import CursorPagination
from api.permissions import Publica, SegunPolicies
from api.serializers.problema import ProblemaSerializer
from api.serializers.reservas import ClasificarSerializer, LevantamientoSerializer, ProrrogaDeReservaSerializer, ReservaSerializer
from config import reloj
from solicitudes.models import Reserva
from solicitudes.registro_reservas import list_reservas
from solicitudes.services.reserva import clasificar, levantar_reserva, prorrogar_reserva

_PROBLEMAS: dict[Any, Any] = {(status, TIPO_DE_CONTENIDO): ProblemaSerializer for status in (401, 403, 404, 409, 422)}
_QUIEN = "Lo hace: Máxima autoridad de la institución."


class PorResolucion(CursorPagination):
    ordering = ("-fecha", "-id")


class ReservasView(generics.ListAPIView[Reserva]):
    """The register of every institution; the top authority adds to that of hers."""

    throttle_scope = "consultar"
    serializer_class = ReservaSerializer
    pagination_class = PorResolucion
    filterset_class = ReservaFilter
    queryset = list_reservas()

    def get_permissions(self) -> list[BasePermission]:
        return [SegunPolicies() if self.request.method == "POST" else Publica()]

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "hoy": reloj.hoy()}

    @extend_schema(operation_id="listar_reservas", summary="El registro público de información reservada", tags=["reservas"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="clasificar",
        summary="Registrar una resolución que reserva información",
        description=f"LAIP arts. 23 a 27. {_QUIEN}",
        tags=["reservas"],
        request=ClasificarSerializer,
        responses={201: ReservaSerializer, **_PROBLEMAS},
    )
    @una_sola_vez
    def post(self, request: Request) -> Response:
        datos = ClasificarSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        reserva = clasificar(clasificacion=datos.build_clasificacion(), actor=require_actor(request), ahora=reloj.ahora())
        return _answer(reserva.pk, status=201)


class ReservaView(APIView):
    """One entry."""

    permission_classes = (Publica,)
    throttle_scope = "consultar"

    @extend_schema(
        operation_id="ver_reserva",
        summary="Una reserva del registro",
        tags=["reservas"],
        responses={200: ReservaSerializer, (404, TIPO_DE_CONTENIDO): ProblemaSerializer},
    )
    def get(self, request: Request, reserva_id: int) -> Response:
        return _answer(reserva_id)


class ProrrogarReservaView(APIView):
    """The one extension."""

    permission_classes = (SegunPolicies,)
    throttle_scope = "actuar"

    @extend_schema(
        operation_id="prorrogar_reserva",
        summary="Prorrogar una reserva, una sola vez",
        description=f"LAIP art. 28. {_QUIEN}",
        tags=["reservas"],
        request=ProrrogaDeReservaSerializer,
        responses={200: ReservaSerializer, **_PROBLEMAS},
    )
    @una_sola_vez
    def post(self, request: Request, reserva_id: int) -> Response:
        datos = ProrrogaDeReservaSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        prorroga = datos.build_prorroga()
        prorrogar_reserva(reserva_id=reserva_id, prorroga=prorroga, actor=require_actor(request), ahora=reloj.ahora())
        return _answer(reserva_id)


class LevantarReservaView(APIView):
    """A reserve ends before its day."""

    permission_classes = (SegunPolicies,)
    throttle_scope = "actuar"

    @extend_schema(
        operation_id="levantar_reserva",
        summary="Levantar una reserva antes de su día",
        description=f"LAIP arts. 27 y 29. {_QUIEN}",
        tags=["reservas"],
        request=LevantamientoSerializer,
        responses={200: ReservaSerializer, **_PROBLEMAS},
    )
    @una_sola_vez
    def post(self, request: Request, reserva_id: int) -> Response:
        datos = LevantamientoSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        levantamiento = datos.build_levantamiento()
        levantar_reserva(reserva_id=reserva_id, levantamiento=levantamiento, actor=require_actor(request), ahora=reloj.ahora())
        return _answer(reserva_id)


def _answer(reserva_id: int, *, status: int = 200) -> Response:
    """The entry as the register now has it."""
    reserva = list_reservas().filter(pk=reserva_id).first() if reserva_id < 2**63 else None
    if reserva is None:
        raise NotFound(_("No hay una reserva con ese número en el registro."))
    return Response(ReservaSerializer(reserva, context={"hoy": reloj.hoy()}).data, status=status)

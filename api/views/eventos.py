"""Events out: the stream by polling, and subscriptions that receive it by webhook. For accredited clients only."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.actor import get_acreditacion, get_actor
from api.errors import TIPO_DE_CONTENIDO
from api.idempotencia import una_sola_vez
from api.pagination import CursorPagination
from api.permissions import SegunPolicies
from api.serializers import eventos as serializers
from api.serializers.problema import ProblemaSerializer
from config import reloj
from solicitudes.actor import Actor
from solicitudes.alcances import Alcance
from solicitudes.eventos import list_entregas, read_eventos
from solicitudes.policies_clientes import visible_suscripciones
from solicitudes.services import suscripciones

PROBLEMAS: dict[Any, Any] = {(status, TIPO_DE_CONTENIDO): ProblemaSerializer for status in (401, 403, 404, 422)}


class VistaDeCliente(APIView):
    """A view for accredited clients alone: by default, for those that may receive events."""

    permission_classes = (SegunPolicies,)
    throttle_scope = "consultar"
    negativa = gettext_lazy("Los eventos son para clientes acreditados; una persona ve sus solicitudes en solicitudes/.")
    alcances: ClassVar[dict[str, tuple[Alcance, ...]]] = dict.fromkeys(("GET", "POST", "PATCH", "DELETE"), (Alcance.RECIBIR,))

    def get_cliente(self, request: Request) -> Actor:
        """The client that calls.

        :raises NotAuthenticated: nobody known does.
        :raises PermissionDenied: a person does.
        """
        if get_acreditacion(request) is None:
            if request.user.is_authenticated:
                raise PermissionDenied(str(self.negativa))
            raise NotAuthenticated(_("Hace falta el token de un cliente acreditado."))
        return get_actor(request)


class EventosView(VistaDeCliente):
    """The stream, for those who cannot receive."""

    @extend_schema(
        operation_id="leer_eventos",
        summary="Los eventos después de una posición, sin saltarse ninguno",
        tags=["eventos"],
        parameters=[OpenApiParameter("desde", int), OpenApiParameter("limite", int)],
        responses={200: serializers.CorrienteSerializer, **PROBLEMAS},
    )
    def get(self, request: Request) -> Response:
        actor = self.get_cliente(request)
        consulta = serializers.DesdeSerializer(data=request.query_params)
        consulta.is_valid(raise_exception=True)
        return Response(serializers.CorrienteSerializer(read_eventos(actor=actor, **consulta.validated_data)).data)


class SuscripcionesView(VistaDeCliente):
    """The subscriptions of the client."""

    @extend_schema(
        operation_id="listar_suscripciones",
        summary="Las suscripciones del cliente",
        tags=["eventos"],
        responses={200: serializers.SuscripcionesSerializer, **PROBLEMAS},
    )
    def get(self, request: Request) -> Response:
        suyas = visible_suscripciones(self.get_cliente(request))
        return Response(serializers.SuscripcionesSerializer({"suscripciones": suyas}).data)

    @extend_schema(
        operation_id="suscribir",
        summary="Recibir los eventos por webhook",
        tags=["eventos"],
        request=serializers.SuscribirSerializer,
        responses={201: serializers.SuscripcionConSecretoSerializer, **PROBLEMAS},
    )
    @una_sola_vez
    def post(self, request: Request) -> Response:
        actor = self.get_cliente(request)
        datos = serializers.SuscribirSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        suscripcion, secreto = suscripciones.suscribir(actor=actor, ahora=reloj.ahora(), **datos.validated_data)
        return _show_secreto(suscripcion, secreto, status=201)


class SuscripcionView(VistaDeCliente):
    """One subscription."""

    @extend_schema(
        operation_id="ver_suscripcion",
        summary="Una suscripción",
        tags=["eventos"],
        responses={200: serializers.SuscripcionSerializer, **PROBLEMAS},
    )
    def get(self, request: Request, suscripcion_id: int) -> Response:
        suscripcion = suscripciones.get_suscripcion(suscripcion_id, actor=self.get_cliente(request))
        return Response(serializers.SuscripcionSerializer(suscripcion).data)

    @extend_schema(
        operation_id="cambiar_suscripcion",
        summary="Cambiar su dirección o sus actos; apagarla o encenderla",
        tags=["eventos"],
        request=serializers.CambiarSuscripcionSerializer,
        responses={200: serializers.SuscripcionSerializer, **PROBLEMAS},
    )
    def patch(self, request: Request, suscripcion_id: int) -> Response:
        actor = self.get_cliente(request)
        datos = serializers.CambiarSuscripcionSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        cambios = suscripciones.Cambios(**datos.validated_data)
        suscripcion = suscripciones.cambiar(actor=actor, suscripcion_id=suscripcion_id, cambios=cambios, ahora=reloj.ahora())
        return Response(serializers.SuscripcionSerializer(suscripcion).data)

    @extend_schema(operation_id="cancelar_suscripcion", summary="Cancelarla", tags=["eventos"], responses={204: None, **PROBLEMAS})
    def delete(self, request: Request, suscripcion_id: int) -> Response:
        suscripciones.cancelar(actor=self.get_cliente(request), suscripcion_id=suscripcion_id)
        return Response(status=204)


class RotarFirmaView(VistaDeCliente):
    """A new secret, with overlap."""

    throttle_scope = "actuar"

    @extend_schema(
        operation_id="rotar_firma",
        summary="Dar un secreto nuevo; siete días se firma con los dos",
        tags=["eventos"],
        request=None,
        responses={200: serializers.SuscripcionConSecretoSerializer, **PROBLEMAS},
    )
    @una_sola_vez
    def post(self, request: Request, suscripcion_id: int) -> Response:
        actor = self.get_cliente(request)
        return _show_secreto(*suscripciones.rotar_firma(actor=actor, suscripcion_id=suscripcion_id, ahora=reloj.ahora()))


class ProbarView(VistaDeCliente):
    """A test delivery, answered at once."""

    throttle_scope = "actuar"

    @extend_schema(
        operation_id="probar_suscripcion",
        summary="Entregar ahora un evento de prueba",
        tags=["eventos"],
        request=None,
        responses={200: serializers.PruebaSerializer, **PROBLEMAS},
    )
    @una_sola_vez(atomica=False)
    def post(self, request: Request, suscripcion_id: int) -> Response:
        actor = self.get_cliente(request)
        respuesta = suscripciones.probar(actor=actor, suscripcion_id=suscripcion_id, ahora=reloj.ahora())
        return Response(serializers.PruebaSerializer(respuesta).data)


class ReenviarView(VistaDeCliente):
    """A range of the stream, delivered again."""

    throttle_scope = "actuar"

    @extend_schema(
        operation_id="reenviar_eventos",
        summary="Entregar otra vez los eventos de unas posiciones",
        tags=["eventos"],
        request=serializers.ReenviarSerializer,
        responses={202: serializers.ReenviadosSerializer, **PROBLEMAS},
    )
    @una_sola_vez
    def post(self, request: Request, suscripcion_id: int) -> Response:
        actor = self.get_cliente(request)
        datos = serializers.ReenviarSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        cuantos = suscripciones.reenviar(actor=actor, suscripcion_id=suscripcion_id, ahora=reloj.ahora(), **datos.validated_data)
        return Response(serializers.ReenviadosSerializer({"eventos": cuantos}).data, status=202)


class PorEntrega(CursorPagination):
    ordering = "-id"


class EntregasView(VistaDeCliente):
    """What became of each event."""

    @extend_schema(
        operation_id="listar_entregas",
        summary="Las entregas de una suscripción",
        tags=["eventos"],
        parameters=[OpenApiParameter("cursor", str), OpenApiParameter("limite", int)],
        responses={200: serializers.EntregasSerializer, **PROBLEMAS},
    )
    def get(self, request: Request, suscripcion_id: int) -> Response:
        suscripcion = suscripciones.get_suscripcion(suscripcion_id, actor=self.get_cliente(request))
        paginador = PorEntrega()
        pagina = paginador.paginate_queryset(list_entregas(suscripcion), request, view=self)
        return paginador.get_paginated_response(serializers.EntregaDeEventoSerializer(pagina, many=True).data)


def _show_secreto(suscripcion: Any, secreto: str, *, status: int = 200) -> Response:
    datos = serializers.SuscripcionSerializer(suscripcion).data | {"secreto": secreto}
    respuesta = Response(datos, status=status)
    respuesta["Cache-Control"] = "no-store"
    return respuesta

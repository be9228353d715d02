"""POST solicitudes/: file; GET solicitudes/: the caller's list."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from api.actor import get_actor, require_actor
from api.campos import FIELDS, ConCampos
from api.errors import TIPO_DE_CONTENIDO
from api.filters import SolicitudFilter
from api.idempotencia import CABECERA_REPETIDA, read_idempotencia
from api.pagination import CursorPagination
from api.permissions import SegunPolicies
from api.serializers.presentacion import PresentarSerializer, ReciboSerializer
from api.serializers.problema import ProblemaSerializer
from api.serializers.solicitud import SolicitudSerializer
from config import reloj
from solicitudes.alcances import Alcance
from solicitudes.models import Solicitud
from solicitudes.preguntas import withhold_textos
from solicitudes.selectors import list_solicitudes
from solicitudes.services.presentacion import presentar

# One of each for every request: their fields are built once, and neither keeps anything of what it reads or shows.
_PRESENTAR, _RECIBO = PresentarSerializer(), ReciboSerializer()


_ORDENES = {"reciente": ("-fecha_hora_presentacion", "-id"), "antigua": ("fecha_hora_presentacion", "id")}
ORDEN = OpenApiParameter("orden", str, enum=list(_ORDENES), description="`reciente` (si no se dice) o `antigua` primero.")


class PorFecha(CursorPagination):
    """By when the institution received them, newest first unless `orden` says otherwise."""

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> tuple[str, ...]:
        orden = request.query_params.get("orden", "reciente")
        if orden not in _ORDENES:
            raise ValidationError({"orden": [_("Es uno de: %(ordenes)s.") % {"ordenes": ", ".join(_ORDENES)}]})
        return _ORDENES[orden]


class SolicitudesView(ConCampos, generics.ListAPIView[Solicitud]):
    """The collection of cases: anybody may add to it, each sees her own."""

    permission_classes = (SegunPolicies,)
    serializer_class = campos_de = SolicitudSerializer
    pagination_class = PorFecha
    filterset_class = SolicitudFilter
    alcances: ClassVar = {"GET": (Alcance.LEER, Alcance.ACTUAR), "POST": (Alcance.PRESENTAR,)}

    @property
    def throttle_scope(self) -> str:
        return "presentar" if self.request.method == "POST" else "consultar"

    def get_queryset(self) -> QuerySet[Solicitud]:
        if getattr(self, "swagger_fake_view", False):
            return Solicitud.objects.none()
        return list_solicitudes(actor=require_actor(self.request))

    def paginate_queryset(self, queryset: Any) -> Any:
        pagina = super().paginate_queryset(queryset)
        withhold_textos(pagina or (), actor=require_actor(self.request))
        return pagina

    @extend_schema(
        operation_id="listar_solicitudes", summary="Las solicitudes de quien llama", tags=["solicitudes"], parameters=[ORDEN, FIELDS]
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="presentar",
        summary="Presentar una solicitud a una o varias instituciones",
        tags=["solicitudes"],
        request=PresentarSerializer,
        responses={201: ReciboSerializer, **{(status, TIPO_DE_CONTENIDO): ProblemaSerializer for status in (403, 409, 422)}},
    )
    def post(self, request: Request) -> Response:
        recibo = presentar(
            peticion=_PRESENTAR.read_peticion(request.data),
            actor=get_actor(request),
            ahora=reloj.ahora(),
            idempotencia=read_idempotencia(request),
        )
        respuesta = Response(_RECIBO.to_representation(recibo), status=201)
        respuesta["Cache-Control"] = "no-store"
        if recibo.repetida:
            respuesta[CABECERA_REPETIDA] = "true"
        return respuesta

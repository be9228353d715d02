"""Who asks for her own data (LAIP arts. 33 and 34): what she sends to prove it goes in here, and does not come out again."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.condicional import require_version
from api.idempotencia import una_sola_vez
from api.serializers.identidad import AportarPruebaSerializer, IdentidadSerializer, PruebaPersonalSerializer
from api.views.actos import IF_MATCH
from api.views.base import VistaDeExpediente
from api.views.expediente import CLAVE, PROBLEMAS, PROBLEMAS_DE_ACTO
from solicitudes.alcances import Alcance
from solicitudes.identidades import find_identidad
from solicitudes.selectors import get_solicitud
from solicitudes.services.identidad import aportar_prueba
from workflow.transiciones import ACTOS

_APORTAR = ACTOS["aportar_prueba"]


class IdentidadView(VistaDeExpediente):
    """Whether it is on record who asks, and what she sent."""

    @extend_schema(
        operation_id="ver_identidad",
        summary="Si consta quién pide sus propios datos, y qué envió para probarlo",
        description="Para quien solicita y para quienes le responden. Ni números de documento ni archivos salen por la API.",
        tags=["datos personales"],
        parameters=[CLAVE],
        responses={200: IdentidadSerializer, **PROBLEMAS},
    )
    def get(self, request: Request, folio: str) -> Response:
        actor = self.get_actor(request, folio)
        identidad = find_identidad(get_solicitud(folio, actor=actor), actor=actor)
        if identidad is None:
            raise NotFound("En este expediente no hay nada que acreditar, o no le toca verlo.")
        return Response(IdentidadSerializer(identidad).data, headers={"Cache-Control": "no-store"})


class AportarPruebaView(VistaDeExpediente):
    """A file from the applicant, with the key of her filing."""

    throttle_scope = "actuar"
    parser_classes = (MultiPartParser,)
    alcances: ClassVar[dict[str, Any]] = {"POST": (Alcance.PRESENTAR, Alcance.ACTUAR)}

    @extend_schema(
        operation_id="aportar_prueba",
        summary=_APORTAR.descripcion,
        description=f"{_APORTAR.fundamento}. Lo hace: {', '.join(sorted(rol.etiqueta for rol in _APORTAR.roles))}.",
        tags=["datos personales"],
        request={"multipart/form-data": AportarPruebaSerializer},
        parameters=[CLAVE, IF_MATCH],
        responses={201: PruebaPersonalSerializer, **PROBLEMAS_DE_ACTO},
    )
    @una_sola_vez
    def post(self, request: Request, folio: str) -> Response:
        version = require_version(request)
        datos = AportarPruebaSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        prueba = aportar_prueba(
            folio=folio,
            actor=self.get_actor(request, folio),
            para=datos.validated_data["para"],
            contenido=datos.validated_data["archivo"],
            ahora=self.tell_hora(folio),
            version=version,
        )
        return Response(PruebaPersonalSerializer(prueba).data, status=201)

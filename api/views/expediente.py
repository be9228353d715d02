"""GET solicitudes/{folio}/ and what hangs on it: movimientos, plazos, documentos."""

from __future__ import annotations

from base64 import b64encode
from typing import Any, ClassVar

from django.http import FileResponse, HttpResponseNotModified
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.actor import CABECERA_CLAVE
from api.ampliacion import AMPLIACIONES, EXPAND, PorLlegada, PorNumero, expand_solicitud
from api.campos import FIELDS, ConCampos, read_nombres
from api.condicional import is_known, require_version
from api.errors import TIPO_DE_CONTENIDO
from api.idempotencia import una_sola_vez
from api.serializers.ampliado import ExpedienteAmpliadoSerializer
from api.serializers.plazos import PlazosDeExpedienteSerializer, tell_plazos
from api.serializers.problema import ProblemaSerializer
from api.serializers.solicitud import (
    ArchivoSerializer,
    DocumentoAdjuntadoSerializer,
    DocumentoSerializer,
    DocumentosSerializer,
    MovimientoSerializer,
    MovimientosSerializer,
)
from api.views.actos import IF_MATCH
from api.views.base import ComoEsta, VistaDeExpediente, represent_expediente
from documentos.almacen import open_contenido
from solicitudes.alcances import Alcance
from solicitudes.policies import may_see_datos, visible_documentos, visible_movimientos
from solicitudes.selectors import describe_plazos, get_documento, get_expediente, get_solicitud
from solicitudes.services.anexo import adjuntar
from solicitudes.services.ensayo import play

CLAVE = OpenApiParameter(CABECERA_CLAVE, str, OpenApiParameter.HEADER, description="Clave que se dio al presentar.")
PAGINA = [OpenApiParameter("cursor", str), OpenApiParameter("limite", int)]
PROBLEMAS: dict[Any, Any] = {(404, TIPO_DE_CONTENIDO): ProblemaSerializer}
PROBLEMAS_DE_ACTO: dict[Any, Any] = {(status, TIPO_DE_CONTENIDO): ProblemaSerializer for status in (403, 404, 409, 412, 422, 428, 503)}


class ExpedienteView(ConCampos, VistaDeExpediente):
    """One case."""

    campos_de = ExpedienteAmpliadoSerializer

    @extend_schema(
        operation_id="ver_solicitud",
        summary="Un expediente, para quien pueda verlo",
        tags=["solicitudes"],
        parameters=[CLAVE, FIELDS, EXPAND],
        responses={200: ExpedienteAmpliadoSerializer, **PROBLEMAS},
    )
    def get(self, request: Request, folio: str) -> Response:
        ampliaciones = read_nombres(request, "expand", AMPLIACIONES)
        actor, ahora = self.get_actor(request, folio), self.tell_hora(folio)
        expediente = get_expediente(folio, actor=actor, al=ahora)
        respuesta = represent_expediente(expediente)
        for nombre in ampliaciones:
            respuesta.data[nombre] = expand_solicitud(nombre, expediente.solicitud, actor=actor, request=request, al=ahora)
        return respuesta


class MovimientosView(ConCampos, VistaDeExpediente):
    """The history of a case, oldest first."""

    campos_de = MovimientoSerializer

    @extend_schema(
        operation_id="listar_movimientos",
        summary="La historia del expediente",
        tags=["solicitudes"],
        parameters=[CLAVE, *PAGINA, FIELDS],
        responses={200: MovimientosSerializer, **PROBLEMAS},
    )
    def get(self, request: Request, folio: str) -> Response:
        actor = self.get_actor(request, folio)
        solicitud = get_solicitud(folio, actor=actor)
        paginador = PorNumero()
        pagina = paginador.paginate_queryset(visible_movimientos(actor, solicitud), request, view=self)
        contexto = {"con_datos": may_see_datos(actor, solicitud)}
        return paginador.get_paginated_response(MovimientoSerializer(pagina, many=True, context=contexto).data)


class PlazosView(VistaDeExpediente):
    """The terms of a case, explained day by day."""

    @extend_schema(
        operation_id="ver_plazos",
        summary="Los plazos del expediente y su porqué, día por día",
        tags=["solicitudes"],
        parameters=[CLAVE],
        responses={200: PlazosDeExpedienteSerializer, **PROBLEMAS},
    )
    def get(self, request: Request, folio: str) -> Response:
        solicitud = get_solicitud(folio, actor=self.get_actor(request, folio))
        return Response(tell_plazos(describe_plazos(solicitud, al=self.tell_hora(folio))))


class DocumentosView(ConCampos, VistaDeExpediente):
    """The papers of a case, and the way in for the files of the answer."""

    campos_de = DocumentoSerializer
    parser_classes = (MultiPartParser,)
    alcances: ClassVar = VistaDeExpediente.alcances | {"POST": (Alcance.ACTUAR,)}

    @extend_schema(
        operation_id="listar_documentos",
        summary="Los documentos del expediente",
        tags=["documentos"],
        parameters=[CLAVE, *PAGINA, FIELDS],
        responses={200: DocumentosSerializer, **PROBLEMAS},
    )
    def get(self, request: Request, folio: str) -> Response:
        actor = self.get_actor(request, folio)
        paginador = PorLlegada()
        pagina = paginador.paginate_queryset(visible_documentos(actor, get_solicitud(folio, actor=actor)), request, view=self)
        return paginador.get_paginated_response(DocumentoSerializer(pagina, many=True).data)

    @extend_schema(
        operation_id="adjuntar",
        summary="Incorporar un archivo con la información",
        tags=["documentos"],
        request={"multipart/form-data": ArchivoSerializer},
        parameters=[CLAVE, IF_MATCH],
        responses={201: DocumentoAdjuntadoSerializer, **PROBLEMAS_DE_ACTO},
    )
    @una_sola_vez
    def post(self, request: Request, folio: str) -> Response:
        version = require_version(request)
        datos = ArchivoSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        archivo = datos.validated_data["archivo"]
        documento = adjuntar(
            folio=folio,
            actor=play(self.get_actor(request, folio), "adjuntar"),
            nombre=archivo.name,
            contenido=archivo,
            preguntas=tuple(datos.validated_data["preguntas"]),
            ahora=self.tell_hora(folio),
            version=version,
            sha256=datos.validated_data["sha256"],
        )
        return Response(DocumentoAdjuntadoSerializer(documento).data, status=201)


class DocumentoView(VistaDeExpediente):
    """The bytes of one paper, checked against their hash before they leave."""

    content_negotiation_class = ComoEsta

    @extend_schema(
        operation_id="descargar_documento",
        summary="Descargar un documento por su código, o «acuse» o «resolucion»",
        tags=["documentos"],
        parameters=[CLAVE],
        responses={(200, "*/*"): OpenApiResponse(OpenApiTypes.BINARY), **PROBLEMAS},
    )
    def get(self, request: Request, folio: str, codigo: str) -> FileResponse | HttpResponseNotModified:
        actor = self.get_actor(request, folio)
        documento = get_documento(get_solicitud(folio, actor=actor), actor=actor, codigo=codigo)
        if documento is None:
            raise NotFound(_("Ese documento no está en el expediente o todavía se prepara; vuelva a intentarlo en un minuto."))
        cabeceras = {"Cache-Control": "private, no-store", "ETag": f'"{documento.sha256}"'}
        if is_known(request, cabeceras["ETag"]):
            return HttpResponseNotModified(headers=cabeceras)
        return FileResponse(
            open_contenido(sha256=documento.sha256),
            as_attachment=True,
            filename=documento.nombre_archivo,
            content_type=documento.tipo_contenido,
            headers=cabeceras | {"Repr-Digest": f"sha-256=:{b64encode(bytes.fromhex(documento.sha256)).decode()}:"},  # RFC 9530
        )

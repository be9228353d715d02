"""POST solicitudes/{folio}/{acto}/: one short view per act, each one service call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.actor import CABECERA_CLAVE
from api.condicional import require_version
from api.errors import TIPO_DE_CONTENIDO
from api.idempotencia import una_sola_vez
from api.serializers import actos as serializers
from api.serializers.identidad import AcreditarSerializer
from api.serializers.problema import ProblemaSerializer
from api.serializers.solicitud import ExpedienteSerializer
from api.views.base import VistaDeExpediente, represent_expediente
from config import reloj
from solicitudes.alcances import Alcance
from solicitudes.selectors import get_expediente
from solicitudes.services import (
    aclaracion,
    admision,
    asignacion,
    cobro,
    desistimiento,
    division,
    entrega,
    identidad,
    numeracion,
    prorroga,
    recurso,
    remision,
    resolucion,
)
from solicitudes.services.ensayo import adelantar, play
from solicitudes.services.respuestas import BorradorPregunta
from workflow.transiciones import ACTOS

IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="ETag del expediente que se leyó, o su versión entre comillas; sin ella, 428; si el expediente cambió, 412.",
)


class ActoView(VistaDeExpediente):
    """Read the body, do the act, answer with the case as it now stands."""

    throttle_scope = "actuar"
    # A portal acts for the applicant with her key; policies.py tells that from the acts of an officer.
    alcances: ClassVar = {"POST": (Alcance.ACTUAR, Alcance.PRESENTAR)}
    serializer_class: ClassVar[type[Serializer[Any]]]
    servicio: ClassVar[Callable[..., Any]]
    acto: ClassVar[str]

    def build_argumentos(self, datos: dict[str, Any]) -> dict[str, Any]:
        """The service's own arguments, from the validated body."""
        return datos

    def act(self, request: Request, folio: str) -> Response:
        version = require_version(request)
        datos = self.serializer_class(data=request.data)
        datos.is_valid(raise_exception=True)
        actor, ahora = play(self.get_actor(request, folio), self.acto), self.tell_hora(folio)
        type(self).servicio(
            folio=folio,
            actor=actor,
            ahora=ahora,
            version=version,
            **self.build_argumentos(dict(datos.validated_data)),
        )
        return represent_expediente(get_expediente(folio, actor=actor, al=ahora))


def acto_view(
    acto: str, servicio: Callable[..., Any], serializer: type[Serializer[Any]], *, secreta: bool = False, **atributos: Any
) -> type[ActoView]:
    """The view of one row of the transition table, documented from that row. `secreta`: what it is sent could be guessed from a digest."""
    fila = ACTOS[acto]
    problemas = {(status, TIPO_DE_CONTENIDO): ProblemaSerializer for status in (403, 404, 409, 412, 422, 428)}

    @extend_schema(
        operation_id=acto,
        summary=fila.descripcion,
        description=f"{fila.fundamento}. Lo hace: {', '.join(sorted(rol.etiqueta for rol in fila.roles))}.",
        tags=["actos"],
        request=serializer,
        responses={200: ExpedienteSerializer, **problemas},
        parameters=[
            OpenApiParameter(CABECERA_CLAVE, str, OpenApiParameter.HEADER, description="Clave que se dio al presentar."),
            IF_MATCH,
        ],
    )
    @una_sola_vez(secreta=secreta)
    def post(self: ActoView, request: Request, folio: str) -> Response:
        return self.act(request, folio)

    nombre = "".join(parte.capitalize() for parte in acto.split("_"))
    return type(
        f"{nombre}View",
        (ActoView,),
        {"post": post, "acto": acto, "serializer_class": serializer, "servicio": staticmethod(servicio), **atributos},
    )


def _build_preguntas(self: ActoView, datos: dict[str, Any]) -> dict[str, Any]:
    return datos | {"preguntas": tuple(datos["preguntas"])}


def _build_borrador(self: ActoView, datos: dict[str, Any]) -> dict[str, Any]:
    reproducidos = tuple(cobro.Reproducido(**linea) for linea in datos["reproduccion"])
    preguntas = tuple(BorradorPregunta(**p | {"fundamento": tuple(p["fundamento"])}) for p in datos["preguntas"])
    propios = {"fundamento": tuple(datos["fundamento"]), "reproduccion": reproducidos, "preguntas": preguntas}
    return {"borrador": resolucion.Borrador(**datos | propios)}


def _build_otras(self: ActoView, datos: dict[str, Any]) -> dict[str, Any]:
    return datos | {"otras": tuple(datos["otras"])}


def _build_partes(self: ActoView, datos: dict[str, Any]) -> dict[str, Any]:
    return datos | {"partes": tuple(remision.Parte(**parte | {"preguntas": tuple(parte["preguntas"])}) for parte in datos["partes"])}


def _build_acreditada(self: ActoView, datos: dict[str, Any]) -> dict[str, Any]:
    return {"acreditada": identidad.Acreditada(**datos)}


def _build_causales(self: ActoView, datos: dict[str, Any]) -> dict[str, Any]:
    return datos | {"causales": tuple(datos["causales"]), "preguntas": tuple(datos["preguntas"])}


def _build_decision(self: ActoView, datos: dict[str, Any]) -> dict[str, Any]:
    cual = datos.pop("recurso")
    return {"decision": recurso.Decision(**datos | {"fundamento": tuple(datos["fundamento"])}), "recurso": cual}


#: act → its view. The route is the act's name with hyphens.
VISTAS: dict[str, type[ActoView]] = {
    acto: acto_view(acto, servicio, serializer, **atributos)
    for acto, servicio, serializer, atributos in (
        ("admitir", admision.admitir, serializers.ActoSerializer, {}),
        ("asignar", asignacion.asignar, serializers.AsignarSerializer, {"build_argumentos": _build_preguntas}),
        ("dividir", division.dividir, serializers.DividirSerializer, {"build_argumentos": _build_preguntas}),
        ("numerar", numeracion.numerar, serializers.NumerarSerializer, {}),
        ("pedir_aclaracion", aclaracion.pedir_aclaracion, serializers.PedirAclaracionSerializer, {}),
        ("aclarar", aclaracion.aclarar, serializers.AclararSerializer, {}),
        ("prorrogar", prorroga.prorrogar, serializers.ProrrogarSerializer, {}),
        ("remitir", remision.remitir, serializers.RemitirSerializer, {"build_argumentos": _build_otras}),
        ("remitir_parte", remision.remitir_parte, serializers.RemitirParteSerializer, {"build_argumentos": _build_partes}),
        ("acreditar", identidad.acreditar, AcreditarSerializer, {"build_argumentos": _build_acreditada, "secreta": True}),
        ("redactar", resolucion.redactar, serializers.RedactarSerializer, {"build_argumentos": _build_borrador}),
        ("enviar_a_revision", resolucion.enviar_a_revision, serializers.ActoSerializer, {}),
        ("revisar", resolucion.revisar, serializers.ActoSerializer, {}),
        ("devolver", resolucion.devolver, serializers.DevolverSerializer, {}),
        ("firmar", resolucion.firmar, serializers.ActoSerializer, {}),
        ("retirar_firma", resolucion.retirar_firma, serializers.DevolverSerializer, {}),
        ("resolver", resolucion.resolver, serializers.ActoSerializer, {}),
        ("entregar", entrega.entregar, serializers.EntregarSerializer, {}),
        ("desistir", desistimiento.desistir, serializers.ActoSerializer, {}),
        ("interponer_recurso", recurso.interponer_recurso, serializers.InterponerRecursoSerializer, {"build_argumentos": _build_causales}),
        ("subsanar_recurso", recurso.subsanar_recurso, serializers.SubsanarRecursoSerializer, {}),
        ("decidir_recurso", recurso.decidir_recurso, serializers.DecidirRecursoSerializer, {"build_argumentos": _build_decision}),
        ("cumplir_recurso", recurso.cumplir_recurso, serializers.CumplirRecursoSerializer, {}),
    )
}


class AdelantarView(VistaDeExpediente):
    """The clock of a rehearsal."""

    throttle_scope = "actuar"
    alcances: ClassVar = {"POST": (Alcance.ACTUAR, Alcance.PRESENTAR)}

    @extend_schema(
        operation_id="adelantar",
        summary="Adelantar el reloj de un ensayo",
        description="Solo un cliente de pruebas, en sus propios expedientes: pasan los días y ocurre lo que ocurriría.",
        tags=["actos"],
        request=serializers.AdelantarSerializer,
        responses={200: ExpedienteSerializer, **{(status, TIPO_DE_CONTENIDO): ProblemaSerializer for status in (403, 404, 422)}},
        parameters=[OpenApiParameter(CABECERA_CLAVE, str, OpenApiParameter.HEADER, description="Clave que se dio al presentar.")],
    )
    @una_sola_vez
    def post(self, request: Request, folio: str) -> Response:
        datos = serializers.AdelantarSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        actor = self.get_actor(request, folio)
        adelantar(folio=folio, actor=actor, ahora=reloj.ahora(), **datos.validated_data)
        return represent_expediente(get_expediente(folio, actor=actor, al=self.tell_hora(folio)))

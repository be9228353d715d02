"""What doors read: each function starts from what the actor may see (policies.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Case, QuerySet, Value, When

from documentos.models import Documento
from solicitudes.actor import ANONIMO, Actor, actor_for_presentacion
from solicitudes.actos import list_actos, list_recursos
from solicitudes.claves import matches_clave
from solicitudes.libros import open_libro
from solicitudes.models import Institucion, Pregunta, Presentacion, Rectificacion, Recurso, Resolucion, Solicitud
from solicitudes.policies import (
    may_see_datos,
    may_see_resolucion_en_curso,
    may_see_solicitante,
    may_see_some_solicitante,
    visible,
    visible_documentos,
)
from solicitudes.policies_identidad import may_know_acreditada, may_read_texto, where_texto_oculto
from solicitudes.preguntas import list_preguntas_visibles, with_entera, withhold_textos
from solicitudes.services.acto import NO_ENCONTRADA, SolicitudNoEncontradaError
from workflow.amparo import Ventana, find_ventana
from workflow.calculadora import represent_plazos, represent_posteriores
from workflow.estados import Estado
from workflow.eventos import DE_DATOS_PROPIOS

_REMITIDAS = (Estado.REMITIDA, Estado.CERRADA)


def identify_solicitante(folio: str, clave: str) -> Actor:
    """The applicant, if `clave` is the key of the filing to which `folio` belongs; nobody otherwise. One query."""
    for presentacion_id, clave_hash in Presentacion.objects.filter(solicitudes__folio=folio).order_by().values_list("pk", "clave_hash"):
        if matches_clave(clave, clave_hash):
            return actor_for_presentacion(presentacion_id)
    return ANONIMO


def get_solicitud(folio: str, *, actor: Actor, con: Sequence[str] = ()) -> Solicitud:
    """The case with its institution, the further relations of `con` and whether she may read it `entera`. One query.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    try:
        return with_entera(visible(actor), actor=actor).select_related("institucion", *con).get(folio=folio)
    except Solicitud.DoesNotExist:
        raise SolicitudNoEncontradaError(NO_ENCONTRADA) from None


@dataclass(frozen=True, slots=True)
class Expediente:
    """A case as one actor may see it: what she may not know is None here, so that no door can show it."""

    solicitud: Solicitud
    remitida_a: tuple[str, ...]
    actos: tuple[str, ...]
    solicitante: Presentacion | None
    resolucion: Resolucion | None
    recurso: Recurso | None
    recursos: tuple[Recurso, ...]
    rectificacion: Rectificacion | None
    identidad_acreditada: bool | None
    oculta: bool
    preguntas: tuple[Pregunta, ...] = ()

    def __getattr__(self, nombre: str) -> Any:
        return getattr(self.solicitud, nombre)


def get_expediente(folio: str, *, actor: Actor, al: datetime) -> Expediente:
    """The case alone, with everything that this actor may know of it and can do by `al`. At most three queries, and two more where the
    request is divided in questions.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    con_solicitante = ("presentacion",) if may_see_some_solicitante(actor) else ()
    solicitud = get_solicitud(folio, actor=actor, con=("resolucion__reserva", "recurso", "rectificacion", *con_solicitante))
    con_resolucion = may_see_resolucion_en_curso(actor, solicitud) or solicitud.sentido
    con_derivadas = solicitud.estado in _REMITIDAS or solicitud.remitida_en_parte
    derivadas = solicitud.derivadas.order_by("pk").values_list("folio", flat=True) if con_derivadas else ()
    resolucion = getattr(solicitud, "resolucion", None) if con_resolucion and may_see_datos(actor, solicitud) else None
    recursos = list_recursos(solicitud)
    withhold_textos([solicitud], actor=actor)
    return Expediente(
        solicitud=solicitud,
        remitida_a=tuple(derivadas),
        actos=tuple(list_actos(solicitud, actor=actor, al=al, resolucion=resolucion, recursos=recursos)),
        solicitante=solicitud.presentacion if may_see_solicitante(actor, solicitud) else None,
        resolucion=resolucion,
        recurso=solicitud.recurso if may_see_datos(actor, solicitud) else None,
        recursos=recursos if may_see_datos(actor, solicitud) else (),
        rectificacion=getattr(solicitud, "rectificacion", None) if may_see_datos(actor, solicitud) else None,
        identidad_acreditada=solicitud.identidad_acreditada if may_know_acreditada(actor, solicitud) else None,
        oculta=not may_read_texto(actor, solicitud),
        preguntas=tuple(list_preguntas_visibles(solicitud, actor=actor)),
    )


def list_solicitudes(*, actor: Actor) -> QuerySet[Solicitud]:
    """The cases that the actor may see, newest first, without what a list does not show; `oculta` says of which she may not read the
    text."""
    oculta = Case(When(where_texto_oculto(actor), then=Value(True)), default=Value(False), output_field=BooleanField())
    return visible(actor).select_related("institucion").annotate(oculta=oculta).order_by("-fecha_hora_presentacion", "-pk")


def describe_plazos(solicitud: Solicitud, *, al: datetime) -> dict[str, Any]:
    """The terms of a case at a moment, each explained day by day, as the term calculator writes them, and what is left once an appeal
    is over. Two queries."""
    libro = open_libro(solicitud)
    return {
        "regimen": solicitud.regimen,
        "version": solicitud.regimen_version,
        "plazos": represent_plazos(libro, al),
        "recursos_posteriores": represent_posteriores(libro, al),
        "siguiente_recurso": represent_ventana(find_ventana(libro, al), al.astimezone(libro.regimen.zona).date()),
    }


def represent_ventana(ventana: Ventana | None, hoy: date) -> dict[str, Any] | None:
    """The window as doors tell it; `abierto` says whether it is still open on `hoy`."""
    if ventana is None:
        return None
    termino = ventana.recurso.plazos["interposicion"]
    return {
        "recurso": ventana.recurso.id,
        "nombre": ventana.recurso.nombre,
        "apertura": ventana.apertura.value,
        "desde": ventana.desde.isoformat(),
        "vence": ventana.vence.isoformat(),
        "abierto": hoy <= ventana.vence,
        "dias": termino.dias,
        "unidad": termino.unidad.value,
        "articulo": termino.articulo,
        "por_verificar": ventana.por_verificar,
    }


def list_decisiones() -> QuerySet[Recurso]:
    """The decisions on appeals, newest first: they are public (LAIP art. 58), in the version without personal data. Those about
    somebody's own data are not in the list: they are told to her alone (arts. 31 and 35, docs/adr/0017)."""
    decididos = Recurso.objects.filter(fecha_hora_decision__isnull=False, solicitud__prueba=False)
    decididos = decididos.exclude(solicitud__tipo__in=DE_DATOS_PROPIOS).select_related("solicitud__institucion")
    return decididos.defer(*_NO_PUBLICO).order_by("-fecha_hora_decision", "-pk")


#: What an appeal says that nobody has cleared for the public: not even read from the database for the public list.
_NO_PUBLICO = ("agravios", "subsanado", "motivacion", "orden", "constancia", "solicitud__descripcion")


def get_documento(solicitud: Solicitud, *, actor: Actor, codigo: str) -> Documento | None:
    """One paper of a case that the actor may open: by its verification code, or by its kind, the last of it."""
    documentos = visible_documentos(actor, solicitud)
    return (
        documentos.filter(codigo=codigo).first()
        or documentos.filter(tipo=codigo.lower()).exclude(tipo=Documento.Tipo.ANEXO).order_by("-pk").first()
    )


def list_instituciones() -> QuerySet[Institucion]:
    """The directory in force."""
    return Institucion.objects.filter(activa=True).order_by("codigo")

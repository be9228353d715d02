"""What an applicant reads of her cases, gathered in few queries: the history, the terms with their why, the papers, what she can do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from documentos.models import Documento
from solicitudes.actor import ANONIMO, Actor, actor_for_presentacion
from solicitudes.actos import list_actos, list_recursos
from solicitudes.calendarios import Calendarios
from solicitudes.identidades import Identidad, find_identidad
from solicitudes.libros import EVENTO_DE_ACTO, fold_libro
from solicitudes.models import Movimiento, Pregunta, Presentacion, Recurso, Resolucion, Solicitud
from solicitudes.policies import visible, visible_documentos, visible_lecturas, visible_movimientos
from solicitudes.preguntas import list_preguntas_visibles
from solicitudes.selectors import get_solicitud, represent_ventana
from workflow.amparo import find_ventana
from workflow.calculadora import index_plazos, represent_plazos
from workflow.libro import Libro
from workflow.regimen import get_regimen
from workflow.roles import Rol
from workflow.vigencias import Historial

Plazos = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Seguimiento:
    """One case as its applicant follows it; `plazos` by their key, those of the appeal that there is or can be now, and `plazos_de`
    those of each appeal by its ordinal, as `ventanas` is what each leaves open; `resolucion` once it has been notified,
    `siguiente_recurso` once the appeal is over, `lecturas` the days on which each office saw who she is, and whether it
    opened what accredits it; `identidad` what there is of that where she asks for her own data."""

    solicitud: Solicitud
    movimientos: tuple[Movimiento, ...]
    plazos: Plazos
    documentos: tuple[Documento, ...]
    actos: tuple[str, ...]
    remitida_a: tuple[str, ...]
    resolucion: Resolucion | None
    recursos: tuple[Recurso, ...]
    plazos_de: Mapping[int, Plazos]
    ventanas: Mapping[int, dict[str, Any] | None]
    siguiente_recurso: dict[str, Any] | None
    lecturas: tuple[tuple[str, date, bool], ...] = ()
    identidad: Identidad | None = None
    preguntas: tuple[Pregunta, ...] = ()

    @property
    def recurso(self) -> Recurso | None:
        """The appeal with which she has to do now: the last one, or an earlier one of which somebody still owes something."""
        pendientes = [recurso for recurso in self.recursos if recurso.pendiente]
        return pendientes[-1] if pendientes else (self.recursos[-1] if self.recursos else None)

    @property
    def prepara_resolucion(self) -> bool:
        """Whether the answer was notified, and its paper is still being made."""
        return self.resolucion is not None and all(documento.tipo != Documento.Tipo.RESOLUCION for documento in self.documentos)

    @property
    def es_recurrible(self) -> bool:
        """Whether there is something that she can appeal now and has not."""
        return "interponer-recurso" in self.actos and self.plazos.get("recurso_interposicion", {}).get("estado") == "corriendo"


@dataclass(frozen=True, slots=True)
class Constancia:
    """What is told of one case right after it was filed; `acuse` is None while the paper is being made."""

    solicitud: Solicitud
    plazo: dict[str, Any]
    acuse: Documento | None


def recognize_solicitante(folio: str, presentaciones: Collection[UUID], *, cuenta: int | None = None) -> Actor:
    """The applicant, if `folio` belongs to a filing whose key she has shown, or that her account (`cuenta`) holds; nobody otherwise.
    At most one query."""
    if not presentaciones and cuenta is None:
        return ANONIMO
    suyas = Q(pk__in=presentaciones) | Q(cuenta=cuenta) if cuenta is not None else Q(pk__in=presentaciones)
    propia = Presentacion.objects.filter(suyas, solicitudes__folio=folio).values_list("pk", flat=True).first()
    return actor_for_presentacion(propia) if propia else ANONIMO


def follow_solicitud(folio: str, *, actor: Actor, al: datetime) -> Seguimiento:
    """The case with all that its applicant may read of it. Five queries, one more where it is divided in questions, and two more where
    she asks for her own data.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    solicitud = get_solicitud(folio, actor=actor, con=("presentacion", "resolucion", "recurso", "origen", "rectificacion"))
    movimientos = tuple(visible_movimientos(actor, solicitud).order_by("numero"))
    libro = _fold(solicitud, movimientos, _calendario(solicitud, Calendarios([solicitud.institucion])))
    resolucion = getattr(solicitud, "resolucion", None) if solicitud.sentido else None
    recursos, hoy = list_recursos(solicitud), libro.local_day(al)
    return Seguimiento(
        solicitud=solicitud,
        movimientos=movimientos,
        plazos=_represent(libro, al),
        documentos=tuple(visible_documentos(actor, solicitud).order_by("pk")),
        actos=tuple(list_actos(solicitud, actor=actor, al=al, resolucion=resolucion, recursos=recursos)),
        remitida_a=tuple(_list_remitidas(movimientos)),
        resolucion=resolucion,
        recursos=recursos,
        plazos_de={recurso.ordinal: {p["clave"]: p for p in represent_plazos(libro, al, recurso=recurso.ordinal)} for recurso in recursos},
        ventanas={r.ordinal: represent_ventana(find_ventana(libro, al, recurso=r.ordinal), hoy) for r in recursos},
        siguiente_recurso=represent_ventana(find_ventana(libro, al), hoy),
        lecturas=tuple(_list_lecturas(actor, solicitud, libro)),
        identidad=find_identidad(solicitud, actor=actor),
        preguntas=tuple(list_preguntas_visibles(solicitud, actor=actor)),
    )


def _list_remitidas(movimientos: Iterable[Movimiento]) -> Iterator[str]:
    """The folios with which the case, or a part of it, goes on elsewhere: its history names them, so that nothing is asked for."""
    for datos in (m.datos for m in movimientos if m.acto in ("remitir", "remitir_parte")):
        yield from filter(None, [datos.get("folio_nuevo"), *datos.get("otros_folios", ()), *datos.get("folios_nuevos", ())])


def list_constancias(*, actor: Actor, al: datetime) -> list[Constancia]:
    """The cases of a filing as they were born, each with its term and its receipt. Four queries for any number."""
    solicitudes = list(visible(actor).filter(origen__isnull=True).select_related("institucion").order_by("pk"))
    calendarios = Calendarios(solicitud.institucion for solicitud in solicitudes)
    primeros = {m.solicitud_id: m for m in Movimiento.objects.filter(solicitud__in=solicitudes, numero=1)}
    folios = [solicitud.folio for solicitud in solicitudes]
    acuses = {d.folio: d for d in Documento.objects.filter(folio__in=folios, tipo=Documento.Tipo.ACUSE).defer("contexto")}
    return [
        Constancia(
            solicitud,
            _represent(_fold(solicitud, [primeros[solicitud.pk]], _calendario(solicitud, calendarios)), al)["resolucion"],
            acuses.get(solicitud.folio),
        )
        for solicitud in solicitudes
    ]


def _calendario(solicitud: Solicitud, calendarios: Calendarios) -> Historial:
    regimen = get_regimen(solicitud.regimen, solicitud.regimen_version)
    return calendarios.get(solicitud.institucion, regimen=regimen, lecturas=regimen.choose_lecturas(solicitud.lecturas))


def _list_lecturas(actor: Actor, solicitud: Solicitud, libro: Libro) -> Iterable[tuple[str, date, bool]]:
    """The office and the day of each look at her data, the last first, each once; who the official is, she is not told."""
    filas = visible_lecturas(actor, solicitud).order_by("-pk").values_list("rol", "fecha_hora", "de_identidad")
    zona = libro.regimen.zona
    return dict.fromkeys((Rol(rol).etiqueta, momento.astimezone(zona).date(), identidad) for rol, momento, identidad in filas)


def _fold(solicitud: Solicitud, movimientos: Iterable[Movimiento], calendario: Historial) -> Libro:
    filas = ((m.acto, m.fecha_hora, m.datos) for m in movimientos if m.acto in EVENTO_DE_ACTO)
    return fold_libro(solicitud, filas, calendario)


def _represent(libro: Libro, al: datetime) -> Plazos:
    return index_plazos(libro, al)

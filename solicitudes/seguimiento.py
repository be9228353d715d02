"""What an applicant reads of her cases, gathered in few queries: the history, the terms with their why, the papers, what she can do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from documentos.models import Documento
from solicitudes.actor import ANONIMO, Actor, actor_for_presentacion
from solicitudes.actos import list_actos
from solicitudes.calendarios import Calendarios
from solicitudes.libros import EVENTO_DE_ACTO, fold_libro
from solicitudes.models import Movimiento, Presentacion, Recurso, Resolucion, Solicitud
from solicitudes.policies import visible, visible_documentos, visible_movimientos
from solicitudes.selectors import get_solicitud, represent_ventana
from workflow.amparo import find_ventana
from workflow.calculadora import represent_plazo
from workflow.estados import Estado
from workflow.libro import Libro
from workflow.regimen import get_regimen
from workflow.vigencias import Historial

_REMITIDAS = (Estado.REMITIDA, Estado.CERRADA)
Plazos = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Seguimiento:
    """One case as its applicant follows it; `plazos` by their key, `resolucion` once it has been notified, `siguiente_recurso` once the
    appeal is over."""

    solicitud: Solicitud
    movimientos: tuple[Movimiento, ...]
    plazos: Plazos
    documentos: tuple[Documento, ...]
    actos: tuple[str, ...]
    remitida_a: tuple[str, ...]
    resolucion: Resolucion | None
    recurso: Recurso | None
    siguiente_recurso: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Constancia:
    """What is told of one case right after it was filed; `acuse` is None while the paper is being made."""

    solicitud: Solicitud
    plazo: dict[str, Any]
    acuse: Documento | None


def recognize_solicitante(folio: str, presentaciones: Collection[UUID]) -> Actor:
    """The applicant, if `folio` belongs to one of the filings whose key she has shown; nobody otherwise. At most one query."""
    if not presentaciones:
        return ANONIMO
    propia = Presentacion.objects.filter(pk__in=presentaciones, solicitudes__folio=folio).values_list("pk", flat=True).first()
    return actor_for_presentacion(propia) if propia else ANONIMO


def follow_solicitud(folio: str, *, actor: Actor, al: datetime) -> Seguimiento:
    """The case with all that its applicant may read of it. At most five queries.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    solicitud = get_solicitud(folio, actor=actor, con=("resolucion", "recurso", "origen"))
    movimientos = tuple(visible_movimientos(actor, solicitud).order_by("numero"))
    libro = _fold(solicitud, movimientos, _calendario(solicitud, Calendarios([solicitud.institucion])))
    derivadas = solicitud.derivadas.order_by("pk").values_list("folio", flat=True) if solicitud.estado in _REMITIDAS else ()
    resolucion = getattr(solicitud, "resolucion", None) if solicitud.sentido else None
    recurso = getattr(solicitud, "recurso", None)
    return Seguimiento(
        solicitud=solicitud,
        movimientos=movimientos,
        plazos=_represent(libro, al),
        documentos=tuple(visible_documentos(actor, solicitud).order_by("pk")),
        actos=tuple(list_actos(solicitud, actor=actor, al=al, resolucion=resolucion, recurso=recurso)),
        remitida_a=tuple(derivadas),
        resolucion=resolucion,
        recurso=recurso,
        siguiente_recurso=represent_ventana(find_ventana(libro, al), al.astimezone(libro.regimen.zona).date()),
    )


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


def _fold(solicitud: Solicitud, movimientos: Iterable[Movimiento], calendario: Historial) -> Libro:
    filas = ((m.acto, m.fecha_hora, m.datos) for m in movimientos if m.acto in EVENTO_DE_ACTO)
    return fold_libro(solicitud, filas, calendario)


def _represent(libro: Libro, al: datetime) -> Plazos:
    return {plazo.clave.value: represent_plazo(plazo, libro.calendario) for plazo in libro.list_plazos(al)}

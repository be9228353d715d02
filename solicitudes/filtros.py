"""What the inbox lets through and in which order: by state, by what is left of the term, by whom was asked, by words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from solicitudes.mesa import Mesa
from solicitudes.models import Asignacion, Presentacion, Solicitud
from solicitudes.palabras import TienePalabras, split_palabras
from solicitudes.policies import instituciones_que_atiende, visible, visible_asignaciones
from solicitudes.policies_respuesta import where_texto_visible
from workflow.transiciones import ABIERTOS

ABIERTAS = tuple(sorted(estado.value for estado in ABIERTOS))
TODAS, VENCIDAS, HOY, SIN_ASIGNAR = "todas", "vencidas", "hoy", "sin"
_FOLIO = re.compile(r"[A-Z]{2}-[A-Z0-9-]*")


@dataclass(frozen=True, slots=True)
class Filtros:
    """What somebody looks for. Empty is everything that is open; with words, everything that has them, open or not.

    `estado` is one of workflow.estados or `todas`; `plazo` is `vencidas`, `hoy` or within how many business days; `asignada` is
    `sin`, `u<unidad>` or `p<persona>`; `folios` are those that were chosen one by one.
    """

    buscar: str = ""
    estado: str = ""
    plazo: str = ""
    asignada: str = ""
    tipo: str = ""
    sentido: str = ""
    desde: date | None = None
    hasta: date | None = None
    folios: tuple[str, ...] = ()

    @property
    def solo_abiertas(self) -> bool:
        """Whether only cases are meant that are still to be answered."""
        return bool(self.plazo) or (not self.estado and not self.buscar and not self.sentido and not self.folios)


def filter_casos(mesa: Mesa, filtros: Filtros) -> QuerySet[Solicitud]:
    """The cases that fit, what expires first on top and what no longer expires at the end, newest first."""
    consulta = arrange_casos(mesa, solo_abiertas=filtros.solo_abiertas)
    if filtros.estado not in ("", TODAS):
        consulta = consulta.filter(estado=filtros.estado)
    if filtros.folios:
        consulta = consulta.filter(folio__in=filtros.folios)
    consulta = consulta.filter(*where_plazo(mesa, filtros.plazo), *where_asignada(mesa, filtros.asignada))
    propios = {"tipo": filtros.tipo, "sentido": filtros.sentido}
    consulta = consulta.filter(**{campo: valor for campo, valor in propios.items() if valor})
    if filtros.desde:
        consulta = consulta.filter(fecha_hora_presentacion__gte=_start_of(filtros.desde))
    if filtros.hasta:
        consulta = consulta.filter(fecha_hora_presentacion__lt=_start_of(filtros.hasta + timedelta(days=1)))
    return consulta.filter(*_where_words(mesa, filtros.buscar))


def arrange_casos(mesa: Mesa, *, solo_abiertas: bool) -> QuerySet[Solicitud]:
    """What the actor sees, with the date by which she orders it: the internal one for a liaison, the legal one for the others."""
    consulta = visible(mesa.actor)
    if solo_abiertas:
        consulta = consulta.filter(estado__in=ABIERTAS)
    if not instituciones_que_atiende(mesa.actor):
        proxima = Case(When(division__gte=1, then=Subquery(list_pendientes(mesa).values("fecha_interna")[:1])), output_field=DateField())
        orden: Any = Coalesce(proxima, Subquery(list_asignaciones(mesa).values("fecha_interna")[:1], output_field=DateField()))
    else:
        orden = F("fecha_vencimiento")
    if not solo_abiertas:
        orden = Case(When(estado__in=ABIERTAS, then=orden), default=None, output_field=DateField())
    return consulta.annotate(orden=orden).order_by(F("orden").asc(nulls_last=True), "-pk")


def list_asignaciones(mesa: Mesa) -> QuerySet[Asignacion]:
    """What was asked of a case inside, as far as the actor may know it, the last first; for a query over cases."""
    return visible_asignaciones(mesa.actor).filter(solicitud=OuterRef("pk")).order_by("-fecha_hora", "-pk")


def list_pendientes(mesa: Mesa) -> QuerySet[Asignacion]:
    """What was asked of the questions of a case and is still awaited: no file has come for it, nothing is drafted of it, it was not
    forwarded; by its internal date, a row for each question; for a query over cases."""
    return (
        visible_asignaciones(mesa.actor)
        .filter(
            solicitud=OuterRef("pk"),
            preguntas__division=OuterRef("division"),
            preguntas__remitida_a__isnull=True,
            preguntas__respuesta__isnull=True,
            preguntas__anexos__isnull=True,
        )
        .order_by("fecha_interna", "preguntas__numero", "pk")
    )


def where_plazo(mesa: Mesa, plazo: str) -> list[Q]:
    if not plazo:
        return []
    if plazo == VENCIDAS:
        return [Q(orden__lt=mesa.hoy)]
    if plazo == HOY:
        return [Q(orden=mesa.hoy)]
    limites = mesa.limits(int(plazo))
    if len(limites) == 1:
        return [Q(orden__gte=mesa.hoy, orden__lte=next(iter(limites.values())))]
    return [Q(*(Q(institucion=pk, orden__lte=limite) for pk, limite in limites.items()), _connector=Q.OR), Q(orden__gte=mesa.hoy)]


def where_asignada(mesa: Mesa, asignada: str) -> list[Any]:
    if not asignada:
        return []
    de_aqui = visible_asignaciones(mesa.actor).filter(solicitud=OuterRef("pk"))
    if asignada == SIN_ASIGNAR:
        return [~Exists(de_aqui)]
    campo = {"u": "unidad", "p": "persona"}[asignada[0]]
    return [Exists(de_aqui.filter(**{campo: int(asignada[1:])}))]


def _where_words(mesa: Mesa, buscar: str) -> list[Any]:
    """By the number of the institution's own register or the folio, where it begins like one; else also by the words of the text, the
    number of the folio or the name of whoever asks."""
    if not buscar:
        return []
    suyas = instituciones_que_atiende(mesa.actor)
    por_numero = Q(expediente_interno=buscar.strip(), institucion__in=suyas) if suyas else Q(pk__in=())
    if _FOLIO.fullmatch(folio := "-".join(buscar.upper().split())):
        return [Q(folio__startswith=folio) | por_numero]
    if not split_palabras(buscar):
        return [por_numero]
    suya = where_texto_visible(mesa.actor)
    del_texto = Solicitud.objects.filter(suya, TienePalabras("descripcion", buscar), institucion__in=mesa.instituciones)
    condicion = Q(pk__in=del_texto.order_by().values("pk")) | por_numero
    if buscar.isdecimal() and len(buscar) <= 6:
        condicion |= Q(folio__endswith=f"-{int(buscar):06d}")
    if suyas:
        por_nombre = Presentacion.objects.filter(TienePalabras("solicitante_nombre", buscar)).order_by()
        condicion |= Q(presentacion__in=por_nombre.values("pk"), institucion__in=suyas)
    return [condicion]


def _start_of(dia: date) -> datetime:
    return datetime.combine(dia, time.min, tzinfo=timezone.get_default_timezone())

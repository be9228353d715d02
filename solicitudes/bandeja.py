"""The inbox: the cases that somebody works on, what expires first on top, found by filters and words (LAIP arts. 19, 20 and 42)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Case, F, IntegerField, JSONField, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject, Left

from solicitudes.filtros import (
    HOY,
    SIN_ASIGNAR,
    VENCIDAS,
    Filtros,
    arrange_casos,
    filter_casos,
    list_asignaciones,
    list_pendientes,
    where_asignada,
    where_plazo,
)
from solicitudes.mesa import Mesa, full_name
from solicitudes.models import Persona, Solicitud, VistaGuardada
from solicitudes.policies import instituciones_que_atiende
from solicitudes.preguntas import read_textos_pedidos
from workflow.estados import Estado, EstadoResolucion
from workflow.restante import PRONTO, Restante, Urgencia
from workflow.sentidos import Sentido
from workflow.transiciones import ABIERTOS

PAGINA = 50
#: Beyond this many, a count says «or more»: nobody reads further, and the database need not count on.
TOPE = 500
RESUMEN = 220
LOTE = 500


@dataclass(frozen=True, slots=True)
class Asignada:
    """Of whom the case, or the question `pregunta` of it, was asked inside, by when and with which instructions."""

    unidad: str
    persona: str
    fecha_interna: date
    indicaciones: str
    restante: Restante
    pregunta: int | None = None


@dataclass(frozen=True, slots=True)
class Renglon:
    """One case as the inbox shows it: `solicitante` and `paso` are empty for whoever may not know them. `pendiente` is the question of it
    whose internal date comes first among those that are still awaited."""

    folio: str
    estado: Estado
    tipo: str
    sentido: str
    texto: str
    recibida: datetime
    vence: date | None
    restante: Restante | None
    espera_hasta: date | None
    silencio: date | None
    solicitante: str
    paso: EstadoResolucion | None
    asignada: Asignada | None
    pendiente: Asignada | None = None

    @property
    def atrasada(self) -> Asignada | None:
        """The question that was awaited for a day that has passed."""
        esperada = self.pendiente if self.abierta else None
        return esperada if esperada and esperada.restante.urgencia is Urgencia.VENCIDA else None

    @property
    def abierta(self) -> bool:
        return self.estado in ABIERTOS

    @property
    def falta_entregar(self) -> bool:
        """Whether the answer was notified and what it grants is still to reach the applicant (LAIP art. 45)."""
        return self.estado is Estado.RESUELTA and Sentido(self.sentido).entrega


@dataclass(frozen=True, slots=True)
class Bandeja:
    """One page of the inbox; `siguiente` is where the next begins. Each count stops at `TOPE`."""

    renglones: tuple[Renglon, ...]
    siguiente: str
    cuentas: Mapping[str, int]
    vistas: tuple[VistaGuardada, ...]


class Cuenta(Subquery):
    """How many rows a query gives, as one column of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) contada)"


def read_bandeja(mesa: Mesa, filtros: Filtros, *, tras: str = "") -> Bandeja:
    """One page of what the desk sees, after the place `tras` that the page before gave, with the counts and views. Three queries,
    and two more for a liaison some of whose cases are divided in questions."""
    consulta = _after(search_bandeja(mesa, filtros), tras)
    filas = _withhold(list(consulta.annotate(texto=Left("descripcion", RESUMEN)).values(*_COLUMNAS, "texto")[: PAGINA + 1]), mesa)
    sigue = _place_of(filas[PAGINA - 1]) if len(filas) > PAGINA else ""
    return Bandeja(
        renglones=tuple(_build_renglon(fila, mesa) for fila in filas[:PAGINA]),
        siguiente=sigue,
        cuentas=count_bandeja(mesa),
        vistas=tuple(VistaGuardada.objects.filter(persona=mesa.actor.persona_id)),
    )


def iter_bandeja(mesa: Mesa, filtros: Filtros) -> Iterator[Renglon]:
    """Everything that the filters let through, with its whole text, row by row. One query, and as `read_bandeja` for each lot."""
    filas = search_bandeja(mesa, filtros).annotate(texto=F("descripcion")).values(*_COLUMNAS, "texto").iterator(chunk_size=LOTE)
    lotes = iter(lambda: list(islice(filas, LOTE)), [])
    return (_build_renglon(fila, mesa) for lote in lotes for fila in _withhold(lote, mesa))


def list_elegidas(mesa: Mesa, folios: tuple[str, ...]) -> list[Renglon]:
    """The cases that were chosen by their folios, as far as the actor may see them. One query."""
    filas = search_bandeja(mesa, Filtros(folios=folios)).annotate(texto=Left("descripcion", RESUMEN)).values(*_COLUMNAS, "texto")
    return [_build_renglon(fila, mesa) for fila in _withhold(list(filas), mesa)]


def _withhold(filas: list[dict[str, Any]], mesa: Mesa) -> list[dict[str, Any]]:
    """The rows; to a liaison who was asked for some questions of a case, their words and not the rest."""
    textos = read_textos_pedidos([fila["pk"] for fila in filas if fila["division"]], actor=mesa.actor)
    return [fila | {"texto": textos.get(fila["pk"], fila["texto"])} for fila in filas]


def search_bandeja(mesa: Mesa, filtros: Filtros) -> QuerySet[Solicitud]:
    """The cases that fit, with what a row shows of each: what expires first on top, what no longer expires at the end."""
    return _annotate(filter_casos(mesa, filtros), mesa)


def count_bandeja(mesa: Mesa) -> dict[str, int]:
    """How many open cases are late, end today, end soon, and nobody was asked for. One query, each count up to `TOPE`."""
    abiertas = arrange_casos(mesa, solo_abiertas=True).order_by()
    preguntas = {
        "vencidas": abiertas.filter(*where_plazo(mesa, VENCIDAS)),
        "hoy": abiertas.filter(*where_plazo(mesa, HOY)),
        "pronto": abiertas.filter(*where_plazo(mesa, str(PRONTO)), Q(orden__gt=mesa.hoy)),
        "sin_asignar": abiertas.filter(*where_asignada(mesa, SIN_ASIGNAR)),
    }
    if not instituciones_que_atiende(mesa.actor):
        del preguntas["sin_asignar"]  # what a liaison sees is hers
    columnas = {nombre: Cuenta(consulta.values("pk")[:TOPE], output_field=IntegerField()) for nombre, consulta in preguntas.items()}
    ella: QuerySet[Any, Any] = Persona.objects.filter(Q(pk=mesa.actor.persona_id))
    return dict(ella.annotate(**columnas).values(*columnas).get())


def _annotate(consulta: QuerySet[Solicitud], mesa: Mesa) -> QuerySet[Solicitud]:
    """Add what a row shows beside the case; who asks and how far the answer is, only of the institutions for which she answers."""
    ultima = {
        "unidad": "unidad__nombre",
        "de_pila": "persona__first_name",
        "apellido": "persona__last_name",
        "usuario": "persona__username",
        "fecha_interna": "fecha_interna",
        "indicaciones": "indicaciones",
    }
    esperada = JSONObject(pregunta="preguntas__numero", **ultima)
    consulta = consulta.annotate(
        ultima=Subquery(list_asignaciones(mesa).values(json=JSONObject(**ultima))[:1], output_field=JSONField()),
        pendiente=Case(
            When(division__gte=1, then=Subquery(list_pendientes(mesa).values(json=esperada)[:1], output_field=JSONField())),
            output_field=JSONField(),
        ),
    )
    suyas = instituciones_que_atiende(mesa.actor)
    if not suyas:
        return consulta.annotate(solicitante=Value(""), paso=Value(""))
    return consulta.annotate(
        solicitante=Case(When(institucion__in=suyas, then="presentacion__solicitante_nombre"), default=Value("")),
        paso=Case(When(institucion__in=suyas, then="resolucion__estado"), default=Value("")),
    )


def _after(consulta: QuerySet[Solicitud], tras: str) -> QuerySet[Solicitud]:
    """What comes after a place `fecha_id`; a place that nobody gave is the beginning."""
    hallado = re.fullmatch(r"(\d{4}-\d\d-\d\d)?_(\d{1,18})", tras)
    if hallado is None:
        return consulta
    pk = int(hallado[2])
    try:
        orden = date.fromisoformat(hallado[1]) if hallado[1] else None
    except ValueError:
        return consulta
    if orden is None:
        return consulta.filter(Q(orden__isnull=True, pk__lt=pk))
    return consulta.filter(Q(orden__gt=orden) | Q(orden=orden, pk__lt=pk) | Q(orden__isnull=True))


def _place_of(fila: Mapping[str, Any]) -> str:
    return f"{fila['orden'] or ''}_{fila['pk']}"


_COLUMNAS = (
    "pk",
    "orden",
    "folio",
    "estado",
    "tipo",
    "sentido",
    "institucion_id",
    "regimen",
    "regimen_version",
    "lecturas",
    "fecha_hora_presentacion",
    "fecha_vencimiento",
    "fecha_advertencia",
    "fecha_silencio",
    "solicitante",
    "paso",
    "ultima",
    "pendiente",
    "division",
)


def _build_renglon(fila: Mapping[str, Any], mesa: Mesa) -> Renglon:
    estado, vence = Estado(fila["estado"]), fila["fecha_vencimiento"]
    pendiente = _build_asignada(fila["pendiente"], fila, mesa)
    corre = estado in ABIERTOS and vence is not None
    return Renglon(
        folio=fila["folio"],
        estado=estado,
        tipo=fila["tipo"],
        sentido=fila["sentido"],
        texto=fila["texto"],
        recibida=fila["fecha_hora_presentacion"],
        vence=vence,
        restante=mesa.measure(vence, fila) if corre else None,
        espera_hasta=fila["fecha_advertencia"] if estado is Estado.EN_ACLARACION else None,
        silencio=fila["fecha_silencio"],
        solicitante=fila["solicitante"] or "",
        paso=EstadoResolucion(fila["paso"]) if fila["paso"] else None,
        asignada=(pendiente if mesa.es_enlace else None) or _build_asignada(fila["ultima"], fila, mesa),
        pendiente=pendiente,
    )


def _build_asignada(ultima: Mapping[str, Any] | None, fila: Mapping[str, Any], mesa: Mesa) -> Asignada | None:
    if ultima is None:
        return None
    fecha = date.fromisoformat(ultima["fecha_interna"])
    persona = full_name(ultima["de_pila"], ultima["apellido"], ultima["usuario"]) if ultima["usuario"] else ""
    return Asignada(ultima["unidad"], persona, fecha, ultima["indicaciones"], mesa.measure(fecha, fila), ultima.get("pregunta"))

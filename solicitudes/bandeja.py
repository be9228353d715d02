"""The inbox: the cases that somebody works on, what expires first on top, found by filters and words (LAIP arts. 19, 20 and 42)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, DateField, Exists, F, IntegerField, JSONField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject, Left
from django.utils import timezone

from solicitudes.mesa import Mesa, full_name
from solicitudes.models import Asignacion, Persona, Presentacion, Solicitud, VistaGuardada
from solicitudes.palabras import TienePalabras, split_palabras
from solicitudes.policies import instituciones_que_atiende, visible, visible_asignaciones
from workflow.estados import Estado, EstadoResolucion
from workflow.restante import PRONTO, Restante
from workflow.transiciones import ABIERTOS

PAGINA = 50
#: Beyond this many, a count says «or more»: nobody reads further, and the database need not count on.
TOPE = 500
RESUMEN = 220
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


@dataclass(frozen=True, slots=True)
class Asignada:
    """Of whom the case was last asked inside, by when and with which instructions."""

    unidad: str
    persona: str
    fecha_interna: date
    indicaciones: str
    restante: Restante


@dataclass(frozen=True, slots=True)
class Renglon:
    """One case as the inbox shows it: `solicitante` and `paso` are empty for whoever may not know them."""

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

    @property
    def abierta(self) -> bool:
        return self.estado in ABIERTOS


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
    """One page of what the desk sees, after the place `tras` that the page before gave, with the counts and views. Three queries."""
    consulta = _after(search_bandeja(mesa, filtros), tras)
    filas = list(consulta.annotate(texto=Left("descripcion", RESUMEN)).values(*_COLUMNAS, "texto")[: PAGINA + 1])
    sigue = _place_of(filas[PAGINA - 1]) if len(filas) > PAGINA else ""
    return Bandeja(
        renglones=tuple(_build_renglon(fila, mesa) for fila in filas[:PAGINA]),
        siguiente=sigue,
        cuentas=count_bandeja(mesa),
        vistas=tuple(VistaGuardada.objects.filter(persona=mesa.actor.persona_id)),
    )


def iter_bandeja(mesa: Mesa, filtros: Filtros) -> Iterator[Renglon]:
    """Everything that the filters let through, with its whole text, row by row. One query."""
    filas = search_bandeja(mesa, filtros).annotate(texto=F("descripcion")).values(*_COLUMNAS, "texto")
    return (_build_renglon(fila, mesa) for fila in filas.iterator(chunk_size=500))


def list_elegidas(mesa: Mesa, folios: tuple[str, ...]) -> list[Renglon]:
    """The cases that were chosen by their folios, as far as the actor may see them. One query."""
    filas = search_bandeja(mesa, Filtros(folios=folios)).annotate(texto=Left("descripcion", RESUMEN)).values(*_COLUMNAS, "texto")
    return [_build_renglon(fila, mesa) for fila in filas]


def search_bandeja(mesa: Mesa, filtros: Filtros) -> QuerySet[Solicitud]:
    """The cases that fit, what expires first on top and what no longer expires at the end, newest first."""
    consulta = _arrange(mesa, solo_abiertas=filtros.solo_abiertas)
    if filtros.estado not in ("", TODAS):
        consulta = consulta.filter(estado=filtros.estado)
    if filtros.folios:
        consulta = consulta.filter(folio__in=filtros.folios)
    consulta = consulta.filter(*_where_plazo(mesa, filtros.plazo), *_where_asignada(mesa, filtros.asignada))
    propios = {"tipo": filtros.tipo, "sentido": filtros.sentido}
    consulta = consulta.filter(**{campo: valor for campo, valor in propios.items() if valor})
    if filtros.desde:
        consulta = consulta.filter(fecha_hora_presentacion__gte=_start_of(filtros.desde))
    if filtros.hasta:
        consulta = consulta.filter(fecha_hora_presentacion__lt=_start_of(filtros.hasta + timedelta(days=1)))
    return _annotate(consulta.filter(*_where_words(mesa, filtros.buscar)), mesa)


def count_bandeja(mesa: Mesa) -> dict[str, int]:
    """How many open cases are late, end today, end soon, and nobody was asked for. One query, each count up to `TOPE`."""
    abiertas = _arrange(mesa, solo_abiertas=True).order_by()
    preguntas = {
        "vencidas": abiertas.filter(*_where_plazo(mesa, VENCIDAS)),
        "hoy": abiertas.filter(*_where_plazo(mesa, HOY)),
        "pronto": abiertas.filter(*_where_plazo(mesa, str(PRONTO)), Q(orden__gt=mesa.hoy)),
        "sin_asignar": abiertas.filter(*_where_asignada(mesa, SIN_ASIGNAR)),
    }
    if not instituciones_que_atiende(mesa.actor):
        del preguntas["sin_asignar"]  # what a liaison sees is hers
    columnas = {nombre: Cuenta(consulta.values("pk")[:TOPE], output_field=IntegerField()) for nombre, consulta in preguntas.items()}
    ella: QuerySet[Any, Any] = Persona.objects.filter(Q(pk=mesa.actor.persona_id))
    return dict(ella.annotate(**columnas).values(*columnas).get())


def _arrange(mesa: Mesa, *, solo_abiertas: bool) -> QuerySet[Solicitud]:
    """What the actor sees, with the date by which she orders it: the internal one for a liaison, the legal one for the others."""
    consulta = visible(mesa.actor)
    if solo_abiertas:
        consulta = consulta.filter(estado__in=ABIERTAS)
    if not instituciones_que_atiende(mesa.actor):
        orden: Any = Subquery(_asignaciones(mesa).values("fecha_interna")[:1], output_field=DateField())
    else:
        orden = F("fecha_vencimiento")
    if not solo_abiertas:
        orden = Case(When(estado__in=ABIERTAS, then=orden), default=None, output_field=DateField())
    return consulta.annotate(orden=orden).order_by(F("orden").asc(nulls_last=True), "-pk")


def _asignaciones(mesa: Mesa) -> QuerySet[Asignacion]:
    return visible_asignaciones(mesa.actor).filter(solicitud=OuterRef("pk")).order_by("-fecha_hora", "-pk")


def _annotate(consulta: QuerySet[Solicitud], mesa: Mesa) -> QuerySet[Solicitud]:
    """Add what a row shows beside the case; who asks and how far the answer is, only of the institutions for which she answers."""
    ultima = JSONObject(
        unidad="unidad__nombre",
        de_pila="persona__first_name",
        apellido="persona__last_name",
        usuario="persona__username",
        fecha_interna="fecha_interna",
        indicaciones="indicaciones",
    )
    consulta = consulta.annotate(ultima=Subquery(_asignaciones(mesa).values(json=ultima)[:1], output_field=JSONField()))
    suyas = instituciones_que_atiende(mesa.actor)
    if not suyas:
        return consulta.annotate(solicitante=Value(""), paso=Value(""))
    return consulta.annotate(
        solicitante=Case(When(institucion__in=suyas, then="presentacion__solicitante_nombre"), default=Value("")),
        paso=Case(When(institucion__in=suyas, then="resolucion__estado"), default=Value("")),
    )


def _where_plazo(mesa: Mesa, plazo: str) -> list[Q]:
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


def _where_asignada(mesa: Mesa, asignada: str) -> list[Any]:
    if not asignada:
        return []
    de_aqui = visible_asignaciones(mesa.actor).filter(solicitud=OuterRef("pk"))
    if asignada == SIN_ASIGNAR:
        return [~Exists(de_aqui)]
    campo = {"u": "unidad", "p": "persona"}[asignada[0]]
    return [Exists(de_aqui.filter(**{campo: int(asignada[1:])}))]


def _where_words(mesa: Mesa, buscar: str) -> list[Any]:
    """By folio where it begins like one; else by the words of the text, the number of the folio or the name of whoever asks."""
    if not buscar:
        return []
    if _FOLIO.fullmatch(folio := "-".join(buscar.upper().split())):
        return [Q(folio__startswith=folio)]
    if not split_palabras(buscar):
        return [Q(pk__in=())]
    suyas = instituciones_que_atiende(mesa.actor)
    del_texto = Solicitud.objects.filter(TienePalabras("descripcion", buscar), institucion__in=mesa.instituciones)
    condicion = Q(pk__in=del_texto.order_by().values("pk"))
    if buscar.isdecimal() and len(buscar) <= 6:
        condicion |= Q(folio__endswith=f"-{int(buscar):06d}")
    if suyas:
        por_nombre = Presentacion.objects.filter(TienePalabras("solicitante_nombre", buscar)).order_by()
        condicion |= Q(presentacion__in=por_nombre.values("pk"), institucion__in=suyas)
    return [condicion]


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


def _start_of(dia: date) -> datetime:
    return datetime.combine(dia, time.min, tzinfo=timezone.get_default_timezone())


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
)


def _build_renglon(fila: Mapping[str, Any], mesa: Mesa) -> Renglon:
    estado, vence = Estado(fila["estado"]), fila["fecha_vencimiento"]
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
        asignada=_build_asignada(fila["ultima"], fila, mesa),
    )


def _build_asignada(ultima: Mapping[str, Any] | None, fila: Mapping[str, Any], mesa: Mesa) -> Asignada | None:
    if ultima is None:
        return None
    fecha = date.fromisoformat(ultima["fecha_interna"])
    persona = full_name(ultima["de_pila"], ultima["apellido"], ultima["usuario"]) if ultima["usuario"] else ""
    return Asignada(ultima["unidad"], persona, fecha, ultima["indicaciones"], mesa.measure(fecha, fila))

"""What waits on the desk of who signs and of the top authority: to sign, to decide, what is late, what was ordered and not done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When, Window
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Left, RowNumber

from solicitudes.actor import Actor
from solicitudes.bandeja import RESUMEN
from solicitudes.mesa import Mesa, full_name
from solicitudes.models import Movimiento, Solicitud
from solicitudes.policies import visible, visible_asignaciones
from workflow.causales import SentidoRecurso
from workflow.estados import EstadoRecurso, EstadoResolucion
from workflow.restante import Restante
from workflow.roles import Rol
from workflow.sentidos import Sentido
from workflow.transiciones import ABIERTOS, TRANSICIONES

#: How many of each are shown; who has more on her desk reads these first, and the inbox has them all.
TOPE = 25
QUE_FIRMAN = (Rol.FIRMANTE, Rol.MAXIMA_AUTORIDAD)
_QUE_ORDENAN = tuple(sentido.value for sentido in SentidoRecurso if sentido.ordena)


@dataclass(frozen=True, slots=True)
class PorFirmar:
    """A reviewed resolution. `propia` is one that she drafted herself, and so may not sign."""

    folio: str
    texto: str
    sentido: Sentido
    redactora: str
    revisora: str
    vence: date | None
    restante: Restante | None
    propia: bool


@dataclass(frozen=True, slots=True)
class RecursoPendiente:
    """An appeal that waits for its decision, or whose order waits to be fulfilled. `limite` is the last day, passed or not."""

    folio: str
    numero: str
    texto: str
    orden: str
    interpuesto: datetime
    limite: date | None
    restante: Restante | None
    fuera_de_plazo: bool


@dataclass(frozen=True, slots=True)
class Atrasada:
    """A case whose term to answer is over. `paso` is where its answer stands, `silencio` whether its silence was certified, `unidad`
    of whom it was last asked inside."""

    folio: str
    texto: str
    vence: date
    restante: Restante
    paso: EstadoResolucion | None
    silencio: bool
    unidad: str


@dataclass(frozen=True, slots=True)
class Despacho:
    """The whole desk; each list stops at `TOPE` and `totales` says how many there are."""

    por_firmar: tuple[PorFirmar, ...]
    por_decidir: tuple[RecursoPendiente, ...]
    por_cumplir: tuple[RecursoPendiente, ...]
    atrasadas: tuple[Atrasada, ...]
    totales: Mapping[str, int]
    decide: bool

    @property
    def nada(self) -> bool:
        """Whether nothing at all waits for a top authority: one sentence says it, instead of three empty lists."""
        return self.decide and not (self.por_firmar or self.por_decidir or self.por_cumplir)


def read_despacho(mesa: Mesa) -> Despacho:
    """What waits for the actor of this desk today. Two queries for any number of cases."""
    filas = list(_list_por_atender(mesa.actor, mesa.hoy))
    firmas = [fila for fila in filas if fila["por_firmar"]]
    atrasadas = [fila for fila in filas if not fila["por_firmar"]]
    recursos = list(_list_recursos(mesa.actor)[: 4 * TOPE])
    pendientes = [_build_recurso(fila, mesa) for fila in recursos]
    decididos = [fila["recursos__sentido"] != "" for fila in recursos]
    por_decidir = tuple(p for p, decidido in zip(pendientes, decididos, strict=True) if not decidido)
    por_cumplir = tuple(p for p, decidido in zip(pendientes, decididos, strict=True) if decidido)
    return Despacho(
        por_firmar=tuple(_build_por_firmar(fila, mesa) for fila in firmas),
        por_decidir=por_decidir[:TOPE],
        por_cumplir=por_cumplir[:TOPE],
        atrasadas=tuple(_build_atrasada(fila, mesa) for fila in atrasadas),
        totales={
            "por_firmar": _total(firmas),
            "por_decidir": len(por_decidir),
            "por_cumplir": len(por_cumplir),
            "atrasadas": _total(atrasadas),
        },
        decide=bool(mesa.actor.instituciones(Rol.MAXIMA_AUTORIDAD)),
    )


_CASO = ("folio", "texto", "institucion_id", "regimen", "regimen_version", "lecturas", "fecha_vencimiento")


def _list_por_atender(actor: Actor, hoy: date) -> QuerySet[Solicitud, dict[str, Any]]:
    """Of the institutions for which she signs: what waits for a signature, and apart from it what is late, whether the sweep found it
    already or will; of each the first `TOPE`, what expires first on top, with how many there are."""
    revisada = Q(estado__in=TRANSICIONES["resolver"].de, resolucion__estado=EstadoResolucion.REVISADA.value)
    tarde = Q(estado__in=ABIERTOS, fecha_vencimiento__lt=hoy)
    encargos = visible_asignaciones(actor).filter(solicitud=OuterRef("pk")).order_by("-fecha_hora", "-pk")
    orden = (F("fecha_vencimiento").asc(nulls_last=True), F("pk").asc())
    filas = (
        visible(actor)
        .filter(revisada | tarde, institucion__in=actor.instituciones(*QUE_FIRMAN))
        .annotate(por_firmar=Case(When(revisada, then=True), default=False), texto=Left("descripcion", RESUMEN))
        .annotate(
            total=Window(Count("pk"), partition_by=[F("por_firmar")]),
            lugar=Window(RowNumber(), partition_by=[F("por_firmar")], order_by=list(orden)),
        )
        .filter(lugar__lte=TOPE)
        .annotate(unidad=Subquery(encargos.values("unidad__nombre")[:1]))
        .order_by("-por_firmar", *orden)
    )
    personas = (*_names("redactora"), *_names("revisora"))
    propios = ("total", "por_firmar", "silencio_certificado", "unidad")
    return filas.values(*_CASO, *propios, "resolucion__estado", "resolucion__sentido", "resolucion__redactora", *personas)


def _list_recursos(actor: Actor) -> QuerySet[Solicitud, dict[str, Any]]:
    """Only who decides them is told; what waits longest comes first."""
    suyas = visible(actor).filter(institucion__in=actor.instituciones(Rol.MAXIMA_AUTORIDAD))
    sin_decidir = Q(recursos__estado__in=(EstadoRecurso.INTERPUESTO.value, EstadoRecurso.SIN_DECISION.value))
    sin_cumplir = Q(recursos__estado__in=(EstadoRecurso.DECIDIDO.value, EstadoRecurso.INCUMPLIDO.value), recursos__sentido__in=_QUE_ORDENAN)
    plazos = Movimiento.objects.filter(solicitud=OuterRef("pk"), acto__in=("vencer_recurso", "incumplir_recurso")).order_by("-numero")
    # A history says nothing of which appeal where it is the first.
    plazos = plazos.annotate(de=Coalesce(KT("datos__recurso"), Value("1"), output_field=TextField())).filter(
        de=Cast(OuterRef("recursos__ordinal"), TextField())
    )
    pasado = Subquery(plazos.annotate(vencia=KT("datos__vencia")).values("vencia")[:1])
    filas = suyas.filter(sin_decidir | sin_cumplir).annotate(texto=Left("descripcion", RESUMEN), pasado=pasado)
    campos = ("numero", "estado", "sentido", "orden", "fecha_hora_interposicion", "fecha_limite")
    return filas.order_by("recursos__fecha_hora_interposicion", "pk").values(*_CASO, "pasado", *(f"recursos__{campo}" for campo in campos))


def _build_por_firmar(fila: Mapping[str, Any], mesa: Mesa) -> PorFirmar:
    vence = fila["fecha_vencimiento"]
    return PorFirmar(
        folio=fila["folio"],
        texto=fila["texto"],
        sentido=Sentido(fila["resolucion__sentido"]),
        redactora=_name(fila, "redactora"),
        revisora=_name(fila, "revisora"),
        vence=vence,
        restante=mesa.measure(vence, fila) if vence else None,
        propia=fila["resolucion__redactora"] == mesa.actor.persona_id,
    )


def _build_recurso(fila: Mapping[str, Any], mesa: Mesa) -> RecursoPendiente:
    decidido = fila["recursos__sentido"] != ""
    tarde = fila["recursos__estado"] in (EstadoRecurso.SIN_DECISION, EstadoRecurso.INCUMPLIDO)
    limite = fila["recursos__fecha_limite"]
    if tarde and limite is None and fila["pasado"]:
        limite = date.fromisoformat(fila["pasado"])
    return RecursoPendiente(
        folio=fila["folio"],
        numero=fila["recursos__numero"],
        texto=fila["texto"],
        orden=fila["recursos__orden"] if decidido else "",
        interpuesto=fila["recursos__fecha_hora_interposicion"],
        limite=limite,
        restante=mesa.measure(limite, fila) if limite else None,
        fuera_de_plazo=tarde,
    )


def _build_atrasada(fila: Mapping[str, Any], mesa: Mesa) -> Atrasada:
    vence = fila["fecha_vencimiento"]
    return Atrasada(
        folio=fila["folio"],
        texto=fila["texto"],
        vence=vence,
        restante=mesa.measure(vence, fila),
        paso=EstadoResolucion(fila["resolucion__estado"]) if fila["resolucion__estado"] else None,
        silencio=fila["silencio_certificado"],
        unidad=fila["unidad"] or "",
    )


def _names(quien: str) -> tuple[str, ...]:
    return tuple(f"resolucion__{quien}__{campo}" for campo in ("first_name", "last_name", "username"))


def _name(fila: Mapping[str, Any], quien: str) -> str:
    return full_name(*(fila[campo] or "" for campo in _names(quien)))


def _total(filas: list[dict[str, Any]]) -> int:
    return filas[0]["total"] if filas else 0

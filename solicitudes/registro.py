"""The register of requests that an information unit must be able to show: one row for each case, with its dates and its outcome.

What officers keep by hand: folio, dates, terms, sense, cause, days. It names no applicant, so that it can be handed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone

from solicitudes.mesa import Mesa
from solicitudes.models import Movimiento, RespuestaPregunta
from solicitudes.policies import instituciones_que_atiende, visible
from workflow.estados import Estado
from workflow.eventos import TipoSolicitud
from workflow.sentidos import Sentido
from workflow.transiciones import ABIERTOS


class Puntualidad(StrEnum):
    """Whether the answer kept the term."""

    EN_PLAZO = "en_plazo"
    TARDE = "tarde"
    SILENCIO = "silencio"
    CORRE = "corre"
    NO_APLICA = "no_aplica"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS[self]


ETIQUETAS: dict[Puntualidad, str] = {
    Puntualidad.EN_PLAZO: "En plazo",
    Puntualidad.TARDE: "Tarde",
    Puntualidad.SILENCIO: "Venció sin respuesta",
    Puntualidad.CORRE: "El plazo corre",
    Puntualidad.NO_APLICA: "No aplica",
}

#: The acts whose day stands in the register.
FECHADOS = ("admitir", "pedir_aclaracion", "aclarar", "prorrogar", "remitir", "resolver", "entregar", "desistir", "interponer_recurso")
LOTE = 500
_DESPUES_DE_RESPONDER = (Estado.RESUELTA, Estado.ENTREGADA, Estado.CERRADA)


@dataclass(frozen=True, slots=True)
class Asiento:
    """One row. `fechas` has the day of each act of `FECHADOS` that happened; `dias` are business days from the filing to the answer,
    or to today while there is none, and None for what came closed from a former register that does not say when; `causa` is the legal
    basis of the answer, of each question under its number where the request was divided; `prorroga` are the days by which the term was
    extended; `interno` is the institution's own number."""

    folio: str
    interno: str
    institucion: str
    tipo: TipoSolicitud
    canal: str
    texto: str
    recibida: date
    vence: date | None
    fechas: Mapping[str, date]
    prorroga: int
    estado: Estado
    resolucion: str
    sentido: Sentido | None
    causa: str
    dias: int | None
    puntualidad: Puntualidad


def iter_registro(mesa: Mesa, *, desde: date, hasta: date) -> Iterator[Asiento]:
    """The cases received between two days, both included, in the institutions for which the actor answers. One query, and one more for
    each lot that has cases divided in questions."""
    filas = _read(mesa, desde, hasta).iterator(chunk_size=LOTE)
    for lote in iter(lambda: list(islice(filas, LOTE)), []):
        causas = _read_causas([fila["pk"] for fila in lote if fila["division"]])
        yield from (_build_asiento(fila, mesa, causas.get(fila["pk"], [])) for fila in lote)


def _read_causas(solicitudes: Sequence[int]) -> dict[int, list[str]]:
    """By the id of a divided case, the legal basis of each answer, under the number of its question."""
    causas: dict[int, list[str]] = {}
    if solicitudes:
        filas = RespuestaPregunta.objects.filter(resolucion__solicitud__in=solicitudes).order_by("resolucion", "pregunta__numero")
        for pk, numero, fundamento in filas.values_list("resolucion__solicitud", "pregunta__numero", "fundamento"):
            causas.setdefault(pk, []).extend(f"{numero}: {base}" for base in fundamento)
    return causas


def _read(mesa: Mesa, desde: date, hasta: date) -> QuerySet[Any, Any]:
    suyas = visible(mesa.actor).filter(institucion__in=instituciones_que_atiende(mesa.actor))
    del_periodo = suyas.filter(
        fecha_hora_presentacion__gte=_start_of(desde), fecha_hora_presentacion__lt=_start_of(hasta + timedelta(days=1))
    )
    historia = Movimiento.objects.filter(solicitud=OuterRef("pk"))
    primera = {acto: Subquery(historia.filter(acto=acto).order_by("numero").values("fecha_hora")[:1]) for acto in FECHADOS}
    return (
        del_periodo.annotate(
            **{f"de_{acto}": fecha for acto, fecha in primera.items()},
            prorroga=Subquery(historia.filter(acto="prorrogar").order_by("numero").values(dias=_DIAS)[:1]),
            canal=F("presentacion__canal"),
            numero=F("resolucion__numero"),
            fundamento=F("resolucion__fundamento"),
        )
        .order_by("fecha_hora_presentacion", "pk")
        .values(*_COLUMNAS, *(f"de_{acto}" for acto in FECHADOS))
    )


_DIAS = Cast(KeyTextTransform("dias", "datos"), IntegerField())

_COLUMNAS = (
    "pk",
    "division",
    "folio",
    "institucion_id",
    "institucion_nombre",
    "regimen",
    "regimen_version",
    "lecturas",
    "tipo",
    "canal",
    "descripcion",
    "fecha_hora_presentacion",
    "fecha_vencimiento",
    "fecha_hora_respuesta_previa",
    "expediente_interno",
    "estado",
    "sentido",
    "numero",
    "fundamento",
    "prorroga",
)


def _build_asiento(fila: Mapping[str, Any], mesa: Mesa, por_pregunta: Sequence[str]) -> Asiento:
    estado, vence = Estado(fila["estado"]), fila["fecha_vencimiento"]
    fechas = {acto: _local(fila[f"de_{acto}"]) for acto in FECHADOS if fila[f"de_{acto}"]}
    if previa := fila["fecha_hora_respuesta_previa"]:
        fechas["resolver"] = _local(previa)
    recibida, respondida = _local(fila["fecha_hora_presentacion"]), fechas.get("resolver")
    notificada = estado in _DESPUES_DE_RESPONDER and bool(fila["sentido"])
    fin = respondida or fechas.get("remitir") or fechas.get("desistir") or (mesa.hoy if estado in ABIERTOS else None)
    return Asiento(
        folio=fila["folio"],
        interno=fila["expediente_interno"],
        institucion=fila["institucion_nombre"],
        tipo=TipoSolicitud(fila["tipo"]),
        canal=fila["canal"],
        texto=fila["descripcion"],
        recibida=recibida,
        vence=vence,
        fechas=fechas,
        prorroga=fila["prorroga"] or 0,
        estado=estado,
        resolucion=(fila["numero"] or "") if notificada else "",
        sentido=Sentido(fila["sentido"]) if fila["sentido"] else None,
        causa="; ".join([*(fila["fundamento"] or ()), *por_pregunta]) if notificada else "",
        dias=mesa.count_habiles(recibida, fin, fila) if fin else None,
        puntualidad=_judge(estado, vence, respondida, mesa.hoy),
    )


def _judge(estado: Estado, vence: date | None, respondida: date | None, hoy: date) -> Puntualidad:
    """Against the last day of the term as the ledger left it, extensions and pauses included (LAIP arts. 42 to 44)."""
    if respondida is not None and vence is not None:
        return Puntualidad.TARDE if respondida > vence else Puntualidad.EN_PLAZO
    if estado not in ABIERTOS:
        return Puntualidad.NO_APLICA
    return Puntualidad.SILENCIO if vence is not None and vence < hoy else Puntualidad.CORRE


def _local(momento: datetime) -> date:
    return momento.astimezone(timezone.get_default_timezone()).date()


def _start_of(dia: date) -> datetime:
    return datetime.combine(dia, time.min, tzinfo=timezone.get_default_timezone())

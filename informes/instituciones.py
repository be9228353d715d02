"""How each institution fares. Every indicator says what it counts, over what, and until when: this file is its definition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, When, Window
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce, RowNumber, TruncDate
from django.utils import timezone

from solicitudes.models import Recurso, Solicitud
from solicitudes.policies import countable
from workflow.causales import SentidoRecurso
from workflow.estados import Estado, EstadoRecurso
from workflow.transiciones import ABIERTOS


@dataclass(frozen=True, slots=True)
class Indicadores:
    """What is known of one institution at a moment `al`, from everything that reached it through this system until then.

    recibidas
        cases that reached it: filed with it, or forwarded to it.
    abiertas
        of those, the ones in which the institution or the applicant still has something to do before an answer: filed, admitted, being
        clarified, or in silence.
    fuera_de_plazo
        of the open ones, those whose last day to answer (LAIP arts. 42 and 43) is before the day of `al`, silence included.
    en_silencio
        of those, the ones in which it is on record that the term ended without an answer (art. 44).
    respondidas
        cases whose resolution was notified, whatever its sense. Forwarding (art. 38) and withdrawal are no answer.
    a_tiempo
        of the answered ones, those notified not later than their last day, or in which no term was running (art. 42.2).
    exigibles
        the denominator of the share in time: the answered ones and those out of term without an answer. What is still in term says
        nothing yet of either.
    mediana
        calendar days from reception to notification which half of the answered ones did not exceed; None without any answered.

    What came closed from a former register counts as received, and as answered (in time or not, and in the median) only if that register
    says all three days: reception, last day and answer. Its own last day decides; ours was never counted (docs/adr/0022).

    recursos_pendientes
        appeals not decided yet, and decided ones that order something whose term runs (arts. 58 and 59).
    recursos_incumplidos
        appeals whose order was not complied with in its term and still is not (art. 60).
    """

    recibidas: int = 0
    abiertas: int = 0
    fuera_de_plazo: int = 0
    en_silencio: int = 0
    respondidas: int = 0
    a_tiempo: int = 0
    mediana: float | None = None
    recursos_pendientes: int = 0
    recursos_incumplidos: int = 0

    @property
    def exigibles(self) -> int:
        return self.respondidas + self.fuera_de_plazo

    @property
    def porcentaje_a_tiempo(self) -> int | None:
        """In whole percent, rounded down: nobody who missed one term has 100. None when nothing was due."""
        return self.a_tiempo * 100 // self.exigibles if self.exigibles else None


def measure_instituciones(*, al: datetime, instituciones: Iterable[int] | None = None) -> dict[int, Indicadores]:
    """The indicators of each institution that has ever received a case, by its id; of these ids alone where they are given. Two
    queries, however many institutions and cases there are."""
    solicitudes = countable().filter(fecha_hora_presentacion__lte=al)
    if instituciones is not None:
        solicitudes = solicitudes.filter(institucion__in=list(instituciones))
    hoy = al.astimezone(timezone.get_current_timezone()).date()
    valores: dict[int, dict[str, Any]] = defaultdict(dict)
    for fila in _count_solicitudes(solicitudes, hoy):
        valores[fila.pop("institucion_id")] |= fila
    for institucion, mediana in _find_medianas(solicitudes).items():
        valores[institucion]["mediana"] = mediana
    return {institucion: Indicadores(**cifras) for institucion, cifras in valores.items()}


def measure_institucion(*, institucion_id: int, al: datetime) -> Indicadores:
    """The indicators of one institution; all at zero when it has received nothing. Two queries."""
    return measure_instituciones(al=al, instituciones=[institucion_id]).get(institucion_id, Indicadores())


#: In time, for a query over answered cases that has the `dia_de_respuesta` of each.
A_TIEMPO = Q(fecha_vencimiento__isnull=True) | Q(dia_de_respuesta__lte=F("fecha_vencimiento"))
#: When a case was answered: its resolution was notified here, or before it was imported, where its former register has all its dates.
RESPUESTA = Coalesce(
    F("resolucion__fecha_hora_notificacion"), Case(When(fecha_vencimiento__isnull=False, then=F("fecha_hora_respuesta_previa")))
)
#: The same, as a condition.
RESPONDIDA = Q(resolucion__fecha_hora_notificacion__isnull=False) | Q(
    fecha_hora_respuesta_previa__isnull=False, fecha_vencimiento__isnull=False
)
#: How long each answer took, to put them in order.
TARDANZA = ExpressionWrapper(RESPUESTA - F("fecha_hora_presentacion"), output_field=DurationField())


def _pending(de: str = "") -> Q:
    """An appeal of which somebody owes a decision, or compliance; `de` is the way to it."""
    sin_decidir = Q(**{f"{de}estado__in": [EstadoRecurso.INTERPUESTO.value, EstadoRecurso.SIN_DECISION.value]})
    ordena = [sentido.value for sentido in SentidoRecurso if sentido.ordena]
    return sin_decidir | Q(**{f"{de}estado": EstadoRecurso.DECIDIDO.value, f"{de}sentido__in": ordena})


def _unfulfilled(de: str = "") -> Q:
    return Q(**{f"{de}estado": EstadoRecurso.INCUMPLIDO.value})


def _count_appeals(which: Callable[[str], Q]) -> CombinedExpression:
    """How many appeals are so: the last one of each case, and the one before it in the few that have two."""
    anteriores = Recurso.objects.filter(which(""), solicitud=OuterRef("pk"), ordinal__lt=OuterRef("recurso__ordinal"))
    return Count("pk", filter=which("recurso__")) + Count("pk", filter=Q(recurso__ordinal__gt=1) & Q(Exists(anteriores)))


def _count_solicitudes(solicitudes: QuerySet[Solicitud], hoy: date) -> Iterable[Any]:
    abierta = Q(estado__in=[estado.value for estado in ABIERTOS])
    respondida = Q(respuesta__isnull=False)
    filas = solicitudes.order_by().annotate(respuesta=RESPUESTA).annotate(dia_de_respuesta=TruncDate("respuesta"))
    return filas.values("institucion_id").annotate(
        recibidas=Count("pk"),
        abiertas=Count("pk", filter=abierta),
        fuera_de_plazo=Count("pk", filter=abierta & (Q(fecha_vencimiento__lt=hoy) | Q(estado=Estado.VENCIDA.value))),
        en_silencio=Count("pk", filter=Q(estado=Estado.VENCIDA.value)),
        respondidas=Count("pk", filter=respondida),
        recursos_pendientes=_count_appeals(_pending),
        recursos_incumplidos=_count_appeals(_unfulfilled),
        a_tiempo=Count("pk", filter=respondida & A_TIEMPO),
    )


def _find_medianas(solicitudes: QuerySet[Solicitud]) -> dict[int, float]:
    """The median by institution: the database puts the answered cases in order and gives the one or two in the middle of each."""
    por_institucion: dict[str, Any] = {"partition_by": [F("institucion_id")]}
    filas = (
        solicitudes.order_by()
        .annotate(respuesta=RESPUESTA)
        .filter(respuesta__isnull=False)
        .annotate(
            lugar=Window(RowNumber(), order_by=[TARDANZA.asc(), F("pk").asc()], **por_institucion),
            cuantas=Window(Count("pk"), **por_institucion),
        )
        .filter(Q(lugar=(F("cuantas") + 1) / 2) | Q(lugar=(F("cuantas") + 2) / 2))
        .values_list("institucion_id", "fecha_hora_presentacion", "respuesta")
    )
    centrales: dict[int, list[int]] = defaultdict(list)
    for institucion, recibida, notificada in filas:
        if notificada is not None:  # which the filter says already
            centrales[institucion].append(count_dias(recibida, notificada))
    return {institucion: sum(dias) / len(dias) for institucion, dias in centrales.items()}


def count_dias(recibida: datetime, notificada: datetime) -> int:
    """Calendar days between two moments, where the installation is."""
    zona = timezone.get_current_timezone()
    return (notificada.astimezone(zona).date() - recibida.astimezone(zona).date()).days

"""How answers went month by month: in time, late, and in how many days. Each indicator means what `informes.instituciones` says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncDate, TruncMonth
from django.utils import timezone

from informes.instituciones import A_TIEMPO, TARDANZA, count_dias
from solicitudes.models import Solicitud
from solicitudes.policies import countable

MESES = 12


@dataclass(frozen=True, slots=True)
class Mes:
    """The answers notified in one month, of the calendar of the installation; `mes` is its first day.

    a_tiempo, tarde
        of the answers notified in it, those in time (`Indicadores.a_tiempo`) and the others. What was never answered is in no month.
    mediana
        calendar days from reception to notification which half of them did not exceed; None without any.
    """

    mes: date
    a_tiempo: int = 0
    tarde: int = 0
    mediana: float | None = None

    @property
    def respondidas(self) -> int:
        return self.a_tiempo + self.tarde


def measure_meses(*, al: datetime, institucion_id: int | None = None, medianas: bool = True) -> tuple[Mes, ...]:
    """The last twelve months, that of `al` included, oldest first; of one institution or of all. Two queries; one without `medianas`."""
    meses = _list_meses(al)
    respuestas = _list_respuestas(desde=meses[0], al=al, institucion_id=institucion_id)
    cuentas = _count_by_mes(respuestas)
    centrales = _find_medianas(respuestas) if medianas else {}
    return tuple(Mes(mes, *cuentas.get(mes, (0, 0)), mediana=centrales.get(mes)) for mes in meses)


def _list_meses(al: datetime) -> list[date]:
    hoy = al.astimezone(timezone.get_current_timezone()).date()
    ultimo = hoy.year * 12 + hoy.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(ultimo - MESES + 1, ultimo + 1)]


def _list_respuestas(*, desde: date, al: datetime, institucion_id: int | None) -> QuerySet[Solicitud]:
    inicio = datetime.combine(desde, time.min, tzinfo=timezone.get_current_timezone())
    casos = countable() if institucion_id is None else countable().filter(institucion=institucion_id)
    casos = casos.filter(resolucion__fecha_hora_notificacion__gte=inicio, resolucion__fecha_hora_notificacion__lte=al)
    return casos.order_by().annotate(
        dia_de_respuesta=TruncDate("resolucion__fecha_hora_notificacion"),
        mes=TruncMonth("resolucion__fecha_hora_notificacion"),
    )


def _count_by_mes(respuestas: QuerySet[Solicitud]) -> dict[date, tuple[int, int]]:
    filas: Any = respuestas.values("mes").annotate(todas=Count("pk"), a_tiempo=Count("pk", filter=A_TIEMPO))
    return {fila["mes"].date(): (fila["a_tiempo"], fila["todas"] - fila["a_tiempo"]) for fila in filas}


def _find_medianas(respuestas: QuerySet[Solicitud]) -> dict[date, float]:
    """The median by month: the database puts the answers of each in order and gives the one or two in the middle."""
    filas: Any = (
        respuestas.annotate(
            lugar=Window(RowNumber(), partition_by=[F("mes")], order_by=[TARDANZA.asc(), F("pk").asc()]),
            cuantas=Window(Count("pk"), partition_by=[F("mes")]),
        )
        .filter(Q(lugar=(F("cuantas") + 1) / 2) | Q(lugar=(F("cuantas") + 2) / 2))
        .values_list("mes", "fecha_hora_presentacion", "resolucion__fecha_hora_notificacion")
    )
    centrales: dict[date, list[int]] = defaultdict(list)
    for mes, recibida, notificada in filas:
        centrales[mes.date()].append(count_dias(recibida, notificada))
    return {mes: sum(dias) / len(dias) for mes, dias in centrales.items()}

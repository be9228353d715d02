"""How answers went month by month: in time, late, and in how many days. Each indicator means what `informes.instituciones` says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncDate, TruncMonth
from django.utils import timezone

from informes.instituciones import A_TIEMPO, RESPUESTA, TARDANZA, count_dias
from solicitudes.policies import countable

MESES = 12


@dataclass(frozen=True, slots=True)
class Mes:
    """The answers notified in one month of the calendar of the installation; `mes` is its first day. Those of a former register count in
    their month, if they came with all their dates.

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


def measure_meses(*, al: datetime, institucion_id: int | None = None) -> tuple[Mes, ...]:
    """The last twelve months, that of `al` included, oldest first; of one institution or of all. One query."""
    meses = _list_meses(al)
    dias: dict[date, list[int]] = defaultdict(list)
    cuentas: dict[date, tuple[int, int]] = {}
    for fila in _list_centrales(desde=meses[0], al=al, institucion_id=institucion_id):
        mes = fila["mes"].date()
        dias[mes].append(count_dias(fila["fecha_hora_presentacion"], fila["respuesta"]))
        cuentas[mes] = (fila["a_tiempo"], fila["cuantas"] - fila["a_tiempo"])
    return tuple(Mes(mes, *cuentas[mes], sum(dias[mes]) / len(dias[mes])) if mes in cuentas else Mes(mes) for mes in meses)


def _list_meses(al: datetime) -> list[date]:
    hoy = al.astimezone(timezone.get_current_timezone()).date()
    ultimo = hoy.year * 12 + hoy.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(ultimo - MESES + 1, ultimo + 1)]


def _list_centrales(*, desde: date, al: datetime, institucion_id: int | None) -> QuerySet[Any, Any]:
    """Of each month the one or two answers in the middle, put in order of how long they took, with how many it had and how many in time."""
    inicio = datetime.combine(desde, time.min, tzinfo=timezone.get_current_timezone())
    casos = countable() if institucion_id is None else countable().filter(institucion=institucion_id)
    del_mes: dict[str, Any] = {"partition_by": [F("mes")]}
    return (
        casos.order_by()
        .annotate(respuesta=RESPUESTA)
        .filter(respuesta__gte=inicio, respuesta__lte=al)
        .annotate(dia_de_respuesta=TruncDate("respuesta"), mes=TruncMonth("respuesta"))
        .annotate(
            lugar=Window(RowNumber(), order_by=[TARDANZA.asc(), F("pk").asc()], **del_mes),
            cuantas=Window(Count("pk"), **del_mes),
            a_tiempo=Window(Count("pk", filter=A_TIEMPO), **del_mes),
        )
        .filter(Q(lugar=(F("cuantas") + 1) / 2) | Q(lugar=(F("cuantas") + 2) / 2))
        .values("mes", "cuantas", "a_tiempo", "fecha_hora_presentacion", "respuesta")
    )

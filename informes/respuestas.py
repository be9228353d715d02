"""What institutions answer and why they deny, counted answer by answer: a cause is a code, never a text among others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from solicitudes.models import Resolucion, RespuestaPregunta
from solicitudes.policies import countable
from workflow.reservas import CausalConfidencial, CausalReserva
from workflow.sentidos import Sentido


@dataclass(frozen=True, slots=True)
class Cuenta:
    """How many answers of one sense on one ground were notified until a moment `al`.

    What is counted is the answer: each question of a request that was divided in questions, and a request that was not divided as one. A
    question that was forwarded is counted where it is answered. `causa` is the ground in words and `articulo` its bare article: of what is
    reserved, that of the entry in the register (LAIP art. 23); of what is confidential, its own (art. 22); empty where there is none. An
    answer that withholds on both grounds is counted once under each: by cause the answers add up to more than there are. What came
    answered from a former register gave no ground here and is not counted.
    """

    sentido: Sentido
    causa: str
    articulo: str
    cuantas: int


def count_respuestas(*, al: datetime, institucion_id: int) -> list[Cuenta]:
    """The answers of an institution by sense and ground, in the order of the law. Two queries, however many cases there are."""
    suyas = {"resolucion__fecha_hora_notificacion__lte": al, "resolucion__solicitud__in": countable().filter(institucion=institucion_id)}
    enteras = {nombre.removeprefix("resolucion__"): valor for nombre, valor in suyas.items()}
    filas = [*_group(Resolucion.objects.filter(**enteras, division=0)), *_group(RespuestaPregunta.objects.filter(**suyas))]
    cuentas: Counter[tuple[str, str]] = Counter()
    for sentido, reservada, confidencial, cuantas in filas:
        for causa in filter(None, (reservada, confidencial)) if reservada or confidencial else ("",):
            cuentas[sentido, causa] += cuantas
    ordenadas = sorted(cuentas.items(), key=lambda cuenta: (list(Sentido).index(Sentido(cuenta[0][0])), cuenta[0][1]))
    return [Cuenta(Sentido(sentido), *_name(causa), cuantas) for (sentido, causa), cuantas in ordenadas]


def _group(contestaciones: QuerySet[Any, Any]) -> Iterable[tuple[str, str | None, str, int]]:
    grupos = contestaciones.order_by().values("sentido", "reserva__causal", "causal_confidencial").annotate(cuantas=Count("pk"))
    return grupos.values_list("sentido", "reserva__causal", "causal_confidencial", "cuantas")


def _name(causa: str) -> tuple[str, str]:
    """A ground in words, with its article."""
    if not causa:
        return "", ""
    causal = CausalReserva(causa) if causa in set(CausalReserva) else CausalConfidencial(causa)
    return causal.etiqueta, causal.articulo

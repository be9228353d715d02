"""Terms of months: the eve of the day on which the count began (LOJ art. 45.c), or the day of the same number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflow.contador_ingenuo import contar_meses, list_cerrados
from workflow.calendario import calendario_de
from workflow.hojas import Unidad
from workflow.plazos import Pausa, add_meses, calculate_vencimiento

VISPERA, MISMA = Unidad.MESES_VISPERA, Unidad.MESES_MISMA_FECHA


@pytest.mark.parametrize(
    ("desde", "meses", "vispera", "misma"),
    [
        pytest.param("2026-03-10", 1, "2026-04-10", "2026-04-10", id="LOJ 45.c: a mitad de mes las dos reglas coinciden"),
        pytest.param("2026-02-28", 1, "2026-03-31", "2026-03-28", id="LOJ 45.c: empieza el 1 de marzo, acaba la víspera del 1 de abril"),
        pytest.param("2026-01-31", 1, "2026-02-28", "2026-02-28", id="LOJ 45.c: febrero no tiene día 31"),
        pytest.param("2026-01-30", 1, "2026-02-28", "2026-02-28", id="LOJ 45.c: la cuenta empieza el 31, que febrero no tiene"),
        pytest.param("2028-01-30", 1, "2028-02-29", "2028-02-29", id="LOJ 45.c: año bisiesto"),
        pytest.param("2026-04-30", 1, "2026-05-31", "2026-05-30", id="LOJ 45.c: fin de abril"),
        pytest.param("2026-11-15", 3, "2027-02-15", "2027-02-15", id="LOJ 45.c: tres meses, cambia el año"),
        pytest.param("2026-12-31", 12, "2027-12-31", "2027-12-31", id="LOJ 45.c: un año"),
    ],
)
def test_month_ends_by_each_rule(desde: str, meses: int, vispera: str, misma: str) -> None:
    dia = date.fromisoformat(desde)
    assert add_meses(dia, meses, VISPERA).isoformat() == vispera
    assert add_meses(dia, meses, MISMA).isoformat() == misma


@settings(derandomize=True, deadline=None)
@given(st.dates(date(2010, 1, 1), date(2036, 1, 1)), st.integers(1, 12))
def test_month_agrees_with_the_naive_walk(desde: date, meses: int) -> None:
    vence = calculate_vencimiento(calendario_de("co"), desde=desde, dias=meses, unidad=MISMA)
    assert vence == contar_meses(desde=desde, meses=meses, cerrados=list_cerrados({}, pais="co"))


@settings(derandomize=True, deadline=None)
@given(st.dates(date(2010, 1, 1), date(2036, 1, 1)), st.integers(1, 12))
def test_eve_is_never_before_the_same_date_and_at_most_three_days_later(desde: date, meses: int) -> None:
    diferencia = add_meses(desde, meses, VISPERA) - add_meses(desde, meses, MISMA)
    assert timedelta(0) <= diferencia <= timedelta(days=3)


def test_month_that_is_stopped_gets_its_days_back() -> None:
    calendario = calendario_de("co")
    pausa = Pausa(date(2026, 5, 10), date(2026, 5, 20))
    vence = calculate_vencimiento(calendario, desde=date(2026, 5, 4), dias=1, unidad=MISMA, pausas=[pausa], roll=False)
    assert vence == date(2026, 6, 14)  # 4 June and the ten days of the pause


def test_last_day_stays_on_a_closed_day_where_the_law_does_not_move_it() -> None:
    calendario, sabado = calendario_de("br"), date(2026, 5, 9)
    assert calculate_vencimiento(calendario, desde=date(2026, 4, 29), dias=10, unidad=Unidad.CALENDARIO, roll=False) == sabado
    assert calculate_vencimiento(calendario, desde=date(2026, 4, 29), dias=10, unidad=Unidad.CALENDARIO) == date(2026, 5, 11)

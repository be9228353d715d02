"""The calendar asked in every way, by days that anybody can look up (LOJ art. 45.d)."""

from __future__ import annotations

from datetime import date

import pytest

from workflow.calendario import (
    Calendario,
    Clase,
    Dia,
    FueraDeCalendarioError,
    base_layers,
    calendario_de,
    covered_years,
    has_municipios,
    read_pais,
)

SABADO, DOMINGO, LUNES, JUEVES_SANTO = date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30), date(2026, 4, 2)
GT = calendario_de("gt")


def week(*motivos: Dia, inicio: date = date(2026, 3, 4), fin: date = date(2026, 3, 17)) -> Calendario:
    """Two weeks, from a Wednesday to a Tuesday, with Saturdays and Sundays closed."""
    return Calendario(
        motivos={dia.fecha: dia for dia in motivos}, inicio=inicio, fin=fin, fin_de_semana=frozenset({5, 6}), fundamento="Ley 1"
    )


def test_each_day_of_two_weeks_is_open_or_closed() -> None:
    abiertos = [dia for dia in range(4, 18) if week().is_habil(date(2026, 3, dia))]
    assert abiertos == [4, 5, 6, 9, 10, 11, 12, 13, 16, 17]
    cerrado, abierto = Dia(date(2026, 3, 10), "Feria"), Dia(date(2026, 3, 14), "Se trabaja", Clase.HABIL)
    assert [d for d in range(4, 18) if week(cerrado, abierto).is_habil(date(2026, 3, d))] == [4, 5, 6, 9, 11, 12, 13, 14, 16, 17]


def test_a_day_outside_it_changes_nothing() -> None:
    fuera = week(Dia(date(2026, 3, 3), "Antes"), Dia(date(2026, 3, 18), "Después"))
    assert fuera.count_habiles(date(2026, 3, 4), date(2026, 3, 17)) == 9
    borde = week(Dia(date(2026, 3, 4), "Primero"), Dia(date(2026, 3, 17), "Último"))
    assert (borde.is_habil(date(2026, 3, 4)), borde.is_habil(date(2026, 3, 17))) == (False, False)


def test_the_first_day_may_be_closed() -> None:
    domingo = week(inicio=date(2026, 3, 8))
    assert [dia for dia in range(8, 18) if not domingo.is_habil(date(2026, 3, dia))] == [8, 14, 15]
    assert domingo.next_habil(date(2026, 3, 8)) == date(2026, 3, 9)
    assert domingo.count_habiles(date(2026, 3, 8), date(2026, 3, 9)) == 1


def test_forth_and_back() -> None:
    assert GT.add_habiles(SABADO, 1) == GT.add_habiles(DOMINGO, 1) == LUNES
    assert GT.add_habiles(LUNES, 1) == date(2026, 3, 31)
    assert GT.add_habiles(date(2026, 4, 1), 1) == date(2026, 4, 6)
    assert GT.subtract_habiles(LUNES, 1) == GT.subtract_habiles(SABADO, 1) == date(2026, 3, 27)
    assert GT.subtract_habiles(date(2026, 4, 6), 2) == date(2026, 3, 31)
    assert [GT.next_habil(dia) for dia in (SABADO, LUNES, JUEVES_SANTO)] == [LUNES, LUNES, date(2026, 4, 6)]
    assert [GT.count_habiles(SABADO, dia) for dia in (SABADO, DOMINGO, LUNES, JUEVES_SANTO)] == [0, 0, 1, 3]
    assert GT.count_habiles(LUNES, SABADO) == 0


def test_a_closed_day_says_why_and_by_what() -> None:
    assert GT.reason(SABADO) == ("sábado", "LOJ art. 45.d")
    assert GT.reason(JUEVES_SANTO)[0] == "Jueves Santo"
    assert GT.reason(JUEVES_SANTO)[1]
    propio = week(Dia(date(2026, 3, 7), "Se trabaja", Clase.HABIL), Dia(date(2026, 3, 10), "Feria", fundamento="Acuerdo 3"))
    assert propio.reason(date(2026, 3, 7)) == ("sábado", "Ley 1")
    assert propio.reason(date(2026, 3, 10)) == ("Feria", "Acuerdo 3")
    assert propio.reason(date(2026, 3, 8)) == ("domingo", "Ley 1")
    sin_norma = Calendario(motivos={}, inicio=date(2026, 3, 4), fin=date(2026, 3, 17), fin_de_semana=frozenset({6}))
    assert (sin_norma.reason(date(2026, 3, 8)), sin_norma.is_habil(date(2026, 3, 7))) == (("domingo", ""), True)


def test_what_is_declared_of_a_stretch_is_told_in_order() -> None:
    uno, dos, tres = (Dia(date(2026, 3, dia), "x") for dia in (5, 7, 10))
    assert week(tres, uno, dos).list_dias(date(2026, 3, 5), date(2026, 3, 7)) == [uno, dos]
    assert week(tres, uno, dos).list_dias(date(2026, 3, 6), date(2026, 3, 10)) == [dos, tres]


@pytest.mark.parametrize("dia", [date(2026, 3, 3), date(2026, 3, 18)])
def test_a_day_that_the_data_do_not_cover_is_refused(dia: date) -> None:
    for pedir in (
        week().is_habil,
        lambda d: week().add_habiles(d, 1),
        week().next_habil,
        lambda d: week().count_habiles(date(2026, 3, 5), d),
    ):
        with pytest.raises(FueraDeCalendarioError) as error:
            pedir(dia)
        assert error.value.codigo == "fuera-de-calendario"
        assert all(f"{d:%d/%m/%Y}" in error.value.detalle for d in (dia, date(2026, 3, 4), date(2026, 3, 17)))


def test_a_count_that_leaves_the_data_is_refused_at_the_last_day() -> None:
    semanas = week()
    assert semanas.add_habiles(date(2026, 3, 4), 9) == date(2026, 3, 17)
    assert semanas.subtract_habiles(date(2026, 3, 17), 9) == date(2026, 3, 4)
    for pedir in (lambda: semanas.add_habiles(date(2026, 3, 4), 10), lambda: semanas.subtract_habiles(date(2026, 3, 17), 10)):
        with pytest.raises(FueraDeCalendarioError, match=r"04/03/2026|17/03/2026"):
            pedir()
    with pytest.raises(FueraDeCalendarioError, match="03/03/2026"):
        semanas.subtract_habiles(date(2026, 3, 4), 1)


def test_the_files_of_the_countries() -> None:
    assert covered_years("gt") == (2009, 2040)
    assert [has_municipios(pais) for pais in ("gt", "mx")] == [True, False]
    primero = read_pais("gt")[0]
    assert (primero.ambito, primero.dia.fecha.year, primero.dia.clase) == ("nacional", 2009, Clase.INHABIL)
    assert primero.dia.nombre and primero.dia.fundamento
    assert len(base_layers("gt", "0101")) == len(base_layers("gt")) + 32
    assert base_layers("gt", "9999") == base_layers("gt") == base_layers("gt", None)


def test_each_layer_stands_over_the_one_before() -> None:
    feria = date(2028, 8, 15)
    assert GT.is_habil(feria)
    capital = calendario_de("gt", municipio="0101")
    assert not capital.is_habil(feria)
    assert calendario_de("gt", municipio="0101", propios=(Dia(feria, "Se trabaja", Clase.HABIL),)).is_habil(feria)
    assert calendario_de("gt", base=False).is_habil(JUEVES_SANTO)
    assert not calendario_de("gt", base=False).is_habil(SABADO)
    assert calendario_de("gt").is_habil(date(2026, 4, 1))
    assert not calendario_de("gt", medio_dia_cierra=True).is_habil(date(2026, 4, 1))
    assert calendario_de("gt", fin_de_semana=frozenset({6})).is_habil(SABADO)
    assert calendario_de("mx").reason(SABADO) == ("sábado", "")
    for borde in (date(2009, 1, 1), date(2040, 12, 31)):
        assert GT.reason(borde)
        GT.is_habil(borde)

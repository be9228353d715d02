"""A term counted through the versions of a calendar, by examples that fit on a sheet (LOJ art. 45, docs/adr/0007)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from workflow.calendario import Calendario, Clase, Dia, calendario_de
from workflow.capas import ActoConocido, Ambito, ClaseActo, Lugar, build_historial, find_sector
from workflow.hojas import Unidad
from workflow.plazos import Paso, Pausa, calculate_vencimiento
from workflow.vigencias import Cuenta, Historial, Vigencia, count_term

GUATEMALA = ZoneInfo("America/Guatemala")
GT = calendario_de("gt")


def m(dia: int, mes: int = 3) -> date:
    return date(2026, mes, dia)


def at(dia: int, hora: int = 9, minuto: int = 0) -> datetime:
    return datetime(2026, 3, dia, hora, minuto, tzinfo=GUATEMALA)


def closing(*dias: int) -> Calendario:
    return calendario_de("gt", propios=tuple(Dia(m(dia), "Duelo", Clase.INHABIL, "Acuerdo 1") for dia in dias))


def opening(dia: int) -> Calendario:
    return calendario_de("gt", propios=(Dia(m(dia), "Se trabaja", Clase.HABIL, "Acuerdo 2"),))


def five_days(calendario: Calendario, pausas: tuple[Pausa, ...]) -> date | None:
    return calculate_vencimiento(calendario, desde=m(2), dias=5, unidad=Unidad.HABILES, pausas=pausas)


def count(*vigencias: Vigencia, pausas: tuple[Pausa, ...] = (), cerrado: datetime | None = None, piso: date | None = None) -> Cuenta:
    """Five business days from Monday 2 March: by the calendar as it ships they end on Monday 9."""
    return count_term(vigencias, contar=five_days, pausas=pausas, abierto=at(2), cerrado=cerrado, zona=GUATEMALA, piso=piso)


PRIMERA = Vigencia(GT)


def test_one_calendar_alone_says_the_day_and_has_no_steps() -> None:
    assert count(PRIMERA) == Cuenta(m(9), GT)
    assert count(PRIMERA, pausas=(Pausa(m(3), m(4)),)) == Cuenta(m(10), GT, (Pausa(m(3), m(4)),))


@pytest.mark.parametrize(
    ("piso", "vence", "sostenida"), [(m(6), m(9), False), (m(9), m(9), False), (m(10), m(10), True), (m(14), m(16), True)]
)
def test_what_was_told_is_a_floor(piso: date, vence: date, sostenida: bool) -> None:
    cuenta = count(PRIMERA, piso=piso)
    assert (cuenta.vence, cuenta.sostenida) == (vence, sostenida)


def test_what_became_known_in_time_moves_the_day() -> None:
    nueva = Vigencia(closing(4), (), at(5), 7)
    cuenta = count(PRIMERA, nueva)
    assert (cuenta.vence, cuenta.calendario, cuenta.sostenida) == (m(10), nueva.calendario, False)
    assert cuenta.pasos == (Paso(0, m(9), False), Paso(7, m(10), False))


@pytest.mark.parametrize(
    ("conocida", "vence"),
    [
        pytest.param(at(2, 8), m(10), id="antes de presentar: cuenta desde el principio"),
        pytest.param(at(9, 23, 59), m(10), id="el último día, a última hora"),
        pytest.param(datetime(2026, 3, 10, 5, 59, tzinfo=UTC), m(10), id="el último día de Guatemala, otro en el mundo"),
        pytest.param(at(10, 0), m(9), id="al día siguiente: el plazo había terminado"),
    ],
)
def test_until_its_last_day_a_term_hears_of_the_calendar(conocida: datetime, vence: date) -> None:
    assert count(PRIMERA, Vigencia(closing(4), (), conocida, 7)).vence == vence


@pytest.mark.parametrize(("cerrado", "vence"), [(at(5, 8), m(9)), (at(5), m(10)), (at(6), m(10))])
def test_what_became_known_after_the_answer_does_not_touch_it(cerrado: datetime, vence: date) -> None:
    assert count(PRIMERA, Vigencia(closing(4), (), at(5), 7), cerrado=cerrado).vence == vence


def test_no_version_brings_a_told_day_back() -> None:
    antes, despues = Vigencia(closing(4), (), at(3), 1), Vigencia(GT, (), at(5), 2)
    cuenta = count(PRIMERA, antes, despues)
    assert (cuenta.vence, cuenta.sostenida) == (m(10), True)
    assert cuenta.pasos == (Paso(0, m(9), False), Paso(1, m(10), False), Paso(2, m(10), True))
    assert count(PRIMERA, Vigencia(opening(7), (), at(3), 1)).sostenida


def test_what_was_known_at_the_beginning_counts_as_if_it_had_shipped() -> None:
    conocida = Vigencia(opening(7), (), at(2), 1)
    assert count(PRIMERA, conocida) == Cuenta(m(7), conocida.calendario, (), False, (Paso(1, m(7), False),))


def test_a_suspension_stops_the_term_and_gives_no_day_while_it_lasts() -> None:
    sin_fin = Vigencia(GT, (Pausa(m(3), None),), at(3), 1)
    con_fin = Vigencia(GT, (Pausa(m(3), m(4)),), at(20), 2)
    assert count(PRIMERA, sin_fin).vence is None
    assert count(PRIMERA, sin_fin, con_fin).vence == m(10), "while it lasts the term is not over"
    assert count(Vigencia(GT, (Pausa(m(3), m(4)),)), pausas=(Pausa(m(2), m(3)),)) == Cuenta(
        m(11), GT, (Pausa(m(2), m(3)), Pausa(m(3), m(4))), False, (Paso(0, m(11), False),)
    )


def test_the_floor_outlives_a_suspension_without_end() -> None:
    sin_fin, revocada = Vigencia(GT, (Pausa(m(3), None),), at(3), 1), Vigencia(GT, (), at(5), 2)
    assert count(PRIMERA, sin_fin, revocada, piso=m(12)).vence == m(12)


@pytest.mark.parametrize(
    ("pausas", "vence"),
    [
        ((), m(12)),
        ((Pausa(m(11), m(12)),), m(13)),
        ((Pausa(m(11), m(13)),), m(16)),
        ((Pausa(m(11), None),), None),
        ((Pausa(m(12), m(20)),), m(12)),
    ],
)
def test_a_told_day_that_is_suspended_goes_to_the_next_free_one(pausas: tuple[Pausa, ...], vence: date | None) -> None:
    """Paused after its five days were counted, so that only the floor of the 12th meets the pause."""
    assert count(PRIMERA, pausas=pausas, piso=m(12)).vence == vence


def test_the_calendar_now_and_the_one_that_was_known() -> None:
    nueva, otra = Vigencia(closing(4), (), at(5), 1), Vigencia(closing(4, 5), (), at(6), 2)
    historial = Historial((PRIMERA, nueva, otra))
    assert historial.actual is otra.calendario
    assert [len(historial.known_at(momento).vigencias) for momento in (at(4), at(5), at(6), at(9))] == [1, 2, 3, 3]
    assert historial.known_at(at(5)).actual is nueva.calendario


# ── the layers ────────────────────────────────────────────────────────────────

LUGAR = Lugar("MSPAS", "Guatemala", "0101")


def act(numero: int, ambito: Ambito = Ambito.NACIONAL, valor: str = "", **mas: object) -> ActoConocido:
    dias = (Dia(m(4), f"Acto {numero}", Clase.INHABIL, "Acuerdo"),)
    return ActoConocido(numero, at(numero), ClaseActo.DIAS, ambito, valor, **({"dias": dias} | mas))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ambito", "valor", "alcanza"),
    [
        (Ambito.NACIONAL, "", True),
        (Ambito.SECTOR, "ejecutivo", True),
        (Ambito.SECTOR, "judicial", False),
        (Ambito.DEPARTAMENTO, "Guatemala", True),
        (Ambito.DEPARTAMENTO, "Petén", False),
        (Ambito.MUNICIPIO, "0101", True),
        (Ambito.MUNICIPIO, "0901", False),
        (Ambito.INSTITUCION, "MSPAS", True),
        (Ambito.INSTITUCION, "MINEDUC", False),
    ],
)
def test_an_act_reaches_whom_it_says(ambito: Ambito, valor: str, alcanza: bool) -> None:
    assert act(1, ambito, valor).reaches(LUGAR, "ejecutivo") is alcanza


def test_an_act_of_a_subject_reaches_those_that_it_lists() -> None:
    assert act(1, Ambito.MATERIA, "salud", alcance=("IGSS", "MSPAS")).reaches(LUGAR, "")
    assert not act(1, Ambito.MATERIA, "salud", alcance=("IGSS",)).reaches(LUGAR, "")


def history(*actos: ActoConocido, lugar: Lugar = LUGAR, medio_dia_cierra: bool = False) -> Historial:
    return build_historial(actos, lugar, pais="gt", medio_dia_cierra=medio_dia_cierra)


def test_each_act_that_changes_something_is_a_version() -> None:
    historial = history(act(3), act(5, Ambito.INSTITUCION, "MINEDUC"), act(7, dias=(Dia(m(5), "Otro"),)))
    assert [(v.numero, v.conocida_desde) for v in historial.vigencias[1:]] == [(3, at(3)), (7, at(7))]
    assert historial.vigencias[0].numero == 0
    assert historial.vigencias[0].conocida_desde == datetime.min.replace(tzinfo=UTC)
    assert [v.calendario.is_habil(m(4)) for v in historial.vigencias] == [True, False, False]
    assert [v.calendario.is_habil(m(5)) for v in historial.vigencias] == [True, True, False]


def test_suspensions_are_in_order_and_a_revocation_takes_one_away() -> None:
    tarde, pronto = Pausa(m(9), m(12)), Pausa(m(3), m(4))
    suspende = [
        ActoConocido(n, at(n), ClaseActo.SUSPENSION, Ambito.NACIONAL, pausa=pausa) for n, pausa in enumerate((tarde, pronto), start=1)
    ]
    revoca = ActoConocido(3, at(3), ClaseActo.REVOCACION, Ambito.NACIONAL, revoca=1)
    assert [v.suspensiones for v in history(*suspende, revoca).vigencias] == [(), (tarde,), (pronto, tarde), (pronto,)]
    assert [v.numero for v in history(*suspende, revoca).vigencias] == [0, 1, 2, 3]


def test_two_suspensions_of_one_day_are_in_the_order_of_their_end() -> None:
    larga, corta = Pausa(m(3), m(9)), Pausa(m(3), m(4))
    suspende = [ActoConocido(n, at(n), ClaseActo.CAIDA, Ambito.NACIONAL, pausa=p) for n, p in enumerate((larga, corta), start=1)]
    assert history(*suspende).vigencias[-1].suspensiones == (corta, larga)


def test_the_act_of_a_sector_holds_for_whoever_is_ascribed_to_it_later() -> None:
    cierra = act(1, Ambito.SECTOR, "ejecutivo")
    adscribe = ActoConocido(2, at(2), ClaseActo.ADSCRIPCION, Ambito.INSTITUCION, "MSPAS", sector="ejecutivo")
    historial = history(cierra, adscribe)
    assert [v.numero for v in historial.vigencias] == [0, 2]
    assert not historial.actual.is_habil(m(4))
    assert find_sector([cierra, adscribe], "MSPAS") == "ejecutivo"
    assert find_sector([cierra], "MSPAS") == ""


def test_in_one_layer_the_last_act_has_the_last_word() -> None:
    abre = act(5, dias=(Dia(m(4), "Se trabaja", Clase.HABIL),))
    assert history(act(3), abre).actual.is_habil(m(4))
    assert not history(abre, act(7)).actual.is_habil(m(4))


def test_a_town_keeps_its_feast_and_a_half_day_closes_by_its_reading() -> None:
    """15 August is the feast of the capital; Holy Wednesday a half day (reading D12)."""
    miercoles_santo = m(1, 4)
    assert not history(lugar=LUGAR).actual.is_habil(date(2028, 8, 15))
    assert history(lugar=Lugar("X", "Guatemala", "")).actual.is_habil(date(2028, 8, 15))
    assert history().actual.is_habil(miercoles_santo)
    assert not history(medio_dia_cierra=True).actual.is_habil(miercoles_santo)
    assert not history(act(3), medio_dia_cierra=True).actual.is_habil(miercoles_santo)


def test_the_days_that_a_branch_was_given_close_it_and_nobody_else() -> None:
    """Reading D13: Friday 16 September 2022, granted to the Executive; no town gets it, and no other branch."""
    permiso = date(2022, 9, 16)

    def ascribed(sector: str) -> Historial:
        return history(ActoConocido(1, at(1), ClaseActo.ADSCRIPCION, Ambito.INSTITUCION, "MSPAS", sector=sector))

    assert [ascribed(sector).actual.is_habil(permiso) for sector in ("ejecutivo", "judicial")] == [False, True]
    assert history().actual.is_habil(permiso)
    abre = ActoConocido(2, at(2), ClaseActo.DIAS, Ambito.SECTOR, "ejecutivo", dias=(Dia(permiso, "Se trabaja", Clase.HABIL),))
    adscribe = ActoConocido(1, at(1), ClaseActo.ADSCRIPCION, Ambito.INSTITUCION, "MSPAS", sector="ejecutivo")
    assert history(adscribe, abre).actual.is_habil(permiso), "the act of the sector stands over the file"
    cierra = ActoConocido(3, at(3), ClaseActo.DIAS, Ambito.NACIONAL, dias=(Dia(permiso, "Se trabaja", Clase.HABIL),))
    assert not history(adscribe, cierra).actual.is_habil(permiso), "that of the nation stands under it"

"""The counting itself, day by day on a calendar that anybody can check: no law, no case, a thousandth of a second each.

March 2026: Monday 2, 9, 16, 23, 30; Holy Thursday and Friday are 2 and 3 April.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from workflow.calendario import Calendario, Clase, Dia, calendario_de
from workflow.hojas import Unidad
from workflow.plazos import (
    RODADO,
    SOSTENIDO,
    Clave,
    DiaContado,
    EstadoPlazo,
    Paso,
    Pausa,
    Plazo,
    add_meses,
    calculate_vencimiento,
    count_dias,
    evaluate_estado,
)

GUATEMALA = ZoneInfo("America/Guatemala")
GT = calendario_de("gt")
H, C, VISPERA, MISMA = Unidad.HABILES, Unidad.CALENDARIO, Unidad.MESES_VISPERA, Unidad.MESES_MISMA_FECHA


def m(dia: int, mes: int = 3) -> date:
    return date(2026, mes, dia)


@pytest.mark.parametrize(
    ("desde", "dias", "unidad", "pausas", "vence"),
    [
        pytest.param(m(2), 1, H, [], m(3), id="LOJ 45.e: desde el día siguiente"),
        pytest.param(m(6), 1, H, [], m(9), id="LOJ 45.d: el fin de semana no cuenta"),
        pytest.param(m(2), 0, H, [], m(2), id="de inmediato: el mismo día si es hábil"),
        pytest.param(m(7), 0, H, [], m(9), id="de inmediato: el lunes si es sábado"),
        pytest.param(m(7), 0, C, [], m(9), id="de inmediato, en calendario, también el lunes"),
        pytest.param(m(2), 4, C, [], m(6), id="cuatro de calendario"),
        pytest.param(m(2), 5, C, [], m(9), id="de calendario que acaba en sábado: el lunes"),
        pytest.param(m(2), 1, MISMA, [], m(6, 4), id="un mes acaba el Jueves Santo: el lunes de Pascua"),
        pytest.param(m(28, 2), 1, VISPERA, [], m(31), id="LOJ 45.c: la víspera"),
        pytest.param(m(2), 3, H, [Pausa(m(3), m(4))], m(6), id="una pausa de un día, dentro"),
        pytest.param(m(2), 3, H, [Pausa(m(2), m(3))], m(6), id="desde el primero"),
        pytest.param(m(2), 3, H, [Pausa(m(5), m(20))], m(5), id="empieza cuando el plazo acaba: no devuelve nada"),
        pytest.param(m(2), 3, H, [Pausa(m(4), m(20))], m(23), id="empieza la víspera del último: se espera"),
        pytest.param(m(9), 3, H, [Pausa(m(2), m(9))], m(12), id="acabó el día del que se cuenta: no la toca"),
        pytest.param(m(9), 3, H, [Pausa(m(2), m(10))], m(13), id="acaba un día después: lo quita"),
        pytest.param(m(2), 3, H, [Pausa(m(3), m(4)), Pausa(m(3), m(5))], m(9), id="dos que se pisan cuentan una vez"),
        pytest.param(m(2), 3, H, [Pausa(m(2), m(3)), Pausa(m(5), m(6))], m(9), id="dos seguidas se suman"),
        pytest.param(m(2), 3, H, [Pausa(m(3), None)], None, id="una que no acaba: no hay fecha"),
        pytest.param(m(2), 3, H, [Pausa(m(5), None)], m(5), id="una que no acaba, después del último"),
        pytest.param(m(2), 4, C, [Pausa(m(3), m(5))], m(9), id="de calendario: dos días de pausa, y de domingo a lunes"),
        pytest.param(m(2), 2, H, [Pausa(m(2), m(2))], m(4), id="que no dura nada"),
    ],
)
def test_the_last_day(desde: date, dias: int, unidad: Unidad, pausas: list[Pausa], vence: date | None) -> None:
    assert calculate_vencimiento(GT, desde=desde, dias=dias, unidad=unidad, pausas=pausas) == vence


def test_a_law_may_leave_the_last_day_where_it_falls() -> None:
    assert calculate_vencimiento(GT, desde=m(2), dias=5, unidad=C, roll=False) == m(7)
    assert calculate_vencimiento(GT, desde=m(7, 2), dias=1, unidad=MISMA, roll=False) == m(7)
    assert calculate_vencimiento(GT, desde=m(2), dias=5, unidad=H, roll=False) == m(9)


@pytest.mark.parametrize(
    ("desde", "meses", "unidad", "fin"),
    [
        (m(15, 1), 1, MISMA, m(15, 2)),
        (m(15, 1), 1, VISPERA, m(15, 2)),
        (m(31, 1), 1, MISMA, m(28, 2)),
        (m(30, 1), 1, VISPERA, m(28, 2)),
        (m(31, 1), 1, VISPERA, m(28, 2)),
        (m(28, 2), 1, MISMA, m(28)),
        (m(28, 2), 1, VISPERA, m(31)),
        (m(15, 12), 1, MISMA, date(2027, 1, 15)),
        (m(15, 11), 1, MISMA, m(15, 12)),
        (m(15, 11), 13, MISMA, date(2027, 12, 15)),
        (m(30, 11), 3, MISMA, date(2027, 2, 28)),
        (m(31, 12), 12, VISPERA, date(2027, 12, 31)),
        (m(28, 2), 24, MISMA, date(2028, 2, 28)),
        (date(2028, 2, 28), 12, VISPERA, date(2029, 2, 28)),
    ],
)
def test_months(desde: date, meses: int, unidad: Unidad, fin: date) -> None:
    """LOJ art. 45.c for the eve; the day of the same number for the laws that say it."""
    assert add_meses(desde, meses, unidad) == fin


def test_days_between() -> None:
    assert [count_dias(GT, m(2), m(dia), H) for dia in (2, 3, 6, 7, 9)] == [0, 1, 4, 4, 5]
    assert [count_dias(GT, m(2), m(dia), C) for dia in (1, 2, 3, 9)] == [-1, 0, 1, 7]
    assert count_dias(GT, m(9), m(2), H) == 0


def test_a_pause_covers_from_the_day_after_to_its_last() -> None:
    """LOJ art. 45.e: the day of the suspension still counts."""
    assert [Pausa(m(3), m(5)).covers(m(dia)) for dia in (3, 4, 5, 6)] == [False, True, True, False]
    assert [Pausa(m(3), None).covers(m(dia)) for dia in (3, 4, 30)] == [False, True, True]


def at(dia: int, hora: int = 9, minuto: int = 0, segundo: int = 0) -> datetime:
    return datetime(2026, 3, dia, hora, minuto, segundo, tzinfo=GUATEMALA)


ESTADOS = [
    pytest.param(None, None, at(5, 23, 59, 59), EstadoPlazo.CORRIENDO, id="hasta el último segundo"),
    pytest.param(None, None, at(6, 0), EstadoPlazo.VENCIDO, id="un segundo después"),
    pytest.param(None, None, datetime(2026, 3, 6, 5, 59, tzinfo=UTC), EstadoPlazo.CORRIENDO, id="el día es el de Guatemala"),
    pytest.param(at(5, 23, 59, 59), None, at(9), EstadoPlazo.CUMPLIDO, id="cumplido el último segundo"),
    pytest.param(at(6, 0), None, at(9), EstadoPlazo.CUMPLIDO_TARDE, id="cumplido un segundo tarde"),
    pytest.param(at(4), None, at(4), EstadoPlazo.CUMPLIDO, id="cumplido en ese instante"),
    pytest.param(at(4), None, at(3), EstadoPlazo.CORRIENDO, id="todavía no se había cumplido"),
    pytest.param(at(9), None, at(6), EstadoPlazo.VENCIDO, id="se cumplirá tarde, y todavía no"),
    pytest.param(None, at(4), at(9), EstadoPlazo.CUMPLIDO, id="cerrado en plazo: ya no vence"),
    pytest.param(None, at(4), at(4), EstadoPlazo.CUMPLIDO, id="cerrado en ese instante"),
    pytest.param(None, at(4), at(3), EstadoPlazo.CORRIENDO, id="todavía no se había cerrado"),
    pytest.param(None, at(9), at(20), EstadoPlazo.VENCIDO, id="cerrado después de vencer"),
    pytest.param(None, at(20), at(4), EstadoPlazo.CORRIENDO, id="se cerrará, y todavía no"),
    pytest.param(at(6, 0), at(4), at(9), EstadoPlazo.CUMPLIDO_TARDE, id="lo cumplido manda sobre lo cerrado"),
]


@pytest.mark.parametrize(("cumplido", "cerrado", "al", "estado"), ESTADOS)
def test_the_state_of_a_term_that_ends_on_the_fifth(
    cumplido: datetime | None, cerrado: datetime | None, al: datetime, estado: EstadoPlazo
) -> None:
    assert (
        evaluate_estado(vence=m(5), cumplido_el=cumplido, cerrado_el=cerrado, pausas=(), suspendido=False, al=al, zona=GUATEMALA) is estado
    )


@pytest.mark.parametrize(
    ("vence", "suspendido", "al", "estado"),
    [
        (None, True, at(9), EstadoPlazo.SUSPENDIDO),
        (None, False, at(9), EstadoPlazo.CORRIENDO),
        (m(20), False, at(4), EstadoPlazo.SUSPENDIDO),
        (m(20), False, at(3), EstadoPlazo.CORRIENDO),
        (m(20), False, at(6), EstadoPlazo.CORRIENDO),
        (m(20), True, at(6), EstadoPlazo.SUSPENDIDO),
    ],
)
def test_a_term_is_suspended_on_the_days_of_its_pauses(vence: date | None, suspendido: bool, al: datetime, estado: EstadoPlazo) -> None:
    hallado = evaluate_estado(
        vence=vence, cumplido_el=None, cerrado_el=None, pausas=(Pausa(m(3), m(5)),), suspendido=suspendido, al=al, zona=GUATEMALA
    )
    assert hallado is estado


def test_what_has_no_last_day_is_met_whenever_it_is() -> None:
    assert (
        evaluate_estado(vence=None, cumplido_el=at(9), cerrado_el=None, pausas=(), suspendido=False, al=at(9), zona=GUATEMALA)
        is EstadoPlazo.CUMPLIDO
    )


def build_plazo(vence: date | None, dias: int | None, unidad: Unidad = H, **mas: object) -> Plazo:
    return Plazo(Clave.RESOLUCION, m(4), vence, dias, unidad, "42", EstadoPlazo.CORRIENDO, **mas)  # type: ignore[arg-type]


def tell(plazo: Plazo, calendario: Calendario = GT) -> list[int | str]:
    """The explanation, in short: the number of each day or why it has none."""
    dias = plazo.explain(calendario)
    assert [d.fecha for d in dias] == [date.fromordinal(m(4).toordinal() + n + 1) for n in range(len(dias))]
    return [d.dia if d.dia is not None else d.excluida for d in dias]


def test_each_day_says_its_number_or_why_it_has_none() -> None:
    """LOJ arts. 45.d and 45.e."""
    assert tell(build_plazo(m(10), 4)) == [1, 2, "sábado", "domingo", 3, 4]
    assert tell(build_plazo(m(10), 6, C)) == [1, 2, 3, 4, 5, 6]
    assert tell(build_plazo(m(9), 3, C)) == [1, 2, 3, "domingo", RODADO]
    assert tell(build_plazo(m(10), 3, sostenido=True)) == [1, 2, "sábado", "domingo", 3, SOSTENIDO]
    assert tell(build_plazo(m(10), 2, pausas=(Pausa(m(5), m(9), "sismo"),))) == [1, *["plazo suspendido: sismo"] * 4, 2]
    assert tell(build_plazo(m(6), 1, pausas=(Pausa(m(4), m(5)),))) == ["plazo suspendido", 1]
    assert tell(build_plazo(m(4), 0)) == []
    assert tell(build_plazo(None, 10)) == tell(build_plazo(m(10), None)) == []
    assert tell(build_plazo(m(4, 4), 1, MISMA))[-1] == 31
    assert build_plazo(m(10), 4).explain(GT)[2] == DiaContado(m(7), excluida="sábado", fundamento="LOJ art. 45.d")


def test_a_term_is_explained_by_the_calendar_by_which_it_was_counted() -> None:
    cerrado = calendario_de("gt", propios=(Dia(m(5), "Duelo", Clase.INHABIL, "Acuerdo 1"),))
    assert tell(build_plazo(m(9), 2, calendario=cerrado)) == ["Duelo", 1, "sábado", "domingo", 2]
    assert build_plazo(m(9), 2).explain(cerrado)[0] == DiaContado(m(5), excluida="Duelo", fundamento="Acuerdo 1")


def test_how_a_term_stood_before_an_act_of_the_calendar() -> None:
    pasos = (Paso(0, m(10), False), Paso(3, m(11), False), Paso(7, m(12), True))
    plazo = build_plazo(m(12), 5, pasos=pasos)
    assert [plazo.before(numero) for numero in (0, 2, 3, 6, 7, 9)] == [pasos[0], pasos[0], pasos[1], pasos[1], None, None]
    assert build_plazo(m(12), 5, pasos=pasos[:1]).before(0) is None
    assert build_plazo(m(12), 5, pasos=pasos[1:]).before(0) is pasos[1]
    assert build_plazo(m(12), 5).before(0) is None

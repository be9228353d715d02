"""Whole answers of the ledger: every term that a case has at a moment, with its unit, its state and its article, and no other."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from tests.workflow.respuestas import RESPUESTAS
from tests.workflow.test_historia_rechazos import GT, NEGADA, PAISES, REVOCADA, build_evento, fold
from workflow.eventos import Evento, TipoEvento, TipoSolicitud
from workflow.libro import Libro
from workflow.plazos import Clave, Plazo

UNIDADES = {"habiles": "h", "calendario": "c", "meses_vispera": "v", "meses_misma_fecha": "m"}


def look(libro: Libro, cuando: str) -> list[Plazo]:
    """The terms at noon of that day of 2026, where the law holds."""
    return libro.list_plazos(datetime.combine(date.fromisoformat(f"2026-{cuando}"), time(12), libro.regimen.zona))


def write(plazo: Plazo) -> str:
    desde, vence = (f"{dia:%m-%d}" if dia else "nunca" for dia in (plazo.desde, plazo.vence))
    dias = "…" if plazo.dias is None else f"+{plazo.dias}"
    return f"{plazo.clave} {desde} {dias}{UNIDADES[plazo.unidad]} = {vence} {plazo.estado} ({plazo.articulo})"


@pytest.mark.parametrize(
    ("pais", "lecturas", "eventos", "al", "plazos"),
    RESPUESTAS,
    ids=[f"{r[0]} {' '.join(r[1].values())} {r[2][-1]}, {r[3]}" for r in RESPUESTAS],
)
def test_the_whole_answer(pais: str, lecturas: dict[str, str], eventos: list[str], al: str, plazos: list[str]) -> None:
    assert [write(plazo) for plazo in look(fold(pais, *eventos, **lecturas), al)] == plazos


# ── what is asked of the ledger besides ───────────────────────────────────────


def test_silence_begins_the_day_after_and_ends_with_the_case() -> None:
    """LAIP art. 44."""
    libro = fold("gt", GT)
    claves = [[plazo.clave for plazo in look(libro, dia)] for dia in ("04-10", "04-11")]
    assert [Clave.AFIRMATIVA_FICTA in c for c in claves] == [False, True]
    assert [libro.is_vencida(date(2026, 4, dia)) for dia in (10, 11)] == [False, True]
    desistida = fold("gt", GT, "03-27 desistida")
    assert [plazo.clave for plazo in look(desistida, "06-01")] == [Clave.RESOLUCION, Clave.AVISO_PRORROGA]


def test_an_answer_on_the_last_day_is_no_silence_and_one_the_day_after_is() -> None:
    a_tiempo, tarde = fold("gt", GT, "04-10T23:59:59 resolucion_notificada"), fold("gt", GT, "04-11T00:00:00 resolucion_notificada")
    assert [libro.is_vencida(date(2026, 4, 20)) for libro in (a_tiempo, tarde)] == [False, True]
    assert [[p.clave for p in look(libro, "04-20")].count(Clave.AFIRMATIVA_FICTA) for libro in (a_tiempo, tarde)] == [0, 1]


@pytest.mark.parametrize(
    ("eventos", "pendiente"),
    [
        ([GT, NEGADA], False),
        ([GT, NEGADA, "04-08 recurso_interpuesto"], True),
        ([GT, NEGADA, "04-08 recurso_interpuesto", "04-10 recurso_notificado sentido=confirma"], False),
        (REVOCADA, True),
        ([*REVOCADA, "04-13 cumplida"], False),
    ],
)
def test_an_appeal_is_over_once_nothing_that_it_ordered_is_outstanding(eventos: list[str], pendiente: bool) -> None:
    """LAIP arts. 59 and 60."""
    assert fold("gt", *eventos).has_appeal_pending is pendiente


def test_the_last_day_to_appeal() -> None:
    """LAIP art. 54: fifteen business days from the notice; against silence by reading D7."""
    assert fold("gt", GT, NEGADA).appeal_deadline == date(2026, 4, 28)
    assert fold("gt", GT).appeal_deadline is None
    assert fold("gt", GT, D7="desde_el_vencimiento").appeal_deadline == date(2026, 5, 4)
    assert fold("gt", GT, "03-27 aclaracion_pedida", D7="desde_el_vencimiento").appeal_deadline is None
    assert fold("gt", GT, D7="desde_el_fin_de_la_ficta").appeal_deadline == date(2026, 5, 18)
    assert fold("gt", GT, "03-26 suspendida", D7="desde_el_fin_de_la_ficta").appeal_deadline is None
    assert fold("py", "03-02 presentada").appeal_deadline is None
    fold("gt", GT, "04-14 recurso_interpuesto", "04-15 resolucion_notificada", D7="desde_el_vencimiento")


def test_who_opposed_in_time_closes_one_outcome_where_her_law_gives_a_veto() -> None:
    opuesto = ["03-02 presentada", "03-03 tercero_consultado", "03-04 tercero_opuesto"]
    assert fold("cl", *opuesto).sentidos_vetados == ("entrega_total",)
    assert fold("cl", *opuesto[:2]).sentidos_vetados == ()


def test_a_term_of_its_own_ends_where_it_would_if_it_began_then() -> None:
    libro = fold("gt", GT)
    zona = libro.regimen.zona
    assert libro.end_of(Clave.ACLARACION, datetime(2026, 3, 27, 9, tzinfo=zona)) == date(2026, 3, 31)
    fin = libro.end_of_day(date(2026, 3, 27))
    assert (fin.date(), fin.time(), fin.tzinfo) == (date(2026, 3, 27), time.max, zona)


def test_the_hour_of_the_act_is_that_of_the_law() -> None:
    """What is filed at eleven at night in Guatemala is of that day, whatever day it is in the world."""
    assert fold("gt", "03-25T23:00:00 presentada").vencimiento == date(2026, 4, 10)


@pytest.mark.parametrize(
    ("lecturas", "presentada", "desde"),
    [
        ({}, "03-28", date(2026, 3, 28)),
        ({"recibida_en_inhabil": "siguiente_habil"}, "03-28", date(2026, 3, 30)),
        ({"recibida_en_inhabil": "siguiente_habil"}, "03-27", date(2026, 3, 27)),
        ({"hora_de_corte": "16:00"}, "03-27T16:00:00", date(2026, 3, 27)),
        ({"hora_de_corte": "16:00"}, "03-27T16:00:01", date(2026, 3, 30)),
        ({"hora_de_corte": "16:00"}, "03-28T10:00:00", date(2026, 3, 28)),
    ],
)
def test_the_day_of_receipt(lecturas: dict[str, str], presentada: str, desde: date) -> None:
    """By the readings on closed days and on the hour after which it counts as the next day."""
    assert fold("gt", f"{presentada} presentada", **lecturas).require_presentacion() == desde


def test_a_rehearsal_is_a_copy() -> None:
    libro = fold("gt", GT)
    ensayo = libro.rehearse(build_evento("gt", "03-27 suspendida motivo=Sismo"))
    assert (ensayo.suspendida, len(ensayo.pausas)) == (True, 1)
    assert (libro.suspendida, libro.pausas, libro.vencimiento) == (False, [], date(2026, 4, 10))
    assert (ensayo.ultimo, libro.ultimo) == (build_evento("gt", "03-27 desistida").fecha_hora, build_evento("gt", GT).fecha_hora)


def test_what_each_act_leaves_known() -> None:
    libro = fold("gt", GT, "03-27 aclaracion_pedida", "03-30 aclarada", "03-31 prorrogada dias=4", "04-01 resolucion_notificada")
    assert libro.aclaracion_pedida is not None and libro.aclaracion_pedida.tipo is TipoEvento.ACLARACION_PEDIDA
    assert libro.aclarada is not None and libro.aclarada.fecha_hora == build_evento("gt", "03-30 aclarada").fecha_hora
    assert (libro.aclaraciones, libro.prorrogas, libro.dias_prorroga) == (1, 1, 4)
    assert (libro.recibida, libro.inicio, libro.inicio_el) == (date(2026, 3, 25), date(2026, 3, 30), libro.aclarada.fecha_hora)
    assert libro.prorroga is not None and libro.resolucion is not None and libro.fin is None
    assert fold("gt", GT, "04-14 recurso_interpuesto").asuntos[0].contra is None


def test_the_ledger_needs_a_filing_and_takes_what_came_in_order() -> None:
    regimen = PAISES["gt"]
    libro = fold("gt")
    plegado = Libro.fold(
        [build_evento("gt", GT)], regimen=regimen, tipo=TipoSolicitud.ACCESO, calendario=libro.calendario, lecturas=libro.lecturas
    )
    assert plegado.vencimiento == date(2026, 4, 10)
    conocida = Evento(TipoEvento.PRESENTADA, datetime(2026, 3, 2, 9, tzinfo=PAISES["sv"].zona))
    sv = PAISES["sv"]
    vieja = Libro.fold(
        [conocida],
        regimen=sv,
        tipo=TipoSolicitud.ACCESO,
        calendario=fold("sv").calendario,
        lecturas=sv.choose_lecturas({}),
        atributos={"antiguedad_anios": 6},
    )
    assert (vieja.termino.dias, fold("sv").termino.dias) == (20, 10)


def test_a_receipt_holds_its_day_while_the_term_waits_too() -> None:
    libro = fold("gt", GT)
    libro.announce(date(2026, 4, 13))
    [resolucion, *_] = look(libro, "03-26")
    assert (resolucion.vence, resolucion.sostenido) == (date(2026, 4, 13), True)

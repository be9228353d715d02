"""The warnings before a term ends: on the days that the regime sets, once each, to the officers (LAIP arts. 19 and 20)."""

from __future__ import annotations

from datetime import date

import pytest

from solicitudes.services.barrido import Resultado
from solicitudes.services.vencimiento import advertir_vencimientos
from tests.elenco import Elenco, cuando, enqueued, snapshot, un_expediente


def warnings(folio: str) -> list[str]:
    return [fila["fecha"] for fila in enqueued(folio).get("advertir", [])]


def test_advertir_three_and_one_business_days_before(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    for dia in range(5, 20):
        advertir_vencimientos(ahora=cuando(3, dia))
    assert warnings(caso.folio) == ["2026-03-11", "2026-03-13"]
    assert caso.solicitud.fecha_advertencia is None


def test_advertir_moves_no_history(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    assert advertir_vencimientos(ahora=cuando(3, 11)) == Resultado(1, ())
    assert (caso.solicitud.version, caso.solicitud.estado, caso.solicitud.fecha_advertencia) == (2, "en_tramite", date(2026, 3, 13))


def test_advertir_twice_the_same_day_warns_once(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    advertir_vencimientos(ahora=cuando(3, 11, 0))
    antes = snapshot()
    assert advertir_vencimientos(ahora=cuando(3, 11, 23, 59)) == Resultado(0, ())
    assert snapshot() == antes
    assert warnings(caso.folio) == ["2026-03-11"]


def test_advertir_when_the_day_begins_in_guatemala(elenco: Elenco) -> None:
    un_expediente(elenco, "en_tramite")
    assert advertir_vencimientos(ahora=cuando(3, 10, 23, 59, 59)).hechas == 0
    assert advertir_vencimientos(ahora=cuando(3, 11, 0)).hechas == 1


def test_advertir_after_days_down_warns_once_with_the_day_that_it_is(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    advertir_vencimientos(ahora=cuando(3, 16))
    assert warnings(caso.folio) == ["2026-03-16"]


def test_advertir_what_is_over_already_says_nothing_and_is_not_asked_again(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    advertir_vencimientos(ahora=cuando(3, 17))
    assert warnings(caso.folio) == []
    assert caso.solicitud.fecha_advertencia is None


def test_an_extension_asks_for_warnings_of_its_own(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    advertir_vencimientos(ahora=cuando(3, 11))
    caso.at(cuando(3, 12)).hacer("prorrogar")
    for dia in range(12, 31):
        advertir_vencimientos(ahora=cuando(3, dia))
    assert warnings(caso.folio) == ["2026-03-11", "2026-03-25", "2026-03-27"]


@pytest.mark.parametrize("estado", ["vencida", "resuelta", "entregada", "remitida", "desistida", "cerrada"])
def test_what_no_longer_waits_for_its_term_is_not_warned_of(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    for dia in range(5, 20):
        advertir_vencimientos(ahora=cuando(3, dia))
    assert warnings(caso.folio) == []


def test_a_clarification_that_did_not_come_is_told_once(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion")
    for dia in range(5, 20):
        advertir_vencimientos(ahora=cuando(3, dia))
    assert warnings(caso.folio) == [str(date(2026, 3, 7))]
    assert caso.solicitud.fecha_advertencia is None


def test_a_bad_row_does_not_stop_the_warnings_of_the_rest(elenco: Elenco) -> None:
    from solicitudes.models import Solicitud

    malo, bueno = un_expediente(elenco, "en_tramite"), un_expediente(elenco, "en_tramite")
    Solicitud.objects.filter(folio=malo.folio).update(regimen_version=99)
    assert advertir_vencimientos(ahora=cuando(3, 11)) == Resultado(1, (malo.solicitud.pk,))
    assert warnings(bueno.folio) == ["2026-03-11"]

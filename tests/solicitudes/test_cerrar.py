"""cerrar: no term is open any more and nothing is to be handed over (LAIP art. 54)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from solicitudes.models import Solicitud
from solicitudes.services.barrido import Resultado
from solicitudes.services.cierre import cerrar_expedientes
from tests.elenco import DENIEGA, Elenco, cuando, enqueued, refused, snapshot, un_expediente

#: State, what was resolved, and the last day on which somebody could still act.
ULTIMO_DIA = [
    ("resuelta", date(2026, 3, 31)),
    ("entregada", date(2026, 3, 31)),
    ("desistida", date(2026, 3, 25)),
    ("remitida", date(2026, 3, 25)),
]


@pytest.mark.parametrize(("estado", "ultimo"), ULTIMO_DIA)
def test_cerrar_the_day_after_the_term_to_appeal_ended(elenco: Elenco, estado: str, ultimo: date) -> None:
    caso = un_expediente(elenco, estado, borrador=DENIEGA if estado == "resuelta" else un_expediente.__kwdefaults__["borrador"])
    assert cerrar_expedientes(ahora=cuando(ultimo.month, ultimo.day, 23, 59, 59)) == Resultado(0, ())
    siguiente = ultimo + timedelta(days=1)
    assert cerrar_expedientes(ahora=cuando(siguiente.month, siguiente.day, 0)) == Resultado(1, ())
    solicitud, movimiento = caso.solicitud, caso.ultimo
    assert (solicitud.estado, solicitud.fecha_cierre, solicitud.cabeza) == ("cerrada", None, movimiento.huella)
    assert (movimiento.acto, movimiento.estado_anterior, movimiento.rol, movimiento.datos) == ("cerrar", estado, "reloj", {})
    assert {"numero": movimiento.numero} not in enqueued(caso.folio)["avisar"]


def test_cerrar_keeps_the_sense_of_the_answer(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    cerrar_expedientes(ahora=cuando(4, 1))
    assert (caso.solicitud.estado, caso.solicitud.sentido) == ("cerrada", "negativa_reservada")


def test_what_is_still_to_be_handed_over_does_not_close(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta")
    assert cerrar_expedientes(ahora=cuando(12, 31)) == Resultado(0, ())
    caso.at(cuando(12, 31)).hacer("entregar")
    assert cerrar_expedientes(ahora=cuando(12, 31)).hechas == 1


@pytest.mark.parametrize("estado", ["presentada", "en_tramite", "en_aclaracion", "vencida", "cerrada"])
def test_what_is_open_or_closed_already_does_not_close(elenco: Elenco, estado: str) -> None:
    un_expediente(elenco, estado)
    antes = snapshot()
    assert cerrar_expedientes(ahora=cuando(12, 31)) == Resultado(0, ())
    assert snapshot() == antes


def test_cerrar_twice_and_in_lots(elenco: Elenco) -> None:
    for _ in range(3):
        un_expediente(elenco, "desistida")
    assert cerrar_expedientes(ahora=cuando(5, 1), lote=2) == Resultado(3, ())
    antes = snapshot()
    assert cerrar_expedientes(ahora=cuando(5, 1)) == Resultado(0, ())
    assert snapshot() == antes


@pytest.mark.parametrize("quien", ["la_oficial", "la_autoridad", "la_solicitante", "el_regulador"])
def test_nobody_but_the_clock_closes(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "entregada").at(cuando(5, 1))
    with refused("acto-no-autorizado", 403):
        caso.hacer("cerrar", por=quien)


def test_a_stored_date_that_is_too_early_is_mended_and_the_case_does_not_close(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "desistida")
    Solicitud.objects.update(fecha_cierre=date(2026, 3, 5))
    assert cerrar_expedientes(ahora=cuando(3, 6)) == Resultado(0, ())
    assert (caso.solicitud.estado, caso.solicitud.fecha_cierre) == ("desistida", date(2026, 3, 26))


def test_a_bad_row_does_not_stop_the_rest(elenco: Elenco) -> None:
    malo, bueno = un_expediente(elenco, "desistida"), un_expediente(elenco, "desistida")
    Solicitud.objects.filter(folio=malo.folio).update(regimen_version=99)
    assert cerrar_expedientes(ahora=cuando(5, 1)) == Resultado(1, (malo.solicitud.pk,))
    assert bueno.solicitud.estado == "cerrada"

"""vencer: the term ends with no resolution, and the sweep leaves it recorded, however late it comes (LAIP art. 44)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.models import Salida
from solicitudes.actor import ANONIMO
from solicitudes.models import Institucion, Movimiento, Solicitud
from solicitudes.services.barrido import Resultado
from solicitudes.services.presentacion import presentar
from solicitudes.services.vencimiento import vencer_plazos
from tests.elenco import LUNES, VENCE, Caso, Elenco, cuando, enqueued, refused, snapshot, un_expediente, una_peticion

MARTES = cuando(3, 17)


def file_many(cuantas: int, *, ahora: datetime = LUNES) -> list[str]:
    return [presentar(peticion=una_peticion(), actor=ANONIMO, ahora=ahora).solicitudes[0].folio for _ in range(cuantas)]


def estados() -> list[str]:
    return list(Solicitud.objects.order_by("pk").values_list("estado", flat=True))


@pytest.mark.parametrize("estado", ["presentada", "en_tramite"])
def test_vencer_leaves_silence_recorded_and_told(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    version = caso.solicitud.version
    assert vencer_plazos(ahora=MARTES) == Resultado(1, ())
    solicitud, movimiento = caso.solicitud, caso.ultimo
    assert (solicitud.estado, solicitud.version, solicitud.cabeza) == ("vencida", version + 1, movimiento.huella)
    assert (solicitud.fecha_vencimiento, solicitud.fecha_advertencia, solicitud.fecha_cierre) == (VENCE, None, None)
    assert (movimiento.acto, movimiento.rol, movimiento.persona_id) == ("vencer", "reloj", None)
    assert (movimiento.fecha_hora, movimiento.datos) == (MARTES, {"vencia": "2026-03-16"})
    assert enqueued(caso.folio)["avisar"][-1] == {"numero": version + 1}


def test_vencer_exactly_when_the_day_after_begins_in_guatemala(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    assert vencer_plazos(ahora=cuando(3, 16, 23, 59, 59)) == Resultado(0, ())
    assert caso.solicitud.estado == "en_tramite"
    assert vencer_plazos(ahora=cuando(3, 17, 0, 0, 0)) == Resultado(1, ())


@pytest.mark.parametrize("hora", [(0, 0), (9, 15), (23, 59)])
def test_a_term_ends_with_the_day_whatever_the_hour_of_filing(elenco: Elenco, hora: tuple[int, int]) -> None:
    Caso(elenco, ahora=cuando(3, 2, *hora))
    assert vencer_plazos(ahora=cuando(3, 16, 23, 59)).hechas == 0
    assert vencer_plazos(ahora=cuando(3, 17, 0)).hechas == 1


def test_vencer_catches_up_after_a_month_down(elenco: Elenco) -> None:
    file_many(3)
    assert vencer_plazos(ahora=MARTES + timedelta(days=30)).hechas == 3
    assert estados() == ["vencida"] * 3


def test_vencer_twice_changes_nothing(elenco: Elenco) -> None:
    file_many(2)
    vencer_plazos(ahora=MARTES)
    antes = snapshot()
    assert vencer_plazos(ahora=MARTES) == Resultado(0, ())
    assert vencer_plazos(ahora=MARTES + timedelta(days=400)) == Resultado(0, ())
    assert snapshot() == antes


def test_vencer_in_lots_takes_all(elenco: Elenco) -> None:
    file_many(3)
    assert vencer_plazos(ahora=MARTES, lote=2).hechas == 3


def test_vencer_leaves_alone_what_is_not_due(elenco: Elenco) -> None:
    file_many(1)
    file_many(1, ahora=cuando(3, 3))
    vencer_plazos(ahora=MARTES)
    assert estados() == ["vencida", "presentada"]


def test_an_extension_granted_moves_the_day_of_silence(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    caso.hacer("prorrogar")
    assert vencer_plazos(ahora=cuando(3, 30, 23, 59)).hechas == 0
    assert vencer_plazos(ahora=cuando(3, 31, 0)).hechas == 1
    assert caso.ultimo.datos == {"vencia": "2026-03-30"}


def test_a_case_that_awaits_a_clarification_never_expires(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion")
    assert vencer_plazos(ahora=cuando(12, 31)).hechas == 0
    assert caso.solicitud.estado == "en_aclaracion"


@pytest.mark.parametrize("estado", ["en_aclaracion", "vencida", "resuelta", "entregada", "remitida", "desistida", "cerrada"])
def test_vencer_in_another_state_does_nothing(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    antes = caso.solicitud
    vencer_plazos(ahora=cuando(12, 31))  # the case born of a forwarding expires, this one does not
    assert (caso.solicitud.estado, caso.solicitud.cabeza) == (estado, antes.cabeza)


@pytest.mark.parametrize("quien", ["la_oficial", "la_autoridad", "la_solicitante", "el_regulador"])
def test_nobody_but_the_clock_lets_a_case_expire(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "en_tramite").at(MARTES)
    with refused("acto-no-autorizado", 403):
        caso.hacer("vencer", por=quien)


# ── the stored date only finds the row; the ledger decides ────────────────────


def test_a_stored_date_that_is_too_early_is_mended_and_the_case_does_not_expire(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    Solicitud.objects.update(fecha_vencimiento=date(2026, 3, 3), fecha_advertencia=None)
    assert vencer_plazos(ahora=cuando(3, 5)) == Resultado(0, ())
    solicitud = caso.solicitud
    assert (solicitud.estado, solicitud.version) == ("en_tramite", 2)
    assert (solicitud.fecha_vencimiento, solicitud.fecha_advertencia) == (VENCE, date(2026, 3, 11))


def test_a_stored_date_that_was_wrong_never_gets_into_the_history(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    Solicitud.objects.update(fecha_vencimiento=date(2026, 3, 3))
    assert vencer_plazos(ahora=MARTES).hechas == 1
    assert caso.ultimo.datos == {"vencia": "2026-03-16"}
    assert caso.solicitud.fecha_vencimiento == VENCE


# ── one bad row does not stop the rest ────────────────────────────────────────


def spoil_history(folio: str) -> int:
    """A history that cannot have happened: a second filing, written behind the application's back."""
    caso = Solicitud.objects.get(folio=folio)
    Movimiento.objects.bulk_create(
        [
            Movimiento(
                solicitud=caso, numero=2, acto="presentar", estado_anterior="presentada", estado_nuevo="presentada", rol="solicitante",
                fecha_hora=cuando(3, 3), datos={}, huella_anterior="0" * 64, huella="f" * 64,
            )
        ]
    )  # fmt: skip
    return caso.pk


@pytest.mark.parametrize("lote", [500, 2, 1])
def test_a_row_with_an_impossible_history_is_set_aside_and_reported(elenco: Elenco, lote: int, caplog) -> None:
    folios = file_many(5)
    malo = spoil_history(folios[2])
    assert vencer_plazos(ahora=MARTES, lote=lote) == Resultado(4, (malo,))
    assert estados() == ["vencida", "vencida", "presentada", "vencida", "vencida"]
    assert f"id {malo}" in caplog.text


def test_a_bad_row_does_not_stop_the_mending_of_the_rest_either(elenco: Elenco) -> None:
    folios = file_many(2)
    spoil_history(folios[0])
    Solicitud.objects.update(fecha_vencimiento=date(2026, 3, 3))
    vencer_plazos(ahora=cuando(3, 5))
    assert Solicitud.objects.get(folio=folios[1]).fecha_vencimiento == VENCE


def test_a_row_of_a_regime_that_is_gone_is_set_aside(elenco: Elenco) -> None:
    folios = file_many(2)
    Solicitud.objects.filter(folio=folios[0]).update(regimen_version=99)
    resultado = vencer_plazos(ahora=MARTES)
    assert (resultado.hechas, len(resultado.fallidas)) == (1, 1)


def test_a_bad_row_is_tried_again_at_the_next_sweep(elenco: Elenco) -> None:
    [folio] = file_many(1)
    Solicitud.objects.update(regimen_version=99)
    assert vencer_plazos(ahora=MARTES).hechas == 0
    Solicitud.objects.update(regimen_version=1)
    assert vencer_plazos(ahora=MARTES).hechas == 1
    assert Solicitud.objects.get(folio=folio).estado == "vencida"


# ── how much it asks of the database ──────────────────────────────────────────


def count_queries(cuantas: int) -> int:
    file_many(cuantas)
    with CaptureQueriesContext(connection) as consultas:
        assert vencer_plazos(ahora=MARTES).hechas == cuantas
    return len([c for c in consultas if "SAVEPOINT" not in c["sql"]])


def test_a_batch_asks_a_number_of_queries_that_does_not_grow_with_its_rows(elenco: Elenco) -> None:
    pocas, muchas = count_queries(5), count_queries(50)
    # SQLite takes at most 999 parameters in an INSERT through Django: fifty movements and messages need one more of each.
    assert muchas - pocas <= (2 if connection.vendor == "sqlite" else 0)


def test_each_expiry_leaves_one_message_whatever_the_lot(elenco: Elenco) -> None:
    file_many(5)
    antes = Salida.objects.count()
    vencer_plazos(ahora=MARTES, lote=2)
    assert Salida.objects.count() - antes == 5
    assert Institucion.objects.count() == 3

"""admitir: the information unit takes the case in hand (LAIP art. 42)."""

from __future__ import annotations

import pytest

from tests.elenco import VENCE, Elenco, cuando, enqueued, refused, un_expediente


def test_admitir_puts_the_case_in_hand_and_moves_no_date(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "presentada")
    caso.at(cuando(3, 3)).hacer("admitir", version=1)
    solicitud, movimiento = caso.solicitud, caso.ultimo
    assert (solicitud.estado, solicitud.version, solicitud.fecha_vencimiento, solicitud.cabeza) == (
        "en_tramite",
        2,
        VENCE,
        movimiento.huella,
    )
    assert (movimiento.numero, movimiento.acto, movimiento.estado_anterior, movimiento.estado_nuevo) == (
        2,
        "admitir",
        "presentada",
        "en_tramite",
    )
    assert (movimiento.rol, movimiento.persona_id, movimiento.fecha_hora) == ("oficial", elenco.la_oficial.persona_id, cuando(3, 3))
    assert enqueued(caso.folio)["avisar"] == [{"numero": 1}, {"numero": 2}]


@pytest.mark.parametrize("estado", ["en_tramite", "en_aclaracion", "vencida", "resuelta", "entregada", "remitida", "desistida", "cerrada"])
def test_admitir_in_another_state_is_refused(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    with refused("acto-no-permitido", 409) as error:
        caso.hacer("admitir")
    assert "se puede desde: «Presentada»" in error.value.detalle
    assert error.value.articulo == "LAIP art. 42"


def test_admitir_twice_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "presentada")
    caso.hacer("admitir")
    with refused("acto-no-permitido", 409):
        caso.hacer("admitir")


@pytest.mark.parametrize("quien", ["la_solicitante", "la_jefa", "el_firmante", "la_autoridad", "el_enlace", "el_regulador", "el_reloj"])
def test_admitir_by_another_role_is_refused(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "presentada", asignado=True)
    with refused("acto-no-autorizado", 403) as error:
        caso.hacer("admitir", por=quien)
    assert "Oficial de información" in error.value.detalle


@pytest.mark.parametrize("quien", ["una_extrana", "nadie", "otro_enlace"])
def test_admitir_what_one_may_not_see_does_not_exist(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "presentada", asignado=True)
    with refused("solicitud-no-encontrada", 404):
        caso.hacer("admitir", por=quien)


def test_admitir_on_a_stale_version_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "presentada", asignado=True)
    with refused("version-anterior", 412) as error:
        caso.hacer("admitir", version=1)
    assert "va por la versión 2; usted leyó la 1" in error.value.detalle


def test_admitir_when_the_term_is_over_is_allowed_until_the_clock_says_so(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "presentada")
    caso.at(cuando(3, 20)).hacer("admitir")
    assert (caso.solicitud.estado, caso.solicitud.fecha_vencimiento) == ("en_tramite", VENCE)

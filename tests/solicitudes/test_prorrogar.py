"""prorrogar: more time, once, with reasons, before the term ends (LAIP art. 43)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.elenco import VENCE, Caso, Elenco, cuando, enqueued, refused, un_expediente, una_peticion


def test_prorrogar_adds_its_days_to_the_end_of_the_term(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 12))
    caso.hacer("prorrogar", dias=10, motivo="  Son tres sistemas. ", version=2)
    solicitud = caso.solicitud
    assert (solicitud.estado, solicitud.version) == ("en_tramite", 3)
    assert (solicitud.fecha_vencimiento, solicitud.fecha_advertencia) == (date(2026, 3, 30), date(2026, 3, 25))
    assert caso.ultimo.datos == {"dias": 10, "motivo": "Son tres sistemas.", "vencia": "2026-03-16"}
    assert enqueued(caso.folio)["avisar"][-1] == {"numero": 3}


def test_prorrogar_one_day(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    caso.hacer("prorrogar", dias=1)
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 17)


@pytest.mark.parametrize("dias", [0, -1, 11, 10_000])
def test_prorrogar_more_than_the_law_allows_is_refused(elenco: Elenco, dias: int) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("prorroga-excede-maximo", 422, campo="dias") as error:
        caso.hacer("prorrogar", dias=dias)
    assert error.value.articulo == "43"


def test_prorrogar_twice_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    caso.hacer("prorrogar", dias=2)
    with refused("prorroga-ya-concedida", 409):
        caso.hacer("prorrogar", dias=2)


def test_prorrogar_until_the_last_minute_of_the_term(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, VENCE.day, 23, 59, 59))
    caso.hacer("prorrogar")
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 30)


def test_prorrogar_after_vencimiento_is_refused_though_no_sweep_has_run(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, VENCE.day + 1, 0))
    with refused("prorroga-fuera-de-plazo", 409) as error:
        caso.hacer("prorrogar")
    assert error.value.articulo == "43, 44"


@pytest.mark.parametrize("tipo", ["datos_acceso", "datos_rectificacion"])
def test_prorrogar_where_the_law_has_no_extension_is_refused(elenco: Elenco, tipo: str) -> None:
    caso = Caso(elenco, peticion=una_peticion(tipo=tipo))
    caso.hacer("admitir")
    with refused("prorroga-no-prevista", 422):
        caso.hacer("prorrogar")


@pytest.mark.parametrize("estado", ["presentada", "en_aclaracion", "vencida", "resuelta", "entregada", "remitida", "desistida", "cerrada"])
def test_prorrogar_in_another_state_is_refused(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    with refused("acto-no-permitido", 409):
        caso.hacer("prorrogar")


@pytest.mark.parametrize("quien", ["la_solicitante", "la_jefa", "la_autoridad", "el_enlace", "el_regulador"])
def test_prorrogar_by_another_role_is_refused(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    with refused("acto-no-autorizado", 403):
        caso.hacer("prorrogar", por=quien)


@pytest.mark.parametrize("quien", ["una_extrana", "nadie"])
def test_prorrogar_what_one_may_not_see_does_not_exist(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("solicitud-no-encontrada", 404):
        caso.hacer("prorrogar", por=quien)


def test_prorrogar_on_a_stale_version_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("version-anterior", 412):
        caso.hacer("prorrogar", version=1)


def test_prorrogar_without_reasons_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("texto-requerido", 422, campo="motivo") as error:
        caso.hacer("prorrogar", motivo="   ")
    assert error.value.articulo == "LAIP arts. 43 y 45"

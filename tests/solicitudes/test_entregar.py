"""entregar: the information reaches the applicant (LAIP arts. 18 and 45)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.elenco import DENIEGA, Elenco, cuando, enqueued, refused, un_expediente


@pytest.mark.parametrize(("quien", "rol"), [("la_oficial", "oficial"), ("la_solicitante", "solicitante")])
def test_entregar_by_the_officer_or_by_the_applicants_download(elenco: Elenco, quien: str, rol: str) -> None:
    caso = un_expediente(elenco, "resuelta").at(cuando(3, 11))
    caso.hacer("entregar", por=quien, constancia="  Por correo. ", version=7)
    solicitud = caso.solicitud
    assert (solicitud.estado, solicitud.version, solicitud.fecha_cierre) == ("entregada", 8, date(2026, 4, 1))
    assert (caso.ultimo.rol, caso.ultimo.datos) == (rol, {"constancia": "Por correo."})
    assert enqueued(caso.folio)["avisar"][-1] == {"numero": 8}


def test_entregar_needs_no_note(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta")
    caso.hacer("entregar", constancia="  ")
    assert caso.ultimo.datos == {}


def test_entregar_long_after_the_appeal_is_over_closes_the_day_after(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta").at(cuando(9, 1))
    caso.hacer("entregar")
    assert caso.solicitud.fecha_cierre == date(2026, 4, 1)


def test_entregar_what_was_denied_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    with refused("nada-que-entregar", 409):
        caso.hacer("entregar")


def test_entregar_twice_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta")
    caso.hacer("entregar")
    with refused("acto-no-permitido", 409):
        caso.hacer("entregar", por="la_solicitante")


@pytest.mark.parametrize(
    "estado", ["presentada", "en_tramite", "en_aclaracion", "vencida", "entregada", "remitida", "desistida", "cerrada"]
)
def test_entregar_in_another_state_is_refused(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    with refused("acto-no-permitido", 409):
        caso.hacer("entregar")


@pytest.mark.parametrize("quien", ["la_jefa", "el_firmante", "la_autoridad", "el_enlace", "el_regulador", "el_reloj"])
def test_entregar_by_another_role_is_refused(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "resuelta", asignado=True)
    with refused("acto-no-autorizado", 403):
        caso.hacer("entregar", por=quien)


@pytest.mark.parametrize("quien", ["una_extrana", "nadie"])
def test_entregar_what_one_may_not_see_does_not_exist(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "resuelta")
    with refused("solicitud-no-encontrada", 404):
        caso.hacer("entregar", por=quien)


def test_entregar_on_a_stale_version_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta")
    with refused("version-anterior", 412):
        caso.hacer("entregar", version=6)

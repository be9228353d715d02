"""desistir: the applicant withdraws her request, from any open state and without saying why."""

from __future__ import annotations

from datetime import date

import pytest

from tests.elenco import Elenco, cuando, enqueued, refused, un_expediente


@pytest.mark.parametrize("estado", ["presentada", "en_tramite", "en_aclaracion", "vencida"])
def test_desistir_from_any_open_state(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    version = caso.solicitud.version
    caso.hacer("desistir", version=version)
    assert (caso.solicitud.estado, caso.solicitud.version, caso.solicitud.fecha_advertencia) == ("desistida", version + 1, None)
    assert (caso.ultimo.rol, caso.ultimo.persona_id, caso.ultimo.datos) == ("solicitante", None, {})
    assert enqueued(caso.folio)["avisar"][-1] == {"numero": version + 1}


def test_desistir_leaves_the_case_open_for_as_long_as_an_appeal(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "presentada").at(cuando(3, 4, 23, 59))  # already the 5th in UTC
    caso.hacer("desistir")
    assert caso.solicitud.fecha_cierre == date(2026, 3, 26)


def test_desistir_with_a_signed_resolution_not_yet_notified(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta="firmar")
    caso.hacer("desistir")
    assert (caso.solicitud.estado, caso.solicitud.sentido) == ("desistida", "")


@pytest.mark.parametrize("estado", ["resuelta", "entregada", "remitida", "desistida", "cerrada"])
def test_desistir_in_another_state_is_refused(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    with refused("acto-no-permitido", 409):
        caso.hacer("desistir")


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "la_autoridad", "el_enlace", "el_regulador", "el_reloj"])
def test_desistir_by_another_role_is_refused(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "presentada", asignado=True)
    with refused("acto-no-autorizado", 403):
        caso.hacer("desistir", por=quien)


@pytest.mark.parametrize("quien", ["una_extrana", "nadie"])
def test_desistir_what_one_may_not_see_does_not_exist(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "presentada")
    with refused("solicitud-no-encontrada", 404):
        caso.hacer("desistir", por=quien)


def test_desistir_with_the_key_of_another_filing_does_not_exist(elenco: Elenco) -> None:
    caso, ajeno = un_expediente(elenco), un_expediente(elenco)
    with refused("solicitud-no-encontrada", 404):
        caso.hacer("desistir", por=ajeno.la_solicitante)


def test_desistir_on_a_stale_version_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("version-anterior", 412):
        caso.hacer("desistir", version=1)

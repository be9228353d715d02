"""pedir_aclaracion and aclarar: one round of questions, during which the term waits (LAIP arts. 41 and 42.2)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.elenco import DENIEGA, SIN_ACLARAR, VENCE, Elenco, cuando, enqueued, refused, un_expediente

OTROS_DE_PEDIR = ["en_aclaracion", "vencida", "resuelta", "entregada", "remitida", "desistida", "cerrada"]
OTROS_DE_ACLARAR = ["presentada", "en_tramite", "vencida", "resuelta", "entregada", "remitida", "desistida", "cerrada"]


def test_pedir_aclaracion_stops_the_term(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 4))
    caso.hacer("pedir_aclaracion", pregunta="  ¿De qué hospital?  ", version=2)
    solicitud = caso.solicitud
    assert (solicitud.estado, solicitud.version) == ("en_aclaracion", 3)
    assert (solicitud.fecha_vencimiento, solicitud.fecha_advertencia, solicitud.fecha_cierre) == (
        None,
        date(2026, 3, 7),  # the day after her two days: the officer is told if nothing came
        None,
    )
    assert caso.ultimo.datos == {"pregunta": "¿De qué hospital?"}
    assert enqueued(caso.folio)["avisar"][-1] == {"numero": 3}


def test_pedir_aclaracion_before_admission_is_possible(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "presentada")
    caso.hacer("pedir_aclaracion")
    assert caso.solicitud.estado == "en_aclaracion"


def test_aclarar_starts_the_ten_days_anew(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion").at(cuando(3, 5))
    caso.hacer("aclarar", respuesta=" Del Roosevelt. ", version=3)
    solicitud, movimiento = caso.solicitud, caso.ultimo
    assert (solicitud.estado, solicitud.fecha_vencimiento, solicitud.fecha_advertencia) == (
        "en_tramite",
        date(2026, 3, 19),
        date(2026, 3, 16),
    )
    assert (movimiento.rol, movimiento.persona_id, movimiento.datos) == ("solicitante", None, {"respuesta": "Del Roosevelt."})


def test_aclarar_after_its_two_days_is_still_taken(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion").at(cuando(3, 12))
    caso.hacer("aclarar")
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 26)


@pytest.mark.parametrize("estado", OTROS_DE_PEDIR)
def test_pedir_aclaracion_in_another_state_is_refused(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    with refused("acto-no-permitido", 409):
        caso.hacer("pedir_aclaracion")


@pytest.mark.parametrize("estado", OTROS_DE_ACLARAR)
def test_aclarar_in_another_state_is_refused(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    with refused("acto-no-permitido", 409):
        caso.hacer("aclarar")


def test_pedir_aclaracion_a_second_time_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion")
    caso.hacer("aclarar")
    with refused("aclaracion-ya-pedida", 409) as error:
        caso.hacer("pedir_aclaracion")
    assert error.value.articulo == "42.2"


def test_aclarar_twice_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion")
    caso.hacer("aclarar")
    with refused("acto-no-permitido", 409):
        caso.hacer("aclarar")


def test_pedir_aclaracion_until_the_last_minute_of_the_term(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, VENCE.day, 23, 59, 59))
    caso.hacer("pedir_aclaracion")
    assert caso.solicitud.estado == "en_aclaracion"


def test_pedir_aclaracion_after_the_term_is_refused_though_no_sweep_has_run(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, VENCE.day + 1, 0))
    with refused("aclaracion-fuera-de-plazo", 409) as error:
        caso.hacer("pedir_aclaracion")
    assert error.value.articulo == "44"


@pytest.mark.parametrize(
    ("acto", "quien"),
    [("pedir_aclaracion", q) for q in ("la_solicitante", "la_jefa", "el_enlace", "el_regulador", "el_reloj")]
    + [("aclarar", q) for q in ("la_oficial", "la_autoridad", "el_enlace", "el_regulador", "el_reloj")],
)
def test_a_question_or_an_answer_by_another_role_is_refused(elenco: Elenco, acto: str, quien: str) -> None:
    caso = un_expediente(elenco, "en_aclaracion" if acto == "aclarar" else "en_tramite", asignado=True)
    with refused("acto-no-autorizado", 403):
        caso.hacer(acto, por=quien)


@pytest.mark.parametrize("quien", ["una_extrana", "nadie"])
def test_aclarar_what_one_may_not_see_does_not_exist(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "en_aclaracion")
    with refused("solicitud-no-encontrada", 404):
        caso.hacer("aclarar", por=quien)


def test_aclarar_with_the_key_of_another_filing_does_not_exist(elenco: Elenco) -> None:
    caso, ajeno = un_expediente(elenco, "en_aclaracion"), un_expediente(elenco, "en_aclaracion")
    with refused("solicitud-no-encontrada", 404):
        caso.hacer("aclarar", por=ajeno.la_solicitante)


@pytest.mark.parametrize(("acto", "estado"), [("pedir_aclaracion", "en_tramite"), ("aclarar", "en_aclaracion")])
def test_a_stale_version_is_refused(elenco: Elenco, acto: str, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    with refused("version-anterior", 412):
        caso.hacer(acto, version=1)


@pytest.mark.parametrize(
    ("acto", "estado", "campo"), [("pedir_aclaracion", "en_tramite", "pregunta"), ("aclarar", "en_aclaracion", "respuesta")]
)
def test_without_its_text_it_is_refused(elenco: Elenco, acto: str, estado: str, campo: str) -> None:
    caso = un_expediente(elenco, estado)
    with refused("texto-requerido", 422, campo=campo):
        caso.hacer(acto, **{campo: " \n\t "})


@pytest.mark.parametrize("borrador", [SIN_ACLARAR, DENIEGA], ids=["sin_aclaracion", "otro"])
def test_resolver_while_the_two_days_run_is_refused(elenco: Elenco, borrador) -> None:
    caso = un_expediente(elenco, "en_aclaracion").at(cuando(3, 6, 23, 59))
    with refused("acto-no-permitido", 409) as error:
        caso.hacer("redactar", borrador=borrador)
    assert error.value.articulo == "LAIP art. 42.2"


def test_resolver_for_want_of_clarification_once_the_two_days_are_over(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion").at(cuando(3, 9)).answer(SIN_ACLARAR)
    assert (caso.solicitud.estado, caso.solicitud.sentido) == ("resuelta", "negativa_sin_aclaracion")


def test_a_clarification_that_crosses_the_draft_makes_its_ground_false(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion").at(cuando(3, 9)).answer(SIN_ACLARAR, hasta="firmar")
    caso.hacer("aclarar")
    with refused("sentido-no-permitido", 409, campo="sentido"):
        caso.hacer("resolver")

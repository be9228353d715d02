"""fijar_tarifa, and what a resolution charges: reproduction only, by the tariff of the day, nothing when late (LAIP arts. 18, 44)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from solicitudes.auditoria import list_hallazgos
from solicitudes.cartas import build_contexto_carta
from solicitudes.models import ActoAdministrativo, Resolucion, Tarifa
from solicitudes.papeles import build_contexto
from solicitudes.selectors import get_expediente
from solicitudes.services.cobro import Reproducido
from solicitudes.services.tarifa import DatosDeTarifa, fijar_tarifa
from solicitudes.services.vencimiento import vencer_plazos
from tests.elenco import CONCEDE, DENIEGA, Caso, Elenco, cuando, refused, una_peticion
from tests.solicitudes.test_concurrencia import at_once, refusals

SIMPLE = DatosDeTarifa("MSPAS", "copia_simple", Decimal("0.50"), "Acuerdo 1-2026", date(2026, 3, 2))
COPIAS = replace(CONCEDE, reproduccion=(Reproducido("copia_simple", 50),))


def set_price(elenco: Elenco, *, por: str = "la_autoridad", **cambios: Any) -> Tarifa:
    return fijar_tarifa(datos=replace(SIMPLE, **cambios), actor=getattr(elenco, por), ahora=cuando(3, 2))


def open_caso(elenco: Elenco, forma: str = "copia_simple") -> Caso:
    """A case admitted on 3 March, to be handed over in this form."""
    caso = Caso(elenco, peticion=una_peticion(forma_entrega=forma)).at(cuando(3, 3))
    caso.hacer("admitir")
    return caso


@pytest.fixture
def caso(elenco: Elenco) -> Caso:
    set_price(elenco)
    return open_caso(elenco)


def test_a_price_is_set_with_its_source_and_who_set_it(elenco: Elenco) -> None:
    tarifa = set_price(elenco)
    assert (tarifa.institucion, tarifa.monto, tarifa.persona_id) == (elenco.salud, Decimal("0.50"), elenco.la_autoridad.persona_id)
    acto = ActoAdministrativo.objects.get()
    assert (acto.accion, acto.objeto) == ("fijar_tarifa", "Página en copia simple: Q0.50")


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_firmante", "el_regulador", "una_extrana", "nadie"])
def test_only_the_top_authority_sets_it(elenco: Elenco, quien: str) -> None:
    with refused("acto-no-autorizado", 403):
        set_price(elenco, por=quien)


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"concepto": "busqueda"}, "concepto"),
        ({"fuente": " "}, "fuente"),
        ({"monto": Decimal("-0.01")}, "monto"),
        ({"monto": Decimal("1000")}, "monto"),
        ({"monto": Decimal("0.505")}, "monto"),
        ({"desde": date(2026, 3, 1)}, "desde"),
        ({"hasta": date(2026, 3, 1)}, "hasta"),
    ],
)
def test_a_price_that_cannot_be_is_refused(elenco: Elenco, cambios: dict[str, Any], campo: str) -> None:
    with refused("tarifa-invalida", 422, campo=campo):
        set_price(elenco, **cambios)


def test_twice_from_the_same_day_is_refused(elenco: Elenco) -> None:
    set_price(elenco)
    with refused("tarifa-repetida", 409, campo="desde"):
        set_price(elenco, monto=Decimal("0.25"))


@pytest.mark.parametrize(
    ("dia", "montos"),
    [(date(2026, 3, 1), []), (date(2026, 3, 2), ["0.50"]), (date(2026, 5, 1), ["0.25"]), (date(2026, 6, 1), [])],
    ids=["before", "first", "second", "ended"],
)
def test_the_last_that_began_is_in_force_until_it_ends(elenco: Elenco, dia: date, montos: list[str]) -> None:
    set_price(elenco)
    set_price(elenco, monto=Decimal("0.25"), desde=date(2026, 4, 1), hasta=date(2026, 5, 31))
    assert [str(t.monto) for t in Tarifa.objects.vigentes(dia)] == montos


def test_copies_cost_what_the_tariff_says(caso: Caso) -> None:
    caso.at(cuando(3, 10)).answer(COPIAS)
    assert caso.resolucion.cobro == Decimal("25.00")
    assert caso.resolucion.reproduccion == [
        {"concepto": "copia_simple", "cantidad": 50, "monto": "0.50", "importe": "25.00", "fuente": "Acuerdo 1-2026"}
    ]
    assert caso.ultimo.datos["cobro"] == "25.00"
    assert [r for _, r in list_hallazgos(folios=[caso.folio])] == [[]]


def test_the_paper_and_the_letter_say_the_amount(caso: Caso) -> None:
    caso.at(cuando(3, 10)).answer(COPIAS)
    papel = build_contexto(tipo="resolucion", solicitud=caso.solicitud, numero=caso.ultimo.numero)
    assert (papel["cobro"]["total"], papel["cobro"]["por_tarde"]) == ("25.00", False)
    assert build_contexto_carta(caso.solicitud, caso.ultimo)["costo"] == "Q25.00"


def test_without_a_tariff_nothing_is_charged(elenco: Elenco) -> None:
    caso = open_caso(elenco)
    caso.at(cuando(3, 10)).answer(COPIAS)
    assert caso.resolucion.cobro == 0
    caso.hacer("entregar")


def test_the_price_is_that_of_the_day_of_the_draft(elenco: Elenco, caso: Caso) -> None:
    set_price(elenco, monto=Decimal("5.00"), desde=date(2026, 3, 11))
    caso.at(cuando(3, 10)).answer(COPIAS, hasta="firmar")
    caso.at(cuando(3, 12)).hacer("resolver")
    assert caso.resolucion.cobro == Decimal("25.00")


@pytest.mark.parametrize("hasta", ["", "firmar"], ids=["drafted-late", "signed-in-time-and-notified-late"])
@pytest.mark.parametrize("barrido", [True, False], ids=["swept", "not-yet-swept"])
def test_a_late_answer_costs_nothing_whoever_types_what(caso: Caso, hasta: str, barrido: bool) -> None:
    """LAIP art. 44, by the ledger."""
    if hasta:
        caso.at(cuando(3, 16)).answer(COPIAS, hasta=hasta)
        assert caso.resolucion.cobro == Decimal("25.00")
    caso.at(cuando(3, 17))
    if barrido:
        vencer_plazos(ahora=caso.ahora)
    if hasta:
        caso.hacer("resolver")
    else:
        caso.answer(COPIAS)
    assert (caso.resolucion.cobro, caso.ultimo.datos["cobro"]) == (0, "0.00")
    assert build_contexto(tipo="resolucion", solicitud=caso.solicitud, numero=caso.ultimo.numero)["cobro"]["por_tarde"] is True
    caso.hacer("entregar", por="la_solicitante")


@pytest.mark.parametrize("forma", ["electronica", "consulta_directa"])
def test_what_is_sent_or_read_costs_nothing(elenco: Elenco, forma: str) -> None:
    set_price(elenco)
    caso = open_caso(elenco, forma)
    with refused("cobro-no-procede", 422, campo="reproduccion"):
        caso.hacer("redactar", borrador=COPIAS)


@pytest.mark.parametrize(
    "borrador",
    [
        replace(DENIEGA, reproduccion=COPIAS.reproduccion),
        replace(CONCEDE, reproduccion=(Reproducido("busqueda", 1),)),
        replace(CONCEDE, reproduccion=(Reproducido("copia_simple", 0),)),
    ],
    ids=["denied", "search", "none"],
)
def test_nor_is_anything_else_charged(caso: Caso, borrador: Any) -> None:
    with refused("cobro-no-procede", 422):
        caso.hacer("redactar", borrador=borrador)


def test_copies_are_handed_over_once_they_are_paid_for(caso: Caso) -> None:
    caso.at(cuando(3, 10)).answer(COPIAS)
    with refused("pago-pendiente", 409, campo="pago"):
        caso.hacer("entregar", pago=" ")
    caso.hacer("entregar", pago=" 63-A 1234 ", constancia="En ventanilla.")
    assert caso.ultimo.datos == {"constancia": "En ventanilla.", "pago": "63-A 1234"}


def test_the_applicant_does_not_write_down_her_own_payment(caso: Caso) -> None:
    caso.at(cuando(3, 10)).answer(COPIAS)
    with refused("pago-pendiente", 409, campo="pago"):
        caso.hacer("entregar", por="la_solicitante", pago="63-A 1234")
    assert "entregar" not in get_expediente(caso.folio, actor=caso.la_solicitante, al=caso.ahora).actos
    assert "entregar" in get_expediente(caso.folio, actor=caso.elenco.la_oficial, al=caso.ahora).actos


def test_the_term_waits_for_no_payment(caso: Caso) -> None:
    """Reading D14: answered in time, whenever it is paid."""
    caso.at(cuando(3, 16)).answer(COPIAS)
    plazo = build_contexto(tipo="resolucion", solicitud=caso.solicitud, numero=caso.ultimo.numero)["plazo"]
    assert (plazo["cumplido"], plazo["vence"]) == (True, "2026-03-16")


@pytest.mark.parametrize(
    ("cambio", "razon"),
    [
        ({"cobro": Decimal("99.00")}, "dice cobrar Q99.00 y se notificó Q25.00"),
        ({"reproduccion": []}, "la resolución no es la que se firmó"),
    ],
    ids=["amount", "lines"],
)
def test_what_is_charged_cannot_be_changed_unseen(caso: Caso, cambio: dict[str, Any], razon: str) -> None:
    caso.at(cuando(3, 10)).answer(COPIAS)
    Resolucion.objects.update(**cambio)
    assert [r for _, r in list_hallazgos(folios=[caso.folio])] == [[razon]]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="corre en la pasada sobre PostgreSQL (DATABASE_URL)")
def test_postgresql_itself_refuses_to_change_a_tariff(elenco: Elenco) -> None:
    set_price(elenco)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE solicitudes_tarifa SET monto = 9")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_set_one(elenco: Elenco) -> None:
    assert refusals(at_once(lambda: set_price(elenco), lambda: set_price(elenco))) == ["tarifa-repetida"]
    assert Tarifa.objects.count() == 1

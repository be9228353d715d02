"""What a resolution must carry to withhold something: the entry in force, the harm test, the ground (LAIP arts. 22 to 26)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection

from solicitudes.auditoria import list_hallazgos
from solicitudes.bitacora import digest
from solicitudes.models import Reserva, Resolucion
from solicitudes.papeles import build_contexto
from solicitudes.services.reserva import Levantamiento, build_reserva, levantar_reserva
from solicitudes.services.resolucion import Borrador, seal_resolucion
from tests.elenco import CONCEDE, DENIEGA, RESERVA, Caso, Elenco, cuando, refused, un_expediente
from workflow.reservas import CausalConfidencial

PARCIAL = replace(DENIEGA, sentido="entrega_parcial", respuesta="Se entrega el listado sin los precios.")
CONFIDENCIAL = Borrador(
    "negativa_confidencial", "No se entrega.", "Son datos clínicos.", ("LAIP art. 22",), causal_confidencial="datos_sensibles"
)


@pytest.fixture
def caso(elenco: Elenco) -> Caso:
    return un_expediente(elenco, "en_tramite")


@pytest.mark.parametrize("borrador", [DENIEGA, PARCIAL], ids=["negativa", "parcial"])
def test_a_refusal_as_reserved_keeps_its_entry_and_its_harm_test(caso: Caso, borrador: Borrador) -> None:
    caso.answer(borrador)
    resolucion = caso.resolucion
    assert resolucion.reserva == Reserva.objects.get()
    assert (resolucion.dano_excepcion, resolucion.dano_amenaza, resolucion.dano_perjuicio) == (
        borrador.dano_excepcion,
        borrador.dano_amenaza,
        borrador.dano_perjuicio,
    )


@pytest.mark.parametrize("borrador", [DENIEGA, PARCIAL], ids=["negativa", "parcial"])
@pytest.mark.parametrize(
    ("cambios", "codigo", "campo"),
    [
        ({"reserva": " "}, "reserva-requerida", "reserva"),
        ({"reserva": "99-2026"}, "reserva-requerida", "reserva"),
        ({"dano_excepcion": ""}, "prueba-de-dano-incompleta", "dano_excepcion"),
        ({"dano_amenaza": " \n"}, "prueba-de-dano-incompleta", "dano_amenaza"),
        ({"dano_perjuicio": ""}, "prueba-de-dano-incompleta", "dano_perjuicio"),
    ],
)
def test_without_one_of_them_it_is_refused(caso: Caso, borrador: Borrador, cambios: dict[str, Any], codigo: str, campo: str) -> None:
    with refused(codigo, 422, campo=campo):
        caso.hacer("redactar", borrador=replace(borrador, **cambios))


def test_the_bare_refusal_of_before_is_refused(caso: Caso) -> None:
    with refused("reserva-requerida", 422, campo="reserva"):
        caso.hacer("redactar", borrador=Borrador("negativa_reservada", "No se entrega.", "Es reservada.", ("LAIP art. 23",)))


def test_a_reserve_of_another_institution_founds_nothing(caso: Caso, elenco: Elenco) -> None:
    ajena = replace(RESERVA, institucion="MINEDUC", numero="50-2026")
    build_reserva(ajena, institucion=elenco.educacion, persona_id=elenco.la_autoridad.persona_id, ahora=cuando(1, 9)).save()
    with refused("reserva-requerida", 422, campo="reserva"):
        caso.hacer("redactar", borrador=replace(DENIEGA, reserva="50-2026"))


@pytest.mark.parametrize("campo", ["reserva", "dano_amenaza"])
@pytest.mark.parametrize("sentido", ["entrega_total", "inexistencia", "negativa_confidencial"])
def test_a_sense_that_withholds_nothing_as_reserved_names_no_reserve(caso: Caso, sentido: str, campo: str) -> None:
    borrador = replace(CONCEDE, sentido=sentido, motivacion="x", fundamento=("LAIP art. 45",), **{campo: "12-2026"})
    with refused("reserva-requerida", 422, campo="reserva"):
        caso.hacer("redactar", borrador=borrador)


def lift(elenco: Elenco, mes: int, dia: int) -> None:
    """The reasons of the reserve cease from this day on."""
    levantar_reserva(
        reserva_id=Reserva.objects.get().pk,
        levantamiento=Levantamiento("cesaron_las_razones", "Resolución 30", "Terminó.", date(2026, mes, dia)),
        actor=elenco.la_autoridad,
        ahora=cuando(mes, dia),
    )


@pytest.mark.parametrize(
    ("hasta", "acto"), [("", "redactar"), ("revisar", "firmar"), ("firmar", "resolver")], ids=["redactar", "firmar", "resolver"]
)
def test_it_must_be_in_force_on_the_day_of_each_step(caso: Caso, elenco: Elenco, hasta: str, acto: str) -> None:
    if hasta:
        caso.answer(DENIEGA, hasta=hasta)
    lift(elenco, 3, 5)
    caso.at(cuando(3, 5, 12))
    with refused("reserva-requerida", 422, campo="reserva"):
        caso.hacer(acto, **({"borrador": DENIEGA} if acto == "redactar" else {}))


def test_a_reserve_that_ends_later_undoes_nothing(caso: Caso, elenco: Elenco) -> None:
    caso.answer(DENIEGA)
    lift(elenco, 3, 5)
    assert caso.solicitud.sentido == "negativa_reservada"
    assert [razones for _, razones in list_hallazgos(folios=[caso.folio])] == [[]]


@pytest.mark.parametrize("causal", list(CausalConfidencial))
def test_a_refusal_as_confidential_names_its_ground(caso: Caso, causal: str) -> None:
    caso.hacer("redactar", borrador=replace(CONFIDENCIAL, causal_confidencial=causal))
    assert caso.resolucion.causal_confidencial == causal


@pytest.mark.parametrize(
    "borrador",
    [
        replace(CONFIDENCIAL, causal_confidencial=""),
        replace(CONFIDENCIAL, causal_confidencial="pudor"),
        replace(PARCIAL, causal_confidencial="pudor"),
        replace(CONCEDE, causal_confidencial="datos_sensibles"),
        replace(DENIEGA, causal_confidencial="datos_sensibles"),
    ],
    ids=["none", "unknown", "unknown-in-part", "grants-all", "other-sense"],
)
def test_one_without_a_ground_of_the_law_or_where_none_belongs_is_refused(caso: Caso, borrador: Borrador) -> None:
    with refused("causal-confidencial-requerida", 422, campo="causal_confidencial"):
        caso.hacer("redactar", borrador=borrador)


def test_part_may_be_withheld_on_both_grounds(caso: Caso) -> None:
    caso.answer(replace(PARCIAL, causal_confidencial="datos_sensibles"))
    assert (caso.resolucion.reserva.numero, caso.resolucion.causal_confidencial) == ("12-2026", "datos_sensibles")


def test_correcting_the_draft_takes_the_reserve_away(caso: Caso) -> None:
    caso.hacer("redactar", borrador=DENIEGA)
    caso.hacer("redactar", borrador=CONCEDE)
    assert (caso.resolucion.reserva, caso.resolucion.dano_excepcion) == (None, "")


def test_where_the_law_has_no_register_the_reasons_are_enough(elenco: Elenco) -> None:
    """The requirement is a rule of the regime and not of the program."""
    elenco.salud.regimen = "cl-20285"
    elenco.salud.save()
    caso = un_expediente(elenco, "en_tramite")
    caso.hacer("redactar", borrador=Borrador("negativa_reservada", "No se entrega.", "Es reservada.", ("Ley 20.285, art. 21",)))
    caso.hacer("redactar", borrador=Borrador("negativa_confidencial", "No se entrega.", "Es íntima.", ("Ley 20.285, art. 21",)))


@pytest.mark.parametrize(("fecha", "posterior"), [(date(2026, 1, 5), False), (date(2026, 3, 3), True)], ids=["before", "after"])
def test_the_paper_says_by_which_reserve_and_whether_it_came_after_the_request(elenco: Elenco, fecha: date, posterior: bool) -> None:
    """Reading D16: marked, and reasoned."""
    caso = un_expediente(elenco, "en_tramite")
    nueva = replace(RESERVA, numero="20-2026", fecha=fecha, fecha_publicacion=date(2026, 3, 3), desde=date(2026, 3, 3))
    build_reserva(nueva, institucion=elenco.salud, persona_id=elenco.la_autoridad.persona_id, ahora=cuando(3, 3)).save()
    caso.answer(replace(PARCIAL, reserva="20-2026", causal_confidencial="datos_sensibles"))
    papel = build_contexto(tipo="resolucion", solicitud=caso.solicitud, numero=caso.ultimo.numero)
    assert (papel["reserva"]["numero"], papel["reserva"]["posterior"], papel["reserva"]["articulo"]) == ("20-2026", posterior, "23.6")
    assert papel["reserva"]["amenaza"] == PARCIAL.dano_amenaza
    assert papel["confidencial"] == {"causal": "Datos personales sensibles", "articulo": "22.5"}


@pytest.mark.parametrize(
    "cambio",
    [{"dano_excepcion": "otra"}, {"dano_amenaza": "otra"}, {"dano_perjuicio": "otro"}],
    ids=["excepcion", "amenaza", "perjuicio"],
)
def test_the_seal_covers_the_harm_test(caso: Caso, cambio: dict[str, str]) -> None:
    caso.answer(DENIEGA)
    Resolucion.objects.update(**cambio)
    assert [r for _, r in list_hallazgos(folios=[caso.folio])] == [["la resolución no es la que se firmó"]]


def test_the_seal_covers_the_ground_of_what_is_confidential(caso: Caso) -> None:
    caso.answer(CONFIDENCIAL)
    Resolucion.objects.update(causal_confidencial="secreto_bancario")
    assert [r for _, r in list_hallazgos(folios=[caso.folio])] == [["la resolución no es la que se firmó"]]


def test_what_was_signed_without_a_reserve_keeps_its_seal(caso: Caso) -> None:
    """The seal of a resolution of before the register: its five texts and nothing else."""
    caso.answer(replace(CONCEDE, respuesta="Se entrega."))
    viejo = caso.resolucion
    assert seal_resolucion(viejo) == viejo.huella
    assert viejo.huella == _seal_de_antes(viejo)


def _seal_de_antes(r: Resolucion) -> str:
    return digest([r.numero, r.sentido, r.respuesta, r.motivacion, r.fundamento])


@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="PostgreSQL ni siquiera deja cambiarla")
def test_an_entry_changed_behind_the_application_shows(caso: Caso) -> None:
    caso.answer(DENIEGA)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE solicitudes_reserva SET partes = 'todo'")
    assert [r for _, r in list_hallazgos(folios=[caso.folio])] == [["la reserva en que se funda no es la que se registró"]]

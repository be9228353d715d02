"""elegir_lectura: who chooses how an institution reads the law, from when, and that no case filed before is touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from solicitudes.cartas import build_contexto_carta
from solicitudes.lecturas import describe_puntos, lecturas_of
from solicitudes.models import ActoAdministrativo, LecturaElegida, Solicitud
from solicitudes.papeles import build_contexto
from solicitudes.selectors import describe_plazos
from solicitudes.services.eleccion_lectura import Eleccion, elegir_lectura
from solicitudes.services.presentacion import presentar
from tests.elenco import LUNES, VENCE, Caso, Elenco, cuando, refused, una_peticion
from tests.solicitudes.test_concurrencia import at_once, refusals

#: From Tuesday on, what comes in is counted from its admission.
MARTES = date(2026, 3, 3)
ELECCION = Eleccion("MSPAS", "D2", "admision", MARTES, "La ley dice «presentada y admitida».", "Acuerdo ministerial 7-2026")


def choose(elenco: Elenco, *, por: str = "la_autoridad", ahora=LUNES, **cambios: Any) -> LecturaElegida:
    return elegir_lectura(eleccion=replace(ELECCION, **cambios), actor=getattr(elenco, por), ahora=ahora)


@pytest.mark.parametrize(("quien", "rol"), [("la_autoridad", "maxima_autoridad"), ("la_administradora", "administrador")])
def test_it_is_kept_with_who_and_why(elenco: Elenco, quien: str, rol: str) -> None:
    elegida = choose(elenco, por=quien)
    assert (elegida.institucion, elegida.rol, elegida.persona_id) == (elenco.salud, rol, getattr(elenco, quien).persona_id)
    acto = ActoAdministrativo.objects.get()
    assert (acto.accion, acto.objeto) == ("elegir_lectura", "D2: admision")
    assert (acto.detalle["antes"], acto.detalle["despues"]) == ("presentacion", "admision")


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_firmante", "el_enlace", "el_regulador", "una_extrana", "nadie", "el_reloj"])
def test_nobody_else_chooses(elenco: Elenco, quien: str) -> None:
    with refused("acto-no-autorizado", 403):
        choose(elenco, por=quien)


def test_a_top_authority_chooses_for_her_own_institution_only(elenco: Elenco) -> None:
    with refused("acto-no-autorizado", 403):
        choose(elenco, institucion="MINEDUC")


@pytest.mark.parametrize(
    ("cambios", "codigo", "campo"),
    [
        ({"clave": "D99"}, "lectura-invalida", "lecturas/D99"),
        ({"valor": "cuando_convenga"}, "lectura-invalida", "lecturas/D2"),
        ({"clave": "D9", "valor": "documento"}, "lectura-invalida", "lecturas/D9"),
        ({"clave": "hora_de_corte", "valor": "HH:MM"}, "lectura-invalida", "lecturas/hora_de_corte"),
        ({"desde": LUNES.date()}, "eleccion-invalida", "desde"),
        ({"desde": date(2026, 2, 1)}, "eleccion-invalida", "desde"),
        ({"motivo": " "}, "texto-requerido", "motivo"),
        ({"fundamento": " "}, "texto-requerido", "fundamento"),
        ({"institucion": "NADIE"}, "institucion-desconocida", "instituciones/0"),
    ],
)
def test_what_cannot_be_is_refused(elenco: Elenco, cambios: dict[str, Any], codigo: str, campo: str) -> None:
    with refused(codigo, 422, campo=campo):
        choose(elenco, **cambios)
    assert not LecturaElegida.objects.exists()


def test_twice_is_refused(elenco: Elenco) -> None:
    choose(elenco)
    with refused("eleccion-repetida", 409):
        choose(elenco, desde=date(2026, 3, 9))


def test_what_the_regime_says_by_itself_is_no_choice(elenco: Elenco) -> None:
    with refused("eleccion-repetida", 409):
        choose(elenco, valor="presentacion")


def test_it_can_be_taken_back_from_a_later_day(elenco: Elenco) -> None:
    choose(elenco)
    choose(elenco, valor="presentacion", desde=date(2026, 3, 9))
    dias = (date(2026, 3, 2), MARTES, date(2026, 3, 8), date(2026, 3, 9))
    assert [lecturas_of(elenco.salud, dia).get("D2") for dia in dias] == [None, "admision", "admision", "presentacion"]


def test_a_case_keeps_the_reading_of_the_day_on_which_it_came_in(elenco: Elenco) -> None:
    antes = Caso(elenco)
    choose(elenco, ahora=cuando(3, 2, 10))
    despues = Caso(elenco, ahora=cuando(3, 3))
    otra = Caso(elenco, ahora=cuando(3, 3), peticion=una_peticion("MINEDUC"))
    assert [c.solicitud.lecturas for c in (antes, despues, otra)] == [{}, {"D2": "admision"}, {}]
    for caso in (antes, despues):
        caso.at(cuando(3, 5)).hacer("admitir")
    assert (antes.solicitud.fecha_vencimiento, despues.solicitud.fecha_vencimiento) == (VENCE, date(2026, 3, 19))


def test_what_came_in_before_and_is_registered_after_has_the_reading_of_its_day(elenco: Elenco) -> None:
    choose(elenco)
    peticion = una_peticion(canal="mostrador", recibida=cuando(3, 2, 8))
    presentar(peticion=peticion, actor=elenco.la_oficial, ahora=cuando(3, 4))
    assert Solicitud.objects.get().lecturas == {}


def test_an_option_that_the_law_no_longer_offers_never_stops_a_filing(elenco: Elenco) -> None:
    LecturaElegida.objects.create(
        institucion=elenco.salud, regimen="gt-laip", clave="D2", valor="ya_no_existe", desde=date(2026, 1, 1),
        motivo="x", fundamento="x", fecha_hora=LUNES,
    )  # fmt: skip
    assert Caso(elenco).solicitud.lecturas == {}


def test_what_was_chosen_is_told_with_its_alternatives(elenco: Elenco) -> None:
    choose(elenco)
    choose(elenco, clave="hora_de_corte", valor="16:30", desde=date(2026, 3, 20))
    puntos = {punto.lectura.clave: punto for punto in describe_puntos(elenco.salud, MARTES)}
    assert (puntos["D2"].vigente.valor, [o.valor for o in puntos["D2"].otras]) == ("admision", ["presentacion"])
    assert puntos["D2"].eleccion.motivo == ELECCION.motivo
    assert (puntos["hora_de_corte"].vigente.valor, puntos["hora_de_corte"].proxima_lectura.hora) == ("ninguna", "16:30")
    assert not puntos["D9"].elegible


def test_it_is_printed_with_the_term_that_it_decided(elenco: Elenco) -> None:
    choose(elenco, clave="hora_de_corte", valor="16:30")
    caso = Caso(elenco, ahora=cuando(3, 3, 17))
    claves = {"D1", "hora_de_corte"}
    acuse = build_contexto(tipo="acuse", solicitud=caso.solicitud, numero=1)
    assert {lectura["clave"] for lectura in acuse["plazo"]["lecturas"]} == claves
    assert {lectura["clave"] for lectura in describe_plazos(caso.solicitud, al=caso.ahora)["plazos"][0]["lecturas"]} == claves
    caso.at(cuando(3, 4)).hacer("admitir")
    caso.answer()
    resolucion = build_contexto(tipo="resolucion", solicitud=caso.solicitud, numero=caso.ultimo.numero)
    assert {"D1", "D2", "hora_de_corte"} >= {lectura["clave"] for lectura in resolucion["lecturas"]} >= claves
    assert build_contexto_carta(caso.solicitud, caso.ultimo)


def test_nothing_is_changed_or_deleted(elenco: Elenco) -> None:
    elegida = choose(elenco)
    with pytest.raises(TypeError):
        LecturaElegida.objects.filter(pk=elegida.pk).update(valor="presentacion")
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM solicitudes_lecturaelegida")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_is_once(elenco: Elenco) -> None:
    resultados = at_once(lambda: choose(elenco), lambda: choose(elenco))
    assert refusals(resultados) == ["eleccion-repetida"]
    assert LecturaElegida.objects.count() == 1

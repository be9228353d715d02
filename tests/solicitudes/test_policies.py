"""Who may see what: one table of people and cases, and the liaison who never learns who asked."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from solicitudes.actor import Actor, actor_for_persona
from solicitudes.models import Cargo, Persona, Solicitud, Unidad
from solicitudes.policies import (
    ACTOS_INTERNOS,
    may_see_datos,
    may_see_resolucion_en_curso,
    may_see_solicitante,
    roles_over,
    visible,
    visible_documentos,
    visible_movimientos,
)
from solicitudes.selectors import describe_plazos, get_expediente, list_solicitudes
from tests.elenco import Caso, Elenco, hire, refused, un_expediente, una_peticion, unidad_de
from workflow.roles import Rol

TODOS = ("la_oficial", "otra_oficial", "la_jefa", "el_firmante", "la_autoridad", "el_regulador", "el_reloj", "la_solicitante")
DE_LA_CASA = ("la_oficial", "otra_oficial", "la_jefa", "el_firmante", "la_autoridad")


@pytest.fixture
def caso(elenco: Elenco) -> Caso:
    """A case of Salud that was assigned to Compras, and has a file."""
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    caso.hacer("adjuntar")
    return caso


@pytest.mark.parametrize("quien", [*TODOS, "el_enlace"])
def test_these_see_the_case(caso: Caso, quien: str) -> None:
    assert visible(caso.actor(quien)).get().folio == caso.folio


@pytest.mark.parametrize("quien", ["una_extrana", "otro_enlace", "nadie"])
def test_for_these_it_does_not_exist(caso: Caso, quien: str) -> None:
    assert not visible(caso.actor(quien)).exists()
    with refused("solicitud-no-encontrada", 404):
        get_expediente(caso.folio, actor=caso.actor(quien), al=caso.ahora)


def test_an_applicant_sees_every_case_of_her_filing_and_no_other(elenco: Elenco) -> None:
    suyo, ajeno = Caso(elenco, peticion=una_peticion("MSPAS", "MINEDUC")), Caso(elenco)
    assert {s.folio for s in visible(suyo.la_solicitante)} == {r.folio for r in suyo.recibo.solicitudes}
    assert {s.folio for s in visible(ajeno.la_solicitante)} == {ajeno.folio}


def test_an_officer_sees_her_body_and_the_regulator_all(elenco: Elenco) -> None:
    caso = Caso(elenco, peticion=una_peticion("MSPAS", "MINEDUC", "MUNI-0901"))
    assert [s.institucion for s in visible(elenco.la_oficial)] == [elenco.salud]
    assert [s.institucion for s in visible(elenco.una_extrana)] == [elenco.educacion]
    assert visible(elenco.el_regulador).count() == len(caso.recibo.solicitudes)


@pytest.mark.parametrize(
    ("quien", "ve"),
    [
        *((q, True) for q in (*DE_LA_CASA, "la_solicitante")),
        ("el_enlace", False),
        ("el_regulador", False),
        ("una_extrana", False),
        ("nadie", False),
    ],
)
def test_who_asked_is_known_to_herself_and_to_those_who_answer_her(caso: Caso, quien: str, ve: bool) -> None:
    assert may_see_solicitante(caso.actor(quien), caso.solicitud) is ve


@pytest.mark.parametrize("quien", ["el_enlace", "el_regulador"])
def test_neither_liaison_nor_regulator_so_much_as_touches_the_table_of_names(caso: Caso, quien: str) -> None:
    actor, solicitud = caso.actor(quien), Solicitud.objects.select_related("institucion").get()
    with CaptureQueriesContext(connection) as consultas:
        expediente = get_expediente(caso.folio, actor=actor, al=caso.ahora)
        list(list_solicitudes(actor=actor))
        list(visible_movimientos(actor, solicitud))
        list(visible_documentos(actor, solicitud))
        describe_plazos(expediente.solicitud, al=caso.ahora)
    assert expediente.solicitante is None
    assert not [c["sql"] for c in consultas if "solicitudes_presentacion" in c["sql"]]


@pytest.mark.parametrize(
    ("quien", "tipos"),
    [*((q, {"anexo"}) for q in (*DE_LA_CASA, "el_enlace", "la_solicitante")), ("el_regulador", set()), ("nadie", set())],
)
def test_which_papers_each_may_open_once_it_is_answered(caso: Caso, quien: str, tipos: set[str]) -> None:
    caso.answer()
    assert {d.tipo for d in visible_documentos(caso.actor(quien), caso.solicitud)} == tipos


@pytest.mark.parametrize("quien", ["el_regulador", "la_solicitante", "el_enlace"])
def test_the_draft_going_to_and_fro_is_not_for_them(caso: Caso, quien: str) -> None:
    caso.answer(hasta="revisar")
    actor, solicitud = caso.actor(quien), caso.solicitud
    assert not may_see_resolucion_en_curso(actor, solicitud)
    assert not {m.acto for m in visible_movimientos(actor, solicitud)} & ACTOS_INTERNOS
    assert get_expediente(caso.folio, actor=actor, al=caso.ahora).resolucion is None


@pytest.mark.parametrize("quien", DE_LA_CASA)
def test_inside_the_body_everything_of_the_draft_is_seen(caso: Caso, quien: str) -> None:
    caso.answer(hasta="revisar")
    assert visible_movimientos(caso.actor(quien), caso.solicitud).count() == caso.solicitud.version
    assert get_expediente(caso.folio, actor=caso.actor(quien), al=caso.ahora).resolucion is not None


def test_the_regulator_counts_acts_and_does_not_read_them(caso: Caso) -> None:
    assert not may_see_datos(caso.actor("el_regulador"), caso.solicitud)
    assert may_see_datos(caso.actor("el_enlace"), caso.solicitud)


# ── offices have dates ────────────────────────────────────────────────────────


def at(actor: Actor, hoy: date) -> Actor:
    return actor_for_persona(Persona.objects.get(pk=actor.persona_id), hoy=hoy)


def test_an_office_holds_from_its_first_day_to_its_last(elenco: Elenco) -> None:
    unidad = unidad_de(elenco.salud, Unidad.Clase.INFORMACION)
    interina = hire("interina", Rol.OFICIAL, unidad, desde=date(2026, 3, 1), hasta=date(2026, 3, 10))
    Caso(elenco)
    vio = {dia: visible(at(interina, date(2026, 3, dia))).exists() for dia in (1, 10, 11)}
    assert vio == {1: True, 10: True, 11: False}
    assert not visible(at(interina, date(2026, 2, 28))).exists()


def test_an_office_in_a_unit_that_no_longer_works_opens_nothing(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    Unidad.objects.filter(pk=elenco.compras.pk).update(activa=False)
    assert not visible(at(elenco.el_enlace, caso.ahora.date())).exists()


def test_a_liaison_who_was_asked_by_name_keeps_nothing_once_she_left(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    caso.hacer("asignar", persona_id=elenco.el_enlace.persona_id)
    Cargo.objects.filter(persona=elenco.el_enlace.persona_id).update(hasta=date(2026, 3, 4))
    assert not visible(at(elenco.el_enlace, date(2026, 3, 5))).exists()


def test_two_offices_in_two_bodies_do_not_mix(elenco: Elenco) -> None:
    """An officer of Educación who is liaison of Salud answers there and sees no names here."""
    persona = Persona.objects.get(pk=elenco.una_extrana.persona_id)
    Cargo.objects.create(persona=persona, unidad=elenco.compras, rol="enlace", desde=date(2026, 1, 1))
    doble = at(elenco.una_extrana, date(2026, 3, 3))
    aqui, alla = un_expediente(elenco, "en_tramite", asignado=True), Caso(elenco, peticion=una_peticion("MINEDUC"))
    assert roles_over(doble, aqui.solicitud) == {Rol.ENLACE}
    assert roles_over(doble, alla.solicitud) == {Rol.OFICIAL}
    assert not may_see_solicitante(doble, aqui.solicitud)
    with refused("acto-no-autorizado", 403):
        aqui.hacer("prorrogar", por=doble)


def test_an_actor_is_read_in_one_query(elenco: Elenco, django_assert_num_queries) -> None:
    persona = Persona.objects.get(pk=elenco.la_oficial.persona_id)
    with django_assert_num_queries(1):
        actor_for_persona(persona, hoy=date(2026, 3, 3))


def test_a_list_costs_one_query_for_anybody(elenco: Elenco, django_assert_num_queries) -> None:
    casos = [un_expediente(elenco, "en_tramite", asignado=True) for _ in range(3)]
    for quien in (*TODOS, "el_enlace"):
        with django_assert_num_queries(1):
            assert {s.institucion.codigo for s in list_solicitudes(actor=casos[0].actor(quien))} == {"MSPAS"}

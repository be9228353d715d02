"""Opening a case: who read who asks, once an hour; who has it open, and since when; two at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from solicitudes.models import Lectura, Presencia
from solicitudes.policies import visible_lecturas
from solicitudes.services.apertura import abrir_acto, abrir_expediente
from solicitudes.services.lectura import record_lectura
from tests.elenco import Elenco, cuando, un_expediente
from tests.solicitudes.test_concurrencia import at_once


def test_a_reading_says_who_in_which_office_why_and_when(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 3, 10, 42))
    abrir_expediente(folio=caso.folio, actor=elenco.la_jefa, ahora=caso.ahora)
    lectura = Lectura.objects.get()
    assert (lectura.persona_id, lectura.rol, lectura.por) == (elenco.la_jefa.persona_id, "jefe_unidad", "consultar el expediente")
    assert (lectura.fecha_hora, lectura.hora) == (cuando(3, 3, 10, 42), cuando(3, 3, 10))


@pytest.mark.parametrize("quien", ["el_enlace", "el_regulador", "la_solicitante"])
def test_whoever_does_not_see_her_leaves_no_reading(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    record_lectura(solicitud=caso.solicitud, actor=caso.actor(quien), por="mirar", ahora=caso.ahora)
    assert not Lectura.objects.exists()


def test_the_page_of_an_act_shows_nobody_and_records_none(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    abrir_acto(folio=caso.folio, actor=elenco.la_oficial, ahora=caso.ahora)
    assert not Lectura.objects.exists() and Presencia.objects.count() == 1


def test_the_readings_are_for_the_applicant_alone(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    abrir_expediente(folio=caso.folio, actor=elenco.la_oficial, ahora=caso.ahora)
    for quien, ve in (("la_solicitante", 1), ("la_oficial", 0), ("el_enlace", 0), ("el_regulador", 0), ("nadie", 0)):
        assert visible_lecturas(caso.actor(quien), caso.solicitud).count() == ve, quien


def test_a_presence_keeps_since_when_while_she_stays_and_begins_again_after(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 3, 10))
    for minutos, desde in ((0, 0), (5, 0), (12, 0), (40, 40)):
        abrir_acto(folio=caso.folio, actor=elenco.la_oficial, ahora=caso.ahora + timedelta(minutes=minutos))
        presencia = Presencia.objects.get()
        assert presencia.desde == caso.ahora + timedelta(minutes=desde), minutos
        assert presencia.fecha_hora == caso.ahora + timedelta(minutes=minutos)


def test_a_look_within_the_minute_writes_nothing(elenco: Elenco, django_assert_num_queries) -> None:
    caso = un_expediente(elenco, "en_tramite")
    for segundos, cuantas in ((0, 6), (30, 4), (59, 4), (61, 5)):
        with django_assert_num_queries(cuantas):
            abrir_expediente(folio=caso.folio, actor=elenco.la_oficial, ahora=caso.ahora + timedelta(seconds=segundos))


@pytest.mark.django_db(transaction=True)
def test_one_person_in_two_windows_at_once_leaves_one_reading_and_one_presence(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")

    def open_case() -> object:
        return abrir_expediente(folio=caso.folio, actor=elenco.la_oficial, ahora=caso.ahora)

    resultados = at_once(open_case, open_case, open_case)
    assert not [r for r in resultados if isinstance(r, Exception)]
    assert (Lectura.objects.count(), Presencia.objects.count()) == (1, 1)

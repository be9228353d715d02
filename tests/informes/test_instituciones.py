"""The golden test of the indicators: each on cases counted by hand."""

from __future__ import annotations

import pytest

from informes.instituciones import Indicadores, measure_institucion, measure_instituciones
from solicitudes.services.vencimiento import vencer_plazos
from tests.elenco import DENIEGA, Caso, Elenco, cuando, un_expediente

AL = cuando(3, 25)


@pytest.fixture
def historia(elenco: Elenco) -> Elenco:
    """Salud until 25 March: open in term, in silence, answered in eight days twice, answered late in fifteen, forwarded, withdrawn."""
    Caso(elenco, ahora=cuando(3, 20))
    un_expediente(elenco, "vencida")
    un_expediente(elenco, "resuelta")
    un_expediente(elenco, "resuelta", borrador=DENIEGA)
    tarde = un_expediente(elenco, "en_tramite")
    vencer_plazos(ahora=cuando(3, 17))
    tarde.at(cuando(3, 17, 12)).answer()
    un_expediente(elenco, "remitida")
    un_expediente(elenco, "desistida")
    return elenco


def test_each_indicator_counts_what_its_definition_says(historia: Elenco) -> None:
    assert measure_institucion(institucion_id=historia.salud.pk, al=AL) == Indicadores(
        recibidas=7,
        abiertas=2,
        fuera_de_plazo=1,
        en_silencio=1,
        respondidas=3,
        a_tiempo=2,
        mediana=8.0,
        recursos_pendientes=0,
        recursos_incumplidos=0,
    )


def test_the_share_counts_silence_against_the_institution_and_rounds_down(historia: Elenco) -> None:
    cifras = measure_institucion(institucion_id=historia.salud.pk, al=AL)
    assert (cifras.exigibles, cifras.porcentaje_a_tiempo) == (4, 50)
    assert Indicadores(respondidas=1000, a_tiempo=999).porcentaje_a_tiempo == 99
    assert Indicadores().porcentaje_a_tiempo is None


def test_what_is_forwarded_counts_where_it_arrives(historia: Elenco) -> None:
    assert measure_institucion(institucion_id=historia.educacion.pk, al=AL).recibidas == 1
    assert measure_institucion(institucion_id=historia.xela.pk, al=AL) == Indicadores()


def test_the_median_of_an_even_number_lies_between_the_two_in_the_middle(elenco: Elenco) -> None:
    un_expediente(elenco, "resuelta")
    caso = un_expediente(elenco, "en_tramite")
    caso.at(cuando(3, 11)).answer()
    assert measure_institucion(institucion_id=elenco.salud.pk, al=AL).mediana == 8.5


def test_what_came_after_the_cut_off_does_not_count(historia: Elenco) -> None:
    assert measure_institucion(institucion_id=historia.salud.pk, al=cuando(3, 3)).recibidas == 6


def test_an_appeal_is_pending_until_what_it_orders_is_done(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "vencida")
    caso.hacer("interponer_recurso")
    assert measure_institucion(institucion_id=elenco.salud.pk, al=AL).recursos_pendientes == 1
    caso.hacer("decidir_recurso")
    assert measure_institucion(institucion_id=elenco.salud.pk, al=AL).recursos_pendientes == 1
    caso.hacer("cumplir_recurso")
    assert measure_institucion(institucion_id=elenco.salud.pk, al=AL).recursos_pendientes == 0


def test_it_takes_two_queries_however_much_there_is(historia: Elenco, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        todas = measure_instituciones(al=AL)
    assert set(todas) == {historia.salud.pk, historia.educacion.pk}
    for _ in range(3):
        un_expediente(historia, "resuelta")
    with django_assert_num_queries(2):
        measure_instituciones(al=AL)

"""Charts: what stands where, told by numbers, and the page that shows them with their table."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from config import reloj
from informes.meses import MESES, Mes, measure_meses
from informes.pendientes import Pendientes, count_pendientes
from portal.graficas import ALTO, Lugar, Serie, draw_barras, draw_linea
from portal.historial import draw_historial
from solicitudes.mesa import open_mesa
from solicitudes.services.vencimiento import vencer_plazos
from tests.elenco import DESCRIPCION, NOMBRE, Elenco, cuando, un_expediente
from tests.portal.oficina.conftest import sign_in
from tests.portal.oficina.poblacion import HOY, populate
from tests.portal.paginas import leer

AL = cuando(3, 25)
LUGARES = [Lugar(letra, "", letra) for letra in "abc"]


@pytest.fixture
def respondidas(elenco: Elenco) -> Elenco:
    """Salud until 25 March: two answered in eight days and in time, one in fifteen and late."""
    un_expediente(elenco, "resuelta")
    un_expediente(elenco, "resuelta")
    tarde = un_expediente(elenco, "en_tramite")
    vencer_plazos(ahora=cuando(3, 17))
    tarde.at(cuando(3, 17, 12)).answer()
    return elenco


def test_each_month_counts_what_was_notified_in_it(respondidas: Elenco) -> None:
    meses = measure_meses(al=AL, institucion_id=respondidas.salud.pk)
    assert len(meses) == MESES and (meses[0].mes, meses[-1].mes) == (date(2025, 4, 1), date(2026, 3, 1))
    assert meses[-1] == Mes(date(2026, 3, 1), a_tiempo=2, tarde=1, mediana=8.0) and not any(mes.respondidas for mes in meses[:-1])
    assert measure_meses(al=AL)[-1] == meses[-1] and measure_meses(al=AL, institucion_id=respondidas.xela.pk)[-1].respondidas == 0
    assert measure_meses(al=cuando(3, 11), institucion_id=respondidas.salud.pk)[-1].tarde == 0


def test_the_months_take_one_query(respondidas: Elenco, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        measure_meses(al=AL)


def test_bars_stand_on_one_another_and_reach_their_number() -> None:
    dibujo = draw_barras(titulo="", lugares=LUGARES, series=[Serie("bien", [3, 0, 1], "jade"), Serie("mal", [4, None, 0], "rayas")])
    assert [marca.valor for marca in dibujo.marcas] == [0, 2, 4, 6, 8]
    abajo, encima = dibujo.columnas[0].tramos
    por_unidad = (dibujo.marcas[0].y - dibujo.marcas[-1].y) / 8
    assert (abajo.alto, encima.alto) == pytest.approx((3 * por_unidad, 4 * por_unidad), abs=0.1)
    assert encima.y + encima.alto == pytest.approx(abajo.y, abs=0.2) and abajo.y + abajo.alto == pytest.approx(dibujo.marcas[0].y, abs=0.2)
    assert dibujo.columnas[1].tramos == () and len(dibujo.columnas[2].tramos) == 1
    assert dibujo.filas[0] == ("a", [3, 4])


@pytest.mark.parametrize(("maximo", "tope"), [(0, 1), (1, 1), (4, 4), (5, 6), (9, 10), (41, 60), (999, 1000), (8.5, 10)])
def test_the_scale_is_round_and_nothing_leaves_it(maximo: float, tope: int) -> None:
    dibujo = draw_linea(titulo="", lugares=LUGARES, serie=Serie("", [maximo, None, 0], "linea"))
    assert dibujo.marcas[-1].valor == tope and len(dibujo.marcas) <= 5
    assert all(0 < y < ALTO for _, y in dibujo.puntos)


def test_a_line_is_broken_where_there_is_nothing() -> None:
    dibujo = draw_linea(titulo="", lugares=[*LUGARES, *LUGARES], serie=Serie("", [1, 2, None, 3, None, 4], "linea"))
    assert len(dibujo.lineas) == 1 and len(dibujo.puntos) == 4


def test_a_record_without_answers_draws_nothing() -> None:
    assert draw_historial([Mes(date(2026, 3, 1))]) == {"respuestas": None, "medianas": None}


def test_the_directory_shows_the_record_with_its_table_and_names_nobody(client: Client, respondidas: Elenco) -> None:
    with reloj.detenido_en(AL):
        respuesta = client.get("/directorio/MSPAS/")
        ninguna = client.get("/directorio/MINEDUC/")
    pagina, texto = respuesta.content.decode(), leer(respuesta)
    assert pagina.count("<figure") == 2 and pagina.count("<title id=") == pagina.count("<desc id=") == 2 and pagina.count("<table") == 2
    assert "3 respuestas en doce meses; a tiempo: 2." in texto and "marzo 2026 2 1" in texto
    assert NOMBRE not in texto and DESCRIPCION not in texto and b"<figure" not in ninguna.content


def test_the_regulator_sees_the_answers_of_the_country_first(elenco: Elenco, respondidas: Elenco) -> None:
    cliente = sign_in(Client(), elenco.el_regulador)
    with reloj.detenido_en(AL):
        assert b"<figure" in cliente.get("/oficina/instituciones/").content
        assert b"<figure" not in cliente.get("/oficina/instituciones/?buscar=salud").content


def test_what_is_open_is_counted_by_how_much_is_left(elenco: Elenco, django_assert_num_queries) -> None:
    populate(elenco)
    mesa = open_mesa(actor=elenco.la_autoridad, hoy=HOY.date())
    with django_assert_num_queries(1):
        pendientes = count_pendientes(mesa, de=[elenco.salud.pk])
    assert pendientes == Pendientes(vencidas=1, hoy=1, en_3=2, en_10=1, sin_plazo=1)
    assert count_pendientes(open_mesa(actor=elenco.una_extrana, hoy=HOY.date()), de=[elenco.salud.pk]).total == 0

"""The words of the papers: dates, terms and the calendar of a term."""

from __future__ import annotations

import pytest

from documentos.templatetags import papel
from tests.documentos.ejemplos import PLAZO


@pytest.mark.parametrize(
    ("iso", "texto"),
    [
        ("2026-04-10", "viernes 10 de abril de 2026"),
        ("2026-09-15", "martes 15 de septiembre de 2026"),
        ("2026-04-11T05:59:59Z", "viernes 10 de abril de 2026"),  # still the tenth in Guatemala
        ("2026-04-11T00:00:00-06:00", "sábado 11 de abril de 2026"),
    ],
)
def test_fecha_larga_is_spanish_and_local(iso, texto):
    assert papel.fecha_larga(iso) == texto


def test_fecha_hora_larga_is_local():
    assert papel.fecha_hora_larga("2026-03-25T15:04:00+00:00") == "miércoles 25 de marzo de 2026, 09:04 horas"


@pytest.mark.parametrize(
    ("articulo", "texto"),
    [("42", "artículo 42"), ("42, 43", "artículos 42 y 43"), ("42,43,44", "artículos 42, 43 y 44"), ("52-60", "artículos 52 a 60")],
)
def test_en_articulos(articulo, texto):
    assert papel.en_articulos(articulo) == texto


@pytest.mark.parametrize(
    ("cantidad", "unidad", "texto"),
    [(1, "habiles", "1 día hábil"), (10, "habiles", "10 días hábiles"), (30, "calendario", "30 días calendario"), (15, "", "15 días")],
)
def test_en_dias(cantidad, unidad, texto):
    assert papel.en_dias(cantidad, unidad) == texto


@pytest.mark.parametrize(("octetos", "texto"), [(1, "1 bytes"), (1536, "1.5 KB"), (25 << 20, "25.0 MB"), (3 << 30, "3.0 GB")])
def test_tamano(octetos, texto):
    assert papel.tamano(octetos) == texto


def test_semanas_is_a_calendar_from_monday_to_sunday():
    semanas = papel.semanas(PLAZO)

    assert [len(semana) for semana in semanas] == [7, 7, 7]
    assert semanas[0][0]["fecha"] == "2026-03-23" and semanas[0][0]["vacia"]
    assert semanas[0][2]["inicio"] and semanas[0][2]["fecha"] == "2026-03-25"
    assert [celda.get("dia") for celda in semanas[0][3:5]] == [1, 2]
    assert semanas[0][5]["excluida"] == "sábado"
    assert semanas[2][4]["vence"] and semanas[2][4]["dia"] == 10


def test_con_fundamento_leaves_plain_weekends_out():
    assert [dia["excluida"] for dia in papel.con_fundamento(PLAZO["explicacion"])] == ["Jueves Santo"]

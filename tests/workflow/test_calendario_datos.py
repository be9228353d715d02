"""The Guatemalan calendar file: written by its script, complete, with a basis for each day, and agreeing with an outside list."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date
from pathlib import Path

import holidays
import pytest

from workflow.calendarios import generar_gt

ARCHIVO = Path(__file__).parents[2] / "workflow" / "calendarios" / "gt.csv"
DIRECTORIO = Path(__file__).parents[2] / "solicitudes" / "data" / "sujetos_obligados_gt.csv"
ANIOS = range(2009, 2041)

# The oracle ignores Decreto 42-2010 as it stood before 2018: in these years 30 June fell from Tuesday to Thursday.
TRASLADOS_DE_2010 = {
    2011: (date(2011, 6, 30), date(2011, 7, 1)),
    2015: (date(2015, 6, 30), date(2015, 6, 29)),
    2016: (date(2016, 6, 30), date(2016, 7, 1)),
}


def _filas() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ARCHIVO.read_text(encoding="utf-8"))))


def _fechas(anio: int, *, clase: str = "inhabil", ambito: str = "nacional") -> set[date]:
    elegidas = [fila for fila in _filas() if fila["clase"] == clase and fila["ambito"] == ambito]
    return {dia for dia in (date.fromisoformat(fila["fecha"]) for fila in elegidas) if dia.year == anio}


def test_file_is_byte_for_byte_what_the_script_writes() -> None:
    assert ARCHIVO.read_bytes() == generar_gt.render_csv().encode()


@pytest.mark.parametrize("anio", ANIOS)
def test_national_layer_equals_the_oracle_but_for_the_named_differences(anio: int) -> None:
    esperadas = set(holidays.Guatemala(years=anio)) - {date(anio, 8, 15)}  # 15 August is a feast of the capital only
    if anio in TRASLADOS_DE_2010:
        sin_mover, movido = TRASLADOS_DE_2010[anio]
        assert sin_mover in esperadas
        esperadas = esperadas - {sin_mover} | {movido}
    assert _fechas(anio) == esperadas


@pytest.mark.parametrize("anio", ANIOS)
def test_every_year_is_complete(anio: int) -> None:
    assert len(_fechas(anio)) == 10
    assert len(_fechas(anio, clase="medio_dia")) == 3
    assert _fechas(anio, ambito="municipio:0101") == {date(anio, 8, 15)}


@pytest.mark.parametrize(
    ("ambito", "mes", "dia"),
    [
        ("municipio:0301", 7, 25),
        ("municipio:0710", 10, 4),
        ("municipio:0716", 4, 25),
        ("municipio:0717", 6, 24),
        ("municipio:0718", 6, 29),
    ],
)
def test_local_feasts_are_there_every_year(ambito: str, mes: int, dia: int) -> None:
    assert [_fechas(anio, ambito=ambito) for anio in ANIOS] == [{date(anio, mes, dia)} for anio in ANIOS]


@pytest.mark.parametrize(
    ("fecha", "nombre"),
    [
        pytest.param("2018-10-22", "Día de la Revolución", id="sábado al lunes siguiente, Decreto 19-2018"),
        pytest.param("2019-04-29", "Día del Trabajo", id="miércoles al lunes anterior, Decreto 19-2018"),
        pytest.param("2019-10-21", "Día de la Revolución", id="domingo al lunes siguiente, Decreto 19-2018"),
        pytest.param("2020-05-01", "Día del Trabajo", id="sin mover desde la CC, abril de 2020"),
        pytest.param("2020-10-20", "Día de la Revolución", id="sin mover desde la CC, abril de 2020"),
        pytest.param("2020-06-29", "Día del Ejército", id="martes al lunes anterior, Decreto 19-2018"),
        pytest.param("2023-07-03", "Día del Ejército", id="viernes al lunes siguiente, Decreto 19-2018"),
        pytest.param("2025-06-30", "Día del Ejército", id="lunes se queda, Decreto 19-2018"),
        pytest.param("2026-06-29", "Día del Ejército", id="martes al lunes anterior en 2026"),
        pytest.param("2027-06-28", "Día del Ejército", id="miércoles al lunes anterior en 2027"),
        pytest.param("2026-04-02", "Jueves Santo", id="Código de Trabajo 127"),
        pytest.param("2027-03-26", "Viernes Santo", id="Código de Trabajo 127, 2027"),
        pytest.param("2027-03-24", "Miércoles Santo", id="medio día, D12"),
    ],
)
def test_day_has_the_name_that_the_law_gives(fecha: str, nombre: str) -> None:
    assert [fila["nombre"] for fila in _filas() if fila["fecha"] == fecha and fila["ambito"] == "nacional"] == [nombre]


def test_executive_permits_are_their_own_disputed_layer() -> None:
    permisos = {fila["fecha"]: fila["certeza"] for fila in _filas() if fila["ambito"] == "ejecutivo"}
    assert permisos == dict.fromkeys(
        ["2022-09-16", "2023-12-26", "2024-01-02", "2024-09-16", "2025-11-03", "2025-12-24", "2025-12-26", "2025-12-31"], "discutido"
    )


def test_rows_are_sorted_and_no_day_is_twice_in_a_layer() -> None:
    claves = [(fila["fecha"], fila["nombre"]) for fila in _filas()]
    assert claves == sorted(claves)
    assert max(Counter((fila["fecha"], fila["ambito"]) for fila in _filas()).values()) == 1


def test_every_row_is_well_formed_and_names_its_basis() -> None:
    for fila in _filas():
        assert fila["nombre"] and fila["fundamento"], fila
        assert fila["clase"] in {"inhabil", "medio_dia"}, fila
        assert fila["certeza"] in {"hallado", "por_verificar", "discutido"}, fila
        assert re.fullmatch(r"nacional|ejecutivo|municipio:\d{4}", fila["ambito"]), fila
        assert fila["nota"] or fila["certeza"] == "hallado", fila


def test_municipalities_exist_in_the_directory() -> None:
    with DIRECTORIO.open(encoding="utf-8", newline="") as archivo:
        codigos = {fila["codigo"].removeprefix("MUNI-") for fila in csv.DictReader(archivo)}
    assert {fila["ambito"].partition(":")[2] for fila in _filas() if ":" in fila["ambito"]} <= codigos

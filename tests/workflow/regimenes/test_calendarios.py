"""The calendars of the other countries: written by their script, complete, and honest about where they come from."""

from __future__ import annotations

from datetime import date

import holidays
import pytest

from tests.workflow.regimenes.generar_calendarios import ANIOS, FUENTE, PAISES, render_csv
from workflow.calendario import CARPETA, calendario_de, covered_years, read_pais

#: One day of each country that everybody there knows, and an ordinary Wednesday beside it.
CONOCIDOS = {
    "ar": date(2026, 7, 9),
    "br": date(2026, 9, 7),
    "cl": date(2026, 9, 18),
    "co": date(2026, 7, 20),
    "cr": date(2026, 9, 15),
    "hn": date(2026, 9, 15),
    "mx": date(2026, 9, 16),
    "pa": date(2026, 11, 3),
    "pe": date(2026, 7, 28),
    "py": date(2026, 5, 14),
    "sv": date(2026, 9, 15),
    "uk": date(2026, 7, 13),  # Northern Ireland's 12 July, observed: closed in a part is closed in all (FOIA 2000, s. 10)
    "us": date(2026, 11, 26),
    "uy": date(2026, 8, 25),
}


@pytest.mark.parametrize("pais", sorted(PAISES))
def test_file_is_byte_for_byte_what_the_script_writes(pais: str) -> None:
    archivo = (CARPETA / f"{pais}.csv").read_bytes()
    if FUENTE.encode() not in archivo:
        pytest.skip(f"el archivo se escribió con otra versión del paquete que {holidays.__version__}")
    assert archivo == render_csv(pais).encode()


@pytest.mark.parametrize("pais", sorted(PAISES))
def test_every_year_is_there_and_no_day_is_twice(pais: str) -> None:
    fechas = [entrada.dia.fecha for entrada in read_pais(pais)]
    assert covered_years(pais) == (ANIOS[0], ANIOS[-1])
    assert {fecha.year for fecha in fechas} == set(ANIOS)
    assert fechas == sorted(set(fechas))


@pytest.mark.parametrize(("pais", "dia"), sorted(CONOCIDOS.items()))
def test_known_holiday_is_closed_and_an_ordinary_day_is_open(pais: str, dia: date) -> None:
    calendario = calendario_de(pais)
    assert not calendario.is_habil(dia)
    assert calendario.is_habil(date(2026, 6, 10))


def test_weekend_cites_the_guatemalan_statute_in_guatemala_only() -> None:
    sabado = date(2026, 3, 28)
    assert calendario_de("gt").reason(sabado) == ("sábado", "LOJ art. 45.d")
    assert calendario_de("mx").reason(sabado) == ("sábado", "")

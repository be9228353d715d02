"""Writes the national holidays of the other countries, 2009 to 2040, from the development dependency `holidays`.

    python -m tests.workflow.regimenes.generar_calendarios

It stands beside the tests because the law may not import that package: the system reads the files, so that a past year can't
change with a newer program. Each row names the package and its version; none was checked against the country's own gazette.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

import holidays

from workflow.calendario import CARPETA

ANIOS = range(2009, 2041)
COLUMNAS = ("fecha", "nombre", "clase", "ambito", "fundamento", "certeza", "nota")
FUENTE = f"holidays {holidays.__version__}"
#: File name → (ISO 3166 code, language of the names).
PAISES = {
    "ar": ("AR", "es"),
    "br": ("BR", "pt_BR"),
    "cl": ("CL", "es"),
    "co": ("CO", "es"),
    "cr": ("CR", "es"),
    "hn": ("HN", "es"),
    "mx": ("MX", "es"),
    "pa": ("PA", "es"),
    "pe": ("PE", "es"),
    "py": ("PY", "es"),
    "sv": ("SV", "es"),
    "uk": ("GB", "en_GB"),
    "us": ("US", "en_US"),
    "uy": ("UY", "es"),
}


def _list_dias(pais: str) -> Iterator[tuple[date, str]]:
    """National public holidays by date; for the United Kingdom, a bank holiday in any of its parts."""
    codigo, idioma = PAISES[pais]
    partes = holidays.country_holidays(codigo).subdivisions if pais == "uk" else (None,)
    dias: dict[date, set[str]] = {}
    for parte in partes:
        for dia, nombres in holidays.country_holidays(codigo, subdiv=parte, years=ANIOS, language=idioma).items():
            dias.setdefault(dia, set()).update(nombres.split("; "))
    for dia, conjunto in sorted(dias.items()):
        yield dia, "; ".join(sorted(conjunto))


def render_csv(pais: str) -> str:
    """One country's file as text, in the columns of gt.csv."""
    texto = io.StringIO()
    escritor = csv.writer(texto, lineterminator="\n")
    escritor.writerow(COLUMNAS)
    escritor.writerows((dia.isoformat(), nombre, "inhabil", "nacional", FUENTE, "por_verificar", "") for dia, nombre in _list_dias(pais))
    return texto.getvalue()


if __name__ == "__main__":
    for pais in PAISES:
        (CARPETA / f"{pais}.csv").write_bytes(render_csv(pais).encode())

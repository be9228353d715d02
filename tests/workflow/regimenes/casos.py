"""Reads the worked examples of the other regimes, in the short notation of casos/<país>.toml, and works them out a second time.

A term is written «desde +20h = vence estado»: `h` business days, `c` calendar days, `m` months; «sin a..b» takes those days, both
included, out of the count. «desde = nunca estado» has no last day; «= vence estado» says only how the term ends.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from tests.workflow.contador_ingenuo import contar_calendario, contar_meses, explicar, list_abiertos, list_cerrados

CARPETA = Path(__file__).with_name("casos")
REGIMENES = Path(__file__).parents[3] / "workflow" / "regimenes"
PAISES = ("ar", "br", "cl", "co", "cr", "hn", "mx", "pa", "pe", "py", "sv", "uk", "us", "uy")
PLAZO = re.compile(r"(?:(?P<desde>\S+) )?(?:\+(?P<dias>\d+)(?P<unidad>[hcm]) )?(?:sin (?P<sin>\S+) )?= (?P<vence>\S+) (?P<estado>\w+)")


class Esperado(NamedTuple):
    """What a worked example says of one term."""

    desde: str | None
    dias: int | None
    unidad: str | None
    sin: str | None
    vence: str | None
    estado: str


@cache
def read_toml(pais: str) -> dict[str, Any]:
    """The regime file of a country, as written."""
    (ruta,) = REGIMENES.glob(f"{pais}-*.toml")
    return tomllib.loads(ruta.read_text(encoding="utf-8"))


@cache
def read_casos(pais: str) -> list[dict[str, Any]]:
    """Every example of a country, in the order of its file."""
    casos: list[dict[str, Any]] = tomllib.loads((CARPETA / f"{pais}.toml").read_text(encoding="utf-8"))["caso"]
    return casos


def parse_plazo(texto: str) -> Esperado:
    """«2026-03-25 +10h = 2026-04-10 corriendo» in its parts."""
    partes = PLAZO.fullmatch(texto)
    assert partes, texto
    dias, vence = partes["dias"], partes["vence"]
    return Esperado(
        partes["desde"], int(dias) if dias else None, partes["unidad"], partes["sin"], None if vence == "nunca" else vence, partes["estado"]
    )


def build_momento(pais: str, texto: str, hora: time) -> str:
    """A bare date gets that hour of the country; «2026-03-25T23:59:59» is of the country too."""
    momento = datetime.fromisoformat(texto) if "T" in texto else datetime.combine(date.fromisoformat(texto), hora)
    return momento.replace(tzinfo=ZoneInfo(read_toml(pais)["zona_horaria"])).isoformat()


def build_evento(pais: str, texto: str) -> dict[str, Any]:
    """«2026-04-08 prorrogada dias=10» as an event of the calculator."""
    cuando, tipo, *pares = texto.split()
    datos: dict[str, Any] = dict(par.split("=", 1) for par in pares)
    if "dias" in datos:
        datos["dias"] = int(datos["dias"])
    return {"tipo": tipo, "fecha_hora": build_momento(pais, cuando, time(9)), **datos}


def build_caso(pais: str, ejemplo: dict[str, Any]) -> dict[str, Any]:
    """An example in the words of the calculator, its regime by its alias."""
    return {
        "regimen": pais,
        "tipo": "acceso",
        "calendario": ejemplo.get("calendario", {}),
        "lecturas": ejemplo.get("lecturas", {}),
        "atributos": ejemplo.get("atributos", {}),
        "eventos": [build_evento(pais, evento) for evento in ejemplo["eventos"]],
        "al": build_momento(pais, ejemplo["al"], time(12)),
    }


def work_out(pais: str, esperado: Esperado, calendario: dict[str, Any]) -> date:
    """The last day of a term by the naive counter."""
    assert esperado.desde and esperado.dias is not None
    desde, cerrados = date.fromisoformat(esperado.desde), list_cerrados(calendario, pais=pais)
    if esperado.unidad == "m":
        return contar_meses(desde=desde, meses=esperado.dias, cerrados=cerrados)
    detenidos = _days_between(esperado.sin)
    if esperado.unidad == "c":
        return contar_calendario(desde=desde, dias=esperado.dias, cerrados=cerrados, detenidos=detenidos)
    return explicar(desde=desde, dias=esperado.dias, cerrados=cerrados, abiertos=list_abiertos(calendario), detenidos=detenidos)[-1][0]


def _days_between(sin: str | None) -> frozenset[date]:
    if sin is None:
        return frozenset()
    primero, ultimo = (date.fromisoformat(parte) for parte in sin.split(".."))
    return frozenset(primero + timedelta(days=n) for n in range((ultimo - primero).days + 1))

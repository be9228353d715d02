"""Reads the worked examples of casos_gt.toml and turns their short notation into the JSON of the term calculator."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

ARCHIVO = Path(__file__).with_name("casos_gt.toml")
PLAZO = re.compile(r"(?:(?P<desde>\S+) \+(?P<dias>\d+) )?= (?P<vence>\S+) (?P<estado>\w+)")


class Esperado(NamedTuple):
    """What a worked example says of one term; `desde` and `dias` are None where it says only how the term ends."""

    desde: str | None
    dias: int | None
    vence: str | None
    estado: str


def read_ejemplos() -> list[dict[str, Any]]:
    """Every example as written, in the order of the file."""
    ejemplos: list[dict[str, Any]] = tomllib.loads(ARCHIVO.read_text(encoding="utf-8"))["caso"]
    return ejemplos


def parse_plazo(texto: str) -> Esperado:
    """«2026-03-25 +10 = 2026-04-10 corriendo» in its parts."""
    partes = PLAZO.fullmatch(texto)
    assert partes, texto
    vence = None if partes["vence"] == "nunca" else partes["vence"]
    return Esperado(partes["desde"], int(partes["dias"]) if partes["dias"] else None, vence, partes["estado"])


def build_evento(texto: str) -> dict[str, Any]:
    """«2026-04-08 prorrogada dias=10» as an event of the calculator."""
    cuando, tipo, *pares = texto.split()
    datos: dict[str, Any] = dict(par.split("=", 1) for par in pares)
    if "dias" in datos:
        datos["dias"] = int(datos["dias"])
    return {"tipo": tipo, "fecha_hora": build_momento(cuando, "09:00:00"), **datos}


def build_momento(texto: str, hora: str) -> str:
    """A bare date gets that hour of Guatemala; a full instant stays as it is."""
    return texto if "T" in texto else f"{texto}T{hora}-06:00"


def build_caso(*eventos: str, al: str, tipo: str = "acceso", **resto: Any) -> dict[str, Any]:
    """A case of gt-laip in the words of the calculator's contract."""
    return {
        "regimen": "gt-laip",
        "tipo": tipo,
        "calendario": {"base": True} | resto.get("calendario", {}),
        "lecturas": resto.get("lecturas", {}),
        "eventos": [build_evento(evento) for evento in eventos],
        "al": build_momento(al, "12:00:00"),
    }


def get_plazos(resultado: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The terms of an answer by their key; the same key never comes twice."""
    plazos = {plazo["clave"]: plazo for plazo in resultado["plazos"]}
    assert len(plazos) == len(resultado["plazos"])
    return plazos

"""The legal map names files and tests that exist, and covers every article on which a move or a term rests."""

from __future__ import annotations

import ast
import re

from config.env import RAIZ
from workflow.transiciones import ACTOS

MAPA = (RAIZ / "docs" / "marco-legal.md").read_text(encoding="utf-8")


def test_each_file_and_each_test_of_the_map_exists() -> None:
    nombrados = re.findall(r"`([\w./-]+\.(?:py|toml|csv|html))(?:::(\w+))?`", MAPA)
    faltan = [f"{archivo}::{prueba}" if prueba else archivo for archivo, prueba in nombrados if not exists(archivo, prueba)]
    assert len(nombrados) > 30
    assert faltan == []


def exists(archivo: str, prueba: str) -> bool:
    ruta = RAIZ / archivo
    if not prueba or not ruta.is_file():
        return ruta.is_file()
    arbol = ast.parse(ruta.read_text(encoding="utf-8"))
    return any(isinstance(nodo, ast.FunctionDef) and nodo.name == prueba for nodo in arbol.body)


def test_the_article_of_each_act_is_in_the_map() -> None:
    filas = re.findall(r"^\| ([^|]+) \|", MAPA, re.M)
    cubiertos = {n for fila in filas for n in expand(fila)}
    citados = {n for acto in ACTOS.values() if acto.fundamento.startswith("LAIP") for n in expand(acto.fundamento)}
    assert citados - cubiertos == set()


def expand(texto: str) -> set[int]:
    """The article numbers of «52 a 57», «arts. 41 y 42.2»."""
    rangos = {n for desde, hasta in re.findall(r"(\d+) a (\d+)", texto) for n in range(int(desde), int(hasta) + 1)}
    return rangos | {int(n) for n in re.findall(r"(?<![\d.])\d+", texto)}

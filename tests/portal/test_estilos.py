"""What the npm build left behind: the files that it wrote down, with nothing that belongs to somebody else."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from config.env import RAIZ

SALIDA = RAIZ / "portal" / "static" / "portal"
ORIGEN = json.loads((RAIZ / "portal" / "estilos" / "origen.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("nombre", ORIGEN["sha256"])
def test_each_compiled_file_is_the_one_written_down(nombre: str) -> None:
    assert hashlib.sha256((SALIDA / nombre).read_bytes()).hexdigest() == ORIGEN["sha256"][nombre]


@pytest.mark.parametrize("comprimido", sorted(SALIDA.glob("*.gz")), ids=lambda archivo: archivo.name)
def test_each_compressed_file_holds_its_original(comprimido: Path) -> None:
    assert gzip.decompress(comprimido.read_bytes()) == comprimido.with_suffix("").read_bytes()


def test_versions_are_those_of_the_lock() -> None:
    candado = json.loads((RAIZ / "portal" / "estilos" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {p: candado[f"node_modules/{p}"]["version"] for p in ORIGEN["versiones"]} == ORIGEN["versiones"]


def test_nothing_in_the_stylesheet_comes_from_elsewhere() -> None:
    hoja = (SALIDA / "portal.css").read_text(encoding="utf-8")
    assert "GDS Transport" not in hoja and "crown" not in hoja
    assert "@import" not in hoja and "url(http" not in hoja and "url(//" not in hoja


def test_each_utility_that_a_template_names_is_in_the_stylesheet() -> None:
    """The spacing classes are ours (`_espacios.scss`): one that is not written there would do nothing, silently."""
    hoja = (SALIDA / "portal.css").read_text(encoding="utf-8").replace("\\", "")
    plantillas = "\n".join(archivo.read_text(encoding="utf-8") for archivo in (RAIZ / "templates").rglob("*.html"))
    nombradas = set(re.findall(r"govuk-!-[\w-]+", plantillas))
    assert len(nombradas) > 5 and sorted(nombre for nombre in nombradas if f".{nombre}" not in hoja) == []


def test_htmx_evaluates_nothing_and_keeps_nothing() -> None:
    cabeza = render_to_string("portal/partes/trozos.html")
    ajustes = json.loads(re.search(r"content='({.*?})'", cabeza)[1])  # type: ignore[index]
    assert (ajustes["allowEval"], ajustes["allowScriptTags"], ajustes["includeIndicatorStyles"]) == (False, False, False)
    assert ajustes["historyCacheSize"] == 0 and ajustes["refreshOnHistoryMiss"] is True
    assert ORIGEN["versiones"]["htmx.org"] == "2.0.11" and 'version:"2.0.11"' in (SALIDA / "htmx.js").read_text(encoding="utf-8")

"""What the npm build left behind: the files that it wrote down, with nothing that belongs to somebody else."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

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

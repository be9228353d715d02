"""The real directory and vocabulary, read once."""

import csv
from pathlib import Path

import pytest

from solicitudes.sugerencias import Entrada, Motor, Vocabulario, read_vocabulario

DATOS = Path(__file__).resolve().parents[3] / "solicitudes" / "data"


@pytest.fixture(scope="session")
def entradas() -> list[Entrada]:
    with (DATOS / "sujetos_obligados_gt.csv").open(encoding="utf-8", newline="") as archivo:
        return [Entrada(**fila | {"materias": tuple(fila["materias"].split("|"))}) for fila in csv.DictReader(archivo)]


@pytest.fixture(scope="session")
def vocabulario() -> Vocabulario:
    return read_vocabulario(ruta=DATOS / "vocabulario_gt.toml")


@pytest.fixture(scope="session")
def motor(entradas: list[Entrada], vocabulario: Vocabulario) -> Motor:
    return Motor(entradas, vocabulario)

"""The floor that the suggestions may not fall under: right body first in 60 %, among five in 85 %."""

from pathlib import Path

import pytest

from bench.sugerencias import measure_aciertos, read_preguntas
from solicitudes.sugerencias import Entrada, Motor

RAIZ = Path(__file__).resolve().parents[3]
PREGUNTAS = ["bench/preguntas_desarrollo.csv", "solicitudes/data/solicitudes_ejemplo.csv"]


@pytest.mark.parametrize("archivo", PREGUNTAS)
def test_sugerir_is_right_often_enough(motor: Motor, archivo: str) -> None:
    preguntas = read_preguntas(ruta=RAIZ / archivo)
    primeras, cinco, _ = measure_aciertos(motor=motor, preguntas=preguntas)
    assert primeras / len(preguntas) >= 0.6
    assert cinco / len(preguntas) >= 0.85


def test_preguntas_cover_the_directory(entradas: list[Entrada]) -> None:
    codigos = {codigo for _, codigo in read_preguntas(ruta=RAIZ / PREGUNTAS[0])}
    assert codigos <= {e.codigo for e in entradas}
    assert len([codigo for codigo in codigos if not codigo.startswith("MUNI")]) >= 70
    assert len([codigo for codigo in codigos if codigo.startswith("MUNI")]) >= 25

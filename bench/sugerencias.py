"""Measures the suggestions: right body first and among five, on any file of questions (columns texto, codigo).

python -m bench.sugerencias [preguntas.csv …] [--fallos]
"""

import argparse
import csv
import time
from pathlib import Path

from solicitudes.sugerencias import Entrada, Motor, read_vocabulario

RAIZ = Path(__file__).resolve().parent.parent
DATOS = RAIZ / "solicitudes" / "data"


def read_entradas(*, ruta: Path) -> list[Entrada]:
    with ruta.open(encoding="utf-8", newline="") as archivo:
        return [Entrada(**fila | {"materias": tuple(fila["materias"].split("|"))}) for fila in csv.DictReader(archivo)]


def read_preguntas(*, ruta: Path) -> list[tuple[str, str]]:
    """Questions with the right body; the example requests keep it in their own column."""
    with ruta.open(encoding="utf-8", newline="") as archivo:
        return [(fila["texto"], fila.get("codigo") or fila["institucion_correcta"]) for fila in csv.DictReader(archivo)]


def measure_aciertos(*, motor: Motor, preguntas: list[tuple[str, str]]) -> tuple[int, int, list[tuple[str, str, list[str]]]]:
    """How many are right first, how many among five, and the questions that are not right first."""
    respuestas = [(texto, codigo, [s.codigo for s in motor.sugerir(texto)]) for texto, codigo in preguntas]
    primeras = sum(codigos[:1] == [codigo] for _, codigo, codigos in respuestas)
    cinco = sum(codigo in codigos for _, codigo, codigos in respuestas)
    return primeras, cinco, [respuesta for respuesta in respuestas if respuesta[2][:1] != [respuesta[1]]]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    por_defecto = [RAIZ / "bench" / "preguntas_desarrollo.csv", DATOS / "solicitudes_ejemplo.csv"]
    args.add_argument("archivos", nargs="*", type=Path, default=por_defecto)
    args.add_argument("--fallos", action="store_true", help="print each question that is not right first")
    opciones = args.parse_args()
    inicio = time.perf_counter()
    motor = Motor(read_entradas(ruta=DATOS / "sujetos_obligados_gt.csv"), read_vocabulario(ruta=DATOS / "vocabulario_gt.toml"))
    print(f"construir: {(time.perf_counter() - inicio) * 1000:.0f} ms")
    for ruta in opciones.archivos:
        preguntas = read_preguntas(ruta=ruta)
        inicio = time.perf_counter()
        primeras, cinco, fallos = measure_aciertos(motor=motor, preguntas=preguntas)
        media = (time.perf_counter() - inicio) * 1000 / len(preguntas)
        n = len(preguntas)
        print(f"{ruta.name}: {n} preguntas, {media:.1f} ms cada una")
        print(f"  primera {primeras} ({primeras / n:.1%}), entre cinco {cinco} ({cinco / n:.1%})")
        for texto, codigo, codigos in fallos if opciones.fallos else ():
            print(f"  {codigo:15}{'' if codigo in codigos else '✗'} {' '.join(codigos)}\n      {texto}")


if __name__ == "__main__":
    main()

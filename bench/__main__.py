"""The measures of docs/rendimiento.md: python -m bench [--casos N] [--exigir]. Needs PostgreSQL; makes and drops its own database."""

import argparse
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.base import SinPostgresError, own_database
from bench.informe import Medida, render_tabla

CHICO, LLAMADAS = 1_000, 40


def main() -> int:
    opciones = read_opciones()
    try:
        with tempfile.TemporaryDirectory(prefix="banco-") as carpeta, own_database(carpeta=Path(carpeta)):
            medidas = measure(casos=opciones.casos, rondas=opciones.rondas)
    except SinPostgresError as error:
        print(error, file=sys.stderr)
        return 2
    print(render_tabla(medidas))
    faltan = [m.figura for m in medidas if m.cumple is False]
    print(f"\n{len(faltan)} metas sin cumplir: {', '.join(faltan)}" if faltan else "\nTodas las metas se cumplen.")
    return 1 if faltan and opciones.exigir else 0


def read_opciones() -> argparse.Namespace:
    analizador = argparse.ArgumentParser(prog="python -m bench", description="Mide el sistema contra pisos de la misma corrida.")
    analizador.add_argument("--casos", type=int, default=100_000, help="cuántos expedientes hay (100000)")
    analizador.add_argument("--rondas", type=int, default=9, help="cuántas veces se repite cada medida (9)")
    analizador.add_argument("--exigir", action="store_true", help="termina con 1 si una meta no se cumple")
    return analizador.parse_args()


def measure(*, casos: int, rondas: int) -> list[Medida]:
    """Everything, in the order of the page: service, sweep, arithmetic, paper."""
    import django

    warnings.filterwarnings("ignore", message="No directory at", category=UserWarning)  # no static files are served here
    django.setup()
    return list(_measure(casos=casos, rondas=rondas))


def _measure(*, casos: int, rondas: int) -> Iterator[Medida]:
    from bench import bandeja, barrido, calculo, historias, paralelo, pisos, recalculo, servicio
    from bench.escenario import open_escenario
    from config import reloj

    escenario, chico = open_escenario(ahora=reloj.ahora()), min(CHICO, casos // 2)
    elenco = {"puerta": escenario.puerta, "oficial": escenario.oficial, "reguladora": escenario.reguladora}
    with _announced(f"sembrar {chico:,} casos y medir"):
        escenario.siembra.sow(chico, historias.EN_MARCHA)
        pisos.fill_piso()
        antes = servicio.measure_servicio(**elenco, rondas=rondas, llamadas=LLAMADAS)
    with _announced(f"sembrar {casos - chico:,} casos más"):
        escenario.siembra.sow(casos - chico, historias.EN_MARCHA)
        pisos.fill_piso()
    with _announced("medir el servicio"):
        despues = servicio.measure_servicio(**elenco, rondas=rondas, llamadas=LLAMADAS)
        yield from servicio.describe_servicio(antes, despues, casos=(chico, casos))
        yield from bandeja.measure_bandeja(puerta=escenario.puerta, oficial=escenario.oficial, rondas=rondas, llamadas=LLAMADAS // 4)
        yield from paralelo.measure_paralelo(puerta=escenario.puerta, por_cliente=25)
    with _announced(f"sembrar {casos:,} casos abiertos, decretar un asueto y recalcular"):
        yield from recalculo.measure_recalculo(siembra=escenario.siembra, casos=casos, ahora=reloj.ahora())
    with _announced(f"sembrar {casos:,} casos con el plazo terminado"):
        escenario.siembra.sow(casos, historias.POR_VENCER)
    with _announced("vencer, verificar, calcular, escribir un acuse"):
        yield from barrido.measure_barrido(por_vencer=casos)
        yield paralelo.measure_cadena(casos=min(casos, 5_000))
        yield from calculo.measure_calculo(rondas=rondas)
        yield from calculo.measure_papel(rondas=rondas)


@contextmanager
def _announced(paso: str) -> Iterator[None]:
    """Say on stderr what a run is at: it takes minutes."""
    inicio = time.perf_counter()
    yield
    print(f"{time.perf_counter() - inicio:6.1f} s  {paso}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

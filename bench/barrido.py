"""The sweep in a process of its own, so that its memory is its own: python -m bench.barrido, with the environment of the measures."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.informe import Medida, describe_razon, describe_tasa

POR_SEGUNDO, MEGABYTES = 2_000, 200


def measure_barrido(*, por_vencer: int) -> Iterator[Medida]:
    """Run the sweep twice over `por_vencer` cases whose term is over."""
    salida = subprocess.run([sys.executable, "-m", "bench.barrido"], check=True, capture_output=True, text=True).stdout
    medido: dict[str, Any] = json.loads(salida.splitlines()[-1])
    if medido["hechas"] != por_vencer or medido["fallidas"]:
        raise RuntimeError(f"El barrido debía vencer {por_vencer} casos: {medido}")
    tasa, memoria = medido["hechas"] / medido["segundos"], medido["memoria"]
    yield Medida(
        f"vencer {por_vencer:,} casos",
        describe_tasa(tasa),
        rango=f"de procesador: {describe_tasa(medido['hechas'] / medido['procesador'])}",
        piso=f"escribir tres filas y cambiar una: {describe_tasa(medido['piso'])}",
        razon=describe_razon(medido["piso"] / tasa),
        meta=f"≥ {describe_tasa(POR_SEGUNDO)}",
        cumple=tasa >= POR_SEGUNDO,
    )
    yield Medida(
        "vencer: memoria máxima",
        f"{memoria:.0f} MB",
        piso=f"antes de empezar: {medido['memoria_inicial']:.0f} MB",
        meta=f"< {MEGABYTES} MB",
        cumple=memoria < MEGABYTES,
    )
    igual = medido["segunda_hechas"] == 0 and medido["antes"] == medido["despues"]
    yield Medida(
        "vencer otra vez",
        f"{medido['segunda_hechas']} cambios",
        rango=f"{medido['segunda_segundos'] * 1000:.0f} ms",
        meta="ninguno",
        cumple=igual,
    )


def run() -> dict[str, Any]:
    """Sweep, look at the tables, sweep again, look again."""
    import django

    django.setup()
    from config import reloj
    from solicitudes.services.vencimiento import vencer_plazos

    ahora, memoria_inicial = reloj.ahora(), read_memoria()
    inicio, procesador = time.perf_counter(), time.process_time()
    primera = vencer_plazos(ahora=ahora)
    procesador = time.process_time() - procesador
    segundos, memoria, antes = time.perf_counter() - inicio, read_memoria(), take_estado()
    inicio = time.perf_counter()
    segunda = vencer_plazos(ahora=ahora)
    segunda_segundos = time.perf_counter() - inicio
    return {
        "hechas": primera.hechas,
        "fallidas": len(primera.fallidas),
        "segundos": segundos,
        "procesador": procesador,
        "piso": measure_piso(),
        "memoria": memoria,
        "memoria_inicial": memoria_inicial,
        "segunda_hechas": segunda.hechas,
        "segunda_segundos": segunda_segundos,
        "antes": antes,
        "despues": take_estado(),
    }


def measure_piso(lotes: int = 10, lote: int = 500) -> float:
    """What a sweep cannot do without, a second: of each case three bare rows are written and one is changed, by the same ORM in batches."""
    from django.db import transaction
    from django.db.models import F

    from bench.models import Fila

    muestra = Fila.objects.values().first()
    if muestra is None:
        raise RuntimeError("La tabla de los pisos está vacía.")
    datos = {campo: valor for campo, valor in muestra.items() if campo != "id"}
    ultimas = list(Fila.objects.order_by("-pk").values_list("pk", flat=True)[: lotes * lote])
    inicio = time.perf_counter()
    for numero in range(lotes):
        with transaction.atomic():
            for _ in range(3):
                Fila.objects.bulk_create([Fila(**datos) for _ in range(lote)])
            Fila.objects.filter(pk__in=ultimas[numero * lote : (numero + 1) * lote]).update(version=F("version") + 1)
    return lotes * lote / (time.perf_counter() - inicio)


def read_memoria() -> float:
    """The most that this process has held, in megabytes: `ru_maxrss` would begin with what its parent held when it was forked."""
    for linea in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if linea.startswith("VmHWM:"):
            return int(linea.split()[1]) / 1024
    raise RuntimeError("Este sistema no dice cuánta memoria ha tenido un proceso.")


def take_estado() -> list[int]:
    """What a sweep that changed anything would have changed."""
    from django.db.models import Sum

    from notifications.models import Salida
    from solicitudes.models import Movimiento, Solicitud

    return [Movimiento.objects.count(), Salida.objects.count(), Solicitud.objects.aggregate(suma=Sum("version"))["suma"]]


if __name__ == "__main__":
    print(json.dumps(run()))

"""A calendar that changes late, over many open cases: how long to say what would move, and how long to move it."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from bench.historias import ABIERTAS
from bench.informe import Medida, describe_tasa
from bench.siembra import Siembra
from solicitudes.actor import Actor, Puesto
from solicitudes.services.calendario import aplicar, previsualizar
from solicitudes.services.propuesta import Propuesta
from solicitudes.services.recalculo import recalcular_expedientes
from workflow.calendario import Dia, calendario_de
from workflow.capas import ClaseActo
from workflow.roles import Rol

SEGUNDOS, CASOS = 60, 100_000
_ADMINISTRADORA = Actor(puestos=(Puesto(Rol.ADMINISTRADOR, None, None),))


def measure_recalculo(*, siembra: Siembra, casos: int, ahora: datetime) -> Iterator[Medida]:
    """Sow open cases, decree a closed day inside the term of each, preview it, and move them."""
    siembra.sow(casos, ABIERTAS)
    decreto = _build_decreto(ahora)
    inicio = time.perf_counter()
    prevision = previsualizar(propuestas=[decreto], actor=_ADMINISTRADORA, ahora=ahora)
    previa = time.perf_counter() - inicio
    aplicar(propuesta=decreto, actor=_ADMINISTRADORA, ahora=ahora)
    inicio, procesador = time.perf_counter(), time.process_time()
    hecho = recalcular_expedientes(ahora=ahora)
    segundos, procesador = time.perf_counter() - inicio, time.process_time() - procesador
    if hecho.fallidas or hecho.movidas != prevision.movidas or hecho.movidas < casos:
        raise RuntimeError(f"Debían moverse {casos} casos, se previeron {prevision.movidas} y se movieron {hecho.movidas}.")
    meta = SEGUNDOS * hecho.movidas / CASOS  # those that were open before move too
    yield Medida(f"prever qué mueve un decreto ({prevision.revisadas:,} abiertos)", f"{previa:.1f} s")
    yield Medida(
        f"recalcular {hecho.movidas:,} casos",
        f"{segundos:.1f} s",
        rango=describe_tasa(hecho.movidas / segundos),
        piso=f"de procesador propio: {procesador:.1f} s",
        meta=f"< {meta:.1f} s",
        cumple=segundos < meta,
    )
    inicio = time.perf_counter()
    otra = recalcular_expedientes(ahora=ahora)
    igual = otra.revisadas == 0
    yield Medida(
        "recalcular otra vez",
        f"{otra.movidas} cambios",
        rango=f"{(time.perf_counter() - inicio) * 1000:.0f} ms",
        meta="ninguno",
        cumple=igual,
    )


def _build_decreto(ahora: datetime) -> Propuesta:
    """A closed day that falls inside every term of the sown cases: the first open one after two days."""
    dia = calendario_de("gt", municipio="0101").next_habil(ahora.date() + timedelta(days=2))
    return Propuesta(ClaseActo.DIAS, "nacional", "Asueto", "Medida del banco", (Dia(dia, "Asueto"),))

"""Filing by thirty-two clients at once: the rate beside that of as many bare inserts, how long each waits, nothing lost or doubled."""

import json
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from statistics import median, quantiles
from typing import Any

from django.db import connection

from bench.informe import Medida, describe_razon, describe_tasa
from bench.peticiones import Puerta
from bench.servicio import build_fila, list_cuerpos
from solicitudes.auditoria import list_hallazgos
from solicitudes.models import Presentacion, Solicitud

CLIENTES, VECES, COLA = 32, 4, 3
#: One call in so many sends the filing before it again, as after an answer that did not come.
REPETIDAS = 5


@dataclass(frozen=True, slots=True)
class Oleada:
    """What a wave of clients took: calls a second, and the seconds of each call."""

    por_segundo: float
    esperas: tuple[float, ...]

    @property
    def mediana(self) -> float:
        return median(self.esperas)

    @property
    def p95(self) -> float:
        return quantiles(self.esperas, n=20)[-1]


def measure_paralelo(*, puerta: Puerta, por_cliente: int) -> Iterator[Medida]:
    """The wave of filings between two of bare inserts, which are its floor."""
    cuerpos, fila, antes = list(islice(list_cuerpos(), CLIENTES)), build_fila(), Solicitud.objects.count()
    corrida, recibos = uuid.uuid4(), dict[str, list[bytes]]()

    def file_one(cliente: int, vuelta: int) -> None:
        llave = f"{corrida}-{cliente}-{vuelta - 1 if vuelta % REPETIDAS == REPETIDAS - 1 else vuelta}"
        respuesta = puerta.post("/api/v1/solicitudes/", cuerpos[cliente], cabeceras={"HTTP_IDEMPOTENCY_KEY": llave})
        recibos.setdefault(llave, []).append(respuesta)

    primer_piso = _run(lambda cliente, vuelta: puerta.post("/piso/", fila), por_cliente)
    oleada = _run(file_one, por_cliente)
    segundo_piso = _run(lambda cliente, vuelta: puerta.post("/piso/", fila), por_cliente)
    piso = (primer_piso.por_segundo + segundo_piso.por_segundo) / 2
    yield Medida(
        f"presentar, {CLIENTES} a la vez",
        describe_tasa(oleada.por_segundo),
        piso=f"insertar una fila, {CLIENTES} a la vez: {describe_tasa(piso)}",
        razon=describe_razon(piso / oleada.por_segundo),
        meta=f"≥ 1/{VECES}",
        cumple=oleada.por_segundo * VECES >= piso,
    )
    yield Medida(
        f"presentar, {CLIENTES} a la vez: espera",
        f"{oleada.mediana * 1000:.0f} ms",
        piso=f"del piso: {primer_piso.mediana * 1000:.0f} ms",
        razon=f"p95 {oleada.p95 * 1000:.0f} ms, × {oleada.p95 / oleada.mediana:.1f}",
        meta=f"p95 ≤ × {COLA}",
        cumple=oleada.p95 <= COLA * oleada.mediana,
    )
    yield _check_todas(recibos, nacidas=Solicitud.objects.count() - antes)


def _run(accion: Callable[[int, int], Any], por_cliente: int) -> Oleada:
    """`accion` by every client at once, `por_cliente` times each."""

    def work(cliente: int) -> list[float]:
        esperas = []
        for vuelta in range(por_cliente):
            inicio = time.perf_counter()
            accion(cliente, vuelta)
            esperas.append(time.perf_counter() - inicio)
        connection.close()
        return esperas

    inicio = time.perf_counter()
    with ThreadPoolExecutor(CLIENTES) as hilos:
        esperas = [espera for lista in hilos.map(work, range(CLIENTES)) for espera in lista]
    return Oleada(len(esperas) / (time.perf_counter() - inicio), tuple(esperas))


def _check_todas(recibos: dict[str, list[bytes]], *, nacidas: int) -> Medida:
    """Each key one filing, with the same answer however often it was sent; each answer a case of its own."""
    iguales = all(len(set(respuestas)) == 1 for respuestas in recibos.values())
    folios = {json.loads(respuestas[0])["solicitudes"][0]["folio"] for respuestas in recibos.values()}
    presentaciones = {json.loads(respuestas[0])["presentacion"] for respuestas in recibos.values()}
    guardadas = Presentacion.objects.filter(pk__in=presentaciones).count()
    return Medida(
        f"presentar, {CLIENTES} a la vez: perdidas y dobles",
        f"{len(recibos) - guardadas} y {nacidas - len(folios)}",
        piso=f"{len(recibos):,} llaves, {sum(map(len, recibos.values())):,} envíos",
        meta="ninguna",
        cumple=iguales and len(recibos) == len(folios) == guardadas == nacidas,
    )


def measure_cadena(*, casos: int) -> Medida:
    """How fast the histories are verified, and that those of the run, sown and filed, are whole."""
    folios = list(Solicitud.objects.order_by("?").values_list("folio", flat=True)[:casos])
    inicio = time.perf_counter()
    malos = [(folio, razones) for folio, razones in list_hallazgos(folios=folios) if razones]
    tasa = len(folios) / (time.perf_counter() - inicio)
    return Medida("verificar la bitácora", describe_tasa(tasa), meta="sin hallazgos", cumple=not malos)

"""Filing by eight threads at once to the same few bodies: the rate, and that no folio is lost or given twice."""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from django.db import connection

from bench.informe import Medida, describe_razon, describe_tasa
from bench.peticiones import Puerta
from bench.servicio import file_one, list_cuerpos
from solicitudes.auditoria import list_hallazgos
from solicitudes.models import Solicitud

HILOS = 8


def measure_paralelo(*, puerta: Puerta, por_hilo: int, piso_por_segundo: float) -> Medida:
    """The rate of `HILOS` threads beside that of the bare insert in one."""
    cuerpos = list(islice(list_cuerpos(), 4))
    antes = Solicitud.objects.count()

    def file_many(_: int) -> None:
        for vuelta in range(por_hilo):
            file_one(puerta, cuerpos[vuelta % len(cuerpos)])
        connection.close()

    inicio = time.perf_counter()
    with ThreadPoolExecutor(HILOS) as hilos:
        list(hilos.map(file_many, range(HILOS)))
    tasa = HILOS * por_hilo / (time.perf_counter() - inicio)
    completas = Solicitud.objects.count() == antes + HILOS * por_hilo
    return Medida(
        f"presentar, {HILOS} a la vez",
        describe_tasa(tasa),
        piso=f"insertar una fila, de una en una: {describe_tasa(piso_por_segundo)}",
        razon=describe_razon(piso_por_segundo / tasa),
        meta="ninguna se pierde",
        cumple=completas,
    )


def measure_cadena(*, casos: int) -> Medida:
    """How fast the histories are verified, and that those of the run, sown and filed, are whole."""
    folios = list(Solicitud.objects.order_by("?").values_list("folio", flat=True)[:casos])
    inicio = time.perf_counter()
    malos = [(folio, razones) for folio, razones in list_hallazgos(folios=folios) if razones]
    tasa = len(folios) / (time.perf_counter() - inicio)
    return Medida("verificar la bitácora", describe_tasa(tasa), meta="sin hallazgos", cumple=not malos)

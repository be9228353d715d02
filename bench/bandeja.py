"""The inbox of the officer with most cases: its first page, its filters and its searches, each beside the bare list of fifty rows."""

import random
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from bench.elenco import Miembro
from bench.informe import Medida, describe_razon
from bench.medidas import Serie, count_consultas, measure_rondas
from bench.peticiones import Puerta
from solicitudes.models import Asignacion, Solicitud, Unidad

MAXIMO_DE_CONSULTAS = 8
#: Seconds of the server for one page of the inbox, with the machine free.
META = 0.050
#: Of every how many open cases one has been asked of a unit.
ASIGNADAS = 3

CONSULTAS: dict[str, dict[str, str]] = {
    "bandeja": {},
    "bandeja, lo que vence en 5 días": {"plazo": "5"},
    "bandeja, sin asignar": {"asignada": "sin"},
    "bandeja, todos los estados": {"estado": "todas"},
    "bandeja, por dos palabras": {"buscar": "contratos hospital"},
    "bandeja, por el nombre": {"buscar": "Tzoc"},
}


def assign_some(oficial: Miembro) -> None:
    """Ask two units for a part of the open cases of the officer's institution."""
    (institucion,) = oficial.actor.instituciones(*(p.rol for p in oficial.actor.puestos))
    unidades = [
        Unidad.objects.create(institucion_id=institucion, clase=Unidad.Clase.INTERNA, nombre=nombre) for nombre in ("Compras", "Archivo")
    ]
    azar = random.Random(19)
    abiertas = Solicitud.objects.filter(institucion=institucion, fecha_vencimiento__isnull=False, sentido="")
    filas = abiertas.values_list("pk", "fecha_vencimiento", "fecha_hora_presentacion")
    Asignacion.objects.bulk_create(
        Asignacion(solicitud_id=pk, unidad=azar.choice(unidades), fecha_interna=vence, fecha_hora=momento)
        for pk, vence, momento in filas
        if not azar.randrange(ASIGNADAS)
    )


def build_acciones(*, puerta: Puerta, oficial: Miembro) -> dict[str, Callable[[], Any]]:
    """One request for each way of looking."""
    sesion = {"HTTP_COOKIE": oficial.cookie}

    def look(filtros: dict[str, str]) -> bytes:
        return puerta.get(f"/oficina/?{urlencode(filtros)}", cabeceras=sesion)

    return {nombre: (lambda filtros=filtros: look(filtros)) for nombre, filtros in CONSULTAS.items()}


def measure_bandeja(*, puerta: Puerta, oficial: Miembro, rondas: int, llamadas: int) -> Iterator[Medida]:
    """Time each way of looking in turns with the bare list, and count its statements."""
    assign_some(oficial)
    acciones = build_acciones(puerta=puerta, oficial=oficial)
    piso = "lista de 50 filas"
    series = measure_rondas({piso: lambda: puerta.get("/piso/lista/"), **acciones}, rondas=rondas, llamadas=llamadas)
    for nombre, accion in acciones.items():
        yield _describe(nombre, series[nombre], series[piso], max(count_consultas(accion) for _ in range(5)))


def _describe(nombre: str, serie: Serie, piso: Serie, consultas: int) -> Medida:
    return Medida(
        nombre,
        f"{serie.mediana * 1000:.0f} ms",
        f"{min(serie.rondas) * 1000:.0f}–{max(serie.rondas) * 1000:.0f}",
        f"lista de 50 filas: {piso.mediana * 1000:.0f} ms; {consultas} consultas",
        describe_razon(serie.times(piso)),
        f"< {META * 1000:.0f} ms, ≤ {MAXIMO_DE_CONSULTAS} consultas",
        serie.mediana < META and consultas <= MAXIMO_DE_CONSULTAS,
    )

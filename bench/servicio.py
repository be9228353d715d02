"""The figures of the service: filing, one case, a list of fifty, each beside its floor."""

import json
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from bench.elenco import Miembro
from bench.informe import Medida, describe_razon, describe_tasa
from bench.medidas import Serie, count_consultas, measure_rondas
from bench.models import Fila
from bench.peticiones import Puerta
from bench.pisos import PAGINA
from bench.siembra import PALABRA
from solicitudes.claves import make_clave
from solicitudes.models import Institucion, Solicitud

MAXIMO_DE_CONSULTAS = 8
MUESTRA = 300


@dataclass(frozen=True, slots=True)
class Figura:
    """One figure: how it is asked for, the floor under it, and how many times as long as the floor it may take."""

    nombre: str
    piso: str
    veces: float


FIGURAS = (
    Figura("presentar", "insertar una fila", 4),
    Figura("ver un expediente, con clave", "leer una fila", 4),
    Figura("ver un expediente, con sesión de oficial", "leer una fila", 4),
    Figura("lista de 50, con sesión de oficial", "lista de 50 filas", 6),
    Figura("lista de 50, de todo el país", "lista de 50 filas", 6),
)


@dataclass(frozen=True, slots=True)
class Resultado:
    """What was measured over a table of some size."""

    series: dict[str, Serie]
    consultas: dict[str, int]


def measure_servicio(*, puerta: Puerta, oficial: Miembro, reguladora: Miembro, rondas: int, llamadas: int) -> Resultado:
    """Time every figure and every floor in turns, and count the statements of each figure."""
    acciones = build_acciones(puerta=puerta, oficial=oficial, reguladora=reguladora)
    series = measure_rondas(acciones, rondas=rondas, llamadas=llamadas)
    return Resultado(series, {figura.nombre: max(count_consultas(acciones[figura.nombre]) for _ in range(20)) for figura in FIGURAS})


def build_acciones(*, puerta: Puerta, oficial: Miembro, reguladora: Miembro) -> dict[str, Callable[[], Any]]:
    """The requests, each going round a sample of the table drawn by lot."""
    sesion, nacional = {"HTTP_COOKIE": oficial.cookie}, {"HTTP_COOKIE": reguladora.cookie}
    cuerpos, fila = cycle(list_cuerpos()), build_fila()
    claves, propias, llaves = cycle(draw_claves()), cycle(draw_folios(oficial)), cycle(_draw_llaves())

    def see_with_clave() -> bytes:
        folio, clave = next(claves)
        return puerta.get(f"/api/v1/solicitudes/{folio}/", cabeceras={"HTTP_X_CLAVE_SEGUIMIENTO": clave})

    return {
        "insertar una fila": lambda: puerta.post("/piso/", fila),
        "presentar": lambda: file_one(puerta, next(cuerpos)),
        "leer una fila": lambda: puerta.get(f"/piso/{next(llaves)}/"),
        "ver un expediente, con clave": see_with_clave,
        "ver un expediente, con sesión de oficial": lambda: puerta.get(f"/api/v1/solicitudes/{next(propias)}/", cabeceras=sesion),
        "lista de 50 filas": lambda: require_pagina(json.loads(puerta.get("/piso/lista/"))),
        "lista de 50, con sesión de oficial": lambda: require_pagina(list_api(puerta, sesion)),
        "lista de 50, de todo el país": lambda: require_pagina(list_api(puerta, nacional)),
    }


def file_one(puerta: Puerta, cuerpo: dict[str, Any]) -> bytes:
    """One filing as a portal sends it, with an idempotency key of its own."""
    return puerta.post("/api/v1/solicitudes/", cuerpo, cabeceras={"HTTP_IDEMPOTENCY_KEY": str(uuid.uuid4())})


def list_api(puerta: Puerta, cabeceras: dict[str, str]) -> list[Any]:
    pagina: list[Any] = json.loads(puerta.get("/api/v1/solicitudes/", cabeceras=cabeceras))["results"]
    return pagina


def require_pagina(filas: list[Any]) -> None:
    if len(filas) != PAGINA:
        raise ValueError(f"La lista trajo {len(filas)} filas y no {PAGINA}.")


def list_cuerpos() -> Iterator[dict[str, Any]]:
    """What applicants send, to bodies of the whole directory."""
    textos = list(Solicitud.objects.values_list("descripcion", flat=True)[:40])
    for posicion, codigo in enumerate(Institucion.objects.filter(activa=True).order_by("?").values_list("codigo", flat=True)):
        yield {
            "instituciones": [codigo],
            "descripcion": textos[posicion % len(textos)],
            "solicitante": {"nombre": "María Xiquín Ajcalón", "correo": "maria@correo.example"},
        }


def build_fila() -> dict[str, Any]:
    """The body of the bare insert: the columns of a case."""
    fila = Fila.objects.filter(fecha_vencimiento__isnull=False).values().first() or {}
    return {campo: valor if isinstance(valor, int | str) else valor.isoformat() for campo, valor in fila.items() if campo != "id"}


def draw_claves() -> list[tuple[str, str]]:
    """Folios with the follow-up key of their filing."""
    sembradas = Solicitud.objects.filter(presentacion__canal="portal", version__gte=1).order_by("?")
    return [(folio, make_clave(pk, PALABRA)) for folio, pk in sembradas.values_list("folio", "presentacion_id")[:MUESTRA]]


def draw_folios(oficial: Miembro) -> list[str]:
    """Folios of the officer's institution."""
    propias = Solicitud.objects.filter(institucion=oficial.actor.puestos[0].institucion_id).order_by("?")
    return list(propias.values_list("folio", flat=True)[:MUESTRA])


def _draw_llaves() -> list[int]:
    llaves = list(Fila.objects.values_list("pk", flat=True))
    return random.Random(0).sample(llaves, min(MUESTRA, len(llaves)))


def describe_servicio(chico: Resultado, grande: Resultado, *, casos: tuple[int, int]) -> Iterator[Medida]:
    """The figures at full size with their ratios, then how each changed from the small table to the large one."""
    for figura in FIGURAS:
        serie, piso = grande.series[figura.nombre], grande.series[figura.piso]
        veces = serie.times(piso)
        yield Medida(
            figura.nombre,
            describe_tasa(serie.por_segundo),
            f"{describe_tasa(1 / max(serie.rondas))}–{describe_tasa(1 / min(serie.rondas))}",
            f"{figura.piso}: {describe_tasa(piso.por_segundo)}",
            describe_razon(veces),
            f"≥ 1/{figura.veces:.0f}",
            veces <= figura.veces,
        )
    for figura in FIGURAS:
        antes, ahora = chico.consultas[figura.nombre], grande.consultas[figura.nombre]
        crecio = (grande.series[figura.nombre].times(grande.series[figura.piso])) / chico.series[figura.nombre].times(
            chico.series[figura.piso]
        )
        yield Medida(
            f"{figura.nombre}: consultas",
            str(ahora),
            piso=f"con {casos[0]:,} casos: {antes}",
            razon=f"tiempo × {crecio:.2f}",
            meta=f"≤ {MAXIMO_DE_CONSULTAS}, iguales",
            cumple=antes == ahora <= MAXIMO_DE_CONSULTAS,
        )

"""The figures that need no database: one term computed, one receipt rendered."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bench.informe import Medida
from bench.medidas import Serie, measure_rondas
from documentos.contextos import Acuse
from documentos.emision import complete_contexto
from documentos.render import render
from workflow.calculadora import represent_plazos
from workflow.calendario import calendario_de
from workflow.eventos import Evento, TipoEvento, TipoSolicitud
from workflow.libro import Libro
from workflow.plazos import Clave, calculate_vencimiento
from workflow.regimen import get_regimen

PRESENTADA = datetime(2026, 3, 25, 15, tzinfo=UTC)
MICROSEGUNDOS, MILISEGUNDOS = 20, 150
_REGIMEN = get_regimen("gt-laip", 1)
_LECTURAS = _REGIMEN.choose_lecturas({})
_CALENDARIO = calendario_de(_REGIMEN.calendario, municipio="0101")
_EVENTOS = (Evento(TipoEvento.PRESENTADA, PRESENTADA), Evento(TipoEvento.PRORROGADA, datetime(2026, 4, 6, 15, tzinfo=UTC), dias=10))


def fold_plazo(eventos: tuple[Evento, ...] = _EVENTOS) -> Libro:
    """The ledger of a case from its events."""
    return Libro.fold(eventos, regimen=_REGIMEN, tipo=TipoSolicitud.ACCESO, calendario=_CALENDARIO, lecturas=_LECTURAS)


def measure_calculo(*, rondas: int) -> Iterator[Medida]:
    """One term, by the whole ledger and by its arithmetic alone, in time of the processor."""
    termino = _REGIMEN.term_for(TipoSolicitud.ACCESO)
    acciones = {
        "un plazo: historia de un evento y vencimiento": lambda: fold_plazo(_EVENTOS[:1]).vencimiento,
        "un plazo: historia con prórroga y vencimiento": lambda: fold_plazo().vencimiento,
        "un plazo: solo la cuenta": lambda: calculate_vencimiento(
            _CALENDARIO, desde=PRESENTADA.date(), dias=termino.dias, unidad=termino.unidad
        ),
    }
    for nombre, serie in measure_rondas(acciones, rondas=rondas, llamadas=5_000, reloj=time.process_time).items():
        yield _describe(nombre, serie, 1e6, "µs", MICROSEGUNDOS)


def measure_papel(*, rondas: int) -> Iterator[Medida]:
    """One receipt, from its context to the bytes of its PDF, in a process that has made others before."""
    contexto = complete_contexto(build_acuse(), codigo="7K3M-9QRT-0XWV-2BDH", fecha_hora_emision=PRESENTADA)
    acciones = {"un acuse en PDF": lambda: render(plantilla="acuse", contexto=contexto)}
    [(nombre, serie)] = measure_rondas(acciones, rondas=rondas, llamadas=5).items()
    [propio] = measure_rondas(acciones, rondas=rondas, llamadas=5, reloj=time.process_time).values()
    yield replace(_describe(nombre, serie, 1e3, "ms", MILISEGUNDOS), piso=f"de procesador: {propio.mediana * 1e3:.0f} ms")


def build_acuse() -> Acuse:
    """The receipt of a case of ordinary length, its term explained day by day."""
    plazo: dict[str, Any] = next(p for p in represent_plazos(fold_plazo(_EVENTOS[:1]), PRESENTADA) if p["clave"] == Clave.RESOLUCION)
    return Acuse(
        institucion={
            "codigo": "MSPAS",
            "nombre": "Ministerio de Salud Pública y Asistencia Social",
            "siglas": "MSPAS",
            "unidad": "Unidad de Información Pública",
            "correo": "uip@mspas.example",
        },
        folio="GT-2026-MSPAS-000123",
        presentacion="0198f2b4-7c1e-7d31-9a55-3f0b6d1c2e77",
        fecha_hora_presentacion=PRESENTADA.isoformat(),
        fecha_hora_registro=None,
        fecha_hora_original=None,
        remitida_desde=None,
        canal="Portal",
        solicitante_nombre="María Xiquín Ajcalón",
        descripcion="¿Cuántas ambulancias del Hospital Nacional de Sololá hay en servicio? Pido el modelo y el año de cada una. " * 4,
        forma_entrega="Electrónica",
        idioma="es",
        plazo=plazo,
        ley=_REGIMEN.nombre,
        seguimiento_url="http://127.0.0.1:8000/seguir/GT-2026-MSPAS-000123/",
    )


def _describe(nombre: str, serie: Serie, escala: float, unidad: str, meta: int) -> Medida:
    valor, minimo, maximo = (segundos * escala for segundos in (serie.mediana, min(serie.rondas), max(serie.rondas)))
    return Medida(nombre, f"{valor:.1f} {unidad}", f"{minimo:.1f}–{maximo:.1f}", meta=f"< {meta} {unidad}", cumple=valor < meta)

"""What a run over a register found and did, in numbers: by year and situation, with no name and no text of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from solicitudes.importacion.palabras import Situacion
from solicitudes.importacion.renglon import Falta, Renglon
from workflow.frase import Frase

#: How many faults are kept to be shown; all are counted, and each goes to whoever asked for the whole list.
MAXIMO_DE_FALTAS = 500


class Resultado(StrEnum):
    """What became of a row."""

    IMPORTADA = "importada"
    YA_ESTABA = "ya_estaba"
    CAMBIADA = "cambiada"


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows of one year (of reception) and situation came in, and how many were here before."""

    anio: int
    situacion: Situacion
    nuevas: int
    ya_estaban: int


@dataclass
class Informe:
    """`nuevas` are to be imported, or were; `vencidas`, those of them that go on here with their term over; `medibles`, the closed ones
    whose dates are complete, so that statistics of time count them."""

    leidas: int = 0
    nuevas: int = 0
    ya_estaban: int = 0
    cambiadas: int = 0
    rechazadas: int = 0
    abiertas: int = 0
    vencidas: int = 0
    medibles: int = 0
    faltas: list[Falta] = field(default_factory=list)
    avisos: tuple[Frase, ...] = ()
    _por_anio: dict[tuple[int, Situacion], list[int]] = field(default_factory=dict)

    @property
    def totales(self) -> list[Total]:
        """By year and situation, the oldest first."""
        orden = list(Situacion)
        claves = sorted(self._por_anio, key=lambda clave: (clave[0], orden.index(clave[1])))
        return [Total(anio, situacion, *self._por_anio[anio, situacion]) for anio, situacion in claves]

    def count(self, renglon: Renglon, resultado: Resultado, *, vencida: bool) -> None:
        """Add a row that has no fault."""
        nueva = resultado is Resultado.IMPORTADA
        cuenta = self._por_anio.setdefault((renglon.recibida.year, renglon.situacion), [0, 0])
        cuenta[0 if nueva else 1] += 1
        self.nuevas += nueva
        self.ya_estaban += not nueva
        self.cambiadas += resultado is Resultado.CAMBIADA
        self.abiertas += nueva and renglon.situacion.abierta
        self.vencidas += nueva and vencida
        self.medibles += nueva and renglon.fechas_completas

    def as_resumen(self) -> dict[str, Any]:
        """As it is kept with the run."""
        cuentas = ("ya_estaban", "cambiadas", "abiertas", "vencidas", "medibles")
        totales = [[t.anio, t.situacion.value, t.nuevas, t.ya_estaban] for t in self.totales]
        return {nombre: getattr(self, nombre) for nombre in cuentas} | {"totales": totales}


def read_totales(resumen: dict[str, Any]) -> Iterator[Total]:
    """The totals of a run that was kept."""
    return (Total(anio, Situacion(situacion), nuevas, ya) for anio, situacion, nuevas, ya in resumen["totales"])

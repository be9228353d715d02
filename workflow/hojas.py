"""The leaves of a regime file: a term, a rule, a reading, a condition, a remedy, each with its article, source and certainty."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

_HORA = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Unidad(StrEnum):
    """How a term is counted. The two months differ at the end of a month: see `workflow.plazos.add_meses`."""

    HABILES = "habiles"
    CALENDARIO = "calendario"
    MESES_VISPERA = "meses_vispera"
    MESES_MISMA_FECHA = "meses_misma_fecha"


MESES = (Unidad.MESES_VISPERA, Unidad.MESES_MISMA_FECHA)


class Certeza(StrEnum):
    """How sure a leaf is: found in a public source, still to be checked against the official text, or disputed."""

    HALLADO = "hallado"
    POR_VERIFICAR = "por_verificar"
    DISCUTIDO = "discutido"


class Foro(StrEnum):
    """Who decides a remedy."""

    MISMA_INSTITUCION = "misma_institucion"
    ORGANO_GARANTE = "organo_garante"
    TRIBUNAL = "tribunal"
    MEDIADOR = "mediador"


@dataclass(frozen=True, slots=True)
class Procedencia:
    articulo: str
    fuente: str
    certeza: Certeza
    nota: str = ""


@dataclass(frozen=True, slots=True)
class Termino:
    """A number of days, or of months, of one kind, with where it comes from."""

    dias: int
    unidad: Unidad
    procedencia: Procedencia
    unidad_expresa: bool = False  # the law itself writes the unit, so the reading on units does not touch it

    @property
    def articulo(self) -> str:
        return self.procedencia.articulo


@dataclass(frozen=True, slots=True)
class Regla:
    """A value that is not a term: how many times, for which types. Without provenance it is the engine's general rule."""

    valor: Any
    procedencia: Procedencia | None = None


@dataclass(frozen=True, slots=True)
class Lectura:
    """A point that the law leaves open, the reading that holds by default and those that may be chosen.

    `textos` says in plain words what an option means, where the engine has no words of its own for it (`workflow.lecturas`).
    """

    clave: str
    nombre: str
    pregunta: str
    valor: str
    opciones: tuple[str, ...]
    procedencia: Procedencia
    textos: Mapping[str, str] = field(default_factory=dict)

    def admits(self, valor: str) -> bool:
        if "HH:MM" in self.opciones and _HORA.fullmatch(valor):
            return True
        return valor != "HH:MM" and valor in self.opciones


@dataclass(frozen=True, slots=True)
class Condicion:
    """Another number for a term, when a predicate of `workflow.predicados` holds of the case. The first that holds decides."""

    plazo: str
    predicado: str
    valor: Any
    termino: Termino


@dataclass(frozen=True, slots=True)
class Recurso:
    """A remedy: who decides it, which others it needs or replaces, and its terms by name."""

    id: str
    nombre: str
    foro: Foro
    requiere: tuple[str, ...]
    alternativa_a: tuple[str, ...]
    plazos: Mapping[str, Termino]
    procedencia: Procedencia

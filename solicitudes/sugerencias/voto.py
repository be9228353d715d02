"""What speaks for one body: a number that orders the answers, and the reason; and what comes out of it."""

from dataclasses import dataclass

from solicitudes.sugerencias.motivos import Motivo

MENCION_COMO_OBJETO = 0.3


@dataclass(frozen=True, slots=True)
class Voto:
    """The worth of one body for one text."""

    puntaje: float
    motivo: Motivo


@dataclass(frozen=True, slots=True)
class Sugerencia:
    """A body to ask, the reason, and a score that only orders the answers of one question."""

    codigo: str
    nombre: str
    motivo: Motivo
    puntaje: float


def object_factor(*, actos: frozenset[str], dueno: str) -> float:
    """A body named while another one's act is asked for («auditoría a …») is the object of that act."""
    return MENCION_COMO_OBJETO if actos - {dueno} else 1.0

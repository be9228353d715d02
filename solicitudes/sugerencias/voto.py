"""What speaks for one body: a number that orders the answers, and the reason."""

from dataclasses import dataclass

MENCION_COMO_OBJETO = 0.3


@dataclass(frozen=True, slots=True)
class Voto:
    """The worth of one body for one text."""

    puntaje: float
    motivo: str


def object_factor(*, actos: frozenset[str], dueno: str) -> float:
    """A body named while another one's act is asked for («auditoría a …») is the object of that act."""
    return MENCION_COMO_OBJETO if actos - {dueno} else 1.0

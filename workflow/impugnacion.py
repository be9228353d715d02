"""The appeals of a case: what each contests, what was decided on it and whether that was complied with (LAIP arts. 52 to 60)."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.eventos import Evento

#: The decisions that order something (LAIP art. 59).
QUE_ORDENAN = ("revoca", "modifica")


@dataclass(frozen=True, slots=True)
class Impugnacion:
    """One appeal. `contra` is the resolution that it contests; None when nobody had answered, which a late answer does not change."""

    interpuesta: Evento
    contra: Evento | None
    decision: Evento | None = None
    cumplida: Evento | None = None

    @property
    def ordena(self) -> bool:
        """Whether it was decided that the institution must do something."""
        return self.decision is not None and self.decision.sentido in QUE_ORDENAN

    @property
    def terminada(self) -> bool:
        """Whether it was decided and nothing that was ordered is outstanding."""
        return self.decision is not None and (not self.ordena or self.cumplida is not None)


@dataclass(frozen=True, slots=True)
class Asunto:
    """What may be appealed once: the silence (`contra` None) or the answer. `numero` counts them from 1, as their appeals are counted."""

    numero: int
    contra: Evento | None
    impugnacion: Impugnacion | None

"""Repair of misspelt words: by how they sound in Guatemala («lisencia»), or one edit away («fertilisante»)."""

import re
from collections.abc import Iterable

MINIMO_SONIDO = 5
MINIMO_EDICION = 7

_SONIDOS = (
    (re.compile(r"qu(?=[ei])|c(?=[aouklrt])|q|c$"), "k"),
    (re.compile(r"c(?=[ei])|z|sc(?=[ei])|x(?=[ei])"), "s"),
    (re.compile(r"g(?=[ei])"), "j"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"ll"), "y"),
    (re.compile(r"v|w"), "b"),
    (re.compile(r"(?<!c)h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


class Ortografia:
    """Known words by sound and by one deletion; built once, never changed."""

    def __init__(self, *, formas: Iterable[str]) -> None:
        self._sonidos: dict[str, str] = {}
        self._borrados: dict[str, str] = {}
        for forma in sorted(formas):
            if len(forma) >= MINIMO_SONIDO:
                self._sonidos.setdefault(sound_of(forma=forma), forma)
            if len(forma) >= MINIMO_EDICION:
                for borrado in _deletions(forma):
                    self._borrados.setdefault(borrado, forma)

    def find_parecida(self, *, forma: str) -> str | None:
        """The known word that an unknown one stands for, or None when nothing is close enough to be honest."""
        if len(forma) < MINIMO_SONIDO or not forma.isalpha():
            return None
        if conocida := self._sonidos.get(sound_of(forma=forma)):
            return conocida
        if not MINIMO_EDICION <= len(forma) <= 30:
            return None
        cercanas = (self._borrados.get(borrado) for borrado in _deletions(forma))
        return next((cercana for cercana in cercanas if cercana and _is_one_edit(cercana, forma)), None)


def sound_of(*, forma: str) -> str:
    """How a folded word sounds: b and v, s, c and z, ll and y alike, and no h."""
    for patron, sonido in _SONIDOS:
        forma = patron.sub(sonido, forma)
    return forma


def _deletions(forma: str) -> list[str]:
    """The word and each form of it with one letter less, the first letter kept: two words one edit apart share one of them."""
    return [forma, *(forma[:i] + forma[i + 1 :] for i in range(1, len(forma)))]


def _is_one_edit(una: str, otra: str) -> bool:
    """One letter more, less, other, or two neighbours swapped."""
    if len(una) != len(otra):
        return True  # both share a deletion, so one is the other with a letter less
    distintas = [i for i, (letra, ajena) in enumerate(zip(una, otra, strict=True)) if letra != ajena]
    if len(distintas) == 2:
        i, j = distintas
        return j == i + 1 and una[i] == otra[j] and una[j] == otra[i]
    return len(distintas) == 1

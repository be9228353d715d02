"""Words as the engine compares them: without case, accents or endings."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

_PALABRA = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SIGLA_CON_PUNTOS = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_VOCALES = "aeiou"
_CANDADO = Lock()  # the stemmer keeps the word it works on in itself, and web processes have threads


@dataclass(frozen=True, slots=True)
class Palabra:
    """One word of a text: as compared, its stem, its base without plural and gender, and whether it began with a capital."""

    forma: str
    raiz: str
    base: str
    mayuscula: bool


def fold(texto: str) -> str:
    """The text in lower case and without accents (ñ becomes n: people on a foreign keyboard write it so)."""
    if texto.isascii():
        return texto.lower()
    descompuesto = unicodedata.normalize("NFKD", texto.lower())
    return "".join(letra for letra in descompuesto if not unicodedata.combining(letra))


def stem(forma: str) -> str:
    """The Spanish stem of a folded word; a word with a digit stays whole."""
    if not forma.isalpha():
        return forma
    with _CANDADO:
        return str(_open_stemmer().stemWord(forma))


@lru_cache(maxsize=1)
def _open_stemmer() -> Any:
    from snowballstemmer import stemmer  # it loads the stemmers of every language

    return stemmer("spanish")


def strip_ending(forma: str) -> str:
    """The word without plural and final vowel: keeps «parto» and «partido» apart where their stem is the same."""
    base = forma
    if len(base) > 4 and base.endswith("s"):
        base = base[:-2] if base.endswith("es") and base[-3] not in _VOCALES else base[:-1]
    return base[:-1] if len(base) > 3 and base[-1] in _VOCALES else base


def build_palabra(*, forma: str, mayuscula: bool = False) -> Palabra:
    return Palabra(forma, stem(forma), strip_ending(forma), mayuscula)


def split_palabras(*, texto: str) -> tuple[Palabra, ...]:
    """The words of a text, in order. «D.P.I.» is one word, «tuc-tuc» is two."""
    limpio = _SIGLA_CON_PUNTOS.sub(lambda hallazgo: hallazgo.group().replace(".", ""), texto)
    crudas = (hallazgo.group() for hallazgo in _PALABRA.finditer(limpio))
    return tuple(_palabra_de(cruda) for cruda in crudas)


@lru_cache(maxsize=30_000)  # the same few thousand words make up a vocabulary and most texts
def _palabra_de(cruda: str) -> Palabra:
    forma = fold(cruda).replace("'", "").replace("’", "")
    return build_palabra(forma=forma, mayuscula=cruda[:1].isupper())


def without_vacias(*, palabras: Iterable[Palabra], vacias: frozenset[str]) -> tuple[Palabra, ...]:
    return tuple(palabra for palabra in palabras if palabra.forma not in vacias)

"""Expressions found in a text: which of all known ones occur, how rare their words are, and where they stand."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from solicitudes.sugerencias.texto import Palabra

HOLGURA = 3  # words that may stand between those of one expression
# The stem is the same but plural and gender do not explain the rest: the shorter the stem, the likelier a coincidence.
MISMA_RAIZ = ((7, 0.9), (5, 0.7), (0, 0.35))
FUERZA_GENERICA = 0.25
RESTO_DE_EXPRESION = 0.6  # what each word beyond the rarest adds
VENTAJA_INICIAL = 0.6  # the matter of a request stands at its head
ALCANCE_INICIAL = 5
FUERZA_SUELTA = 1.0  # one word of an expression whose others are missing


@dataclass(frozen=True, slots=True)
class Expresion:
    """An expression of one body, with the weight of its list."""

    dueno: str
    texto: str
    palabras: tuple[Palabra, ...]
    fuerza: float


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """An expression found: its worth and the word positions it covers."""

    expresion: Expresion
    valor: float
    posiciones: frozenset[int]


class IndiceExpresiones:
    """All expressions, reachable by their rarest word; built once, never changed."""

    def __init__(self, *, expresiones: Iterable[Expresion], genericas: frozenset[str]) -> None:
        todas = tuple(expresion for expresion in expresiones if expresion.palabras)
        raices_genericas = {palabra.raiz for e in todas for palabra in e.palabras if palabra.forma in genericas}
        self._total = len({expresion.dueno for expresion in todas})
        self._rareza = self._measure_rarezas(todas)
        self._formas_genericas = genericas
        self._genericas = frozenset(raices_genericas)
        self._por_raiz: dict[str, list[Expresion]] = defaultdict(list)
        for expresion in todas:
            self._por_raiz[max((p.raiz for p in expresion.palabras), key=self._rareza.__getitem__)].append(expresion)
        self._sueltas = self._collect_sueltas(todas)

    def __contains__(self, raiz: str) -> bool:
        return raiz in self._rareza

    def find_hallazgos(self, *, palabras: Sequence[Palabra]) -> Mapping[str, list[Hallazgo]]:
        """What the text holds, by body."""
        donde: dict[str, list[int]] = defaultdict(list)
        for posicion, palabra in enumerate(palabras):
            donde[palabra.raiz].append(posicion)
        hallazgos: dict[str, list[Hallazgo]] = defaultdict(list)
        for raiz in donde:
            for expresion in self._por_raiz.get(raiz, ()):
                if (posiciones := _locate(expresion, raiz, donde)) is not None:
                    hallazgos[expresion.dueno].append(self._value(expresion, posiciones, palabras))
            for dueno, suelta in self._sueltas.get(raiz, {}).items():
                hallazgos[dueno].append(self._value(suelta, (donde[raiz][0],), palabras))
        return hallazgos

    def _value(self, expresion: Expresion, posiciones: Sequence[int], palabras: Sequence[Palabra]) -> Hallazgo:
        rarezas = sorted(self._weigh_palabra(p, palabras[i], len(posiciones)) for p, i in zip(expresion.palabras, posiciones, strict=True))
        rareza = rarezas[-1] + RESTO_DE_EXPRESION * sum(rarezas[:-1])
        temprana = 1 + VENTAJA_INICIAL * math.exp(-min(posiciones) / ALCANCE_INICIAL)
        return Hallazgo(expresion, expresion.fuerza * rareza * temprana, frozenset(posiciones))

    def _weigh_palabra(self, conocida: Palabra, escrita: Palabra, cuantas: int) -> float:
        peso = self._rareza[conocida.raiz]
        if conocida.raiz in self._genericas or escrita.forma in self._formas_genericas:
            peso *= FUERZA_GENERICA if cuantas == 1 else 0.6
        if conocida.base == escrita.base:
            return peso
        return peso * next(parte for largo, parte in MISMA_RAIZ if len(conocida.raiz) >= largo)

    def _measure_rarezas(self, todas: Sequence[Expresion]) -> dict[str, float]:
        """How few bodies share each word; one that has it inside longer expressions only counts in part."""
        partes: dict[str, dict[str, float]] = defaultdict(dict)
        for expresion in todas:
            parte = expresion.fuerza / len(expresion.palabras)
            for palabra in expresion.palabras:
                previa = partes[palabra.raiz].get(expresion.dueno, 0.0)
                partes[palabra.raiz][expresion.dueno] = max(previa, parte)
        return {raiz: math.log(1 + (self._total + 0.5) / (sum(duenos.values()) + 0.5)) for raiz, duenos in partes.items()}

    def _collect_sueltas(self, todas: Sequence[Expresion]) -> dict[str, dict[str, Expresion]]:
        """For each word of a longer expression, by body, the strongest one that it belongs to."""
        sueltas: dict[str, dict[str, Expresion]] = defaultdict(dict)
        for expresion in todas:
            if len(expresion.palabras) == 1:
                continue
            for palabra in expresion.palabras:
                fuerza = expresion.fuerza * FUERZA_SUELTA / len(expresion.palabras)
                previa = sueltas[palabra.raiz].get(expresion.dueno)
                if previa is None or previa.fuerza < fuerza:
                    sueltas[palabra.raiz][expresion.dueno] = Expresion(expresion.dueno, palabra.forma, (palabra,), fuerza)
        return sueltas


def _locate(expresion: Expresion, clave: str, donde: Mapping[str, list[int]]) -> tuple[int, ...] | None:
    """Where the words of an expression stand close together, in any order; None when one is missing."""
    raices = [palabra.raiz for palabra in expresion.palabras]
    if any(raiz not in donde for raiz in raices):
        return None
    alcance = len(raices) - 1 + HOLGURA
    for ancla in donde[clave]:
        posiciones = tuple(_nearest(donde[raiz], ancla) for raiz in raices)
        if max(posiciones) - min(posiciones) <= alcance:
            return posiciones
    return None


def _nearest(posiciones: Sequence[int], ancla: int) -> int:
    i = bisect_left(posiciones, ancla)
    return min(posiciones[max(0, i - 1) : i + 1], key=lambda posicion: abs(posicion - ancla))


def sum_hallazgos(*, hallazgos: Sequence[Hallazgo]) -> tuple[float, list[Hallazgo]]:
    """The worth of what a body has in the text, each word counted once, and the findings that made it."""
    cubiertas: set[int] = set()
    total, usados = 0.0, []
    for hallazgo in sorted(hallazgos, key=lambda h: (-h.valor, h.expresion.texto)):
        nuevas = hallazgo.posiciones - cubiertas
        if nuevas:
            total += hallazgo.valor * len(nuevas) / len(hallazgo.posiciones)
            cubiertas |= nuevas
            usados.append(hallazgo)
    return total, usados

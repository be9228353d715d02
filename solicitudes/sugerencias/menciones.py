"""Bodies that a text names outright: by initials, by official name or by what people call them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from solicitudes.sugerencias.texto import Palabra

FUERZA_NOMBRE = 22.0
FUERZA_APODO = 12.0  # one everyday word («gobernación», «migración») may also be the matter


@dataclass(frozen=True, slots=True)
class Nombre:
    """A way to name a body: its words in order."""

    dueno: str
    texto: str
    formas: tuple[str, ...]
    fuerza: float


@dataclass(frozen=True, slots=True)
class Mencion:
    """A body named in the text, and the word positions of its name."""

    nombre: Nombre
    inicio: int
    fin: int

    @property
    def posiciones(self) -> range:
        return range(self.inicio, self.fin)


class IndiceNombres:
    """All names by their first word; built once, never changed."""

    def __init__(self, *, nombres: Iterable[Nombre]) -> None:
        self._por_primera: dict[str, list[Nombre]] = defaultdict(list)
        for nombre in nombres:
            if nombre.formas:
                self._por_primera[nombre.formas[0]].append(nombre)

    @property
    def formas(self) -> frozenset[str]:
        return frozenset(forma for nombres in self._por_primera.values() for nombre in nombres for forma in nombre.formas)

    def find_menciones(self, *, palabras: Sequence[Palabra]) -> list[Mencion]:
        """The names that the text holds, the longest where two overlap, in the order of the text."""
        formas = [palabra.forma for palabra in palabras]
        candidatas = [
            Mencion(nombre, i, i + len(nombre.formas))
            for i, forma in enumerate(formas)
            for nombre in self._por_primera.get(forma, ())
            if tuple(formas[i : i + len(nombre.formas)]) == nombre.formas and not _is_unidad_de_medida(formas, i)
        ]
        return _keep_longest(candidatas)


def _is_unidad_de_medida(formas: Sequence[str], i: int) -> bool:
    """«una moto de 125 cc» names no court."""
    return formas[i] == "cc" and i > 0 and formas[i - 1].isdigit()


def _keep_longest(candidatas: list[Mencion]) -> list[Mencion]:
    ocupadas: dict[int, tuple[int, int]] = {}
    quedan = []
    for mencion in sorted(candidatas, key=lambda m: (m.inicio - m.fin, m.inicio, m.nombre.dueno)):
        tramo = (mencion.inicio, mencion.fin)
        if all(ocupadas.get(posicion, tramo) == tramo for posicion in mencion.posiciones):
            ocupadas.update(dict.fromkeys(mencion.posiciones, tramo))
            quedan.append(mencion)
    return sorted(quedan, key=lambda m: (m.inicio, m.nombre.dueno))

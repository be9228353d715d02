"""One reading of a text: repaired words, bodies named, places named, and the words left that tell the matter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from solicitudes.sugerencias.expresiones import Expresion
from solicitudes.sugerencias.lugares import Gacetero, Lugar
from solicitudes.sugerencias.menciones import FUERZA_NOMBRE, IndiceNombres, Mencion
from solicitudes.sugerencias.ortografia import Ortografia
from solicitudes.sugerencias.texto import Palabra, build_palabra, split_palabras

MAXIMO_LETRAS = 6_000  # what a request says at more length than this no longer changes whom to ask
_HUECO = build_palabra(forma="·")


@dataclass(frozen=True, slots=True)
class Lectura:
    """What a text says, ready to be weighed."""

    menciones: tuple[Mencion, ...]
    lugares: tuple[Lugar, ...]
    temas: tuple[Palabra, ...]


class Lector:
    """Reads texts with the names, places and words of one directory; built once, never changed."""

    def __init__(self, *, nombres: IndiceNombres, gacetero: Gacetero, vacias: frozenset[str], expresiones: Sequence[Expresion]) -> None:
        palabras = {palabra for expresion in expresiones for palabra in expresion.palabras}
        lugares = gacetero.formas
        self._nombres = nombres
        self._gacetero = gacetero
        self._vacias = vacias
        self._raices = frozenset(palabra.raiz for palabra in palabras)
        self._conocidas = vacias | lugares | nombres.formas
        self._ortografia = Ortografia(formas={palabra.forma for palabra in palabras} | lugares | nombres.formas)

    def read(self, *, texto: str) -> Lectura:
        """The reading of the first letters of a text (see MAXIMO_LETRAS)."""
        escritas = split_palabras(texto=texto[:MAXIMO_LETRAS])
        reparadas = {palabra: self._repair(palabra) for palabra in dict.fromkeys(escritas)}
        palabras = [reparadas[palabra] for palabra in escritas]
        llenas = [i for i, palabra in enumerate(palabras) if palabra.forma not in self._vacias]
        menciones = self._find_menciones(palabras, llenas)
        firmes = [mencion for mencion in menciones if mencion.nombre.fuerza == FUERZA_NOMBRE]
        ocupadas = frozenset(i for mencion in firmes for i in _range_entero(mencion, llenas))
        lugares = self._gacetero.find_lugares(palabras=palabras, ocupadas=ocupadas)
        gastadas = ocupadas | {i for lugar in lugares for i in range(lugar.inicio, lugar.fin)}
        temas = tuple(_HUECO if i in gastadas else palabras[i] for i in llenas)
        return Lectura(tuple(menciones), tuple(lugares), temas)

    def _find_menciones(self, palabras: Sequence[Palabra], llenas: Sequence[int]) -> list[Mencion]:
        """The bodies named, without those inside the longer name of a place («San Carlos» in «San Carlos Sija»)."""
        tramos = self._gacetero.find_tramos(palabras=palabras)
        menciones = self._nombres.find_menciones(palabras=[palabras[i] for i in llenas])
        return [m for m in menciones if not any(set(_range_entero(m, llenas)) < set(tramo) for tramo in tramos)]

    def _repair(self, palabra: Palabra) -> Palabra:
        if palabra.forma in self._conocidas or palabra.raiz in self._raices:
            return palabra
        parecida = self._ortografia.find_parecida(forma=palabra.forma)
        return replace(build_palabra(forma=parecida), mayuscula=palabra.mayuscula) if parecida else palabra


def _range_entero(mencion: Mencion, llenas: Sequence[int]) -> range:
    """The positions of a mention among all words, those without meaning included."""
    return range(llenas[mencion.inicio], llenas[mencion.fin - 1] + 1)

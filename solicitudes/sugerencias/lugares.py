"""Municipalities that a text names, apart from departments, surnames and everyday words of the same spelling."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from solicitudes.sugerencias.entradas import Entrada
from solicitudes.sugerencias.texto import Palabra, fold
from solicitudes.sugerencias.vocabulario import Vocabulario

_PISTAS_MUNI = frozenset(["muni", "municipalidad", "alcaldia", "alcalde", "alcaldesa", "concejo", "ayuntamiento", "comuna", "edil"])
_PISTAS_LUGAR = frozenset(["municipio", "municipios", "villa"])
_PISTAS_CAMINO = frozenset("carretera ruta autopista tramo libramiento interamericana".split())
_PISTAS_DEPTO = frozenset(["departamento", "departamentos", "depto", "departamental", "gobernacion"])
_ENLACES = frozenset(["de", "del", "la", "el", "los", "las", "en", "a", "municipal", "auxiliar", "senor"])
_SANTOS = frozenset(["san", "santa", "santo"])
_ALCANCE = 4  # words that may stand between «municipalidad» and the place


class Certeza(IntEnum):
    """How surely the text means the municipality of this name."""

    DE_PASO = 0
    DEPARTAMENTO_HOMONIMO = 1
    LUGAR = 2
    MUNICIPIO = 3
    MUNICIPALIDAD = 4


@dataclass(frozen=True, slots=True)
class Lugar:
    """A place of the text: the municipalities it may be, how sure, and the word positions of its name."""

    codigos: tuple[str, ...]
    certeza: Certeza
    inicio: int
    fin: int


@dataclass(frozen=True, slots=True)
class _Tramo:
    formas: tuple[str, ...]
    inicio: int

    @property
    def fin(self) -> int:
        return self.inicio + len(self.formas)


class Gacetero:
    """Names of municipalities and departments; built once, never changed."""

    def __init__(self, *, municipalidades: Sequence[Entrada], vocabulario: Vocabulario) -> None:
        self._departamento = {entrada.codigo: tuple(fold(entrada.departamento).split()) for entrada in municipalidades}
        self._departamentos = frozenset(self._departamento.values())
        self._zonas_de = vocabulario.zonas_de if vocabulario.zonas_de in self._departamento else ""
        self._ambiguos = frozenset(tuple(nombre.split()) for nombre in vocabulario.lugares_ambiguos)
        codigos: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for formas, codigo in _list_nombres(municipalidades, vocabulario):
            codigos[formas].add(codigo)
        self._codigos = {formas: tuple(sorted(quienes)) for formas, quienes in codigos.items()}
        self._largo = max((len(formas) for formas in (*self._codigos, *self._departamentos)), default=0)

    @property
    def formas(self) -> frozenset[str]:
        return frozenset(forma for formas in (*self._codigos, *self._departamentos) for forma in formas)

    def find_lugares(self, *, palabras: Sequence[Palabra], ocupadas: frozenset[int]) -> list[Lugar]:
        """The places of the text, without those inside the name of a body (`ocupadas`)."""
        tramos = [tramo for tramo in self._split_tramos(palabras) if ocupadas.isdisjoint(range(tramo.inicio, tramo.fin))]
        departamentos = {tramo.formas for tramo in tramos if tramo.formas in self._departamentos}
        lugares = [lugar for tramo in tramos if (lugar := self._read_lugar(tramo, palabras, departamentos))]
        return self._drop_departamentos(lugares) or self._read_zona(palabras)

    def _read_zona(self, palabras: Sequence[Palabra]) -> list[Lugar]:
        """«zona 10» with no other place is an address of the capital."""
        formas = [palabra.forma for palabra in palabras]
        zona = next((i for i, forma in enumerate(formas[:-1]) if forma == "zona" and formas[i + 1].isdigit()), None)
        return [] if zona is None or not self._zonas_de else [Lugar((self._zonas_de,), Certeza.LUGAR, zona, zona + 2)]

    def find_tramos(self, *, palabras: Sequence[Palabra]) -> list[range]:
        """Where names of places stand, whatever the text means by them."""
        return [range(tramo.inicio, tramo.fin) for tramo in self._split_tramos(palabras)]

    def _split_tramos(self, palabras: Sequence[Palabra]) -> list[_Tramo]:
        """Names of places in the text, the longest first at each word."""
        formas = [palabra.forma for palabra in palabras]
        tramos, i = [], 0
        while i < len(formas):
            largos = range(min(self._largo, len(formas) - i), 0, -1)
            candidatas = (tuple(formas[i : i + largo]) for largo in largos)
            nombre = next((c for c in candidatas if c in self._codigos or c in self._departamentos), None)
            if nombre:
                tramos.append(_Tramo(nombre, i))
            i += len(nombre) if nombre else 1
        return tramos

    def _read_lugar(self, tramo: _Tramo, palabras: Sequence[Palabra], departamentos: set[tuple[str, ...]]) -> Lugar | None:
        codigos = self._codigos.get(tramo.formas, ())
        certeza = self._judge_certeza(tramo, palabras)
        if not codigos or certeza is None:
            return None
        cercanos = tuple(codigo for codigo in codigos if self._departamento[codigo] in departamentos)
        return Lugar(cercanos or codigos, certeza, tramo.inicio, tramo.fin)

    def _judge_certeza(self, tramo: _Tramo, palabras: Sequence[Palabra]) -> Certeza | None:
        previas = [palabra.forma for palabra in palabras[max(0, tramo.inicio - _ALCANCE) : tramo.inicio]]
        pista = next((forma for forma in reversed(previas) if forma not in _ENLACES), "")
        if pista in _PISTAS_DEPTO and tramo.formas in self._departamentos:
            return None
        if pista in _PISTAS_MUNI:
            return Certeza.MUNICIPALIDAD
        if pista in _PISTAS_LUGAR:
            return Certeza.MUNICIPIO
        if tramo.formas == ("guatemala",):
            return None
        if tramo.formas in self._ambiguos and not self._is_nombre_propio(tramo, palabras):
            return None
        if pista in _PISTAS_CAMINO:
            return Certeza.DE_PASO
        return Certeza.DEPARTAMENTO_HOMONIMO if tramo.formas in self._departamentos else Certeza.LUGAR

    def _is_nombre_propio(self, tramo: _Tramo, palabras: Sequence[Palabra]) -> bool:
        """A capital that no sentence start explains, «en» before it, or its department right behind it."""
        if tramo.inicio and (palabras[tramo.inicio - 1].forma == "en" or palabras[tramo.fin - 1].mayuscula):
            return True
        siguientes = tuple(palabra.forma for palabra in palabras[tramo.fin : tramo.fin + 2])
        propios = {self._departamento[codigo] for codigo in self._codigos.get(tramo.formas, ())}
        return any(siguientes[: len(departamento)] == departamento for departamento in propios)

    def _drop_departamentos(self, lugares: list[Lugar]) -> list[Lugar]:
        """«San José, Escuintla»: Escuintla says which San José, it is not asked for itself."""
        otros = [lugar for lugar in lugares if lugar.certeza is not Certeza.DEPARTAMENTO_HOMONIMO]
        nombrados = {self._departamento[codigo] for lugar in otros for codigo in lugar.codigos}
        quedan = [lugar for lugar in lugares if lugar in otros or self._departamento[lugar.codigos[0]] not in nombrados]
        return _keep_sures(quedan)


def _keep_sures(lugares: list[Lugar]) -> list[Lugar]:
    mejores: dict[tuple[str, ...], Lugar] = {}
    for lugar in lugares:
        previo = mejores.get(lugar.codigos)
        if previo is None or previo.certeza < lugar.certeza:
            mejores[lugar.codigos] = lugar
    return list(mejores.values())


def _list_nombres(municipalidades: Iterable[Entrada], vocabulario: Vocabulario) -> list[tuple[tuple[str, ...], str]]:
    """Each way to name each municipality: whole, by alias, and «Nebaj» for «Santa María Nebaj» where no other ends so."""
    enteros = [(tuple(fold(entrada.municipio).split()), entrada.codigo) for entrada in municipalidades]
    departamentos = {tuple(fold(entrada.departamento).split()) for entrada in municipalidades}
    finales = Counter(formas[-1] for formas, _ in enteros)
    cortos = [
        (formas[-1:], codigo)
        for formas, codigo in enteros
        if len(formas) == 3 and formas[0] in _SANTOS and finales[formas[-1]] == 1 and formas[-1:] not in departamentos
    ]
    codigos = {codigo for _, codigo in enteros}
    alias = [(tuple(nombre.split()), codigo) for nombre, codigo in vocabulario.lugares_alias.items() if codigo in codigos]
    return [*enteros, *cortos, *alias]

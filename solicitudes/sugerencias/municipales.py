"""How much speaks for each municipality: the place that a text names, and whether its matter is a municipal one."""

from collections.abc import Mapping, Sequence

from solicitudes.sugerencias import motivos
from solicitudes.sugerencias.entradas import Entrada
from solicitudes.sugerencias.expresiones import Hallazgo, sum_hallazgos
from solicitudes.sugerencias.lectura import Lectura
from solicitudes.sugerencias.lexico import MUNICIPAL
from solicitudes.sugerencias.lugares import Certeza, Lugar
from solicitudes.sugerencias.voto import Voto, object_factor

SIN_LUGAR = 0.55
PASO_DE_ORDEN = 0.04  # keeps the municipalities offered without a place in the order of the vocabulary
# By how surely the text means a municipality: what its name alone is worth, and how much of a municipal matter goes to it.
PESO_DE_LUGAR = {
    Certeza.DE_PASO: (0.5, 0.4),
    Certeza.DEPARTAMENTO_HOMONIMO: (1.0, 1.15),
    Certeza.LUGAR: (1.6, 1.25),
    Certeza.MUNICIPIO: (2.0, 1.25),
    Certeza.MUNICIPALIDAD: (24.0, 1.25),
}


class VotoMunicipal:
    """Votes for municipalities; built once, never changed."""

    def __init__(self, *, entradas: Mapping[str, Entrada], por_defecto: Sequence[str]) -> None:
        self._entradas = entradas
        self._por_defecto = tuple(codigo for codigo in por_defecto if codigo in entradas)

    def vote(self, *, lectura: Lectura, hallazgos: Sequence[Hallazgo], actos: frozenset[str]) -> dict[str, Voto]:
        """The municipalities named; without any, the largest ones when the matter is municipal."""
        materia, usados = sum_hallazgos(hallazgos=hallazgos)
        if not lectura.lugares:
            return self._vote_sin_lugar(lectura, materia, usados)
        votos: dict[str, Voto] = {}
        for lugar in lectura.lugares:
            puntaje = _weigh_lugar(lugar, materia, actos)
            for codigo in lugar.codigos:
                if codigo not in votos or votos[codigo].puntaje < puntaje:
                    votos[codigo] = Voto(puntaje, self._explain(codigo, lugar, usados))
        return votos

    def _explain(self, codigo: str, lugar: Lugar, usados: Sequence[Hallazgo]) -> motivos.Motivo:
        gemelos = len(lugar.codigos)
        return motivos.explain_municipio(entrada=self._entradas[codigo], certeza=lugar.certeza, gemelos=gemelos, hallazgos=usados)

    def _vote_sin_lugar(self, lectura: Lectura, materia: float, usados: Sequence[Hallazgo]) -> dict[str, Voto]:
        mencion = max((m.nombre.fuerza for m in lectura.menciones if m.nombre.dueno == MUNICIPAL), default=0.0)
        puntaje = (materia + mencion / 2) * SIN_LUGAR
        if not puntaje:
            return {}
        return {
            codigo: Voto(puntaje * (1 - PASO_DE_ORDEN * i), motivos.explain_sin_lugar(entrada=self._entradas[codigo], hallazgos=usados))
            for i, codigo in enumerate(self._por_defecto)
        }


def _weigh_lugar(lugar: Lugar, materia: float, actos: frozenset[str]) -> float:
    base, parte = PESO_DE_LUGAR[lugar.certeza]
    if lugar.certeza is Certeza.MUNICIPALIDAD:
        base *= object_factor(actos=actos, dueno=MUNICIPAL)
    return base + materia * parte

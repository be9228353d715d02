"""How much speaks for each national body: that the text names it, its matters, and the bodies that are part of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from solicitudes.sugerencias import motivos
from solicitudes.sugerencias.entradas import Entrada
from solicitudes.sugerencias.expresiones import Hallazgo, sum_hallazgos
from solicitudes.sugerencias.lectura import Lectura
from solicitudes.sugerencias.lexico import MUNICIPAL
from solicitudes.sugerencias.lugares import Certeza
from solicitudes.sugerencias.menciones import Mencion
from solicitudes.sugerencias.vocabulario import Ficha
from solicitudes.sugerencias.voto import Voto, object_factor

PARTE_DEL_SUPERIOR = 0.35
MENCION_POSTERIOR = 0.85
ACTO_SOBRE_OTROS = 8.0
FUERA_DE_SU_CIUDAD = 0.3


class VotoNacional:
    """Votes for national bodies; built once, never changed."""

    def __init__(self, *, entradas: Mapping[str, Entrada], fichas: Mapping[str, Ficha]) -> None:
        self._entradas = entradas
        self._fichas = fichas

    def vote(self, *, lectura: Lectura, hallazgos: Mapping[str, Sequence[Hallazgo]], actos: frozenset[str]) -> dict[str, Voto]:
        """The bodies that the text names or whose matters it holds, and the ones above them."""
        menciones = _weigh_menciones(lectura, actos)
        nombra_muni = any(lugar.certeza is Certeza.MUNICIPALIDAD for lugar in lectura.lugares)
        votos = {}
        for codigo in sorted({*hallazgos, *menciones} & self._entradas.keys()):
            puntaje, usados = sum_hallazgos(hallazgos=hallazgos.get(codigo, ()))
            puntaje *= self._locate_factor(codigo, lectura)
            fuerza, mencion = menciones.get(codigo, (0.0, None))
            hay_objeto = nombra_muni or bool(menciones.keys() - {codigo})
            acto = ACTO_SOBRE_OTROS if codigo in actos and hay_objeto else 0.0
            votos[codigo] = Voto(puntaje + fuerza + acto, self._explain(codigo, mencion, usados))
        return self._add_superiores(votos)

    def _explain(self, codigo: str, mencion: Mencion | None, usados: Sequence[Hallazgo]) -> motivos.Motivo:
        entrada = self._entradas[codigo]
        if mencion is None:
            return motivos.explain_materia(entrada=entrada, hallazgos=usados)
        return motivos.explain_mencion(nombre=mencion.nombre.texto, entrada=entrada, hallazgos=usados)

    def _locate_factor(self, codigo: str, lectura: Lectura) -> float:
        """A body that serves one city is a weak answer when the text names other places only."""
        solo_en = self._fichas.get(codigo, Ficha()).solo_en
        nombrados = {nombrado for lugar in lectura.lugares for nombrado in lugar.codigos}
        return FUERA_DE_SU_CIUDAD if solo_en and nombrados and solo_en not in nombrados else 1.0

    def _add_superiores(self, votos: dict[str, Voto]) -> dict[str, Voto]:
        """The ministry above a department may answer for it: a second choice, said as such."""
        partes: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for codigo, voto in votos.items():
            superior = self._fichas.get(codigo, Ficha()).depende_de
            if superior in self._entradas:
                partes[superior].append((voto.puntaje * PARTE_DEL_SUPERIOR, codigo))
        superiores = {superior: self._add_parte(votos, superior, *max(suyas)) for superior, suyas in partes.items()}
        return votos | superiores

    def _add_parte(self, votos: Mapping[str, Voto], superior: str, puntaje: float, parte: str) -> Voto:
        ajeno = motivos.explain_dependencia(entrada=self._entradas[superior], parte=self._entradas[parte])
        propio = votos.get(superior, Voto(0.0, ajeno))
        return Voto(propio.puntaje + puntaje, propio.motivo if propio.puntaje >= puntaje else ajeno)


def _weigh_menciones(lectura: Lectura, actos: frozenset[str]) -> dict[str, tuple[float, Mencion]]:
    """The strongest mention of each body; the first one named weighs more, the object of an audit less."""
    pesos: dict[str, tuple[float, Mencion]] = {}
    primera = next((m.nombre.dueno for m in lectura.menciones if m.nombre.dueno != MUNICIPAL), None)
    for mencion in lectura.menciones:
        dueno = mencion.nombre.dueno
        peso = mencion.nombre.fuerza * (1 if dueno == primera else MENCION_POSTERIOR)
        peso *= object_factor(actos=actos, dueno=dueno)
        if dueno not in pesos or pesos[dueno][0] < peso:
            pesos[dueno] = (peso, mencion)
    return pesos

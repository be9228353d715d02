"""The engine: adds up what a text names and talks about, and gives the bodies to ask, best first."""

from collections.abc import Iterable

from solicitudes.sugerencias.entradas import Entrada
from solicitudes.sugerencias.expresiones import IndiceExpresiones
from solicitudes.sugerencias.lectura import Lector, Lectura
from solicitudes.sugerencias.lexico import FUERZA_PROPIA, MUNICIPAL, build_expresiones, build_nombres, build_sobre
from solicitudes.sugerencias.lugares import Gacetero
from solicitudes.sugerencias.menciones import IndiceNombres
from solicitudes.sugerencias.municipales import VotoMunicipal
from solicitudes.sugerencias.nacionales import VotoNacional
from solicitudes.sugerencias.vocabulario import Vocabulario
from solicitudes.sugerencias.voto import Sugerencia, Voto

MAXIMO = 5
MINIMO_PUNTAJE = 1.0  # below it the text gave nothing that deserves a reason
MINIMO_DEL_PRIMERO = 0.12  # far behind the first, a name is noise


class Motor:
    """Answers which body to ask. Built from the data alone and never changed: threads may share it."""

    def __init__(self, instituciones: Iterable[Entrada], vocabulario: Vocabulario) -> None:
        entradas = sorted(instituciones, key=lambda entrada: entrada.codigo)
        expresiones = build_expresiones(entradas=entradas, vocabulario=vocabulario)
        self._entradas = {entrada.codigo: entrada for entrada in entradas}
        self._materias = IndiceExpresiones(expresiones=expresiones, genericas=vocabulario.genericas)
        self._sobre = IndiceExpresiones(expresiones=build_sobre(entradas=entradas, vocabulario=vocabulario), genericas=frozenset())
        self._nacionales = VotoNacional(entradas=self._entradas, fichas=vocabulario.instituciones)
        self._municipales = VotoMunicipal(entradas=self._entradas, por_defecto=vocabulario.por_defecto)
        self._lector = Lector(
            nombres=IndiceNombres(nombres=build_nombres(entradas=entradas, vocabulario=vocabulario)),
            gacetero=Gacetero(municipalidades=[e for e in entradas if e.es_municipalidad], vocabulario=vocabulario),
            vacias=vocabulario.vacias,
            expresiones=expresiones,
        )

    def sugerir(self, texto: str, *, maximo: int = MAXIMO) -> list[Sugerencia]:
        """Up to `maximo` bodies, best first; none when the text says nothing that points to one."""
        votos = self._vote(self._lector.read(texto=texto))
        orden = sorted(votos.items(), key=lambda par: (-round(par[1].puntaje, 6), par[0]))
        minimo = max([MINIMO_PUNTAJE, *(voto.puntaje * MINIMO_DEL_PRIMERO for _, voto in orden[:1])])
        buenos = [(codigo, voto) for codigo, voto in orden if voto.puntaje >= minimo][: max(0, maximo)]
        return [Sugerencia(codigo, self._entradas[codigo].nombre, voto.motivo, round(voto.puntaje, 3)) for codigo, voto in buenos]

    def _vote(self, lectura: Lectura) -> dict[str, Voto]:
        hallazgos = self._materias.find_hallazgos(palabras=lectura.temas)
        actos = self._find_actos(lectura)
        nacionales = self._nacionales.vote(lectura=lectura, hallazgos=hallazgos, actos=actos)
        return nacionales | self._municipales.vote(lectura=lectura, hallazgos=hallazgos.get(MUNICIPAL, []), actos=actos)

    def _find_actos(self, lectura: Lectura) -> frozenset[str]:
        """The bodies whose acts about others («auditoría», «finiquito») the text asks for."""
        sobre = self._sobre.find_hallazgos(palabras=lectura.temas)
        return frozenset(codigo for codigo, hallazgos in sobre.items() if any(h.expresion.fuerza == FUERZA_PROPIA for h in hallazgos))

"""The directory and the vocabulary turned into the expressions and names that the engine looks for."""

from collections.abc import Iterable, Iterator, Sequence

from solicitudes.sugerencias.entradas import Entrada
from solicitudes.sugerencias.expresiones import Expresion
from solicitudes.sugerencias.menciones import FUERZA_APODO, FUERZA_NOMBRE, Nombre
from solicitudes.sugerencias.texto import fold, split_palabras, without_vacias
from solicitudes.sugerencias.vocabulario import Ficha, Vocabulario

MUNICIPAL = "*"  # owner of what every municipality handles; no body has this code
FUERZA_PROPIA = 1.0
FUERZA_AFIN = 0.5
_COLAS = (" de la República de Guatemala", " de la República", " de Guatemala", " de la Presidencia")


def build_expresiones(*, entradas: Sequence[Entrada], vocabulario: Vocabulario) -> list[Expresion]:
    """All expressions of the national bodies, and once those of the municipalities."""
    expresiones = []
    for dueno, ficha, materias in _list_duenos(entradas, vocabulario):
        # The first list that has an expression decides: an operator may call a matter of the directory only akin.
        listas = ((ficha.propias, FUERZA_PROPIA), (ficha.afines, FUERZA_AFIN), (materias, FUERZA_PROPIA))
        vistas = set()
        for texto, fuerza in ((texto, fuerza) for lista, fuerza in listas for texto in lista):
            palabras = without_vacias(palabras=split_palabras(texto=texto), vacias=vocabulario.vacias)
            raices = tuple(palabra.raiz for palabra in palabras)
            if raices not in vistas:
                vistas.add(raices)
                expresiones.append(Expresion(dueno, texto, palabras, fuerza))
    return expresiones


def build_sobre(*, entradas: Sequence[Entrada], vocabulario: Vocabulario) -> list[Expresion]:
    """The acts of a body about other bodies."""
    return [
        Expresion(dueno, texto, without_vacias(palabras=split_palabras(texto=texto), vacias=vocabulario.vacias), FUERZA_PROPIA)
        for dueno, ficha, _ in _list_duenos(entradas, vocabulario)
        for texto in ficha.sobre
    ]


def build_nombres(*, entradas: Sequence[Entrada], vocabulario: Vocabulario) -> list[Nombre]:
    """Initials, official names with and without their tail, and everyday names."""
    nacionales = [entrada for entrada in entradas if not entrada.es_municipalidad]
    nombres = [nombre for entrada in nacionales for nombre in _list_oficiales(entrada, vocabulario)]
    for dueno, ficha, _ in _list_duenos(entradas, vocabulario):
        nombres += [_build_nombre(dueno, texto, vocabulario, apodo=True) for texto in ficha.nombres]
    unicos: dict[tuple[str, tuple[str, ...]], Nombre] = {}
    for nombre in nombres:
        unicos.setdefault((nombre.dueno, nombre.formas), nombre)
    return list(unicos.values())


def _list_duenos(entradas: Sequence[Entrada], vocabulario: Vocabulario) -> Iterator[tuple[str, Ficha, Iterable[str]]]:
    for entrada in entradas:
        if not entrada.es_municipalidad:
            yield entrada.codigo, vocabulario.instituciones.get(entrada.codigo, Ficha()), entrada.materias
    nombres = set(vocabulario.municipal.nombres)
    municipales = {m: None for entrada in entradas if entrada.es_municipalidad for m in entrada.materias if fold(m) not in nombres}
    yield MUNICIPAL, vocabulario.municipal, municipales


def _list_oficiales(entrada: Entrada, vocabulario: Vocabulario) -> Iterator[Nombre]:
    yield _build_nombre(entrada.codigo, entrada.nombre, vocabulario)
    for sigla in {entrada.siglas, entrada.codigo} - {""}:
        yield _build_nombre(entrada.codigo, sigla, vocabulario)
    for cola in _COLAS:
        corto = _build_nombre(entrada.codigo, entrada.nombre.removesuffix(cola), vocabulario)
        if entrada.nombre.endswith(cola) and len(corto.formas) > 2:
            yield corto


def _build_nombre(dueno: str, texto: str, vocabulario: Vocabulario, *, apodo: bool = False) -> Nombre:
    formas = tuple(p.forma for p in without_vacias(palabras=split_palabras(texto=fold(texto)), vacias=vocabulario.vacias))
    return Nombre(dueno, texto, formas, FUERZA_APODO if apodo and len(formas) == 1 else FUERZA_NOMBRE)

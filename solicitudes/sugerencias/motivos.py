"""The reason of a suggestion, saying only what the text really gave; the doors tell it in the language of whoever reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from solicitudes.sugerencias.entradas import Entrada
from solicitudes.sugerencias.expresiones import Hallazgo
from solicitudes.sugerencias.lugares import Certeza
from workflow.frase import Traductor


@dataclass(frozen=True, slots=True)
class Motivo:
    """Sentences, each a Spanish template with its data: words as they are, words quoted from the text as a list, and words with their
    article, which are a `Motivo` themselves."""

    frases: tuple[tuple[str, Mapping[str, str | int | tuple[str, ...] | Motivo]], ...]

    @classmethod
    def say(cls, plantilla: str, **datos: str | int | tuple[str, ...] | Motivo) -> Self:
        return cls(((plantilla, datos),))

    def __add__(self, otro: Motivo) -> Motivo:
        return Motivo(self.frases + otro.frases)

    def __str__(self) -> str:
        return self.tell(str)

    def tell(self, traducir: Traductor) -> str:
        """The reason in another language."""
        return " ".join(
            traducir(plantilla).format(**{nombre: _tell(dato, traducir) for nombre, dato in datos.items()})
            for plantilla, datos in self.frases
        )


NADA = Motivo(())


def cite(*, hallazgos: Sequence[Hallazgo]) -> tuple[str, ...]:
    """«abono», «siembra»: the two findings that weigh most."""
    textos = list(dict.fromkeys(hallazgo.expresion.texto for hallazgo in hallazgos))[:2]
    return tuple(f"«{texto}»" for texto in textos)


def _tell(dato: str | int | tuple[str, ...] | Motivo, traducir: Traductor) -> str | int:
    if isinstance(dato, Motivo):
        return dato.tell(traducir)
    return traducir(" y ").join(dato) if isinstance(dato, tuple) else dato


_DE = {"el": "del {quien}", "la": "de la {quien}", "": "de {quien}"}
_A = {"el": "al {quien}", "la": "a la {quien}", "": "a {quien}"}


def explain_materia(*, entrada: Entrada, hallazgos: Sequence[Hallazgo]) -> Motivo:
    de_quien = Motivo.say(_DE[entrada.articulo], quien=entrada.corto)
    return Motivo.say("Por {citas}: materia {de_quien}.", citas=cite(hallazgos=hallazgos), de_quien=de_quien)


def explain_mencion(*, nombre: str, entrada: Entrada, hallazgos: Sequence[Hallazgo]) -> Motivo:
    es_oficial = nombre.lower() in (entrada.nombre.lower(), entrada.siglas.lower())
    a_quien = Motivo.say(_A[entrada.articulo], quien=entrada.completo) if es_oficial else Motivo.say(_A[""], quien=f"«{nombre}»")
    if hallazgos:
        return Motivo.say("Nombra {a_quien}, y también {citas}.", a_quien=a_quien, citas=cite(hallazgos=hallazgos))
    return Motivo.say("Nombra {a_quien}.", a_quien=a_quien)


def explain_dependencia(*, entrada: Entrada, parte: Entrada) -> Motivo:
    de_quien = Motivo.say(_DE[entrada.articulo], quien=entrada.corto)
    return Motivo.say("{parte} es parte {de_quien}.", parte=parte.corto, de_quien=de_quien)


def explain_municipio(*, entrada: Entrada, certeza: Certeza, gemelos: int, hallazgos: Sequence[Hallazgo]) -> Motivo:
    """Why this municipality; says so when two have the same name and the text does not tell which."""
    nombra = "Nombra a la Municipalidad de {municipio}." if certeza is Certeza.MUNICIPALIDAD else "Nombra al municipio de {municipio}."
    motivo = Motivo.say(nombra, municipio=entrada.municipio) + _explain_municipal(hallazgos)
    if gemelos > 1:
        gemela = "Hay {gemelos} con ese nombre; esta es la de {departamento}."
        return motivo + Motivo.say(gemela, gemelos=gemelos, departamento=entrada.departamento)
    return motivo


def explain_sin_lugar(*, entrada: Entrada, hallazgos: Sequence[Hallazgo]) -> Motivo:
    motivo = _explain_municipal(hallazgos) if hallazgos else Motivo.say("Nombra a una municipalidad.")
    return motivo + Motivo.say("El texto no dice de qué municipio: si no es {municipio}, elija la suya.", municipio=entrada.municipio)


def _explain_municipal(hallazgos: Sequence[Hallazgo]) -> Motivo:
    return Motivo.say("Por {citas}: materia municipal.", citas=cite(hallazgos=hallazgos)) if hallazgos else NADA

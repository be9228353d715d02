"""The words that people use for what each body handles, read from a TOML file that an operator can extend."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from solicitudes.sugerencias.texto import fold

_CLAVES = frozenset({"nombres", "propias", "afines", "sobre", "depende_de", "solo_en"})


@dataclass(frozen=True, slots=True)
class Ficha:
    """The words of one body; the meaning of each field stands at the head of the data file."""

    nombres: tuple[str, ...] = ()
    propias: tuple[str, ...] = ()
    afines: tuple[str, ...] = ()
    sobre: tuple[str, ...] = ()
    depende_de: str = ""
    solo_en: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulario:
    """All words: by body, those of every municipality, and what people call places."""

    instituciones: Mapping[str, Ficha] = field(default_factory=lambda: MappingProxyType({}))
    municipal: Ficha = Ficha()
    vacias: frozenset[str] = frozenset()
    genericas: frozenset[str] = frozenset()
    lugares_ambiguos: frozenset[str] = frozenset()
    lugares_alias: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    por_defecto: tuple[str, ...] = ()
    zonas_de: str = ""

    @property
    def codigos(self) -> frozenset[str]:
        """Every code that the file refers to, so that a test can hold them against the directory."""
        fichas = self.instituciones.values()
        citados = {codigo for ficha in fichas for codigo in (ficha.depende_de, ficha.solo_en) if codigo}
        lugares = {*self.lugares_alias.values(), *self.por_defecto, self.zonas_de} - {""}
        return frozenset({*self.instituciones, *lugares, *citados})


class VocabularioInvalidoError(ValueError):
    """The file has a key that the engine would silently ignore, or a list where it expects text."""


def read_vocabulario(*, ruta: Path) -> Vocabulario:
    """Read the file.

    :raises VocabularioInvalidoError: a body has an unknown key or a value of the wrong kind.
    """
    with ruta.open("rb") as archivo:
        datos = tomllib.load(archivo)
    texto, lugares = datos.get("texto", {}), datos.get("lugares", {})
    return Vocabulario(
        instituciones=MappingProxyType({codigo: _ficha_de(codigo, ficha) for codigo, ficha in datos.get("instituciones", {}).items()}),
        municipal=_ficha_de("municipal", datos.get("municipal", {})),
        vacias=frozenset(map(fold, texto.get("vacias", ()))),
        genericas=frozenset(map(fold, texto.get("genericas", ()))),
        lugares_ambiguos=frozenset(map(fold, lugares.get("ambiguos", ()))),
        lugares_alias=MappingProxyType({fold(alias): codigo for alias, codigo in lugares.get("alias", {}).items()}),
        por_defecto=tuple(lugares.get("por_defecto", ())),
        zonas_de=lugares.get("zonas_de", ""),
    )


def _ficha_de(codigo: str, datos: dict[str, Any]) -> Ficha:
    if sobrantes := datos.keys() - _CLAVES:
        raise VocabularioInvalidoError(f"{codigo}: clave desconocida {', '.join(sorted(sobrantes))}")
    return Ficha(**{clave: _leaf(codigo, clave, valor) for clave, valor in datos.items()})


def _leaf(codigo: str, clave: str, valor: object) -> Any:
    if clave in ("depende_de", "solo_en"):
        if isinstance(valor, str):
            return valor
    elif isinstance(valor, list) and all(isinstance(expresion, str) for expresion in valor):
        return tuple(valor)
    raise VocabularioInvalidoError(f"{codigo}.{clave}: se esperaba texto o una lista de textos, hay {valor!r}")

"""A sentence kept apart from its data, so that a door can tell it in the language of whoever reads (docs/adr/0021)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

#: Gives a Spanish text in the language of whoever reads; a text that it does not know, as it is. `str` leaves everything in Spanish.
Traductor = Callable[[str], str]


class Cita(str):
    """What somebody wrote, or a name in the code: a datum of a sentence that is told as it is in every language."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Frase:
    """A `plantilla`, as `str.format` takes it, with its `datos`. Without data it is the sentence itself."""

    plantilla: str
    datos: Mapping[str, Any] = field(default_factory=dict)

    def tell(self, traducir: Traductor) -> str:
        """The sentence in another language, and each datum that is a label or a sentence; a list of them is told with commas."""
        sentencia = traducir(self.plantilla) if self.plantilla else ""
        return sentencia.format(**{nombre: _tell(dato, traducir) for nombre, dato in self.datos.items()}) if self.datos else sentencia

    def __str__(self) -> str:
        return self.tell(str)


#: Nothing to say.
NADA = Frase("")


def _tell(dato: object, traducir: Traductor) -> object:
    if isinstance(dato, list | tuple):
        return ", ".join(str(_tell(uno, traducir)) for uno in dato)
    if isinstance(dato, Frase):
        return dato.tell(traducir)
    if isinstance(dato, Cita) or dato == "":
        return dato
    return traducir(str(dato)) if isinstance(dato, str) else dato

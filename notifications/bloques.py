"""The paragraphs of a message: one text, read once, written as plain text and as HTML."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ANCHO = 76

_DATO = re.compile(r"([^:\n]{2,80}): +(\S.*)")
_BOTON = re.compile(r"([^:\n]{3,60}): +(https?://\S+)")


@dataclass(frozen=True, slots=True)
class Bloque:
    """A paragraph: `parrafo` and `cita` have lines of text, `lista` its items, `datos` and `boton` pairs (label, value)."""

    tipo: str
    lineas: tuple[str, ...] = ()
    pares: tuple[tuple[str, str], ...] = ()


def split_bloques(texto: str) -> list[Bloque]:
    """The paragraphs of `texto`, which blank lines separate.

    «> …» on each line is a quotation, «- …» on each a list, «Label: value» on each of several a table of data, «Label:
    https://…» alone a button. Anything else is a paragraph, whose line breaks mean nothing.
    """
    return [_read_bloque(parrafo.strip().split("\n")) for parrafo in re.split(r"\n[ \t]*\n", texto.strip()) if parrafo.strip()]


def write_texto(bloques: Sequence[Bloque]) -> str:
    """`bloques` as plain text, folded at 76 columns without breaking an address."""
    return "\n\n".join(_TEXTOS[bloque.tipo](bloque) for bloque in bloques) + "\n"


def _read_bloque(lineas: list[str]) -> Bloque:
    if all(linea.startswith(">") for linea in lineas):
        return Bloque("cita", lineas=tuple(linea[1:].strip() for linea in lineas))
    if all(linea.startswith("- ") for linea in lineas):
        return Bloque("lista", lineas=tuple(linea[2:].strip() for linea in lineas))
    if len(lineas) == 1 and (boton := _BOTON.fullmatch(lineas[0])):
        return Bloque("boton", pares=((boton[1], boton[2]),))
    datos = [_DATO.fullmatch(linea) for linea in lineas]
    if len(lineas) > 1 and all(datos):
        return Bloque("datos", pares=tuple((dato[1], dato[2]) for dato in datos if dato))
    return Bloque("parrafo", lineas=(" ".join(" ".join(lineas).split()),))


def _fold(texto: str, *, primera: str = "", siguiente: str = "") -> str:
    return textwrap.fill(
        texto, width=ANCHO, initial_indent=primera, subsequent_indent=siguiente, break_long_words=False, break_on_hyphens=False
    )


_TEXTOS: dict[str, Callable[[Bloque], str]] = {
    "parrafo": lambda bloque: _fold(bloque.lineas[0]),
    "cita": lambda bloque: "\n".join(_fold(linea, primera="> ", siguiente="> ") or ">" for linea in bloque.lineas),
    "lista": lambda bloque: "\n".join(_fold(linea, primera="- ", siguiente="  ") for linea in bloque.lineas),
    "datos": lambda bloque: "\n".join(_fold(f"{rotulo}: {valor}", siguiente="  ") for rotulo, valor in bloque.pares),
    "boton": lambda bloque: f"{bloque.pares[0][0]}:\n{bloque.pares[0][1]}",
}

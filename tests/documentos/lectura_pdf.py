"""Read a PDF as a blind reader's program does: the text through the fonts' Unicode maps, and the tags."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf


def open_pdf(contenido: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(contenido))


def extract_text(contenido: bytes) -> str:
    """All text of all pages in drawing order; runs of blanks count as one, hyphenation is undone."""
    with open_pdf(contenido) as pdf:
        texto = " ".join(_page_text(pagina) for pagina in pdf.pages)
    return re.sub(r"\s+", " ", texto)


def list_tags(contenido: bytes) -> list[str]:
    """The structure tags in document order, such as `H1`, `Table`, `TH`."""
    with open_pdf(contenido) as pdf:
        etiquetas: list[str] = []
        _walk(pdf.Root.StructTreeRoot, etiquetas)
    return etiquetas


def _walk(nodo: Any, etiquetas: list[str]) -> None:
    if isinstance(nodo, pikepdf.Array):
        for hijo in nodo:
            _walk(hijo, etiquetas)
    elif isinstance(nodo, pikepdf.Dictionary):
        if "/S" in nodo:
            etiquetas.append(str(nodo.S)[1:])
        if "/K" in nodo:
            _walk(nodo.K, etiquetas)


def _page_text(pagina: pikepdf.Page) -> str:
    mapas = {nombre: _unicode_map(fuente) for nombre, fuente in pagina.Resources.Font.items()}
    trozos: list[str] = []
    actual: dict[int, str] = {}
    for operandos, operador in pikepdf.parse_content_stream(pagina):
        if str(operador) == "Tf":
            actual = mapas[str(operandos[0])]
        elif str(operador) == "TJ":
            trozos.append("".join(_decode(parte, actual) for parte in operandos[0] if isinstance(parte, pikepdf.String)))
        elif str(operador) == "Tj":
            trozos.append(_decode(operandos[0], actual))
        elif str(operador) == "ET":
            trozos.append(" ")
    return "".join(trozos)


def _decode(cadena: pikepdf.String, mapa: dict[int, str]) -> str:
    datos = bytes(cadena)
    return "".join(mapa.get(int.from_bytes(datos[i : i + 2], "big"), "\ufffd") for i in range(0, len(datos), 2))


def _unicode_map(fuente: Any) -> dict[int, str]:
    cmap = bytes(fuente.ToUnicode.read_bytes()).decode("ascii")
    pares = (par for bloque in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S) for par in re.findall(r"<(\w+)>\s*<(\w+)>", bloque))
    return {int(glifo, 16): bytes.fromhex(destino).decode("utf-16-be") for glifo, destino in pares}

"""The typefaces of the papers, carried along so that a paper looks the same on every machine and needs no file or network.

Source Serif and Source Sans carry the text; Noto Serif adds the letters of the Mayan languages (saltillo, ẍ, ꞌ) and Noto
Emoji whatever people put in their own words.
"""

from __future__ import annotations

import base64
from pathlib import Path

_CARPETA = Path(__file__).parent / "fuentes"

# family in the style sheet, weight, style, file
_FUENTES = (
    ("Papel", 400, "normal", "source-serif-4-latin-400-normal.ttf"),
    ("Papel", 400, "italic", "source-serif-4-latin-400-italic.ttf"),
    ("Papel", 600, "normal", "source-serif-4-latin-600-normal.ttf"),
    ("Papel Rotulo", 400, "normal", "source-sans-3-latin-400-normal.ttf"),
    ("Papel Rotulo", 600, "normal", "source-sans-3-latin-600-normal.ttf"),
    ("Papel Ampliado", 400, "normal", "source-serif-4-latin-ext-400-normal.ttf"),
    ("Papel Maya", 400, "normal", "noto-serif-latin-ext-400-normal.ttf"),
    ("Papel Signos", 400, "normal", "noto-emoji-emoji-400-normal.ttf"),
)


def build_font_faces() -> str:
    """The `@font-face` rules of all typefaces, each with its bytes inside."""
    return "\n".join(_font_face(*fuente) for fuente in _FUENTES)


def _font_face(familia: str, peso: int, estilo: str, archivo: str) -> str:
    datos = base64.b64encode((_CARPETA / archivo).read_bytes()).decode("ascii")
    return (
        f'@font-face {{ font-family: "{familia}"; font-weight: {peso}; font-style: {estilo}; src: url("data:font/ttf;base64,{datos}"); }}'
    )

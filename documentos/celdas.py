"""What a cell of a sheet may hold: no text that a spreadsheet would take for a formula, no sign that no sheet can hold."""

from __future__ import annotations

import re

#: Signs with which a spreadsheet begins a formula, those of a full-width keyboard included, also behind blanks.
_FORMULA = re.compile(r"[\s\0]*[=+\-@＝＋－＠]|[\t\r\n]")
#: What no sheet can hold: XML 1.0 has no place for it.
_IMPOSIBLES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def guard(texto: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    limpio = drop_imposibles(texto)
    return f"'{limpio}" if _FORMULA.match(limpio) else limpio


def drop_imposibles(texto: str) -> str:
    """The text without what no sheet can hold."""
    return _IMPOSIBLES.sub("", texto)

"""Personal data that somebody may have written without meaning to: found so that she is asked, never refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflow.calculadora import is_municipio

# The CUI of a DPI: thirteen figures, often written 4-5-4, that end in the code of a municipality.
_CUI = re.compile(r"(?<!\d)\d{4}[ -]?\d{5}[ -]?(\d{4})(?!\d)")
_CORREO = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
# A telephone is told from an amount or from a span of years by what stands around it.
_TELEFONO = re.compile(
    r"(?:\+?502[ -]?|(?:tel\w*|cel\w*|whats\w*|m[óo]vil|n[úu]mero)[.:\s]{1,3}(?:es\s)?)[2-7]\d{3}[ -]?\d{4}(?!\d)", re.IGNORECASE
)
_SUELTO = re.compile(r"(?<![\d.,-])(?!(?:19|20)\d\d[ -](?:19|20)\d\d)[2-7]\d{3}[ -]\d{4}(?![\d-])")


def find_datos_personales(texto: str) -> Iterator[Promise | str]:
    """What `texto` seems to hold, in words."""
    if any(is_municipio(hallado[1]) for hallado in _CUI.finditer(texto)):
        yield _("un número de DPI (CUI)")
    if _TELEFONO.search(texto) or _SUELTO.search(texto):
        yield _("un número de teléfono")
    if _CORREO.search(texto):
        yield _("una dirección de correo")

"""Addresses kept out of what we keep: error texts, logs and excerpts."""

from __future__ import annotations

import re

LARGO_DE_ERROR = 300
OMITIDO = "[correo omitido]"

# Deliberately greedy: whatever touches an @ goes, a quoted local part («"ana pérez"@x.gt») included.
_DIRECCION = re.compile(r'(?:"[^"\n]*"|[^\s<>()\[\]{},;:\'"]+)@[^\s<>(){},;:\'"]+')


def hide_direcciones(texto: str) -> str:
    """`texto` with everything that looks like an e-mail address left out."""
    return _DIRECCION.sub(OMITIDO, texto)


def describe_error(error: BaseException) -> str:
    """One short line about `error` without addresses: its class and the first line of its message.

    Only the first line: databases put the offending row, personal data included, in the following ones.
    """
    lineas = str(error).strip().splitlines()
    texto = f"{type(error).__name__}: {hide_direcciones(lineas[0])}" if lineas else type(error).__name__
    return texto if len(texto) <= LARGO_DE_ERROR else texto[: LARGO_DE_ERROR - 1] + "…"

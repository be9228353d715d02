"""Verification codes: made to be read aloud, typed from paper and impossible to guess."""

from __future__ import annotations

import secrets

# Crockford's base 32: no I, L, O or U, so that nothing on paper can be mistaken for something else.
_ALFABETO = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CONFUNDIBLES = str.maketrans("OIL", "011")
_GRUPOS = 4
_LARGO_GRUPO = 4
_LARGO = _GRUPOS * _LARGO_GRUPO  # 16 characters of 5 bits: 80 bits


def new_codigo() -> str:
    """A random code of 80 bits in groups of four, such as `7K3M-9QRT-0XWV-2BDH`."""
    return _group("".join(secrets.choice(_ALFABETO) for _ in range(_LARGO)))


def code_from_bytes(contenido: bytes) -> str:
    """A code in the same form from the first 80 bits of `contenido` (at least 10 bytes)."""
    numero = int.from_bytes(contenido[:10], "big")
    return _group("".join(_ALFABETO[numero >> 5 * posicion & 31] for posicion in range(_LARGO)))


def normalize_codigo(texto: str) -> str | None:
    """The code that a person meant by `texto`, in the form in which it is stored; None when it cannot be one.

    Case, spaces, hyphens of any kind and other punctuation do not count; O is read as 0, I and L as 1.
    """
    signos = "".join(signo for signo in texto[:100].upper() if signo.isalnum()).translate(_CONFUNDIBLES)
    if len(signos) != _LARGO or not set(signos) <= set(_ALFABETO):
        return None
    return _group(signos)


def _group(signos: str) -> str:
    return "-".join(signos[inicio : inicio + _LARGO_GRUPO] for inicio in range(0, _LARGO, _LARGO_GRUPO))

"""Secrets that must be read again, encrypted at rest with a key that comes from SECRET_KEY."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

_PROPOSITO = b"solicitudes.cifrado.v1:"


def encrypt(texto: str, *, llave: str = "") -> str:
    """`texto` as it may be stored; with `llave`, so that nobody can read it who does not bring that as well."""
    return _keys(llave).encrypt(texto.encode()).decode("ascii")


def decrypt(cifrado: str, *, llave: str = "") -> str:
    """What was encrypted with the same `llave`, and with the present key or one of SECRET_KEY_FALLBACKS.

    :raises cryptography.fernet.InvalidToken: with none of them.
    """
    return _keys(llave).decrypt(cifrado.encode("ascii")).decode()


def _keys(llave: str) -> MultiFernet:
    proposito = _PROPOSITO + (hashlib.sha256(llave.encode("utf-8", "replace")).digest() if llave else b"")
    secretos = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(proposito + force_bytes(s)).digest())) for s in secretos])

"""Secrets that must be read again, encrypted at rest with a key that comes from SECRET_KEY."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

_PROPOSITO = b"solicitudes.cifrado.v1:"


def encrypt(texto: str, *, llave: str = "") -> str:
    """`texto` as it may be stored; with `llave`, so that nobody can read it who does not bring that as well."""
    return encrypt_bytes(texto.encode(), llave=llave).decode("ascii")


def decrypt(cifrado: str, *, llave: str = "") -> str:
    """What was encrypted with the same `llave`, and with the present key or one of SECRET_KEY_FALLBACKS.

    :raises cryptography.fernet.InvalidToken: with none of them.
    """
    return decrypt_bytes(cifrado.encode("ascii"), llave=llave).decode()


def encrypt_bytes(datos: bytes, *, llave: str = "") -> bytes:
    """The same, of bytes."""
    return _keys(llave).encrypt(datos)


def decrypt_bytes(cifrado: bytes, *, llave: str = "") -> bytes:
    """The same, of bytes.

    :raises cryptography.fernet.InvalidToken: with no key, or altered.
    """
    return _keys(llave).decrypt(cifrado)


def seal_secreto(texto: str) -> str:
    """A digest of `texto` that nobody can try out who does not have SECRET_KEY: for what is short enough to be guessed."""
    return hmac.new(hashlib.sha256(_PROPOSITO + force_bytes(settings.SECRET_KEY)).digest(), texto.encode(), "sha256").hexdigest()


def _keys(llave: str) -> MultiFernet:
    proposito = _PROPOSITO + (hashlib.sha256(llave.encode("utf-8", "replace")).digest() if llave else b"")
    secretos = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(proposito + force_bytes(s)).digest())) for s in secretos])

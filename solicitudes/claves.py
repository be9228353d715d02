"""The key with which an applicant follows her cases without an account: shown once, stored only as a hash (docs/adr/0005)."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from django.utils.crypto import salted_hmac

from documentos.codigos import code_from_bytes, new_codigo, normalize_codigo

_SAL = "solicitudes.clave-de-seguimiento"


def make_clave(presentacion_id: UUID, idempotencia: str | None) -> str:
    """A key of 80 bits, such as `7K3M-9QRT-0XWV-2BDH`.

    With an idempotency key it is derived from it and from the server's secret, so that a repeated submission gets the same one
    although nobody stored it; without one it is random.
    """
    if idempotencia is None:
        return new_codigo()
    return code_from_bytes(salted_hmac(_SAL, f"{presentacion_id}:{idempotencia}", algorithm="sha256").digest())


def hash_clave(clave: str) -> str:
    """SHA-256 of the key as a person meant it; 80 random bits need no salt."""
    return hashlib.sha256((normalize_codigo(clave) or clave[:100]).encode("utf-8", "replace")).hexdigest()


def matches_clave(clave: str, clave_hash: str) -> bool:
    return hmac.compare_digest(hash_clave(clave), clave_hash)

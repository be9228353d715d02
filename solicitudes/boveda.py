"""The vault: what people prove about themselves, encrypted on disk in a folder of its own, and destroyed when it is no longer needed.

It is no store of papers: its names say nothing, its bytes are read only by whoever brings the folio, and its files go.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from documentos.almacen import AlmacenNoDisponibleError, ContenidoAusenteError
from solicitudes.cifrado import decrypt_bytes, encrypt_bytes


def keep_secreto(contenido: bytes, *, folio: str) -> str:
    """Encrypt and keep; gives the name by which it is found.

    :raises AlmacenNoDisponibleError: the disk refused; no trace is left.
    """
    nombre = secrets.token_hex(32)
    try:
        _write(_path(nombre), encrypt_bytes(contenido, llave=folio))
    except OSError as error:
        raise AlmacenNoDisponibleError(error) from error
    return nombre


def read_secreto(nombre: str, *, folio: str) -> bytes:
    """The bytes as they were sent.

    :raises ContenidoAusenteError: they are not there.
    :raises AlmacenNoDisponibleError: the disk cannot be read.
    :raises cryptography.fernet.InvalidToken: altered, of another case, or encrypted with a secret that is no more.
    """
    try:
        cifrado = _path(nombre).read_bytes()
    except FileNotFoundError as error:
        raise ContenidoAusenteError("No está en la bóveda.") from error
    except OSError as error:
        raise AlmacenNoDisponibleError(error) from error
    return decrypt_bytes(cifrado, llave=folio)


def destroy_secreto(nombre: str) -> None:
    """Remove it; what is gone already is gone.

    :raises AlmacenNoDisponibleError: the disk refused.
    """
    try:
        _path(nombre).unlink(missing_ok=True)
    except OSError as error:
        raise AlmacenNoDisponibleError(error) from error


def iter_secretos(*, antes_de: datetime) -> Iterator[str]:
    """The names of what was last written before a moment."""
    raiz = Path(settings.IDENTIDAD_DIR)
    for archivo in raiz.glob("??/*") if raiz.is_dir() else ():
        if archivo.stat().st_mtime < antes_de.timestamp():
            yield archivo.name


def _path(nombre: str) -> Path:
    if len(nombre) != 64 or not set(nombre) <= set("0123456789abcdef"):
        raise ContenidoAusenteError("No es un nombre de la bóveda.")
    return Path(settings.IDENTIDAD_DIR) / nombre[:2] / nombre


def _write(destino: Path, contenido: bytes) -> None:
    destino.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(destino, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as archivo:
            archivo.write(contenido)
            archivo.flush()
            os.fsync(archivo.fileno())
    except OSError:
        destino.unlink(missing_ok=True)
        raise

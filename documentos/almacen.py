"""The store of papers: bytes on disk under the name of their own hash, written once and read with the hash checked."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from django.conf import settings


class AlmacenNoDisponibleError(OSError):
    """The disk cannot be used now (full, read-only, not mounted): nothing was stored, trying again later is right."""

    codigo = "almacen-no-disponible"

    def __init__(self, causa: OSError) -> None:
        super().__init__(causa.errno, f"No se puede usar el almacén de documentos: {causa.strerror or causa}")


class ContenidoAusenteError(Exception):
    """The store works, but the bytes with this hash are not in it."""

    codigo = "contenido-ausente"


class ContenidoAlteradoError(Exception):
    """The bytes kept under this hash are no longer the bytes that were stored."""

    codigo = "contenido-alterado"


def store_contenido(*, contenido: bytes) -> str:
    """Keep `contenido` for ever and return its SHA-256 (64 hexadecimal digits). Storing the same bytes again is harmless.

    :raises AlmacenNoDisponibleError: the disk refused; no trace is left.
    """
    sha256 = hashlib.sha256(contenido).hexdigest()
    with contextlib.suppress(ContenidoAusenteError, ContenidoAlteradoError, AlmacenNoDisponibleError):
        open_contenido(sha256=sha256).close()
        return sha256
    try:
        _write(_path(sha256), contenido)
    except OSError as error:
        raise AlmacenNoDisponibleError(error) from error
    return sha256


def open_contenido(*, sha256: str) -> BufferedReader:
    """Open the stored bytes for reading, after hashing them through the same descriptor that is handed out.

    :raises ContenidoAusenteError: there is no such file.
    :raises ContenidoAlteradoError: its bytes do not have that hash.
    :raises AlmacenNoDisponibleError: the store itself cannot be reached.
    """
    try:
        archivo = _path(sha256).open("rb")
    except FileNotFoundError as error:
        if not _raiz().is_dir():
            raise AlmacenNoDisponibleError(error) from error
        raise ContenidoAusenteError(f"No está en el almacén el contenido {sha256}.") from error
    except OSError as error:
        raise AlmacenNoDisponibleError(error) from error
    try:
        _check(archivo, sha256)
    except BaseException:
        archivo.close()
        raise
    return archivo


def _check(archivo: BufferedReader, sha256: str) -> None:
    """Hash the open file and rewind it."""
    try:
        suma = hashlib.file_digest(archivo, "sha256").hexdigest()
        archivo.seek(0)
    except OSError as error:
        raise AlmacenNoDisponibleError(error) from error
    if suma != sha256:
        raise ContenidoAlteradoError(f"El contenido {sha256} fue alterado: ahora es {suma}.")


def _raiz() -> Path:
    return Path(settings.DOCUMENTOS_DIR)


def _path(sha256: str) -> Path:
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ContenidoAusenteError(f"«{sha256}» no es una huella SHA-256.")
    return _raiz() / sha256[:2] / sha256[2:4] / sha256


def _write(destino: Path, contenido: bytes) -> None:
    """Write beside `destino`, then rename: a reader sees all the bytes or none, also after a power cut."""
    destino.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    with _provisional(destino) as provisional:
        descriptor = os.open(provisional, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o440)
        with open(descriptor, "wb") as archivo:
            archivo.write(contenido)
            archivo.flush()
            os.fchmod(archivo.fileno(), 0o440)  # whatever the umask was
            os.fsync(archivo.fileno())
        provisional.replace(destino)
    for carpeta in (destino.parent, destino.parent.parent, destino.parent.parent.parent):
        _sync(carpeta)


@contextlib.contextmanager
def _provisional(destino: Path) -> Iterator[Path]:
    """A name in the same folder that does not survive the block."""
    provisional = destino.with_name(f".{secrets.token_hex(8)}.provisional")
    try:
        yield provisional
    finally:
        provisional.unlink(missing_ok=True)


def _sync(carpeta: Path) -> None:
    """Make the name itself durable."""
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

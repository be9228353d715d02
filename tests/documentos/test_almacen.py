"""The store: what went in comes out, or nothing does."""

from __future__ import annotations

import hashlib
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from documentos.almacen import (
    AlmacenNoDisponibleError,
    ContenidoAlteradoError,
    ContenidoAusenteError,
    open_contenido,
    store_contenido,
)

CONTENIDO = b"un documento " * 1000
SHA256 = hashlib.sha256(CONTENIDO).hexdigest()


@contextmanager
def disco_lleno() -> Iterator[None]:
    """The kernel refuses every file longer than 1,000 bytes, in the middle of writing it."""
    blando, duro = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, duro))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (blando, duro))


def archivos(raiz: Path) -> list[Path]:
    return [ruta for ruta in Path(raiz).rglob("*") if ruta.is_file()]


def test_store_contenido_names_the_file_by_its_hash_and_makes_it_read_only(settings):
    assert store_contenido(contenido=CONTENIDO) == SHA256

    (archivo,) = archivos(settings.DOCUMENTOS_DIR)
    assert archivo == Path(settings.DOCUMENTOS_DIR) / SHA256[:2] / SHA256[2:4] / SHA256
    assert stat.S_IMODE(archivo.stat().st_mode) == 0o440
    with open_contenido(sha256=SHA256) as abierto:
        assert abierto.read() == CONTENIDO


def test_store_contenido_twice_writes_once(settings):
    store_contenido(contenido=CONTENIDO)
    (archivo,) = archivos(settings.DOCUMENTOS_DIR)
    antes = archivo.stat().st_ino

    store_contenido(contenido=CONTENIDO)

    assert [ruta.stat().st_ino for ruta in archivos(settings.DOCUMENTOS_DIR)] == [antes]


def test_open_contenido_sees_one_changed_byte(settings):
    store_contenido(contenido=CONTENIDO)
    tamper(settings)

    with pytest.raises(ContenidoAlteradoError):
        open_contenido(sha256=SHA256)


def test_store_contenido_heals_an_altered_copy(settings):
    store_contenido(contenido=CONTENIDO)
    tamper(settings)

    store_contenido(contenido=CONTENIDO)

    with open_contenido(sha256=SHA256) as abierto:
        assert abierto.read() == CONTENIDO


def test_open_contenido_tells_a_lost_file_from_a_lost_disk(settings):
    with pytest.raises(AlmacenNoDisponibleError):
        open_contenido(sha256=SHA256)

    Path(settings.DOCUMENTOS_DIR).mkdir()
    with pytest.raises(ContenidoAusenteError):
        open_contenido(sha256=SHA256)


@pytest.mark.parametrize("huella", ["", "../../etc/passwd", SHA256.upper(), "0" * 63, "/" * 64])
def test_open_contenido_opens_nothing_but_hashes(settings, huella):
    store_contenido(contenido=CONTENIDO)

    with pytest.raises(ContenidoAusenteError):
        open_contenido(sha256=huella)


def test_store_contenido_on_a_full_disk_leaves_no_trace(settings):
    with disco_lleno(), pytest.raises(AlmacenNoDisponibleError, match="almacén de documentos"):
        store_contenido(contenido=CONTENIDO)

    assert archivos(settings.DOCUMENTOS_DIR) == []
    assert store_contenido(contenido=CONTENIDO) == SHA256


def test_store_contenido_where_nothing_can_be_written(settings, tmp_path):
    (tmp_path / "estorbo").write_text("no soy una carpeta")
    settings.DOCUMENTOS_DIR = tmp_path / "estorbo" / "documentos"

    with pytest.raises(OSError, match="almacén de documentos"):  # OSError: whoever retries passing faults retries this one
        store_contenido(contenido=CONTENIDO)


def tamper(settings) -> None:
    (archivo,) = archivos(settings.DOCUMENTOS_DIR)
    archivo.chmod(0o640)
    archivo.write_bytes(CONTENIDO.replace(b"documento", b"dokumento", 1))

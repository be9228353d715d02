"""What every test may ask for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache

from config.conteo import CONTADOR
from tests import servicios
from tests.elenco import Elenco, hire_elenco
from tests.emisor.servidor import DirectorioDePruebas, open_directorio


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What only PostgreSQL has is tested in the pass that runs on it."""
    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        return
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="corre en la pasada sobre PostgreSQL (DATABASE_URL)"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How often the API was asked from its schema, by all processes together."""
    informes = [informe for lista in terminalreporter.stats.values() for informe in lista if isinstance(informe, pytest.TestReport)]
    hechas = sum(int(str(valor)) for i in informes if i.when == "call" for nombre, valor in i.user_properties if nombre == "peticiones")
    if hechas:
        terminalreporter.write_line(f"La API atendió {hechas:,} peticiones hechas desde su esquema.")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, settings) -> None:
    """Papers and mails of one test are not seen by the next, nor is what it left in the cache or counted."""
    settings.DOCUMENTOS_DIR = tmp_path / "documentos"
    settings.IDENTIDAD_DIR = tmp_path / "identidad"
    settings.CORREO_DIR = tmp_path / "correo"
    cache.clear()
    CONTADOR.forget()


@pytest.fixture
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servicios.ServidorRedis]:
    """A running Redis that the test may stop and start."""
    if not shutil.which("redis-server"):
        servicios.absent("redis-server no está instalado")
    servidor = servicios.ServidorRedis(tmp_path_factory.mktemp("redis"))
    servidor.start()
    yield servidor
    servidor.stop()


@pytest.fixture
def redis_url(redis_server: servicios.ServidorRedis) -> str:
    """Address of a Redis that nobody else uses."""
    return redis_server.url


@pytest.fixture(scope="session")
def directorio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DirectorioDePruebas]:
    """The directory of accounts of some institution, in a process of its own."""
    with open_directorio(tmp_path_factory.mktemp("directorio")) as uno:
        yield uno


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the system's Chromium, for Playwright's `executable_path`."""
    return servicios.find_chromium() or servicios.absent("Chromium no está instalado")


@pytest.fixture
def elenco(db: None) -> Elenco:
    """The named cast, each in her office."""
    return hire_elenco()

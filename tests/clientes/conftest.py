"""The servers against which a client is tried: one for the whole session, and the portal alone for who sends a thousand filings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.clientes.servidor import SOLO_WEB, TODO, Servidor, prepare, serving


@pytest.fixture(scope="session")
def preparado(tmp_path_factory: pytest.TempPathFactory) -> Servidor:
    """An installation that nobody serves yet."""
    return prepare(tmp_path_factory.mktemp("preparado"))


@pytest.fixture(scope="session")
def servidor(preparado: Servidor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servidor]:
    """A running installation, with its worker and its clock."""
    with serving(preparado, tmp_path_factory.mktemp("instalacion"), orden=TODO) as uno:
        yield uno


@pytest.fixture
def solo_web(preparado: Servidor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servidor]:
    """A running portal and API whose outbox nobody empties."""
    with serving(preparado, tmp_path_factory.mktemp("web"), orden=SOLO_WEB) as uno:
        yield uno

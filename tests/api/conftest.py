"""The door of the API: a stopped clock, the cast, and a count of what a request asks of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import reloj
from tests.api.cliente import Cliente
from tests.api.reparto import AHORA, Reparto
from tests.api.terreno import esquema, terreno  # noqa: F401 - fixtures
from tests.receptor import Receptor, open_receptor

_DE_LA_TRANSACCION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@pytest.fixture(autouse=True)
def _hora() -> Iterator[None]:
    """It is 09:00 on 25 March 2026 in Guatemala until the test says otherwise."""
    with reloj.detenido_en(AHORA):
        yield


@pytest.fixture
def reparto(db: None) -> Reparto:
    return Reparto()


@pytest.fixture
def portal(reparto: Reparto) -> Cliente:
    """An accredited portal that files for people and follows what it filed."""
    return reparto.accredit("Uno", "solicitudes:presentar", "solicitudes:leer", "eventos:recibir")


@pytest.fixture
def receptor(settings: Any) -> Iterator[Receptor]:
    """A receiver of webhooks on this machine, which is allowed to be called."""
    settings.WEBHOOKS_LOCALES = True
    with open_receptor() as abierto:
        yield abierto


@pytest.fixture
def queries() -> Callable[[], AbstractContextManager[list[str]]]:
    """`with queries() as hechas`: afterwards, the SQL of the block without what opens and closes transactions."""

    @contextmanager
    def count() -> Iterator[list[str]]:
        hechas: list[str] = []
        with CaptureQueriesContext(connection) as captura:
            yield hechas
        hechas += [q["sql"] for q in captura.captured_queries if not q["sql"].startswith(_DE_LA_TRANSACCION)]

    return count

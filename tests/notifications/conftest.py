"""Effects of the tests' own, registered for one test and forgotten after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction

from notifications import efectos
from notifications.models import Salida
from notifications.outbox import encolar

# 09:00 in Guatemala.
T = datetime(2026, 3, 25, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _registro_propio(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test registers is not seen by the next."""
    monkeypatch.setattr(efectos, "_EFECTOS", dict(efectos._EFECTOS))


@pytest.fixture
def ahora() -> datetime:
    return T


@pytest.fixture
def carpeta(settings) -> Path:
    """The folder of the embedded way's mail, in use."""
    settings.EMAIL_BACKEND = "notifications.channels.archivo.EmailBackend"
    return Path(settings.CORREO_DIR)


@pytest.fixture
def hechos() -> list[dict[str, object]]:
    """The calls that the effect `anotar` received, in order."""
    llamadas: list[dict[str, object]] = []

    @efectos.efecto("anotar")
    def anotar(**argumentos: object) -> None:
        llamadas.append(argumentos)

    return llamadas


@pytest.fixture
def poner(ahora: datetime) -> Callable[..., Salida]:
    """Enqueue one row, `anotar` unless said otherwise, and return it."""

    def poner(clave: str = "k1", efecto: str = "anotar", desde: datetime | None = None, **argumentos: object) -> Salida:
        with transaction.atomic():
            encolar(efecto=efecto, clave=clave, argumentos=argumentos, ahora=ahora, desde=desde)
        return Salida.objects.get(clave=clave)

    return poner

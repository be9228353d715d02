"""The clock of the doors: the only place that reads the time of the machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.utils import timezone

_detenido: datetime | None = None


def ahora() -> datetime:
    """The present moment, aware; views, tasks and commands pass it on as an argument."""
    return _detenido or timezone.now()


def hoy() -> date:
    """The present day in the time zone of the installation."""
    return timezone.localdate(ahora())


def set_detenido(momento: datetime | None) -> None:
    """Stop the clock of this process at `momento`, or let it run again; only the demonstration moves it step by step."""
    global _detenido
    _detenido = momento


@contextmanager
def detenido_en(momento: datetime) -> Iterator[None]:
    """Stop the clock of this process, all its threads included, for the demo and for tests."""
    global _detenido
    anterior, _detenido = _detenido, momento
    try:
        yield
    finally:
        _detenido = anterior

"""What a row of the outbox can ask for: a registry of named effects, filled by the rooms that know how to do them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

# Gaps of 2, 4, 8 … 256 minutes and then of at most 6 hours: twenty attempts span about three days, a long weekend.
MAXIMO_DE_INTENTOS = 20


class FallaPermanenteError(Exception):
    """The effect can never succeed as it was asked for: park it for the operator, do not try again."""


class EfectoDesconocidoError(FallaPermanenteError):
    """No code answers to that name (a row of a newer or an older version)."""


class EfectoRepetidoError(ValueError):
    """Two functions were registered under one name."""


@dataclass(frozen=True, slots=True)
class Efecto:
    """A registered effect: how to do it and how many times to try."""

    nombre: str
    ejecutar: Callable[..., None]
    maximo: int


F = TypeVar("F", bound=Callable[..., None])

_EFECTOS: dict[str, Efecto] = {}


def efecto(nombre: str, *, maximo: int = MAXIMO_DE_INTENTOS) -> Callable[[F], F]:
    """Register the decorated function as the effect `nombre`, tried at most `maximo` times.

    The function takes `ahora: datetime` and the row's `argumentos`, all by keyword. It runs at least once, so it must be
    idempotent. It raises `FallaPermanenteError` to give up and anything else to be tried again later.

    :raises EfectoRepetidoError: another function already has that name.
    """

    def registrar(funcion: F) -> F:
        previo = _EFECTOS.get(nombre)
        if previo and (previo.ejecutar.__module__, previo.ejecutar.__qualname__) != (funcion.__module__, funcion.__qualname__):
            raise EfectoRepetidoError(f"El efecto «{nombre}» ya está registrado por {previo.ejecutar.__qualname__}.")
        _EFECTOS[nombre] = Efecto(nombre, funcion, maximo)
        return funcion

    return registrar


def get_efecto(nombre: str) -> Efecto:
    """The effect registered as `nombre`.

    :raises EfectoDesconocidoError: nothing is registered under that name.
    """
    try:
        return _EFECTOS[nombre]
    except KeyError:
        raise EfectoDesconocidoError(f"No existe el efecto «{nombre}».") from None

"""The one bridge between the transition table and django-fsm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django_fsm import transition

from workflow.transiciones import TRANSICIONES, TRANSICIONES_RESOLUCION, Transicion


def transicion(tabla: Mapping[str, Transicion] = TRANSICIONES) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare an empty method as the django-fsm transition of the row that bears its name.

    :raises KeyError: no row of `tabla` has that name.
    """

    def decorate(metodo: Callable[..., None]) -> Callable[..., None]:
        fila = tabla[metodo.__name__]
        decorator: Any = transition(
            field="estado",
            source=sorted(fila.de),
            target=fila.a,
            custom={"fundamento": fila.fundamento, "verbose": fila.descripcion},
        )
        decorated: Callable[..., None] = decorator(metodo)
        return decorated

    return decorate


def transicion_resolucion(metodo: Callable[..., None]) -> Callable[..., None]:
    """The same for the acts of a `Resolucion`."""
    return transicion(TRANSICIONES_RESOLUCION)(metodo)

"""The closed list of conditions that a regime file may put on a term, and the facts of a case that they look at.

A law that needs another condition gets one more function here, with its article; files hold no expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

#: The facts that a case may state about what it asks for.
ATRIBUTOS: Mapping[str, type] = MappingProxyType({"antiguedad_anios": int, "disponible": bool})


def _is_older(atributos: Mapping[str, Any], anios: int) -> bool:
    """The information is more than so many years old (El Salvador, LAIP art. 71)."""
    return bool(atributos.get("antiguedad_anios", 0) > anios)


def _is_disponible(atributos: Mapping[str, Any], valor: bool) -> bool:
    """What is asked for is at hand, so that it is given at once (Brazil, Costa Rica)."""
    return atributos.get("disponible", False) is valor


#: Predicate → (type of its value, the test).
PREDICADOS: Mapping[str, tuple[type, Callable[[Mapping[str, Any], Any], bool]]] = MappingProxyType(
    {"antiguedad_anios_mayor_que": (int, _is_older), "disponible": (bool, _is_disponible)}
)


def holds(predicado: str, valor: Any, atributos: Mapping[str, Any]) -> bool:
    """Whether a condition holds of a case with these facts; a fact that is not stated holds nothing."""
    return PREDICADOS[predicado][1](atributos, valor)

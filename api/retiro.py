"""How a door of the API is closed: announced, and said in each answer (RFC 9745, RFC 8594); docs/api.md has the policy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from django.utils.http import http_date

#: From the day on which it is announced to the day from which it may be gone.
AVISO_MINIMO = timedelta(days=365)
_ATRIBUTO = "retiro"
Metodo = TypeVar("Metodo", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Retiro:
    """What is going to close: deprecated `desde`, gone from `fin` on; `guia` is the address that says what to use instead."""

    desde: date
    fin: date
    guia: str


def retirar(*, desde: date, fin: date, guia: str) -> Callable[[Metodo], Metodo]:
    """Decorate the method of a view, beneath `extend_schema(deprecated=True)`: it goes on as it was, and says until when.

    :raises ValueError: that is less than a year ahead.
    """
    if fin - desde < AVISO_MINIMO:
        raise ValueError(f"Entre el anuncio ({desde}) y el cierre ({fin}) va un año como mínimo.")

    def mark(metodo: Metodo) -> Metodo:
        setattr(metodo, _ATRIBUTO, Retiro(desde, fin, guia))
        return metodo

    return mark


def describe_retiro(vista: type | None, metodo: str) -> dict[str, str]:
    """The headers of what is going to close; none for what stays."""
    retiro = getattr(getattr(vista, ("GET" if metodo == "HEAD" else metodo).lower(), None), _ATRIBUTO, None)
    if retiro is None:
        return {}
    return {
        "Deprecation": f"@{_seconds(retiro.desde)}",
        "Sunset": http_date(_seconds(retiro.fin)),
        "Link": f'<{retiro.guia}>; rel="deprecation"; type="text/html", <{retiro.guia}>; rel="sunset"; type="text/html"',
    }


def _seconds(dia: date) -> int:
    """The beginning of a day in UTC, in seconds since 1970."""
    return int(datetime(dia.year, dia.month, dia.day, tzinfo=UTC).timestamp())

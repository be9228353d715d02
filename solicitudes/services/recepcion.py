"""When the institution really received what its officer registers: a letter that came on Monday counts from Monday (LAIP art. 38)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from solicitudes.models.presentacion import Canal
from workflow.problema import ProblemaError

#: What an officer of the institution registers for somebody; only there can the reception be older than the registration.
CANALES_DEL_OFICIAL = frozenset({Canal.MOSTRADOR.value, Canal.TELEFONO.value, Canal.CARTA.value, Canal.CORREO.value})

#: How far back a reception may lie. Older ones are nearly always a wrong year, and what follows from them cannot be undone: the case
#: expires at once and its silence is certified (docs/adr/0011).
MAXIMO_DE_ATRASO = timedelta(days=366)


class RecepcionInvalidaError(ProblemaError):
    codigo: ClassVar[str] = "recepcion-invalida"
    titulo: ClassVar[str] = "Esa fecha de recepción no puede ser"


def require_recibida(recibida: datetime | None, *, canal: str, ahora: datetime) -> datetime:
    """The moment from which the filing counts: `recibida`, or `ahora` when nobody says another.

    :raises RecepcionInvalidaError: it lies ahead, more than a year back, or the channel has no reception of its own.
    """
    if recibida is None:
        return ahora
    if canal not in CANALES_DEL_OFICIAL:
        raise _invalid("Lo que se presenta en línea se recibe en ese momento: solo lo que registra una persona oficial lleva otra fecha.")
    if recibida > ahora:
        raise _invalid("No puede haberse recibido en el futuro. Revise el día y la hora.")
    if recibida < ahora - MAXIMO_DE_ATRASO:
        raise _invalid("Es de hace más de un año. Revise el año.")
    return recibida


def _invalid(sentencia: str) -> RecepcionInvalidaError:
    return RecepcionInvalidaError(sentencia, campo="recibida", articulo="LAIP arts. 38 y 42")

"""The dead letters: rows that were given up, sent again when the operator says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from notifications.models import Salida
from notifications.models.salida import EstadoSalida
from workflow.problema import ProblemaError


class SalidaDesconocidaError(ProblemaError):
    """No row has that number."""

    codigo: ClassVar[str] = "salida-desconocida"
    titulo: ClassVar[str] = "No existe esa salida"
    estatus: ClassVar[int] = 404


class SalidaNoMuertaError(ProblemaError):
    """The row is done, or still on its way: sending it again would be doing it twice."""

    codigo: ClassVar[str] = "salida-no-muerta"
    titulo: ClassVar[str] = "La salida no está apartada"
    estatus: ClassVar[int] = 409


def reenviar(*, ids: Sequence[int], ahora: datetime) -> int:
    """Make the parked rows `ids` due again, with all their attempts; all or none. Returns how many.

    :raises SalidaDesconocidaError: one of them does not exist.
    :raises SalidaNoMuertaError: one of them is not parked.
    """
    with transaction.atomic():
        estados = dict(Salida.objects.select_for_update().filter(pk__in=ids).values_list("pk", "estado"))
        if faltan := sorted(set(ids) - estados.keys()):
            raise SalidaDesconocidaError("No existe la salida {salidas}.", salidas=faltan)
        if ajenas := sorted(pk for pk, estado in estados.items() if estado != EstadoSalida.MUERTA):
            raise SalidaNoMuertaError(
                "Solo se reenvían las apartadas (muertas): {ajenas}.", ajenas=[f"{pk} está {estados[pk]}" for pk in ajenas]
            )
        return _revive(list(estados), ahora)


def reenviar_todas(*, ahora: datetime) -> int:
    """Make every parked row due again; returns how many."""
    return _revive(None, ahora)


def _revive(ids: list[int] | None, ahora: datetime) -> int:
    muertas = Salida.objects.filter(estado=EstadoSalida.MUERTA)
    if ids is not None:
        muertas = muertas.filter(pk__in=ids)
    # The last error stays, to be read if it happens again.
    return muertas.update(estado=EstadoSalida.PENDIENTE, fecha_hora_fin=None, intentos=0, proximo_intento=ahora, tomada_hasta=None)

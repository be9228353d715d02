"""The stream of events as a client reads it: what happened, in one order for all, without anybody's data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet

from solicitudes.actor import Acreditacion, Actor
from solicitudes.models import EntregaDeEvento, Evento, Suscripcion
from solicitudes.policies import visible_eventos

LIMITE = 100


@dataclass(frozen=True, slots=True)
class Pagina:
    """Some events and the position from which to go on."""

    eventos: tuple[dict[str, Any], ...]
    siguiente: int
    hay_mas: bool


def read_eventos(*, actor: Actor, desde: int, limite: int = LIMITE) -> Pagina:
    """The events after position `desde` that concern this client, oldest first. Two queries.

    Going on from `siguiente` misses none: positions become visible in their order, and the end is read before the page.
    """
    ultima = Evento.objects.aggregate(ultima=Max("posicion"))["ultima"] or 0
    filas = visible_eventos(actor).filter(posicion__gt=desde, posicion__lte=ultima).order_by("posicion")
    eventos = list(filas.select_related("movimiento", "solicitud__institucion", "solicitud__presentacion")[: limite + 1])
    hay_mas = len(eventos) > limite
    eventos = eventos[:limite]
    # A page that is not full has looked through everything up to the end.
    siguiente = eventos[-1].posicion if hay_mas else max(desde, ultima)
    return Pagina(tuple(represent_evento(e, actor.cliente) for e in eventos), siguiente or 0, hay_mas)


def represent_evento(evento: Evento, cliente: Acreditacion | None) -> dict[str, Any]:
    """An event as a client gets it, by polling or by webhook: what, when and where to read more. `id_externo` is told to the portal
    whose number it is."""
    movimiento, solicitud = evento.movimiento, evento.solicitud
    propia = cliente is not None and solicitud.presentacion.cliente_id == cliente.cliente_id
    return {
        "type": f"solicitud.{movimiento.acto}",
        "timestamp": movimiento.fecha_hora.isoformat(),
        "data": {
            "posicion": evento.posicion,
            "folio": solicitud.folio,
            "institucion": solicitud.institucion.codigo,
            "id_externo": solicitud.presentacion.id_externo if propia else "",
            "numero": movimiento.numero,
            "acto": movimiento.acto,
            "estado_anterior": movimiento.estado_anterior,
            "estado_nuevo": movimiento.estado_nuevo,
            "rol": movimiento.rol,
            "huella": movimiento.huella,
            "url": f"{settings.URL_BASE}/api/v1/solicitudes/{solicitud.folio}/",
        },
    }


def list_entregas(suscripcion: Suscripcion) -> QuerySet[EntregaDeEvento]:
    """What became of each event of a subscription, newest first."""
    return EntregaDeEvento.objects.filter(suscripcion=suscripcion).select_related("evento__movimiento", "solicitud").order_by("-id")

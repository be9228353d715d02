"""Opening a case at the desk: reading it leaves who read it and who has it open."""

from __future__ import annotations

from datetime import datetime

from solicitudes.actor import Actor
from solicitudes.carpeta import Carpeta, open_carpeta, open_para_acto
from solicitudes.services.lectura import record_lectura
from solicitudes.services.presencia import mark_presencia


def abrir_expediente(*, folio: str, actor: Actor, ahora: datetime) -> Carpeta:
    """The whole case. Five queries, and two more to write at the first look: one again each minute, the other each hour.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    carpeta = open_carpeta(folio, actor=actor, al=ahora)
    if carpeta.ve_solicitante and not carpeta.lectura:
        record_lectura(solicitud=carpeta.solicitud, actor=actor, por="consultar el expediente", ahora=ahora)
    _mark(carpeta, actor, ahora)
    return carpeta


def abrir_acto(*, folio: str, actor: Actor, ahora: datetime) -> Carpeta:
    """What the page of an act needs, and that she has the case open. Four queries, and one more to write it each minute.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    carpeta = open_para_acto(folio, actor=actor, al=ahora)
    _mark(carpeta, actor, ahora)
    return carpeta


def _mark(carpeta: Carpeta, actor: Actor, ahora: datetime) -> None:
    if actor.persona_id is not None:
        mark_presencia(solicitud=carpeta.solicitud, persona_id=actor.persona_id, ahora=ahora, anterior=carpeta.find_presencia(actor))

"""The paper of a resolution that is still being written: what it would say if it were notified at this moment."""

from __future__ import annotations

from typing import Any, ClassVar

from solicitudes.consecuencias import Situacion
from solicitudes.papeles.comunes import describe_plazos
from solicitudes.papeles.solicitud import describe_resolucion
from workflow.estados import EstadoResolucion
from workflow.eventos import Evento, TipoEvento
from workflow.libro import Libro
from workflow.problema import ProblemaError


class SinBorradorError(ProblemaError):
    codigo: ClassVar[str] = "sin-borrador"
    titulo: ClassVar[str] = "No hay un borrador que ver"
    estatus: ClassVar[int] = 404


def build_vista_previa(situacion: Situacion, *, puede: bool) -> dict[str, Any]:
    """The context of the paper, by the ledger as it would stand; `puede` says whether the reader may see a resolution in progress.

    :raises SinBorradorError: there is none, it has been notified already (then there is the paper itself), or it is not for her.
    """
    resolucion = situacion.resolucion
    if resolucion is None or not puede or resolucion.estado == EstadoResolucion.NOTIFICADA:
        raise SinBorradorError("Este expediente no tiene un borrador de resolución.", articulo="LAIP art. 45")
    plazos = describe_plazos(_notify(situacion, resolucion.sentido), situacion.al)
    contexto = describe_resolucion(situacion.solicitud, resolucion, plazos=plazos, notificada=situacion.al)
    return {**contexto, "fecha_hora_emision": situacion.al.isoformat(timespec="seconds")}


def _notify(situacion: Situacion, sentido: str) -> Libro:
    return situacion.libro.rehearse(Evento(TipoEvento.RESOLUCION_NOTIFICADA, situacion.al, sentido=sentido))

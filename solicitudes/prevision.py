"""What would follow if the applicant appealed now: asked before she does it, and nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from solicitudes.actor import Actor
from solicitudes.libros import open_libro
from solicitudes.models import Pregunta, Solicitud
from solicitudes.preguntas import list_preguntas_visibles
from solicitudes.selectors import get_solicitud
from solicitudes.services.acto import require_estado
from workflow.calculadora import index_plazos
from workflow.causales import Causal, list_causales
from workflow.estados import Estado
from workflow.eventos import Evento, TipoEvento, TipoSolicitud
from workflow.libro import Libro
from workflow.plazos import Clave, EstadoPlazo
from workflow.problema import ProblemaError
from workflow.transiciones import TRANSICIONES


@dataclass(frozen=True, slots=True)
class Prevision:
    """An appeal that has not been filed: its grounds, until when it may be, by when it would be decided.

    `impedimento` says why it cannot be filed now; then there is no `decision`. `por_registrar` is True in the few minutes in which the
    term to answer is over and the clock has not written it down yet (LAIP art. 44).
    """

    solicitud: Solicitud
    causales: tuple[Causal, ...]
    hasta: dict[str, Any] | None
    decision: dict[str, Any] | None
    impedimento: ProblemaError | None
    por_registrar: bool = False
    preguntas: tuple[Pregunta, ...] = ()

    @property
    def en_silencio(self) -> bool:
        """Whether what is appealed is that nobody answered."""
        return self.solicitud.estado == Estado.VENCIDA


def foresee_recurso(folio: str, *, actor: Actor, al: datetime) -> Prevision:
    """What an appeal filed at `al` would be. Three queries, one more where the request was answered question by question.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    solicitud = get_solicitud(folio, actor=actor)
    libro = open_libro(solicitud)
    plazos = _represent(libro, al)
    impedimento = _find_impedimento(solicitud, libro, al)
    if impedimento is None:
        libro.record(Evento(TipoEvento.RECURSO_INTERPUESTO, al))
    return Prevision(
        solicitud=solicitud,
        causales=list_causales(en_silencio=solicitud.estado == Estado.VENCIDA, datos_propios=solicitud.tipo != TipoSolicitud.ACCESO.value),
        hasta=plazos.get(Clave.RECURSO_INTERPOSICION),
        decision=_represent(libro, al).get(Clave.RECURSO_RESOLUCION) if impedimento is None else None,
        impedimento=impedimento,
        por_registrar=impedimento is not None and plazos[Clave.RESOLUCION]["estado"] == EstadoPlazo.VENCIDO and not solicitud.sentido,
        preguntas=tuple(list_preguntas_visibles(solicitud, actor=actor)) if solicitud.sentido else (),
    )


def _find_impedimento(solicitud: Solicitud, libro: Libro, al: datetime) -> ProblemaError | None:
    try:
        require_estado(solicitud, TRANSICIONES["interponer_recurso"])
    except ProblemaError as impedimento:
        return impedimento
    return libro.find_impedimento(Evento(TipoEvento.RECURSO_INTERPUESTO, al))


def _represent(libro: Libro, al: datetime) -> dict[str, dict[str, Any]]:
    return index_plazos(libro, al)

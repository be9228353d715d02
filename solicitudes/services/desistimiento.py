"""desistir: the applicant withdraws her request."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from solicitudes.actor import Actor
from solicitudes.models import Solicitud
from solicitudes.services.acto import open_acto
from workflow.problema import ProblemaError


class RecursoPendienteError(ProblemaError):
    codigo: ClassVar[str] = "recurso-pendiente"
    titulo: ClassVar[str] = "Hay un recurso sin terminar"
    estatus: ClassVar[int] = 409


def desistir(*, folio: str, actor: Actor, ahora: datetime, version: int | None = None) -> Solicitud:
    """Withdraw the case. No reason is asked for; a new request for the same thing is always possible.

    :raises RecursoPendienteError: she has appealed against the silence: the authority owes a decision, and it is public (art. 58).
    """
    with open_acto("desistir", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        if acto.libro.has_appeal_pending:
            raise RecursoPendienteError("La máxima autoridad tiene que decidir el recurso que usted interpuso.", articulo="LAIP art. 58")
        acto.asentar()
        return acto.solicitud

"""pedir_aclaracion and aclarar: one round of questions to the applicant (LAIP arts. 41 and 42.2)."""

from __future__ import annotations

from datetime import datetime

from solicitudes.actor import Actor
from solicitudes.models import Solicitud
from solicitudes.services.acto import open_acto, require_texto


def pedir_aclaracion(*, folio: str, actor: Actor, pregunta: str, ahora: datetime, version: int | None = None) -> Solicitud:
    """Ask the applicant, once, to make clear or complete what she asks; what it does to the term is reading D3.

    :raises AclaracionYaPedidaError: it was asked already.
    :raises AclaracionFueraDePlazoError: the term to answer is over.
    """
    with open_acto("pedir_aclaracion", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        pregunta = require_texto(pregunta, campo="pregunta", detalle="Escriba qué debe aclararse.", articulo=acto.transicion.fundamento)
        acto.asentar(datos={"pregunta": pregunta})
        return acto.solicitud


def aclarar(*, folio: str, actor: Actor, respuesta: str, ahora: datetime, version: int | None = None) -> Solicitud:
    """The applicant's answer; accepted also after her two days, as long as the case has not been resolved."""
    with open_acto("aclarar", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        respuesta = require_texto(respuesta, campo="respuesta", detalle="Escriba la aclaración.", articulo=acto.transicion.fundamento)
        acto.asentar(datos={"respuesta": respuesta})
        return acto.solicitud

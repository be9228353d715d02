"""entregar: the information reaches the applicant (LAIP arts. 18 and 45)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from solicitudes.actor import Actor
from solicitudes.models import Solicitud
from solicitudes.services.acto import open_acto
from workflow.problema import ProblemaError
from workflow.sentidos import Sentido


class NadaQueEntregarError(ProblemaError):
    codigo: ClassVar[str] = "nada-que-entregar"
    titulo: ClassVar[str] = "La resolución no concede información"
    estatus: ClassVar[int] = 409


def entregar(*, folio: str, actor: Actor, ahora: datetime, constancia: str = "", version: int | None = None) -> Solicitud:
    """Leave it recorded that the information was handed over, by the officer or by the applicant's own download.

    :raises NadaQueEntregarError: the resolution denies everything.
    """
    with open_acto("entregar", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        if not Sentido(acto.solicitud.sentido).entrega:
            raise NadaQueEntregarError("La resolución no concede información que entregar.", articulo="LAIP art. 45")
        acto.asentar(datos={"constancia": constancia.strip()} if constancia.strip() else {})
        return acto.solicitud

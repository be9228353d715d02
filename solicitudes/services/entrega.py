"""entregar: the information reaches the applicant (LAIP arts. 18 and 45)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from solicitudes.actor import Actor
from solicitudes.models import Resolucion, Solicitud
from solicitudes.services.acto import open_acto
from solicitudes.services.cobro import require_pago
from workflow.problema import ProblemaError
from workflow.roles import Rol
from workflow.sentidos import Sentido


class NadaQueEntregarError(ProblemaError):
    codigo: ClassVar[str] = "nada-que-entregar"
    titulo: ClassVar[str] = "La resolución no concede información"
    estatus: ClassVar[int] = 409


def entregar(*, folio: str, actor: Actor, ahora: datetime, constancia: str = "", pago: str = "", version: int | None = None) -> Solicitud:
    """Leave it recorded that the information was handed over, by the officer or by the applicant's own download.

    `pago` is the receipt by which the reproduction was paid; only the officer writes it. The term waits for no payment (reading D14).

    :raises PagoPendienteError: the reproduction is to be paid and no receipt is given (LAIP art. 18).
    :raises NadaQueEntregarError: the resolution denies everything.
    """
    with open_acto("entregar", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        if not Sentido(acto.solicitud.sentido).entrega:
            raise NadaQueEntregarError("La resolución no concede información que entregar.", articulo="LAIP art. 45")
        pago = pago.strip() if acto.rol is Rol.OFICIAL else ""
        require_pago(Resolucion.objects.get(solicitud=acto.solicitud), pago)
        dichos = {"constancia": constancia.strip(), "pago": pago}
        acto.asentar(datos={clave: dicho for clave, dicho in dichos.items() if dicho})
        return acto.solicitud

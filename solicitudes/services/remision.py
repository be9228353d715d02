"""remitir: send the case to the institution that has the information, where it is born anew (LAIP art. 38)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from solicitudes.actor import Actor
from solicitudes.models import Institucion, Solicitud
from solicitudes.services.acto import open_acto, require_texto
from solicitudes.services.presentacion import find_instituciones, open_solicitudes
from workflow.problema import ProblemaError


class RemisionInvalidaError(ProblemaError):
    codigo: ClassVar[str] = "remision-invalida"
    titulo: ClassVar[str] = "No se puede remitir ahí"


def remitir(*, folio: str, actor: Actor, institucion: str, motivo: str, ahora: datetime, version: int | None = None) -> Solicitud:
    """Forward the whole case to `institucion` (code). Gives the case that is born there: its own folio and term (reading D11),
    the same applicant and key, the original date kept. The applicant is told at once.

    :raises RemisionInvalidaError: the body already has or had this case.
    """
    with open_acto("remitir", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        motivo = require_texto(motivo, campo="motivo", detalle="Diga por qué corresponde a otra institución.", articulo="LAIP art. 38")
        [destino] = find_instituciones([institucion])
        _refuse_return(acto.solicitud, destino)
        origen = acto.solicitud
        [nueva] = open_solicitudes(
            presentacion=origen.presentacion,
            instituciones=[destino],
            contenido={"descripcion": origen.descripcion, "tipo": origen.tipo, "forma_entrega": origen.forma_entrega},
            rol=acto.rol,
            actor=actor,
            ahora=ahora,
            origen=origen,
        )
        acto.asentar(datos={"institucion": destino.codigo, "folio_nuevo": nueva.folio, "motivo": motivo})
        return nueva


def _refuse_return(solicitud: Solicitud, destino: Institucion) -> None:
    """A case that comes back to a body that already forwarded it would go round for ever."""
    actual: Solicitud | None = solicitud
    while actual is not None:
        if actual.institucion_id == destino.pk:
            raise RemisionInvalidaError(
                f"{destino} ya tuvo esta solicitud con el folio {actual.folio}.", campo="institucion", articulo="LAIP art. 38"
            )
        actual = actual.origen

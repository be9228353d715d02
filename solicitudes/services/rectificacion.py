"""What a request to correct one's own data must name: the system, the change, and what proves it (LAIP art. 34)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from solicitudes.models import Rectificacion, Solicitud
from workflow.eventos import TipoSolicitud
from workflow.problema import ProblemaError


class RectificacionIncompletaError(ProblemaError):
    codigo: ClassVar[str] = "rectificacion-incompleta"
    titulo: ClassVar[str] = "A la rectificación le falta algo"


@dataclass(frozen=True, slots=True)
class Rectificado:
    """The system or register that holds the datum, what it says and should say, and with what that is proved."""

    sistema: str
    cambio: str
    evidencia: str


_PREGUNTAS = {
    "sistema": "Diga qué sistema o registro de la institución tiene el dato.",
    "cambio": "Diga qué dato está mal y cómo debe quedar.",
    "evidencia": "Diga con qué se prueba que debe corregirse.",
}


def require_rectificacion(rectificado: Rectificado | None, *, tipo: str) -> Rectificado | None:
    """What is to be corrected, trimmed; None in the requests that correct nothing.

    :raises RectificacionIncompletaError: a request to correct lacks one of the three, or another one brings them.
    """
    if tipo != TipoSolicitud.DATOS_RECTIFICACION:
        if rectificado is not None:
            raise RectificacionIncompletaError(
                "Solo una solicitud de rectificación de datos propios dice qué se corrige.", campo="rectificacion", articulo="LAIP art. 34"
            )
        return None
    escrito = {campo: getattr(rectificado, campo, "").strip() for campo in _PREGUNTAS}
    for campo in _PREGUNTAS:
        if not escrito[campo]:
            raise RectificacionIncompletaError(_PREGUNTAS[campo], campo=f"rectificacion/{campo}", articulo="LAIP art. 34")
    return Rectificado(**escrito)


def attach_rectificacion(solicitudes: list[Solicitud], rectificado: Rectificado | None) -> list[Rectificacion]:
    """The rows of cases about to be written, hung on them so that their seals cover them; none where nothing is corrected."""
    if rectificado is None:
        return []
    return [
        Rectificacion(solicitud=s, sistema=rectificado.sistema, cambio=rectificado.cambio, evidencia=rectificado.evidencia)
        for s in solicitudes
    ]


def read_rectificado(solicitud: Solicitud) -> Rectificado | None:
    """What a case asks to correct, to be carried to where it is forwarded."""
    pedida = Rectificacion.objects.filter(solicitud=solicitud).first() if solicitud.tipo == TipoSolicitud.DATOS_RECTIFICACION else None
    return Rectificado(pedida.sistema, pedida.cambio, pedida.evidencia) if pedida else None

"""What every answer must carry, be it to a whole request or to one of its questions (LAIP arts. 22 to 26, 42 and 45)."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol

from solicitudes.models import Reserva
from solicitudes.services.acto import ActoEnCurso, ActoNoPermitidoError
from solicitudes.services.reserva_invocada import (
    PRUEBA_DE_DANO,
    Invocacion,
    find_reserva_invocada,
    require_causal_confidencial,
)
from workflow.estados import Estado
from workflow.plazos import Clave, EstadoPlazo
from workflow.problema import ProblemaError
from workflow.sentidos import Sentido, list_sentidos


class ResolucionIncompletaError(ProblemaError):
    codigo: ClassVar[str] = "resolucion-incompleta"
    titulo: ClassVar[str] = "A la resolución le falta algo que exige la ley"


class SentidoNoPermitidoError(ProblemaError):
    codigo: ClassVar[str] = "sentido-no-permitido"
    titulo: ClassVar[str] = "Ese sentido no cabe en este expediente"
    estatus: ClassVar[int] = 409


class Escrito(Invocacion, Protocol):
    """What somebody wrote as an answer. `fundamento` is one legal basis per item."""

    @property
    def respuesta(self) -> str: ...
    @property
    def motivacion(self) -> str: ...
    @property
    def fundamento(self) -> tuple[str, ...]: ...


def require_contestacion(escrito: Escrito, acto: ActoEnCurso) -> Reserva | None:
    """The entry of the register that an answer names, once it carries all that its sense demands.

    :raises ResolucionIncompletaError: no answer, or a negative without motivation and legal basis (LAIP art. 45).
    :raises SentidoNoPermitidoError: the sense does not fit the kind of request or the state of the clarification.
    :raises ReservaRequeridaError, PruebaDeDanoIncompletaError: it denies as reserved without an entry in force or its harm test.
    :raises CausalConfidencialRequeridaError: it denies as confidential without one of the grounds of the law.
    """
    if not escrito.sentido:
        raise ResolucionIncompletaError("Elija en qué sentido se resuelve.", campo="sentido", articulo="LAIP art. 42")
    if not escrito.respuesta.strip():
        raise ResolucionIncompletaError("Escriba qué se resuelve.", campo="respuesta", articulo="LAIP art. 45")
    if Sentido(escrito.sentido).exige_motivacion and not escrito.motivacion.strip():
        raise ResolucionIncompletaError("Una negativa, total o parcial, va motivada.", campo="motivacion", articulo="LAIP art. 45")
    if Sentido(escrito.sentido).exige_motivacion and not any(f.strip() for f in escrito.fundamento):
        raise ResolucionIncompletaError("Una negativa, total o parcial, va fundada en ley.", campo="fundamento", articulo="LAIP art. 45")
    if Sentido(escrito.sentido) not in list_sentidos(acto.solicitud.tipo):
        caben = [s.etiqueta for s in list_sentidos(acto.solicitud.tipo)]
        raise SentidoNoPermitidoError("En esta solicitud caben: {caben}.", caben=caben, campo="sentido", articulo="LAIP arts. 33, 34 y 42")
    require_sentido(escrito.sentido, acto)
    reserva = find_reserva_invocada(escrito, acto)
    require_causal_confidencial(escrito, acto)
    return reserva


def require_sentido(sentido: str, acto: ActoEnCurso) -> None:
    """Lack of clarification is a ground only when it was asked for and not given in its term (LAIP art. 42.2).

    :raises SentidoNoPermitidoError: it was not.
    :raises ActoNoPermitidoError: the term to clarify has not ended.
    """
    esperando = acto.solicitud.estado == Estado.EN_ACLARACION
    if sentido == Sentido.NEGATIVA_SIN_ACLARACION and not esperando:
        raise SentidoNoPermitidoError("No hay una aclaración pedida y sin responder.", campo="sentido", articulo="LAIP art. 42.2")
    if esperando:
        plazos = {plazo.clave: plazo for plazo in acto.libro.list_plazos(acto.ahora)}
        if plazos[Clave.ACLARACION].estado is not EstadoPlazo.VENCIDO:
            raise ActoNoPermitidoError("Todavía corre el plazo para aclarar; hay que esperarlo.", articulo="LAIP art. 42.2")


def as_campos(escrito: Escrito, reserva: Reserva | None) -> dict[str, Any]:
    """What was written, as the fields of a `Contestacion`."""
    return {
        "sentido": escrito.sentido,
        "respuesta": escrito.respuesta.strip(),
        "motivacion": escrito.motivacion.strip(),
        "fundamento": list(escrito.fundamento),
        "reserva": reserva,
        "causal_confidencial": escrito.causal_confidencial,
        **{campo: getattr(escrito, campo).strip() for campo in PRUEBA_DE_DANO},
    }


def seal_motivos(contestacion: Any) -> list[Any]:
    """Why something is withheld, as it is sealed; nothing where nothing is, so that what was signed before there was a register keeps
    its seal."""
    motivos: list[Any] = []
    if contestacion.reserva:
        motivos.append([contestacion.reserva.huella, *(getattr(contestacion, campo) for campo in PRUEBA_DE_DANO)])
    if contestacion.causal_confidencial:
        motivos.append(contestacion.causal_confidencial)
    return motivos

"""What a resolution must carry to withhold something: the entry of the register and the harm test, or the ground of what is
confidential (LAIP arts. 22 to 26). Whether it must is a rule of the regime; the system checks presence, never truth."""

from __future__ import annotations

from typing import ClassVar, Protocol

from solicitudes.models import Reserva
from solicitudes.services.acto import ActoEnCurso
from workflow.problema import ProblemaError
from workflow.reservas import CausalConfidencial, reglas_de_reserva
from workflow.sentidos import Sentido


class ReservaRequeridaError(ProblemaError):
    codigo: ClassVar[str] = "reserva-requerida"
    titulo: ClassVar[str] = "Falta la entrada del registro de reservas"


class PruebaDeDanoIncompletaError(ProblemaError):
    codigo: ClassVar[str] = "prueba-de-dano-incompleta"
    titulo: ClassVar[str] = "La prueba de daño está incompleta"


class CausalConfidencialRequeridaError(ProblemaError):
    codigo: ClassVar[str] = "causal-confidencial-requerida"
    titulo: ClassVar[str] = "Falta por qué es confidencial"


class Invocacion(Protocol):
    """What of a draft says why something is withheld; `reserva` is the number of the resolution that reserved it."""

    @property
    def sentido(self) -> str: ...
    @property
    def reserva(self) -> str: ...
    @property
    def dano_excepcion(self) -> str: ...
    @property
    def dano_amenaza(self) -> str: ...
    @property
    def dano_perjuicio(self) -> str: ...
    @property
    def causal_confidencial(self) -> str: ...


#: The three questions of the harm test (LAIP art. 26), all needed.
PRUEBA_DE_DANO: dict[str, str] = {
    "dano_excepcion": "Explique por qué la información encuadra en una excepción de la ley.",
    "dano_amenaza": "Explique qué amenaza efectiva causaría liberarla al interés que la ley protege.",
    "dano_perjuicio": "Explique por qué el daño sería mayor que el interés público de conocerla.",
}


def find_reserva_invocada(invocacion: Invocacion, acto: ActoEnCurso) -> Reserva | None:
    """The entry that a draft names; None when it withholds nothing as reserved.

    :raises ReservaRequeridaError: it must name one and does not, or names none that the institution has in force on this day.
    :raises PruebaDeDanoIncompletaError: one of the three answers is missing.
    """
    reglas = reglas_de_reserva(acto.libro.regimen)
    respuestas = {campo: getattr(invocacion, campo).strip() for campo in PRUEBA_DE_DANO}
    numero = invocacion.reserva.strip()
    exigida = reglas.exige_registro and invocacion.sentido == Sentido.NEGATIVA_RESERVADA
    if not (exigida or numero or any(respuestas.values())):
        return None
    if invocacion.sentido not in (Sentido.NEGATIVA_RESERVADA, Sentido.ENTREGA_PARCIAL):
        raise ReservaRequeridaError("Ese sentido no niega nada por reservado; quite la reserva.", campo="reserva", articulo="LAIP art. 42")
    if not numero:
        raise ReservaRequeridaError(
            "Para negar por reservado, diga qué resolución del registro de la institución lo reserva.",
            campo="reserva",
            articulo="LAIP arts. 23 y 25",
        )
    reserva = Reserva.objects.with_fin().filter(institucion=acto.solicitud.institucion_id, numero=numero).first()
    require_reserva_vigente(reserva, acto, numero=numero)
    for campo in PRUEBA_DE_DANO:
        if not respuestas[campo]:
            raise PruebaDeDanoIncompletaError(PRUEBA_DE_DANO[campo], campo=campo, articulo="LAIP art. 26")
    return reserva


def require_reserva_vigente(reserva: Reserva | None, acto: ActoEnCurso, *, numero: str) -> None:
    """:raises ReservaRequeridaError: there is no such entry, or it is not in force on the day of the act."""
    if reserva is None:
        raise ReservaRequeridaError(
            "La institución no tiene en su registro una reserva «{numero}».",
            numero=numero,
            campo="reserva",
            articulo="LAIP arts. 23 y 25",
        )
    if not reserva.in_force_on(acto.hoy):
        raise ReservaRequeridaError(
            "La reserva «{numero}» rige del {desde:%d/%m/%Y} al {hasta:%d/%m/%Y}: hoy no.",
            numero=numero,
            desde=reserva.desde,
            hasta=reserva.ultimo_dia,
            campo="reserva",
            articulo="LAIP art. 27",
        )


def require_causal_confidencial(invocacion: Invocacion, acto: ActoEnCurso) -> None:
    """:raises CausalConfidencialRequeridaError: it withholds something as confidential without one of the grounds of the law."""
    causal = invocacion.causal_confidencial
    exigida = reglas_de_reserva(acto.libro.regimen).exige_causal_confidencial and invocacion.sentido == Sentido.NEGATIVA_CONFIDENCIAL
    if (causal or exigida) and causal not in set(CausalConfidencial):
        raise CausalConfidencialRequeridaError(
            "Elija por cuál de las causales de la ley es confidencial.", campo="causal_confidencial", articulo="LAIP art. 22"
        )
    if causal and invocacion.sentido not in (Sentido.NEGATIVA_CONFIDENCIAL, Sentido.ENTREGA_PARCIAL):
        raise CausalConfidencialRequeridaError(
            "Ese sentido no niega nada por confidencial; quite la causal.", campo="causal_confidencial", articulo="LAIP art. 42"
        )

"""redactar, enviar_a_revision, revisar, devolver, firmar, retirar_firma, resolver: from draft to notified answer (LAIP arts. 42 and 45)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from solicitudes.actor import Actor
from solicitudes.bitacora import digest
from solicitudes.models import Resolucion, Solicitud
from solicitudes.policies import may_withdraw_firma
from solicitudes.services.acto import ActoEnCurso, ActoNoPermitidoError, open_acto, require_estado, require_texto
from solicitudes.services.cobro import Reproducido, charge, price_reproduccion
from solicitudes.services.identidad import require_acreditada
from solicitudes.services.reserva_invocada import (
    PRUEBA_DE_DANO,
    find_reserva_invocada,
    require_causal_confidencial,
    require_reserva_vigente,
)
from workflow.estados import Estado, EstadoResolucion
from workflow.plazos import Clave, EstadoPlazo
from workflow.problema import ProblemaError
from workflow.roles import name_cargo
from workflow.sentidos import Sentido, list_sentidos
from workflow.transiciones import TRANSICIONES, TRANSICIONES_RESOLUCION


class ResolucionIncompletaError(ProblemaError):
    codigo: ClassVar[str] = "resolucion-incompleta"
    titulo: ClassVar[str] = "A la resolución le falta algo que exige la ley"


class SentidoNoPermitidoError(ProblemaError):
    codigo: ClassVar[str] = "sentido-no-permitido"
    titulo: ClassVar[str] = "Ese sentido no cabe en este expediente"
    estatus: ClassVar[int] = 409


class SinResolucionFirmadaError(ProblemaError):
    codigo: ClassVar[str] = "sin-resolucion-firmada"
    titulo: ClassVar[str] = "Todavía no hay resolución firmada"
    estatus: ClassVar[int] = 409


class MismaPersonaError(ProblemaError):
    codigo: ClassVar[str] = "misma-persona"
    titulo: ClassVar[str] = "Quien redacta no revisa lo suyo"
    estatus: ClassVar[int] = 403


class FirmaAjenaError(ProblemaError):
    codigo: ClassVar[str] = "firma-ajena"
    titulo: ClassVar[str] = "Esa firma es de otra persona"
    estatus: ClassVar[int] = 403


@dataclass(frozen=True, slots=True)
class Borrador:
    """What a draft says. `fundamento` is one legal basis per item.

    What it withholds as reserved: `reserva` is the number of the resolution in the register, `dano_…` the answers of the harm test
    (LAIP art. 26). What it withholds as confidential: its ground (art. 22). What is copied: how much; the price is not hers to write.
    What it corrects of somebody's own data: on which day (art. 34).
    """

    sentido: str
    respuesta: str
    motivacion: str = ""
    fundamento: tuple[str, ...] = field(default=())
    reserva: str = ""
    dano_excepcion: str = ""
    dano_amenaza: str = ""
    dano_perjuicio: str = ""
    causal_confidencial: str = ""
    reproduccion: tuple[Reproducido, ...] = ()
    fecha_correccion: date | None = None


def redactar(*, folio: str, actor: Actor, borrador: Borrador, ahora: datetime, version: int | None = None) -> Solicitud:
    """Write the draft of the answer, or correct it while it is a draft.

    :raises ResolucionIncompletaError: no answer, or a negative without motivation and legal basis (LAIP art. 45).
    :raises SentidoNoPermitidoError: the sense does not fit this kind of request, or the state of the clarification.
    :raises ReservaRequeridaError, PruebaDeDanoIncompletaError: it denies as reserved without an entry in force or its harm test.
    :raises CausalConfidencialRequeridaError: it denies as confidential without one of the grounds of the law.
    :raises CobroNoProcedeError: it counts copies where there are none to charge (LAIP art. 18).
    """
    with open_acto("redactar", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        require_estado(acto.solicitud, TRANSICIONES["resolver"])
        _check_borrador(borrador, acto)
        reserva = find_reserva_invocada(borrador, acto)
        require_causal_confidencial(borrador, acto)
        reproduccion = price_reproduccion(borrador.reproduccion, sentido=borrador.sentido, acto=acto)
        resolucion = Resolucion.objects.filter(solicitud=acto.solicitud).first()
        if resolucion is None:
            resolucion = Resolucion(solicitud=acto.solicitud, numero=f"RES-{acto.solicitud.folio}")
        else:
            _move(resolucion, "redactar")
        resolucion.sentido, resolucion.respuesta = borrador.sentido, borrador.respuesta.strip()
        resolucion.motivacion, resolucion.fundamento = borrador.motivacion.strip(), list(borrador.fundamento)
        resolucion.reserva, resolucion.causal_confidencial = reserva, borrador.causal_confidencial
        for campo in PRUEBA_DE_DANO:
            setattr(resolucion, campo, getattr(borrador, campo).strip())
        resolucion.reproduccion, resolucion.fecha_correccion = reproduccion, borrador.fecha_correccion
        resolucion.cobro = charge(resolucion, acto)
        resolucion.redactora_id, resolucion.fecha_hora_redaccion = _persona(actor), ahora
        resolucion.save()
        acto.asentar(datos={"sentido": borrador.sentido})
        return acto.solicitud


def enviar_a_revision(*, folio: str, actor: Actor, ahora: datetime, version: int | None = None) -> Solicitud:
    """Pass the draft on to the head of the unit."""
    with open_acto("enviar_a_revision", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        resolucion = _lock_resolucion(acto)
        _move(resolucion, "enviar_a_revision")
        resolucion.save(update_fields=["estado"])
        acto.asentar()
        return acto.solicitud


def revisar(*, folio: str, actor: Actor, ahora: datetime, version: int | None = None) -> Solicitud:
    """The head of the unit approves the draft.

    :raises MismaPersonaError: she wrote it herself.
    """
    with open_acto("revisar", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        resolucion = _lock_resolucion(acto)
        if resolucion.redactora_id == actor.persona_id:
            raise MismaPersonaError("Quien redactó la resolución no puede darle el visto bueno.", articulo="LAIP art. 45")
        _move(resolucion, "revisar")
        resolucion.revisora_id, resolucion.fecha_hora_revision = actor.persona_id, ahora
        resolucion.save(update_fields=["estado", "revisora", "fecha_hora_revision"])
        acto.asentar()
        return acto.solicitud


def devolver(*, folio: str, actor: Actor, observaciones: str, ahora: datetime, version: int | None = None) -> Solicitud:
    """Send it back, before anybody has signed it, with what has to change."""
    with open_acto("devolver", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        return _send_back(acto, _lock_resolucion(acto), observaciones)


def firmar(*, folio: str, actor: Actor, ahora: datetime, version: int | None = None) -> Solicitud:
    """Sign the reviewed resolution: its text is sealed and does not change any more.

    :raises MismaPersonaError: the signer wrote it herself.
    :raises ReservaRequeridaError: the reserve that it names is over.
    :raises IdentidadSinAcreditarError: it answers about somebody's own data, and nobody has accredited who asks.
    """
    with open_acto("firmar", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        resolucion = _lock_resolucion(acto)
        if resolucion.redactora_id == actor.persona_id:
            raise MismaPersonaError("Quien redactó la resolución no puede firmarla.", articulo="LAIP art. 45")
        _check_reserva(resolucion, acto)
        _move(resolucion, "firmar")
        require_acreditada(acto.solicitud, sentido=resolucion.sentido)
        resolucion.firmante_id = actor.persona_id
        resolucion.firmante_cargo = name_cargo(acto.rol, por_suplencia=acto.suple is not None)
        resolucion.fecha_hora_firma, resolucion.huella = ahora, seal_resolucion(resolucion)
        resolucion.save(update_fields=["estado", "firmante", "firmante_cargo", "fecha_hora_firma", "huella"])
        acto.asentar(datos={"huella": resolucion.huella})
        return acto.solicitud


def retirar_firma(*, folio: str, actor: Actor, observaciones: str, ahora: datetime, version: int | None = None) -> Solicitud:
    """Withdraw one's own signature until it is notified, with what has to change; the history keeps both.

    :raises FirmaAjenaError: somebody else signed it, and the actor does not act in her stead.
    """
    with open_acto("retirar_firma", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        resolucion = _lock_resolucion(acto)
        if resolucion.estado == EstadoResolucion.FIRMADA and not may_withdraw_firma(actor, resolucion, acto.solicitud, hoy=acto.hoy):
            raise FirmaAjenaError(
                "Una firma la retira quien la puso, o quien hace sus veces: quien la suple o, si ya no tiene el cargo, quien firma hoy.",
                articulo="LAIP art. 45",
            )
        return _send_back(acto, resolucion, observaciones)


def resolver(*, folio: str, actor: Actor, ahora: datetime, version: int | None = None) -> Solicitud:
    """Notify the signed resolution: the case is answered, in time or late, and the term to appeal begins.

    :raises SinResolucionFirmadaError: nobody has signed a resolution for this case.
    :raises SentidoNoPermitidoError: the clarification came in after a resolution for its lack was signed.
    :raises ReservaRequeridaError: the reserve that it names ended after the signature.
    :raises IdentidadSinAcreditarError: it was signed before the accreditation was asked for.
    """
    with open_acto("resolver", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        resolucion = Resolucion.objects.filter(solicitud=acto.solicitud).first()
        if resolucion is None or resolucion.estado != EstadoResolucion.FIRMADA:
            raise SinResolucionFirmadaError(
                "Para resolver: redactar, enviar a revisión, revisar y firmar. "
                + (f"La resolución está en «{EstadoResolucion(resolucion.estado).etiqueta}»." if resolucion else "No hay ni borrador."),
                articulo="LAIP art. 45",
            )
        _check_sentido(resolucion.sentido, acto)
        _check_reserva(resolucion, acto)
        require_acreditada(acto.solicitud, sentido=resolucion.sentido)
        _move(resolucion, "notificar")
        resolucion.fecha_hora_notificacion, resolucion.cobro = ahora, charge(resolucion, acto)
        resolucion.save(update_fields=["estado", "fecha_hora_notificacion", "cobro"])
        acto.solicitud.sentido = resolucion.sentido
        datos = {"sentido": resolucion.sentido, "resolucion": resolucion.numero, "huella": resolucion.huella}
        if resolucion.reproduccion:
            datos["cobro"] = str(resolucion.cobro)
        acto.asentar(datos=datos, campos=("sentido",))
        return acto.solicitud


def seal_resolucion(resolucion: Resolucion) -> str:
    """The seal of what is signed: number, sense, answer, motivation and legal basis, and why something is withheld."""
    firmado = [resolucion.numero, resolucion.sentido, resolucion.respuesta, resolucion.motivacion, resolucion.fundamento]
    # Added only where there is something, so that what was signed before there was a register keeps its seal.
    if resolucion.reserva:
        firmado.append([resolucion.reserva.huella, *(getattr(resolucion, campo) for campo in PRUEBA_DE_DANO)])
    if resolucion.causal_confidencial:
        firmado.append(resolucion.causal_confidencial)
    if resolucion.reproduccion:
        firmado.append(resolucion.reproduccion)
    if resolucion.fecha_correccion:
        firmado.append(resolucion.fecha_correccion.isoformat())
    return digest(firmado)


def _check_borrador(borrador: Borrador, acto: ActoEnCurso) -> None:
    if not borrador.respuesta.strip():
        raise ResolucionIncompletaError("Escriba qué se resuelve.", campo="respuesta", articulo="LAIP art. 45")
    if Sentido(borrador.sentido).exige_motivacion and not borrador.motivacion.strip():
        raise ResolucionIncompletaError("Una negativa, total o parcial, va motivada.", campo="motivacion", articulo="LAIP art. 45")
    if Sentido(borrador.sentido).exige_motivacion and not any(f.strip() for f in borrador.fundamento):
        raise ResolucionIncompletaError("Una negativa, total o parcial, va fundada en ley.", campo="fundamento", articulo="LAIP art. 45")
    if Sentido(borrador.sentido) not in list_sentidos(acto.solicitud.tipo):
        caben = "; ".join(s.etiqueta for s in list_sentidos(acto.solicitud.tipo))
        raise SentidoNoPermitidoError(f"En esta solicitud caben: {caben}.", campo="sentido", articulo="LAIP arts. 33, 34 y 42")
    _check_correccion(borrador, acto)
    _check_sentido(borrador.sentido, acto)


def _check_correccion(borrador: Borrador, acto: ActoEnCurso) -> None:
    """What was corrected says on which day, and nothing else does (LAIP art. 34)."""
    corrige, dia = Sentido(borrador.sentido).corrige, borrador.fecha_correccion
    if corrige and dia is None:
        raise ResolucionIncompletaError("Diga qué día se corrigieron los datos.", campo="fecha_correccion", articulo="LAIP art. 34")
    if dia is not None and not corrige:
        raise ResolucionIncompletaError("Ese sentido no corrige nada; quite el día.", campo="fecha_correccion", articulo="LAIP art. 34")
    if dia is not None and dia > acto.hoy:
        raise ResolucionIncompletaError("Ese día no ha llegado: primero se corrige.", campo="fecha_correccion", articulo="LAIP art. 34")


def _check_sentido(sentido: str, acto: ActoEnCurso) -> None:
    """Lack of clarification is a ground only when it was asked for and not given in its term (LAIP art. 42.2)."""
    esperando = acto.solicitud.estado == Estado.EN_ACLARACION
    if sentido == Sentido.NEGATIVA_SIN_ACLARACION and not esperando:
        raise SentidoNoPermitidoError("No hay una aclaración pedida y sin responder.", campo="sentido", articulo="LAIP art. 42.2")
    if esperando:
        plazos = {plazo.clave: plazo for plazo in acto.libro.list_plazos(acto.ahora)}
        if plazos[Clave.ACLARACION].estado is not EstadoPlazo.VENCIDO:
            raise ActoNoPermitidoError("Todavía corre el plazo para aclarar; hay que esperarlo.", articulo="LAIP art. 42.2")


def _check_reserva(resolucion: Resolucion, acto: ActoEnCurso) -> None:
    if resolucion.reserva:
        require_reserva_vigente(resolucion.reserva, acto, numero=resolucion.reserva.numero)


def _lock_resolucion(acto: ActoEnCurso) -> Resolucion:
    """The resolution of a case whose row is locked already and which still waits for its answer."""
    require_estado(acto.solicitud, TRANSICIONES["resolver"])
    resolucion = Resolucion.objects.filter(solicitud=acto.solicitud).first()
    if resolucion is None:
        raise ActoNoPermitidoError("Este expediente no tiene borrador de resolución.", articulo="LAIP art. 45")
    return resolucion


def _move(resolucion: Resolucion, nombre: str) -> None:
    transicion = TRANSICIONES_RESOLUCION[nombre]
    if resolucion.estado not in transicion.de:
        raise ActoNoPermitidoError(
            f"No se puede {transicion.ruta.replace('-', ' ')} una resolución en «{EstadoResolucion(resolucion.estado).etiqueta}».",
            articulo=transicion.fundamento,
        )
    getattr(resolucion, nombre)()


def _send_back(acto: ActoEnCurso, resolucion: Resolucion, observaciones: str) -> Solicitud:
    """To draft again: nobody has reviewed nor signed what is about to change."""
    observaciones = require_texto(observaciones, campo="observaciones", detalle="Escriba qué hay que corregir.")
    _move(resolucion, acto.transicion.acto)
    resolucion.observaciones = observaciones
    resolucion.revisora, resolucion.fecha_hora_revision = None, None
    resolucion.firmante, resolucion.firmante_cargo, resolucion.fecha_hora_firma, resolucion.huella = None, "", None, ""
    resolucion.save()
    acto.asentar(datos={"observaciones": observaciones})
    return acto.solicitud


def _persona(actor: Actor) -> int:
    if actor.persona_id is None:
        raise TypeError("Una resolución la redacta una persona con cuenta.")
    return actor.persona_id

"""redactar, enviar_a_revision, revisar, devolver, firmar, retirar_firma, resolver: from draft to notified answer (LAIP arts. 42 and 45)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from solicitudes.actor import Actor
from solicitudes.actos import denies_sin_aclaracion
from solicitudes.bitacora import digest
from solicitudes.models import Pregunta, Resolucion, RespuestaPregunta, Solicitud
from solicitudes.policies_respuesta import may_withdraw_firma
from solicitudes.preguntas import list_preguntas, write_numeros
from solicitudes.services.acto import ActoEnCurso, ActoNoPermitidoError, open_acto, require_estado, require_texto
from solicitudes.services.cobro import Reproducido, charge, price_reproduccion
from solicitudes.services.contestacion import (
    ResolucionIncompletaError,
    as_campos,
    require_contestacion,
    require_sentido,
    seal_motivos,
)
from solicitudes.services.identidad import require_acreditada
from solicitudes.services.respuestas import (
    BorradorPregunta,
    RespuestaPorPreguntaError,
    follow_preguntas,
    require_reservas_vigentes,
    require_respuestas,
    seal_respuestas,
    write_respuestas,
)
from workflow.estados import EstadoResolucion
from workflow.problema import ProblemaError
from workflow.roles import name_cargo
from workflow.sentidos import Sentido
from workflow.transiciones import TRANSICIONES, TRANSICIONES_RESOLUCION


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

    Where the request is divided in questions, `preguntas` answers them one by one and `sentido` is left empty, because it follows from
    theirs; `respuesta`, `motivacion` and `fundamento` are then what is said of all of them, if anything is.

    What it withholds as reserved: `reserva` is the number of the resolution in the register, `dano_…` the answers of the harm test
    (LAIP art. 26). What it withholds as confidential: its ground (art. 22). What is copied: how much; the price is not hers to write.
    What it corrects of somebody's own data: on which day (art. 34).
    """

    sentido: str = ""
    respuesta: str = ""
    motivacion: str = ""
    fundamento: tuple[str, ...] = field(default=())
    reserva: str = ""
    dano_excepcion: str = ""
    dano_amenaza: str = ""
    dano_perjuicio: str = ""
    causal_confidencial: str = ""
    reproduccion: tuple[Reproducido, ...] = ()
    fecha_correccion: date | None = None
    preguntas: tuple[BorradorPregunta, ...] = ()


def redactar(*, folio: str, actor: Actor, borrador: Borrador, ahora: datetime, version: int | None = None) -> Solicitud:
    """Write the draft of the answer, or correct it while it is a draft.

    :raises ResolucionIncompletaError: no answer, or a negative without motivation and legal basis (LAIP art. 45).
    :raises SentidoNoPermitidoError: the sense does not fit this kind of request, or the state of the clarification.
    :raises ReservaRequeridaError, PruebaDeDanoIncompletaError: it denies as reserved without an entry in force or its harm test.
    :raises CausalConfidencialRequeridaError: it denies as confidential without one of the grounds of the law.
    :raises RespuestaPorPreguntaError, PreguntaDesconocidaError: it does not answer the questions in which the request is divided.
    :raises CobroNoProcedeError: it counts copies where there are none to charge (LAIP art. 18).
    """
    with open_acto("redactar", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        require_estado(acto.solicitud, TRANSICIONES["resolver"])
        resolucion = Resolucion.objects.filter(solicitud=acto.solicitud).first()
        if resolucion is None:
            resolucion = Resolucion(solicitud=acto.solicitud, numero=f"RES-{acto.solicitud.folio}")
        else:
            _move(resolucion, "redactar")
        resolucion.redactora_id, resolucion.fecha_hora_redaccion = _persona(actor), ahora
        if acto.solicitud.division:
            _answer_each(resolucion, borrador, acto)
        else:
            _answer_whole(resolucion, borrador, acto)
        resolucion.reproduccion = price_reproduccion(borrador.reproduccion, sentido=resolucion.sentido, acto=acto)
        resolucion.cobro = charge(resolucion, acto)
        resolucion.save()
        acto.asentar(datos={"sentido": resolucion.sentido} | _senses_of(resolucion))
        return acto.solicitud


def _answer_whole(resolucion: Resolucion, borrador: Borrador, acto: ActoEnCurso) -> None:
    if borrador.preguntas:
        raise RespuestaPorPreguntaError(
            "La solicitud no está dividida en preguntas: respóndala entera.", campo="preguntas", articulo="LAIP art. 45"
        )
    reserva = require_contestacion(borrador, acto)
    _check_correccion(borrador, acto)
    resolucion.fecha_correccion = borrador.fecha_correccion
    for campo, valor in as_campos(borrador, reserva).items():
        setattr(resolucion, campo, valor)
    resolucion.sin_aclaracion = borrador.sentido == Sentido.NEGATIVA_SIN_ACLARACION


def _answer_each(resolucion: Resolucion, borrador: Borrador, acto: ActoEnCurso) -> None:
    """Each question gets its answer; the sense of the whole follows from them and is never written."""
    for campo in ("sentido", "reserva", "dano_excepcion", "dano_amenaza", "dano_perjuicio", "causal_confidencial", "fecha_correccion"):
        if getattr(borrador, campo):
            raise RespuestaPorPreguntaError(
                "La solicitud está dividida en preguntas: eso se dice en cada una.", campo=campo, articulo="LAIP art. 45"
            )
    contestadas = require_respuestas(borrador.preguntas, acto)
    resolucion.sentido = contestadas[0][1].sentido  # until the rows are there from which it follows
    for campo, valor in as_campos(borrador, None).items():
        if campo != "sentido":
            setattr(resolucion, campo, valor)
    resolucion.division = acto.solicitud.division
    resolucion.save()
    write_respuestas(resolucion, contestadas)
    follow_preguntas(resolucion, acto.solicitud.division, list_preguntas(acto.solicitud))


def _senses_of(resolucion: Resolucion) -> dict[str, Any]:
    """What the history keeps of the answers, by the number of the question; nothing where the request is not divided."""
    if not resolucion.division:
        return {}
    filas = RespuestaPregunta.objects.filter(resolucion=resolucion).order_by("pregunta__numero")
    return {"preguntas": {str(numero): sentido for numero, sentido in filas.values_list("pregunta__numero", "sentido")}}


def enviar_a_revision(*, folio: str, actor: Actor, ahora: datetime, version: int | None = None) -> Solicitud:
    """Pass the draft on to the head of the unit.

    :raises ResolucionIncompletaError: a question in which the request is divided has no answer yet.
    """
    with open_acto("enviar_a_revision", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        resolucion = _lock_resolucion(acto)
        _require_completa(resolucion, acto)
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
        require_reservas_vigentes(resolucion, acto)
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
            plantilla = (
                "Para resolver: redactar, enviar a revisión, revisar y firmar. La resolución está en «{estado}»."
                if resolucion
                else "Para resolver: redactar, enviar a revisión, revisar y firmar. No hay ni borrador."
            )
            estado = EstadoResolucion(resolucion.estado).etiqueta if resolucion else ""
            raise SinResolucionFirmadaError(plantilla, estado=estado, articulo="LAIP art. 45")
        require_sentido(Sentido.NEGATIVA_SIN_ACLARACION if denies_sin_aclaracion(resolucion) else resolucion.sentido, acto)
        require_reservas_vigentes(resolucion, acto)
        require_acreditada(acto.solicitud, sentido=resolucion.sentido)
        _move(resolucion, "notificar")
        resolucion.fecha_hora_notificacion, resolucion.cobro = ahora, charge(resolucion, acto)
        resolucion.save(update_fields=["estado", "fecha_hora_notificacion", "cobro"])
        acto.solicitud.sentido = resolucion.sentido
        datos = {"sentido": resolucion.sentido, "resolucion": resolucion.numero, "huella": resolucion.huella}
        datos |= _senses_of(resolucion)
        if resolucion.reproduccion:
            datos["cobro"] = str(resolucion.cobro)
        acto.asentar(datos=datos, campos=("sentido",))
        return acto.solicitud


def seal_resolucion(resolucion: Resolucion, preguntas: Sequence[Pregunta] | None = None) -> str:
    """The seal of what is signed: number, sense, answer, motivation and legal basis, why something is withheld, and each question with
    its own (`preguntas`, read here where they are not given)."""
    firmado = [resolucion.numero, resolucion.sentido, resolucion.respuesta, resolucion.motivacion, resolucion.fundamento]
    # Each added only where there is something, so that what was signed before it existed keeps its seal.
    firmado += seal_motivos(resolucion)
    if resolucion.reproduccion:
        firmado.append(resolucion.reproduccion)
    if resolucion.fecha_correccion:
        firmado.append(resolucion.fecha_correccion.isoformat())
    if resolucion.division:
        firmado.append(seal_respuestas(list_preguntas(resolucion.solicitud) if preguntas is None else preguntas))
    return digest(firmado)


def _require_completa(resolucion: Resolucion, acto: ActoEnCurso) -> None:
    if not resolucion.incompleta:
        return
    faltan = [p.numero for p in list_preguntas(acto.solicitud) if not p.remitida_a_id and p.contestada is None]
    plantilla = "Falta responder la pregunta {numeros}." if faltan else "La solicitud se dividió: responda cada pregunta."
    raise ResolucionIncompletaError(plantilla, numeros=write_numeros(faltan), campo="preguntas", articulo="LAIP art. 45")


def _check_correccion(borrador: Borrador, acto: ActoEnCurso) -> None:
    """What was corrected says on which day, and nothing else does (LAIP art. 34)."""
    corrige, dia = Sentido(borrador.sentido).corrige, borrador.fecha_correccion
    if corrige and dia is None:
        raise ResolucionIncompletaError("Diga qué día se corrigieron los datos.", campo="fecha_correccion", articulo="LAIP art. 34")
    if dia is not None and not corrige:
        raise ResolucionIncompletaError("Ese sentido no corrige nada; quite el día.", campo="fecha_correccion", articulo="LAIP art. 34")
    if dia is not None and dia > acto.hoy:
        raise ResolucionIncompletaError("Ese día no ha llegado: primero se corrige.", campo="fecha_correccion", articulo="LAIP art. 34")


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
            "No se puede {acto} una resolución en «{estado}».",
            acto=transicion.ruta.replace("-", " "),
            estado=EstadoResolucion(resolucion.estado).etiqueta,
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

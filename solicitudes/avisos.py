"""Whom each act concerns: the table from which the outbox is filled, and the rows that it gives."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from notifications.outbox import Entrada
from solicitudes.models import Movimiento, Solicitud


class Destinatario(StrEnum):
    """Classes of people who are told; who they are is looked up when the message is sent."""

    SOLICITANTE = "solicitante"
    OFICIAL = "oficial"
    ENLACE = "enlace"
    JEFE_UNIDAD = "jefe_unidad"
    FIRMANTE = "firmante"
    MAXIMA_AUTORIDAD = "maxima_autoridad"
    REGULADOR = "regulador"


_D = Destinatario

#: act → (event of the message, who gets it). An act that is not here tells nobody.
AVISOS: dict[str, tuple[tuple[str, Destinatario], ...]] = {
    "presentar": (("presentada", _D.SOLICITANTE), ("presentada", _D.OFICIAL)),
    "admitir": (("admitida", _D.SOLICITANTE),),
    "asignar": (("asignada", _D.ENLACE),),
    "pedir_aclaracion": (("aclaracion_pedida", _D.SOLICITANTE),),
    "aclarar": (("aclarada", _D.OFICIAL),),
    "prorrogar": (("prorrogada", _D.SOLICITANTE),),
    "aportar_prueba": (("prueba_aportada", _D.OFICIAL),),
    "acreditar": (("identidad_acreditada", _D.SOLICITANTE),),
    "remitir": (("remitida", _D.SOLICITANTE),),
    "remitir_parte": (("remitida_en_parte", _D.SOLICITANTE),),
    "enviar_a_revision": (("resolucion_en_revision", _D.JEFE_UNIDAD),),
    "revisar": (("resolucion_revisada", _D.FIRMANTE),),
    "devolver": (("resolucion_devuelta", _D.OFICIAL),),
    "firmar": (("resolucion_firmada", _D.OFICIAL),),
    "retirar_firma": (("resolucion_devuelta", _D.OFICIAL),),
    "resolver": (("resuelta", _D.SOLICITANTE),),
    "entregar": (("entregada", _D.SOLICITANTE),),
    "desistir": (("desistida", _D.OFICIAL),),
    "vencer": tuple(("vencida", d) for d in (_D.SOLICITANTE, _D.OFICIAL, _D.JEFE_UNIDAD, _D.MAXIMA_AUTORIDAD, _D.REGULADOR)),
    "certificar_silencio": tuple(("silencio_certificado", d) for d in (_D.SOLICITANTE, _D.MAXIMA_AUTORIDAD, _D.REGULADOR)),
    "interponer_recurso": (("recurso_interpuesto", _D.SOLICITANTE), ("recurso_interpuesto", _D.MAXIMA_AUTORIDAD)),
    "recalcular": (("recalculada", _D.SOLICITANTE), ("recalculada", _D.OFICIAL)),
    "vencer_recurso": tuple(("recurso_sin_decision", d) for d in (_D.SOLICITANTE, _D.MAXIMA_AUTORIDAD, _D.REGULADOR)),
    "decidir_recurso": (("recurso_decidido", _D.SOLICITANTE), ("recurso_decidido", _D.OFICIAL)),
    "cumplir_recurso": (("recurso_cumplido", _D.SOLICITANTE),),
    "incumplir_recurso": tuple(("recurso_incumplido", d) for d in (_D.SOLICITANTE, _D.MAXIMA_AUTORIDAD, _D.REGULADOR)),
}

#: A case that was born of a forwarding is announced to its officers in other words, and to the applicant by the forwarding itself.
AVISOS_REMITIDA: tuple[tuple[str, Destinatario], ...] = (("remitida_recibida", _D.OFICIAL),)

#: act → the paper that it leaves.
DOCUMENTOS: dict[str, str] = {
    "presentar": "acuse",
    "resolver": "resolucion",
    "certificar_silencio": "constancia_silencio",
    "interponer_recurso": "acuse_recurso",
    "decidir_recurso": "decision_recurso",
}


def avisos_for(solicitud: Solicitud, acto: str) -> tuple[tuple[str, Destinatario], ...]:
    """What is told of an act on this case, and to whom."""
    if acto == "presentar" and solicitud.origen_id is not None:
        return AVISOS_REMITIDA
    return AVISOS.get(acto, ())


def entradas_for(solicitud: Solicitud, movimiento: Movimiento) -> Iterator[Entrada]:
    """What a movement leaves in the outbox: at most one row to tell and one to render."""
    referencia = {"folio": solicitud.folio, "numero": movimiento.numero}
    desde = solicitud.to_real(movimiento.fecha_hora)
    if avisos_for(solicitud, movimiento.acto) and not _moves_nothing(movimiento):
        yield Entrada("avisar", f"avisar:{solicitud.folio}:{movimiento.numero}", referencia, desde)
    if tipo := DOCUMENTOS.get(movimiento.acto):
        posterior = movimiento.datos.get("recurso", 1)  # each appeal has its own papers
        clave = f"documento:{solicitud.folio}:{tipo}" + (f":{posterior}" if posterior > 1 else "")
        yield Entrada("emitir-documento", clave, {**referencia, "tipo": tipo}, desde)


def _moves_nothing(movimiento: Movimiento) -> bool:
    """Whether the calendar changed and every date that had been told stays: it is on record, and nobody is written to for it."""
    return movimiento.acto == "recalcular" and all(c["fecha_anterior"] == c["fecha_nueva"] for c in movimiento.datos.get("cambios", ()))

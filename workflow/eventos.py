"""What happened to a case, as far as its terms are concerned: the input of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class TipoEvento(StrEnum):
    """The events that move a term. Their names are those of the term calculator's JSON."""

    PRESENTADA = "presentada"
    ADMITIDA = "admitida"
    RECIBIDA_POR_LA_UNIDAD = "recibida_por_la_unidad"
    ACLARACION_PEDIDA = "aclaracion_pedida"
    ACLARADA = "aclarada"
    PRORROGADA = "prorrogada"
    SUSPENDIDA = "suspendida"
    REANUDADA = "reanudada"
    TERCERO_CONSULTADO = "tercero_consultado"
    TERCERO_OPUESTO = "tercero_opuesto"
    COBRO_NOTIFICADO = "cobro_notificado"
    COBRO_PAGADO = "cobro_pagado"
    RESOLUCION_NOTIFICADA = "resolucion_notificada"
    RECURSO_INTERPUESTO = "recurso_interpuesto"
    RECURSO_NOTIFICADO = "recurso_notificado"
    CUMPLIDA = "cumplida"
    DESISTIDA = "desistida"
    REMITIDA = "remitida"

    @property
    def etiqueta(self) -> str:
        """The event as a sentence names it: «la prórroga»."""
        return _NOMBRES[self]


_NOMBRES: dict[TipoEvento, str] = {
    TipoEvento.PRESENTADA: "la presentación",
    TipoEvento.ADMITIDA: "la admisión",
    TipoEvento.RECIBIDA_POR_LA_UNIDAD: "la recepción por la unidad",
    TipoEvento.ACLARACION_PEDIDA: "el pedido de aclaración",
    TipoEvento.ACLARADA: "la aclaración",
    TipoEvento.PRORROGADA: "la prórroga",
    TipoEvento.SUSPENDIDA: "la suspensión de los plazos",
    TipoEvento.REANUDADA: "la reanudación de los plazos",
    TipoEvento.TERCERO_CONSULTADO: "la consulta a un tercero",
    TipoEvento.TERCERO_OPUESTO: "la oposición de un tercero",
    TipoEvento.COBRO_NOTIFICADO: "el aviso de un cobro",
    TipoEvento.COBRO_PAGADO: "el pago",
    TipoEvento.RESOLUCION_NOTIFICADA: "la notificación de la resolución",
    TipoEvento.RECURSO_INTERPUESTO: "el recurso",
    TipoEvento.RECURSO_NOTIFICADO: "la notificación de lo decidido en el recurso",
    TipoEvento.CUMPLIDA: "el cumplimiento de lo ordenado",
    TipoEvento.DESISTIDA: "el desistimiento",
    TipoEvento.REMITIDA: "la remisión",
}


class TipoSolicitud(StrEnum):
    """What is asked for: public information, or one's own personal data (LAIP arts. 30 to 35)."""

    ACCESO = "acceso"
    DATOS_ACCESO = "datos_acceso"
    DATOS_RECTIFICACION = "datos_rectificacion"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS[self]

    @property
    def de_datos_propios(self) -> bool:
        """Whether it is about the personal data of whoever asks, and nobody else's business (LAIP arts. 30 to 35)."""
        return self is not TipoSolicitud.ACCESO


ETIQUETAS: dict[TipoSolicitud, str] = {
    TipoSolicitud.ACCESO: "Acceso a información pública",
    TipoSolicitud.DATOS_ACCESO: "Acceso a datos personales propios",
    TipoSolicitud.DATOS_RECTIFICACION: "Rectificación de datos personales propios",
}

#: The kinds of request about one's own data, as a column holds them.
DE_DATOS_PROPIOS: tuple[str, ...] = tuple(tipo.value for tipo in TipoSolicitud if tipo.de_datos_propios)


#: What the top authority may decide on an appeal (LAIP art. 59).
SENTIDOS_RECURSO = ("confirma", "revoca", "modifica")


@dataclass(frozen=True, slots=True)
class Evento:
    """One event: when it happened (aware) and what it carries.

    `dias`, or `fecha` where the institution names the day, belong to `PRORROGADA`; `motivo` to `SUSPENDIDA` and `REANUDADA`; `sentido` to
    `RESOLUCION_NOTIFICADA` and `RECURSO_NOTIFICADO`.
    """

    tipo: TipoEvento
    fecha_hora: datetime
    dias: int = 0
    motivo: str = ""
    sentido: str = ""
    fecha: date | None = None
    recurso: int = 0  # which appeal, from 1, of those that a case has; 0: the first that waits for it

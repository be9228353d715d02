"""The states of a case and of its resolution."""

from __future__ import annotations

from enum import StrEnum


class Estado(StrEnum):
    """Where a `Solicitud` stands. Statutory silence (LAIP art. 44) is a state; the outcome of an answer is not."""

    PRESENTADA = "presentada"
    EN_TRAMITE = "en_tramite"
    EN_ACLARACION = "en_aclaracion"
    VENCIDA = "vencida"
    RESUELTA = "resuelta"
    ENTREGADA = "entregada"
    REMITIDA = "remitida"
    DESISTIDA = "desistida"
    CERRADA = "cerrada"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS[self]

    @property
    def explicacion(self) -> str:
        """One sentence in the words of somebody who is not a lawyer."""
        return EXPLICACIONES[self]


class EstadoResolucion(StrEnum):
    """Where the paper that answers stands: one drafts, another reviews, another signs (LAIP art. 45)."""

    BORRADOR = "borrador"
    EN_REVISION = "en_revision"
    REVISADA = "revisada"
    FIRMADA = "firmada"
    NOTIFICADA = "notificada"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS_RESOLUCION[self]


class EstadoRecurso(StrEnum):
    """Where an appeal stands (LAIP arts. 52 to 60). The lateness of the authority is a state: it opens the amparo (reading D8)."""

    INTERPUESTO = "interpuesto"
    SIN_DECISION = "sin_decision"
    DECIDIDO = "decidido"
    CUMPLIDO = "cumplido"
    INCUMPLIDO = "incumplido"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS_RECURSO[self]


ETIQUETAS: dict[Estado, str] = {
    Estado.PRESENTADA: "Presentada",
    Estado.EN_TRAMITE: "En trámite",
    Estado.EN_ACLARACION: "En aclaración",
    Estado.VENCIDA: "Vencida sin respuesta",
    Estado.RESUELTA: "Resuelta",
    Estado.ENTREGADA: "Entregada",
    Estado.REMITIDA: "Remitida a otra institución",
    Estado.DESISTIDA: "Desistida",
    Estado.CERRADA: "Cerrada",
}

EXPLICACIONES: dict[Estado, str] = {
    Estado.PRESENTADA: "La institución recibió la solicitud y debe admitirla; el plazo para responder ya corre.",
    Estado.EN_TRAMITE: "La institución está preparando la respuesta.",
    Estado.EN_ACLARACION: "La institución pidió aclarar algo; hace falta la respuesta de quien solicita.",
    Estado.VENCIDA: "El plazo terminó sin respuesta; la institución sigue obligada a entregar la información, sin costo.",
    Estado.RESUELTA: "La institución notificó su respuesta.",
    Estado.ENTREGADA: "La información fue entregada.",
    Estado.REMITIDA: "La solicitud pasó a la institución que tiene la información, con un folio nuevo.",
    Estado.DESISTIDA: "Quien solicitó retiró la solicitud.",
    Estado.CERRADA: "No queda nada pendiente ni plazo abierto.",
}

ETIQUETAS_RESOLUCION: dict[EstadoResolucion, str] = {
    EstadoResolucion.BORRADOR: "Borrador",
    EstadoResolucion.EN_REVISION: "En revisión",
    EstadoResolucion.REVISADA: "Revisada, pendiente de firma",
    EstadoResolucion.FIRMADA: "Firmada, pendiente de notificación",
    EstadoResolucion.NOTIFICADA: "Notificada",
}

ETIQUETAS_RECURSO: dict[EstadoRecurso, str] = {
    EstadoRecurso.INTERPUESTO: "Interpuesto, pendiente de decisión",
    EstadoRecurso.SIN_DECISION: "Sin decisión en plazo",
    EstadoRecurso.DECIDIDO: "Decidido",
    EstadoRecurso.CUMPLIDO: "Cumplido",
    EstadoRecurso.INCUMPLIDO: "Incumplido",
}

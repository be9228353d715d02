"""The words with which registers say where a case stands, how it was answered and how it came, as the system says them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from solicitudes.models.institucion import fold_texto
from solicitudes.models.presentacion import Canal, FormaEntrega
from workflow.eventos import TipoSolicitud
from workflow.sentidos import Sentido


class Situacion(StrEnum):
    """Where a case of the former register stands. The first two go on here; the others come in closed, as they ended."""

    PRESENTADA = "presentada"
    EN_TRAMITE = "en_tramite"
    RESPONDIDA = "respondida"
    REMITIDA = "remitida"
    DESISTIDA = "desistida"
    SIN_RESPUESTA = "sin_respuesta"

    @property
    def abierta(self) -> bool:
        return self in (Situacion.PRESENTADA, Situacion.EN_TRAMITE)

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS[self]


ETIQUETAS: dict[Situacion, str] = {
    Situacion.PRESENTADA: "Presentada, sin admitir",
    Situacion.EN_TRAMITE: "En trámite",
    Situacion.RESPONDIDA: "Respondida",
    Situacion.REMITIDA: "Remitida a otra institución",
    Situacion.DESISTIDA: "Desistida",
    Situacion.SIN_RESPUESTA: "Cerrada sin respuesta",
}

#: By field, each value with the other words that mean it, folded. What a register calls «negativa» alone is no outcome: LAIP art. 45
#: wants to know on which ground.
VOCABULARIOS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "estado": {
        Situacion.PRESENTADA: ("recibida", "recibido", "nueva", "ingresada", "sin admitir"),
        Situacion.EN_TRAMITE: ("en tramite", "tramite", "pendiente", "en proceso", "abierta", "abierto", "activa", "activo", "en curso"),
        Situacion.RESPONDIDA: (
            "respondido",
            "resuelta",
            "resuelto",
            "entregada",
            "entregado",
            "finalizada",
            "finalizado",
            "concluida",
            "concluido",
            "cerrada",
            "cerrado",
            "notificada",
            "archivada",
        ),
        Situacion.REMITIDA: ("remitido", "trasladada", "trasladado", "no competencia", "no es competencia", "otra institucion"),
        Situacion.DESISTIDA: ("desistido", "desistimiento", "retirada", "retirado", "cancelada"),
        Situacion.SIN_RESPUESTA: ("sin respuesta", "no respondida", "vencida", "vencido", "silencio"),
    },
    "sentido": {
        Sentido.ENTREGA_TOTAL: ("entrega total", "total", "positiva", "afirmativa", "entregada", "entrega", "completa", "si"),
        Sentido.ENTREGA_PARCIAL: ("entrega parcial", "parcial", "parcialmente", "positiva parcial"),
        Sentido.NEGATIVA_RESERVADA: ("negativa por reserva", "negativa por reservada", "reservada", "informacion reservada", "reserva"),
        Sentido.NEGATIVA_CONFIDENCIAL: (
            "negativa por confidencial",
            "negativa por confidencialidad",
            "confidencial",
            "informacion confidencial",
        ),
        Sentido.NEGATIVA_SIN_ACLARACION: ("no aclarada", "sin aclaracion", "no se aclaro", "negativa por falta de aclaracion"),
        Sentido.INEXISTENCIA: ("inexistente", "informacion inexistente", "no existe"),
    },
    "canal": {
        Canal.MOSTRADOR: ("presencial", "personal", "ventanilla", "verbal", "en persona", "fisica", "fisico"),
        Canal.TELEFONO: ("telefonica", "llamada"),
        Canal.CARTA: ("escrito", "escrita", "oficio", "correspondencia", "memorial"),
        Canal.CORREO: ("correo electronico", "electronica", "electronico", "e-mail", "email"),
        Canal.PORTAL: ("web", "pagina web", "en linea", "formulario", "sistema"),
    },
    "tipo": {
        TipoSolicitud.ACCESO: ("informacion publica", "acceso a informacion", "acceso a la informacion", "acceso a informacion publica"),
        TipoSolicitud.DATOS_ACCESO: ("datos personales", "habeas data", "acceso a datos personales"),
        TipoSolicitud.DATOS_RECTIFICACION: ("rectificacion", "rectificacion de datos", "correccion de datos personales"),
    },
    "forma_entrega": {
        FormaEntrega.ELECTRONICA: ("digital", "electronico", "correo", "correo electronico", "cd", "usb"),
        FormaEntrega.COPIA_SIMPLE: ("copia", "copias", "copia simple", "fotocopia", "impresa", "papel", "fisica"),
        FormaEntrega.COPIA_CERTIFICADA: ("certificada", "copia certificada", "certificacion"),
        FormaEntrega.CONSULTA_DIRECTA: ("consulta", "consulta directa", "consulta in situ"),
    },
}

_POR_PALABRA: dict[str, dict[str, str]] = {
    clave: {palabra: str(valor) for valor, otras in valores.items() for palabra in (fold_texto(str(valor).replace("_", " ")), *otras)}
    for clave, valores in VOCABULARIOS.items()
}


def read_palabra(clave: str, texto: str, propias: Mapping[str, str]) -> str | None:
    """The value of the system that a word of the register means; None if nobody knows it. What the map says goes first."""
    palabra = fold_texto(texto).rstrip(".").replace("_", " ")
    propia = propias.get(fold_texto(texto))
    return _POR_PALABRA[clave].get(fold_texto(propia).replace("_", " ") if propia else palabra)

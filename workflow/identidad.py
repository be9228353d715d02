"""Who may ask about her own personal data: she accredits that she is their owner, or represents the owner (LAIP arts. 33 and 34)."""

from __future__ import annotations

from enum import StrEnum

from workflow.eventos import TipoSolicitud
from workflow.sentidos import Sentido


class Calidad(StrEnum):
    """As what she asks: nobody else has access to the data of a person, nor corrects them (LAIP art. 33)."""

    TITULAR = "titular"
    REPRESENTANTE = "representante"

    @property
    def etiqueta(self) -> str:
        return {"titular": "Titular de los datos", "representante": "Representante legal de quien es titular"}[self.value]


class DocumentoDeIdentidad(StrEnum):
    """With what she accredits it. The law names no document (to be verified): these are the ones that a desk meets."""

    DPI = "dpi"
    PASAPORTE = "pasaporte"
    CERTIFICACION_DE_NACIMIENTO = "certificacion_de_nacimiento"
    OTRO = "otro"

    @property
    def etiqueta(self) -> str:
        return _DOCUMENTOS[self]


class Medio(StrEnum):
    """How the officer saw it: the original in front of her, or the file that the person sent with her key."""

    ORIGINAL = "original"
    ARCHIVO = "archivo"

    @property
    def etiqueta(self) -> str:
        return {"original": "Vi el documento original", "archivo": "Revisé el archivo que envió con su clave"}[self.value]


class ParaQue(StrEnum):
    """What a file proves: who she is, or that the correction is due (LAIP art. 34)."""

    IDENTIDAD = "identidad"
    CORRECCION = "correccion"

    @property
    def etiqueta(self) -> str:
        return {"identidad": "Quién es usted", "correccion": "Por qué hay que corregir el dato"}[self.value]


_DOCUMENTOS: dict[DocumentoDeIdentidad, str] = {
    DocumentoDeIdentidad.DPI: "Documento personal de identificación (DPI)",
    DocumentoDeIdentidad.PASAPORTE: "Pasaporte",
    DocumentoDeIdentidad.CERTIFICACION_DE_NACIMIENTO: "Certificación de nacimiento",
    DocumentoDeIdentidad.OTRO: "Otro documento oficial",
}

#: A DPI carries the thirteen digits of its owner's code; the number of another document is as it is.
DIGITOS_DEL_DPI = 13

#: What may be answered to somebody who has not accredited who she is: it neither hands over, nor corrects, nor says whether there are data.
_SIN_ACREDITAR = frozenset({Sentido.NEGATIVA_SIN_ACLARACION, Sentido.NEGATIVA_RESERVADA, Sentido.NEGATIVA_CONFIDENCIAL})


def needs_acreditacion(tipo: str, sentido: str) -> bool:
    """Whether an answer in this sense waits until she has accredited who she is (LAIP arts. 33 and 34)."""
    return TipoSolicitud(tipo).de_datos_propios and sentido not in _SIN_ACREDITAR


def article_of(tipo: str) -> str:
    """The article that asks for the accreditation in this kind of request."""
    return "LAIP art. 34" if tipo == TipoSolicitud.DATOS_RECTIFICACION else "LAIP art. 33"

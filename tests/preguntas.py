"""What may be answered to the questions of a divided request: handed over, denied as reserved, it does not exist."""

from __future__ import annotations

from dataclasses import fields

from solicitudes.services.resolucion import Borrador
from solicitudes.services.respuestas import BorradorPregunta
from tests.elenco import CONCEDE, DENIEGA

INEXISTENTE = Borrador("inexistencia", "No hubo.", "Se buscó en bodega y en compras.", ("LAIP art. 42",))


def respond(numero: int, borrador: Borrador) -> BorradorPregunta:
    """To one question, what that draft says of a whole request."""
    propios = {campo.name: getattr(borrador, campo.name) for campo in fields(BorradorPregunta) if campo.name != "numero"}
    return BorradorPregunta(numero, **propios)


#: One of each, in that order.
POR_PREGUNTA = Borrador(preguntas=(respond(1, CONCEDE), respond(2, DENIEGA), respond(3, INEXISTENTE)))

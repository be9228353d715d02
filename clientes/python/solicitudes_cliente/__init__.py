"""A client of the API of public-information requests: files, follows, acts and receives events; never loses or doubles one."""

from solicitudes_cliente.acceso import Acceso, Credenciales, Token
from solicitudes_cliente.cliente import Cliente
from solicitudes_cliente.eventos import FirmaInvalidaError, verify_webhook
from solicitudes_cliente.modelos import Evento, Expediente, Recibo, ReciboDeSolicitud
from solicitudes_cliente.problemas import ErrorDeCampo, ProblemaError, SinRespuestaError

__all__ = [
    "Acceso",
    "Cliente",
    "Credenciales",
    "ErrorDeCampo",
    "Evento",
    "Expediente",
    "FirmaInvalidaError",
    "ProblemaError",
    "Recibo",
    "ReciboDeSolicitud",
    "SinRespuestaError",
    "Token",
    "verify_webhook",
]

"""To whom a token or a `client_id` belongs, and what it may do now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from allauth.idp.oidc.models import Token
from django.db.models import Q

from solicitudes.actor import Acreditacion, TokenDePersona
from solicitudes.models import Cliente, CredencialOidc, Persona, SecretoDeCliente, TokenPersonal
from solicitudes.models.cliente import hash_secreto
from workflow.problema import ProblemaError

#: How exact «last use» is: one write in this time, however many calls.
PRECISION_DEL_USO = timedelta(minutes=1)


class ClienteSuspendidoError(ProblemaError):
    codigo: ClassVar[str] = "cliente-suspendido"
    titulo: ClassVar[str] = "Ese cliente está suspendido"
    estatus: ClassVar[int] = 403


def recognize_cliente(token: str, *, ahora: datetime) -> Acreditacion | None:
    """The client to which `token` was issued, if both still hold. One query, and one write a minute.

    allauth's own class for DRF would read the body to find a token in it; here it is in the header or it is not.

    :raises ClienteSuspendidoError: it was told to wait outside.
    """
    filas = Token.objects.by_value(token).filter(type=Token.Type.ACCESS_TOKEN, expires_at__gt=ahora)
    fila = filas.select_related("client__acreditado").first()
    cliente = getattr(fila.client, "acreditado", None) if fila else None
    if fila is None or cliente is None or not cliente.activo:
        return None
    if cliente.fecha_hora_suspendido is not None:
        raise ClienteSuspendidoError("La administración suspendió este cliente. Escríbale para saber por qué.")
    _record_uso(cliente, ahora)
    # A scope taken from the client is taken from the tokens that it has already.
    return accredit(cliente, alcances=frozenset(fila.get_scopes()) & frozenset(cliente.alcances))


def recognize_persona(token: str, *, ahora: datetime) -> tuple[Persona, TokenDePersona] | None:
    """Whose personal token it is, if it holds and its owner's account is open. One query, and one write a minute."""
    vigentes = TokenPersonal.objects.vigentes(ahora).filter(huella=hash_secreto(token), persona__is_active=True)
    fila = vigentes.select_related("persona").first()
    if fila is None:
        return None
    _record_uso(fila, ahora)
    return fila.persona, TokenDePersona(fila.pk, fila.persona_id, fila.prefijo, frozenset(fila.alcances))


def accredit(cliente: Cliente, *, alcances: frozenset[str] | None = None) -> Acreditacion:
    """What the policies need to know of a client; all its scopes unless the token has fewer."""
    return Acreditacion(
        cliente_id=cliente.pk,
        identificador=cliente.identificador,
        institucion_id=cliente.institucion_id,
        responsable_id=cliente.responsable_id,
        cuota=cliente.cuota,
        prueba=cliente.prueba,
        alcances=frozenset(cliente.alcances) if alcances is None else alcances,
    )


def find_credencial(identificador: str, *, ahora: datetime) -> CredencialOidc | None:
    """The client of that `client_id` with the secrets that hold at `ahora`; None when nobody, or nobody any more, has it."""
    if "\0" in identificador:
        return None
    credencial = (
        CredencialOidc.objects.select_related("acreditado")
        .filter(pk=identificador, acreditado__activo=True, acreditado__fecha_hora_suspendido=None)
        .first()
    )
    if credencial is not None:
        vigentes = SecretoDeCliente.objects.vigentes(ahora).filter(cliente=credencial.acreditado)
        credencial.huellas = frozenset(vigentes.values_list("huella", flat=True))
    return credencial


def _record_uso(fila: Cliente | TokenPersonal, ahora: datetime) -> None:
    ultimo = fila.fecha_hora_ultimo_uso
    if ultimo is None or ahora - ultimo >= PRECISION_DEL_USO:
        viejo = Q(fecha_hora_ultimo_uso=None) | Q(fecha_hora_ultimo_uso__lt=ahora)
        type(fila)._default_manager.filter(viejo, pk=fila.pk).update(fecha_hora_ultimo_uso=ahora)

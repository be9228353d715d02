"""The mail channel: text and HTML by whatever EMAIL_BACKEND is, with failures told apart into permanent and passing."""

from __future__ import annotations

import hashlib
import smtplib
from datetime import datetime
from email.utils import format_datetime, formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.utils import timezone

from notifications.channels.mensaje import Mensaje
from notifications.efectos import FallaPermanenteError


class DireccionInvalidaError(FallaPermanenteError):
    """The address cannot be one."""


class CorreoRechazadoError(FallaPermanenteError):
    """The mail server says no, and will say it again (a 5xx for this recipient or this message)."""


class CorreoAplazadoError(Exception):
    """The mail server cannot take the message now: try again later."""


def enviar(mensaje: Mensaje, *, ahora: datetime) -> str:
    """Send `mensaje` and return its Message-ID, the same one whenever the same `identificador` is sent again.

    :raises DireccionInvalidaError: the address is malformed.
    :raises CorreoRechazadoError: the server refuses the recipient or the message for good.
    :raises CorreoAplazadoError: no connection, no answer in time, or a 4xx.
    """
    if not _is_direccion(mensaje.para):
        raise DireccionInvalidaError("La dirección de correo no está bien escrita.")
    correo = _build_correo(mensaje, ahora)
    try:
        correo.send()
    except smtplib.SMTPRecipientsRefused as error:
        raise _classify(max(codigo for codigo, _ in error.recipients.values()), "al destinatario") from None
    except smtplib.SMTPDataError as error:
        raise _classify(error.smtp_code, "el mensaje") from None
    except (smtplib.SMTPException, OSError) as error:
        # The server, the network or our own credentials: nothing that this message could be parked for.
        raise CorreoAplazadoError(f"No se pudo entregar al servidor de correo ({type(error).__name__}).") from None
    return str(correo.extra_headers["Message-ID"])


def build_mensaje_id(identificador: str) -> str:
    """The Message-ID of `identificador`: a mail program that gets the message twice can tell."""
    huella = hashlib.sha256(identificador.encode()).hexdigest()[:40]
    return f"<{huella}@{urlsplit(settings.URL_BASE).hostname}>"


def _build_correo(mensaje: Mensaje, ahora: datetime) -> EmailMultiAlternatives:
    correo = EmailMultiAlternatives(
        subject=_one_line(mensaje.asunto),
        body=mensaje.texto,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mensaje.para],
        reply_to=_list_respuesta(mensaje),
        headers={
            "Message-ID": build_mensaje_id(mensaje.identificador),
            "Date": format_datetime(ahora),
            "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office answers to us
            "X-Auto-Response-Suppress": "All",
            "X-Solicitud-Evento": _one_line(f"{mensaje.evento}.{mensaje.destinatario}"),
            "X-Solicitud-Folio": _one_line(mensaje.folio),
            "X-Solicitud-Fecha": mensaje.fecha_hora.astimezone(timezone.get_current_timezone()).isoformat(),
        },
    )
    correo.attach_alternative(mensaje.html, "text/html")
    return correo


def _list_respuesta(mensaje: Mensaje) -> list[str]:
    """Where answers go; a badly written address in the directory must not cost the applicant her message."""
    if not _is_direccion(mensaje.responder_a):
        return []
    return [formataddr((_one_line(mensaje.responder_nombre), mensaje.responder_a))]


def _is_direccion(texto: str) -> bool:
    try:
        validate_email(texto)
    except ValidationError:
        return False
    return parseaddr(texto)[1] == texto


def _one_line(texto: str) -> str:
    """Header text: no line break can start another header."""
    return " ".join(texto.split())


def _classify(codigo: int, que: str) -> Exception:
    if codigo >= 500:
        return CorreoRechazadoError(f"El servidor de correo rechaza {que} ({codigo}).")
    return CorreoAplazadoError(f"El servidor de correo aplaza {que} ({codigo}).")

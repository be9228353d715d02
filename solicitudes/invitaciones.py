"""The letter to somebody who has just got an account: the way to set her password, and nothing that is secret before she opens it."""

from __future__ import annotations

from datetime import datetime
from smtplib import SMTPRecipientsRefused

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from notifications.efectos import FallaPermanenteError, efecto
from solicitudes.models import Persona


@efecto("invitar")
def send_invitacion(*, ahora: datetime, persona: int) -> None:
    """Write to whoever has no password yet. The key of the link is made now, of the account as it is: it is kept nowhere.

    :raises FallaPermanenteError: the mail server refuses the address for good.
    """
    cuenta = Persona.objects.filter(pk=persona, is_active=True).first()
    if cuenta is None or cuenta.has_usable_password():
        return
    llave = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(cuenta)
    ruta = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(cuenta), "key": llave})
    contexto = {"cuenta": cuenta, "url": f"{settings.URL_BASE}{ruta}", "dias": settings.PASSWORD_RESET_TIMEOUT // 86_400}
    try:
        send_mail(
            "Le abrieron una cuenta para atender solicitudes de información",
            render_to_string("account/email/invitacion.txt", contexto),
            settings.DEFAULT_FROM_EMAIL,
            [cuenta.email],
        )
    except SMTPRecipientsRefused as error:
        codigos = [codigo for codigo, _ in error.recipients.values()]
        if max(codigos) >= 500:
            raise FallaPermanenteError("El servidor de correo rechaza la dirección de la cuenta.") from None
        raise

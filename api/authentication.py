"""How a caller is recognised: a session of the portal, the session token of a program, a personal token, or a client's access token."""

from __future__ import annotations

from typing import Any

from allauth.headless.contrib.rest_framework.authentication import XSessionTokenAuthentication
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from config import reloj
from solicitudes.actor import Acreditacion, TokenDePersona
from solicitudes.credenciales import recognize_cliente, recognize_persona
from solicitudes.models import Persona
from solicitudes.services.tokens import MARCA

#: What a 401 offers (RFC 9110 lets it offer several ways).
DESAFIOS = 'Session realm="solicitudes", Bearer realm="solicitudes"'


def read_bearer(request: Request) -> str | None:
    """What came in `Authorization: Bearer …`, if it did."""
    esquema, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if esquema.lower() == "bearer" else None


class TokenPropio(BaseAuthentication):
    """`Authorization: Bearer sip_…`, a personal token: its owner calls, and `request.auth` says with which scopes."""

    def authenticate(self, request: Request) -> tuple[Persona, TokenDePersona] | None:
        token = read_bearer(request)
        if token is None or not token.startswith(MARCA):
            return None
        reconocida = recognize_persona(token, ahora=reloj.ahora())
        if reconocida is None:
            raise AuthenticationFailed("El token no vale, venció o fue revocado. Haga otro en /oficina/cuenta/tokens/.")
        return reconocida

    def authenticate_header(self, request: Request) -> str:
        return DESAFIOS


class TokenDeCliente(BaseAuthentication):
    """`Authorization: Bearer …` with the access token of an accredited client. Nobody signs in: `request.auth` says who it is."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, Acreditacion] | None:
        token = read_bearer(request)
        if token is None:
            return None
        acreditacion = recognize_cliente(token, ahora=reloj.ahora())
        if acreditacion is None:
            raise AuthenticationFailed(gettext("El token no vale o ya venció. Pida otro en /oauth/token/ con su client_id y su secreto."))
        return AnonymousUser(), acreditacion

    def authenticate_header(self, request: Request) -> str:
        return DESAFIOS


class SesionDelPortal(SessionAuthentication):
    """The browser's session, with CSRF. Answers 401, not 403, to whoever has not signed in."""

    def authenticate_header(self, request: Request) -> str:
        return DESAFIOS


class TokenDeSesion(XSessionTokenAuthentication):
    """`X-Session-Token`, obtained by signing in at /cuentas/api/."""

    def authenticate(self, request: Request) -> Any:
        # PostgreSQL refuses to look for a NUL, and no token has one.
        return None if "\0" in request.headers.get("X-Session-Token", "") else super().authenticate(request)

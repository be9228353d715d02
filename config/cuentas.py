"""How accounts are opened, by an administrator unless the installation lets anybody sign up, and how sure a session must be."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest


class AdaptadorDeCuentas(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth asks here whether the sign-up page is open."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.REGISTRO_ABIERTO)


def needs_segundo_factor(request: HttpRequest) -> bool:
    """Whether this session may not yet act as an official: the installation requires a second factor and the person has none.

    Whoever has one was asked for it when she signed in. No query once the session says so, one otherwise.
    """
    if not settings.SEGUNDO_FACTOR_OBLIGATORIO:
        return False
    usados = {registro.get("method") for registro in get_authentication_records(request, request.user)}
    return "mfa" not in usados and not is_mfa_enabled(request.user)

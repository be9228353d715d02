"""How accounts are opened: by an administrator, unless the installation lets anybody sign up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AdaptadorDeCuentas(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth asks here whether the sign-up page is open."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.REGISTRO_ABIERTO)

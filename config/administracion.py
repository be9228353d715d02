"""Django's admin behind the door of everybody else: signed in by the portal's page, with the second factor where it is required."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from config.cuentas import needs_segundo_factor, send_to_segundo_factor


class SitioDeAdministracion(AdminSite):
    """Nobody enters with a password alone where the installation asks for more."""

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not needs_segundo_factor(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Django's own page of sign-in would know nothing of the second factor, of rates nor of sessions: ours is used."""
        destino = request.GET.get("next") or request.path
        respuesta: HttpResponseBase
        if not request.user.is_authenticated:
            respuesta = redirect_to_login(destino)
        elif super().has_permission(request):
            respuesta = send_to_segundo_factor(request, destino)
        else:
            respuesta = super().login(request, extra_context)  # an account without this permission is told so
        return respuesta

"""Every address of the site, by door."""

from __future__ import annotations

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path

from api.oauth import TokenView
from config import salud
from portal.views.idioma import cambiar_idioma
from portal.views.ingreso import salir_al_directorio, volver


def closed(request: HttpRequest) -> HttpResponse:
    """What allauth would answer for providers of its own: we have none, and ours is by its page alone."""
    raise Http404


urlpatterns = [
    path("livez", salud.livez, name="livez"),
    path("readyz", salud.readyz, name="readyz"),
    path("api/v1/", include("api.urls")),
    path("oauth/token/", TokenView.as_view(), name="token"),
    path("cuentas/", include("allauth.account.urls")),
    path("cuentas/2fa/", include("allauth.mfa.urls")),
    path("cuentas/sessions/", include("allauth.usersessions.urls")),
    path("cuentas/institucion/", salir_al_directorio, name="salir_al_directorio"),
    path("cuentas/institucion/<slug:clave>/", volver, name="volver"),
    re_path(r"^cuentas/api/app/v1/(?:auth/provider/|account/providers)", closed),
    path("cuentas/api/", include("allauth.headless.urls")),
    path("admin/", admin.site.urls),
    path("oficina/", include("portal.oficina.urls")),
    path("idioma/", cambiar_idioma, name="idioma"),
    path("", include("portal.urls")),
]

handler400 = "config.fallas.bad_request"
handler403 = "portal.views.errores.forbidden"
handler404 = "config.fallas.not_found"
handler500 = "config.fallas.server_error"

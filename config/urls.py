"""Every address of the site, by door."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from api.oauth import TokenView
from config import salud
from portal.views.idioma import cambiar_idioma

urlpatterns = [
    path("livez", salud.livez, name="livez"),
    path("readyz", salud.readyz, name="readyz"),
    path("api/v1/", include("api.urls")),
    path("oauth/token/", TokenView.as_view(), name="token"),
    path("cuentas/", include("allauth.urls")),
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

"""The addresses of the workbench."""

from __future__ import annotations

from django.urls import path

from portal.oficina.views import cuenta

app_name = "oficina"

urlpatterns = [
    path("cuenta/", cuenta.cuenta, name="cuenta"),
    path("cuenta/sesiones/", cuenta.cerrar_sesion, name="cerrar_sesion"),
    path("segundo-factor/", cuenta.segundo_factor, name="segundo_factor"),
]

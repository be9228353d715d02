"""The addresses of the workbench."""

from __future__ import annotations

from django.urls import path

from portal.oficina.views import bandeja, cuenta, registrar

app_name = "oficina"

urlpatterns = [
    path("", bandeja.bandeja, name="bandeja"),
    path("exportar.<str:formato>", bandeja.exportar, name="exportar"),
    path("asignar/", bandeja.asignar_varias, name="asignar_varias"),
    path("vistas/", bandeja.vistas, name="vistas"),
    path("libro/", bandeja.libro, name="libro"),
    path("libro.<str:formato>", bandeja.libro_hoja, name="libro_hoja"),
    path("registrar/", registrar.registrar, name="registrar"),
    path("registrar/revisar/", registrar.revisar, name="registrar_revisar"),
    path("registrar/recibo/", registrar.recibo, name="registrar_recibo"),
    path("registrar/nueva/", registrar.nueva, name="registrar_nueva"),
    path("registrar/<str:folio>/acuse/", registrar.acuse, name="registrar_acuse"),
    path("cuenta/", cuenta.cuenta, name="cuenta"),
    path("cuenta/sesiones/", cuenta.cerrar_sesion, name="cerrar_sesion"),
    path("segundo-factor/", cuenta.segundo_factor, name="segundo_factor"),
]

"""The addresses of the workbench."""

from __future__ import annotations

from django.urls import path, register_converter

from portal.oficina.rutas import Acto, Folio
from portal.oficina.views import acto, autoridad, bandeja, cuenta, expediente, plantillas, registrar

app_name = "oficina"

register_converter(Folio, "folio")
register_converter(Acto, "acto")

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
    path("firmas/", autoridad.autoridad, name="autoridad"),
    path("cuenta/", cuenta.cuenta, name="cuenta"),
    path("cuenta/sesiones/", cuenta.cerrar_sesion, name="cerrar_sesion"),
    path("segundo-factor/", cuenta.segundo_factor, name="segundo_factor"),
    path("plantillas/", plantillas.plantillas, name="plantillas"),
    path("plantillas/nueva/", plantillas.plantilla, name="plantilla_nueva"),
    path("plantillas/<int:plantilla_id>/", plantillas.plantilla, name="plantilla"),
    path("plantillas/<int:plantilla_id>/activa/", plantillas.activar_plantilla, name="activar_plantilla"),
    path("<folio:folio>/", expediente.expediente, name="expediente"),
    path("<folio:folio>/nota/", expediente.nota, name="nota"),
    path("<folio:folio>/borrador.pdf", expediente.vista_previa, name="vista_previa"),
    path("<folio:folio>/documentos/<str:codigo>/", expediente.documento, name="documento"),
    path("<folio:folio>/<acto:acto>/", acto.acto, name="acto"),
]

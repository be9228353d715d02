"""The addresses of the workbench."""

from __future__ import annotations

from django.urls import path, register_converter

from portal.oficina.rutas import Acto, Folio, Numero
from portal.oficina.views import (
    acto,
    administracion,
    autoridad,
    bandeja,
    calendario,
    cuenta,
    expediente,
    identidad,
    lecturas,
    observatorio,
    personas,
    plantillas,
    registrar,
    reservas,
    suplencias,
    tokens,
)

app_name = "oficina"

register_converter(Folio, "folio")
register_converter(Acto, "acto")
register_converter(Numero, "numero")

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
    path("reservas/", reservas.reservas, name="reservas"),
    path("reservas/nueva/", reservas.reserva_nueva, name="reserva_nueva"),
    path("reservas/<numero:reserva_id>/prorrogar/", reservas.reserva_prorrogar, name="reserva_prorrogar"),
    path("reservas/<numero:reserva_id>/levantar/", reservas.reserva_levantar, name="reserva_levantar"),
    path("suplencias/", suplencias.suplencias, name="suplencias"),
    path("suplencias/<int:cargo_id>/terminar/", suplencias.terminar, name="terminar_suplencia"),
    path("instituciones/", observatorio.observatorio, name="observatorio"),
    path("instituciones.csv", observatorio.observatorio_hoja, name="observatorio_hoja"),
    path("instituciones/<str:codigo>/", observatorio.observada, name="observada"),
    path("instituciones/<str:codigo>/expedientes.csv", observatorio.observada_hoja, name="observada_hoja"),
    path("administracion/", administracion.administracion, name="administracion"),
    path("administracion/actos/", administracion.actos, name="actos_administrativos"),
    path("administracion/nombrar/", administracion.nombrar_en, name="nombrar_general"),
    path("administracion/instituciones/<str:codigo>/", administracion.casa, name="casa"),
    path("administracion/instituciones/<str:codigo>/nombrar/", administracion.nombrar_en, name="nombrar"),
    path("administracion/instituciones/<str:codigo>/unidades/", administracion.unidad_nueva, name="unidad_nueva"),
    path("administracion/instituciones/<str:codigo>/lecturas/", lecturas.lecturas, name="lecturas"),
    path("administracion/instituciones/<str:codigo>/lecturas/<slug:clave>/", lecturas.lectura, name="lectura"),
    path("administracion/unidades/<numero:unidad_id>/", administracion.unidad, name="unidad"),
    path("administracion/unidades/<numero:unidad_id>/estado/", administracion.unidad_estado, name="unidad_estado"),
    path("administracion/cargos/<numero:cargo_id>/", administracion.terminar, name="terminar_cargo"),
    path("administracion/personas/", personas.personas, name="personas"),
    path("administracion/personas/<numero:persona_id>/", personas.persona, name="persona"),
    path("administracion/personas/<numero:persona_id>/<str:que>/", personas.persona_hacer, name="persona_hacer"),
    path("administracion/calendario/", calendario.calendario, name="calendario"),
    path("administracion/calendario/nuevo/", calendario.calendario_nuevo, name="calendario_nuevo"),
    path("administracion/calendario/<numero:numero>/revocar/", calendario.calendario_revocar, name="calendario_revocar"),
    path("cuenta/", cuenta.cuenta, name="cuenta"),
    path("cuenta/sesiones/", cuenta.cerrar_sesion, name="cerrar_sesion"),
    path("cuenta/tokens/", tokens.tokens, name="tokens"),
    path("cuenta/tokens/nuevo/", tokens.token_nuevo, name="token_nuevo"),
    path("cuenta/tokens/<numero:token_id>/revocar/", tokens.token_revocar, name="token_revocar"),
    path("segundo-factor/", cuenta.segundo_factor, name="segundo_factor"),
    path("plantillas/", plantillas.plantillas, name="plantillas"),
    path("plantillas/nueva/", plantillas.plantilla, name="plantilla_nueva"),
    path("plantillas/<int:plantilla_id>/", plantillas.plantilla, name="plantilla"),
    path("plantillas/<int:plantilla_id>/activa/", plantillas.activar_plantilla, name="activar_plantilla"),
    path("<folio:folio>/", expediente.expediente, name="expediente"),
    path("<folio:folio>/presentes/", expediente.presentes, name="presentes"),
    path("<folio:folio>/plazo/", expediente.plazo, name="plazo"),
    path("<folio:folio>/nota/", expediente.nota, name="nota"),
    path("<folio:folio>/identidad/", identidad.identidad, name="identidad"),
    path("<folio:folio>/identidad/<numero:prueba_id>/", identidad.prueba, name="prueba"),
    path("<folio:folio>/borrador.pdf", expediente.vista_previa, name="vista_previa"),
    path("<folio:folio>/documentos/<str:codigo>/", expediente.documento, name="documento"),
    path("<folio:folio>/<acto:acto>/", acto.acto, name="acto"),
]

"""The pages for people."""

from __future__ import annotations

from django.urls import path

from portal.views import acreditar, cuenta, integraciones, pedir, publico, recurrir, reservas, seguir, verificar

app_name = "portal"

#: Pages of the guide: the last part of the address is the name of the template.
GUIA = ("derecho", "pasos", "plazos", "sin_respuesta", "privacidad")

urlpatterns = [
    path("", publico.inicio, name="inicio"),
    path("pedir/", pedir.texto, name="pedir"),
    path("pedir/institucion/", pedir.institucion, name="pedir_institucion"),
    path("pedir/datos/", pedir.datos, name="pedir_datos"),
    path("pedir/detalles/", pedir.detalles, name="pedir_detalles"),
    path("pedir/rectificacion/", pedir.rectificacion, name="pedir_rectificacion"),
    path("pedir/revisar/", pedir.revisar, name="pedir_revisar"),
    path("pedir/recibo/", pedir.recibo, name="recibo"),
    path("pedir/recibo/texto/", pedir.recibo_texto, name="recibo_texto"),
    path("pedir/nueva/", pedir.nueva, name="pedir_nueva"),
    path("seguir/", seguir.abrir, name="seguir"),
    path("seguir/terminar/", seguir.cerrar, name="terminar"),
    path("seguir/<str:folio>/", seguir.expediente, name="expediente"),
    path("seguir/<str:folio>/aclarar/", seguir.aclarar, name="aclarar"),
    path("seguir/<str:folio>/acreditar/", acreditar.acreditar, name="acreditar"),
    path("seguir/<str:folio>/desistir/", seguir.desistir, name="desistir"),
    path("seguir/<str:folio>/recibir/", seguir.recibir, name="recibir"),
    path("seguir/<str:folio>/recurrir/", recurrir.recurrir, name="recurrir"),
    path("seguir/<str:folio>/documentos/<str:codigo>/", seguir.documento, name="documento"),
    path("mi-cuenta/", cuenta.cuenta, name="cuenta"),
    path("mi-cuenta/copia/", cuenta.copia, name="cuenta_copia"),
    path("mi-cuenta/borrar/", cuenta.borrar, name="cuenta_borrar"),
    path("mi-cuenta/borrada/", cuenta.borrada, name="cuenta_borrada"),
    path("integraciones/", integraciones.integraciones, name="integraciones"),
    path("integraciones/<slug:identificador>/", integraciones.integracion, name="integracion"),
    path("integraciones/<slug:identificador>/avisos/<int:suscripcion_id>/", integraciones.avisos, name="integracion_avisos"),
    path("verificar/", verificar.pregunta, name="verificar"),
    path("verificar/<str:codigo>/", verificar.respuesta, name="verificacion"),
    path("directorio/", publico.directorio, name="directorio"),
    path("directorio/<str:codigo>/", publico.institucion, name="institucion"),
    path("reservas/", reservas.registro, name="reservas"),
    path("calendario/constancias/<int:numero>/", publico.constancia, name="constancia"),
    path("reservas.csv", reservas.registro_hoja, name="reservas_hoja"),
    path("reservas/<int:reserva_id>/", reservas.reserva, name="reserva"),
    path("calculadora/", publico.calculadora, name="calculadora"),
    *(path(f"guia/{pagina.replace('_', '-')}/", publico.guia, {"pagina": pagina}, name=f"guia_{pagina}") for pagina in GUIA),
]

"""The addresses under /api/v1/."""

from __future__ import annotations

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from api import esquema  # noqa: F401 - registers how callers identify themselves
from api.errors import not_found
from api.views import (
    actos,
    calendario,
    conciliacion,
    descargas,
    eventos,
    expediente,
    identidad,
    lecturas,
    presentacion,
    publico,
    reservas,
    tarifas,
    tokens,
)
from workflow.transiciones import ACTOS

app_name = "api"

urlpatterns = [
    path("solicitudes/", presentacion.SolicitudesView.as_view(), name="solicitudes"),
    path("solicitudes/<str:folio>/", expediente.ExpedienteView.as_view(), name="solicitud"),
    path("solicitudes/<str:folio>/movimientos/", expediente.MovimientosView.as_view(), name="movimientos"),
    path("solicitudes/<str:folio>/plazos/", expediente.PlazosView.as_view(), name="plazos"),
    path("solicitudes/<str:folio>/documentos/", expediente.DocumentosView.as_view(), name="documentos"),
    path("solicitudes/<str:folio>/documentos/<str:codigo>/", expediente.DocumentoView.as_view(), name="documento"),
    path("solicitudes/<str:folio>/identidad/", identidad.IdentidadView.as_view(), name="identidad"),
    path("solicitudes/<str:folio>/aportar-prueba/", identidad.AportarPruebaView.as_view(), name="aportar_prueba"),
    *(path(f"solicitudes/<str:folio>/{ACTOS[acto].ruta}/", vista.as_view(), name=acto) for acto, vista in actos.VISTAS.items()),
    path("solicitudes/<str:folio>/adelantar/", actos.AdelantarView.as_view(), name="adelantar"),
    path("conciliaciones/", conciliacion.ConciliacionesView.as_view(), name="conciliaciones"),
    path("eventos/", eventos.EventosView.as_view(), name="eventos"),
    path("suscripciones/", eventos.SuscripcionesView.as_view(), name="suscripciones"),
    path("suscripciones/<int:suscripcion_id>/", eventos.SuscripcionView.as_view(), name="suscripcion"),
    path("suscripciones/<int:suscripcion_id>/rotar-firma/", eventos.RotarFirmaView.as_view(), name="rotar_firma"),
    path("suscripciones/<int:suscripcion_id>/probar/", eventos.ProbarView.as_view(), name="probar"),
    path("suscripciones/<int:suscripcion_id>/reenviar/", eventos.ReenviarView.as_view(), name="reenviar"),
    path("suscripciones/<int:suscripcion_id>/entregas/", eventos.EntregasView.as_view(), name="entregas"),
    path("instituciones/", publico.InstitucionesView.as_view(), name="instituciones"),
    path("instituciones/directorio.csv", descargas.DirectorioCsvView.as_view(), name="directorio-csv"),
    path("instituciones/directorio.json", descargas.DirectorioJsonView.as_view(), name="directorio-json"),
    path("instituciones/sugerir/", publico.SugerirView.as_view(), name="sugerir"),
    path("instituciones/<str:codigo>/", lecturas.InstitucionView.as_view(), name="institucion"),
    path("instituciones/<str:codigo>/lecturas/", lecturas.LecturasView.as_view(), name="lecturas"),
    path("recursos/decisiones/", publico.DecisionesView.as_view(), name="decisiones"),
    path("plazos/calcular/", publico.CalcularView.as_view(), name="calcular"),
    path("calendario/", calendario.CalendarioView.as_view(), name="calendario"),
    path("calendario/actos/", calendario.ActosView.as_view(), name="actos-del-calendario"),
    path("calendario/actos/<int:numero>/revocar/", calendario.RevocarActoView.as_view(), name="revocar-acto-del-calendario"),
    path("reservas/", reservas.ReservasView.as_view(), name="reservas"),
    path("reservas/<int:reserva_id>/", reservas.ReservaView.as_view(), name="reserva"),
    path("reservas/<int:reserva_id>/prorrogar/", reservas.ProrrogarReservaView.as_view(), name="prorrogar-reserva"),
    path("reservas/<int:reserva_id>/levantar/", reservas.LevantarReservaView.as_view(), name="levantar-reserva"),
    path("tarifas/", tarifas.TarifasView.as_view(), name="tarifas"),
    path("tokens/", tokens.TokensView.as_view(), name="tokens"),
    path("tokens/<int:token_id>/", tokens.TokenView.as_view(), name="token"),
    path("verificar/<str:codigo>/", publico.VerificarView.as_view(), name="verificar"),
    path("esquema/", SpectacularAPIView.as_view(), name="esquema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="api:esquema"), name="docs"),
    re_path(r"^", not_found),
]

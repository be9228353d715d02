"""Signing in with the account of one's institution: out to its directory, and back with what it says."""

from __future__ import annotations

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from requests import RequestException

from config.ingreso import Camino, Directorio, show_falla
from portal.puerta import puerta
from solicitudes.models import Emisor
from solicitudes.oidc.descubrimiento import EmisorSinRespuestaError
from solicitudes.oidc.ficha import IngresoNoComprobadoError
from solicitudes.services.ingreso import list_emisores_abiertos

#: What may go wrong with the directory, and is no fault of ours.
_FALLAS = (EmisorSinRespuestaError, IngresoNoComprobadoError, OAuth2Error, RequestException)


@puerta(leer="consultar", enviar="consultar", privada=True)
def salir_al_directorio(request: HttpRequest) -> HttpResponse:
    """Send her to the directory that she chose. By a page and not by a redirect: what follows a form may lead nowhere else."""
    if request.method != "POST":
        return redirect("account_login")
    emisor = _find_emisor(request.POST.get("directorio", ""))
    directorio = Directorio(request, emisor)
    try:
        salida = directorio.redirect(request, process="login", next_url=get_next_redirect_url(request))
    except _FALLAS as error:
        return show_falla(request, emisor, error)
    return render(request, "portal/ingreso/salida.html", {"emisor": emisor, "destino": salida.url})


@puerta(leer="consultar", privada=True)
def volver(request: HttpRequest, clave: str) -> HttpResponse:
    """She comes back with a code that only this session can have asked for."""
    emisor = _find_emisor(clave)
    vista = OAuth2CallbackView.adapter_view(Camino(request, Directorio(request, emisor)))
    try:
        respuesta: HttpResponse = vista(request)
    except _FALLAS as error:
        return show_falla(request, emisor, error)
    return respuesta


def _find_emisor(clave: str) -> Emisor:
    emisor = list_emisores_abiertos().select_related("institucion").filter(clave=clave).first()
    if emisor is None:
        raise Http404
    return emisor

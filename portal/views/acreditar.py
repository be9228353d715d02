"""How the owner of some data accredits who she is: what to bring, where, or a photograph from her telephone (LAIP arts. 33 and 34)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from config import reloj
from portal.forms.acreditar import PruebaForm
from portal.llaves import con_llave
from portal.puerta import puerta
from solicitudes.actor import Actor
from solicitudes.ensayo import tell_hora
from solicitudes.seguimiento import Seguimiento, follow_solicitud
from solicitudes.services.identidad import aportar_prueba
from workflow.eventos import TipoSolicitud
from workflow.problema import ProblemaError


@puerta(leer="consultar", enviar="actuar", privada=True)
@con_llave
def acreditar(request: HttpRequest, folio: str, *, actor: Actor) -> HttpResponseBase:
    """What to bring, and the form that sends a file; what was sent is listed and never shown again."""
    caso = follow_solicitud(folio, actor=actor, al=tell_hora(folio, reloj.ahora()))
    if caso.identidad is None:
        return redirect("portal:expediente", folio=folio)
    if request.method != "POST":
        return _show(request, caso, _open(caso))
    formulario = _open(caso, request.POST, request.FILES)
    if not formulario.is_valid():
        return _show(request, caso, formulario)
    try:
        aportar_prueba(folio=folio, actor=actor, ahora=tell_hora(folio, reloj.ahora()), **formulario.as_argumentos())
    except ProblemaError as problema:
        formulario.add_error("archivo" if problema.campo else None, problema.detalle)
        return _show(request, caso, formulario, estado=problema.estatus)
    messages.success(request, _("Recibimos el archivo. La institución lo revisará."))
    return redirect("portal:acreditar", folio=folio)


def _open(caso: Seguimiento, *enviado: object) -> PruebaForm:
    return PruebaForm(*enviado, rectifica=caso.solicitud.tipo == TipoSolicitud.DATOS_RECTIFICACION)


def _show(request: HttpRequest, caso: Seguimiento, formulario: PruebaForm, *, estado: int = 200) -> HttpResponseBase:
    contexto = {"caso": caso, "solicitud": caso.solicitud, "formulario": formulario, "puede": "aportar-prueba" in caso.actos}
    return render(request, "portal/seguir/acreditar.html", contexto, status=estado)

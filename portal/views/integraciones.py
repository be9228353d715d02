"""What the people of a portal see of it: its calls, its refusals, what is left of its quota, and its webhooks, tried and sent again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config import reloj
from config.conteo import CONTADOR
from config.cuotas import measure_restos
from portal.forms.integraciones import ReenviarForm
from portal.puerta import puerta
from portal.views.cuenta import con_cuenta
from solicitudes.actor import Actor
from solicitudes.consumo import list_clientes, list_suscripciones, measure_consumo, stand_in
from solicitudes.eventos import list_entregas
from solicitudes.services.clientes import get_cliente
from solicitudes.services.suscripciones import DemasiadosEventosError, get_suscripcion, probar, reenviar

#: How many deliveries the page shows; the API pages through all.
ENTREGAS = 30


@puerta(leer="consultar", privada=True)
@con_cuenta
def integraciones(request: HttpRequest, *, titular: int) -> HttpResponseBase:
    """Those that she looks after."""
    return render(request, "portal/integraciones/lista.html", {"clientes": list_clientes(actor=Actor(persona_id=titular))})


@puerta(leer="consultar", privada=True)
@con_cuenta
def integracion(request: HttpRequest, identificador: str, *, titular: int) -> HttpResponseBase:
    """One of them."""
    CONTADOR.flush()
    cliente = get_cliente(identificador=identificador, actor=Actor(persona_id=titular))
    contexto = {
        "cliente": cliente,
        "consumo": measure_consumo(cliente, hoy=reloj.hoy()),
        "restos": measure_restos(cliente_id=cliente.pk, cuota=cliente.cuota),
        "suscripciones": list_suscripciones(cliente),
    }
    return render(request, "portal/integraciones/integracion.html", contexto)


@puerta(leer="consultar", enviar="actuar", privada=True)
@con_cuenta
def avisos(request: HttpRequest, identificador: str, suscripcion_id: int, *, titular: int) -> HttpResponseBase:
    """The deliveries of one subscription; a POST tries it, or sends a part of the stream again."""
    cliente = get_cliente(identificador=identificador, actor=Actor(persona_id=titular))
    actor = stand_in(cliente)
    suscripcion = get_suscripcion(suscripcion_id, actor=actor)
    que = request.POST.get("que", "") if request.method == "POST" else ""
    formulario = ReenviarForm(request.POST if que == "reenviar" else None)
    contexto: dict[str, Any] = {"cliente": cliente, "suscripcion": suscripcion, "formulario": formulario}
    if que == "probar":
        contexto |= _try(actor, suscripcion_id)
    elif que == "reenviar" and formulario.is_valid():
        contexto |= _send_again(actor, suscripcion_id, formulario)
    contexto["entregas"] = list_entregas(suscripcion)[:ENTREGAS]
    return render(request, "portal/integraciones/avisos.html", contexto)


def _try(actor: Actor, suscripcion_id: int) -> dict[str, Any]:
    respuesta = probar(actor=actor, suscripcion_id=suscripcion_id, ahora=reloj.ahora())
    if respuesta.entregada:
        return {"salio_bien": True, "dicho": _("Llegó: el receptor respondió %(codigo)s.") % {"codigo": respuesta.codigo}}
    return {"salio_bien": False, "dicho": _("No llegó."), "porque": respuesta.error}


def _send_again(actor: Actor, suscripcion_id: int, formulario: ReenviarForm) -> dict[str, Any]:
    try:
        cuantos = reenviar(actor=actor, suscripcion_id=suscripcion_id, ahora=reloj.ahora(), **formulario.cleaned_data)
    except DemasiadosEventosError as problema:
        formulario.add_error("hasta", problema.tell(_))
        return {}
    dicho = ngettext("Se entregará otra vez %(n)d aviso.", "Se entregarán otra vez %(n)d avisos.", cuantos) % {"n": cuantos}
    return {"salio_bien": True, "dicho": dicho}

"""Her own account: her offices, how she proves who she is, and where she is signed in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config import reloj
from config.cuentas import VOLVER, find_mesa, needs_segundo_factor
from portal.oficina.dispositivos import describe_dispositivo
from portal.oficina.puerta import CUALQUIERA, mark_puestos, oficina
from portal.puerta import puerta
from solicitudes.actor import Actor, actor_for_persona
from solicitudes.cuentas import get_segundo_factor, is_vigente, list_cargos_de
from solicitudes.services.ligaduras import desligar as undo_ligadura
from solicitudes.services.ligaduras import get_ligadura, list_ligaduras
from solicitudes.services.sesiones import cerrar_otras_sesiones, cerrar_sesion_propia, list_sesiones


@oficina(*CUALQUIERA)
def cuenta(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything about her account on one page."""
    persona_id: Any = request.user.pk
    sesiones = list_sesiones(persona_id=persona_id, ahora=reloj.ahora())
    contexto = {
        "cargos": [(cargo, is_vigente(cargo, hoy=reloj.hoy())) for cargo in list_cargos_de(persona_id=persona_id)],
        "factor": get_segundo_factor(persona_id=persona_id),
        "ligaduras": list_ligaduras(persona_id=persona_id),
        "sesiones": [(sesion, describe_dispositivo(sesion.user_agent)) for sesion in sesiones],
        "actual": request.session.session_key,
    }
    return render(request, "portal/oficina/cuenta/cuenta.html", contexto)


@oficina(*CUALQUIERA, enviar=True)
def cerrar_sesion(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Close one of her sessions, or every one but this."""
    if request.method == "POST":
        cual = request.POST.get("sesion", "")
        if cual.isdecimal() and len(cual) < 19:
            cerrar_sesion_propia(sesion_id=int(cual), actor=actor)
            messages.success(request, _("La sesión quedó cerrada."))
        elif cual == "otras":
            cuantas = cerrar_otras_sesiones(actor=actor, actual=request.session.session_key or "")
            messages.success(request, ngettext("Se cerró %(n)d sesión.", "Se cerraron %(n)d sesiones.", cuantas) % {"n": cuantas})
    return redirect("oficina:cuenta")


@oficina(*CUALQUIERA, enviar=True)
def desligar(request: HttpRequest, ligadura_id: str, actor: Actor) -> HttpResponse:
    """Say what it means to unbind the account of her institution, and do it."""
    persona_id: Any = request.user.pk
    if request.method == "POST":
        undo_ligadura(ligadura_id=int(ligadura_id), persona_id=persona_id, actor=actor, ahora=reloj.ahora())
        messages.success(request, _("La cuenta de su institución quedó desligada."))
        return redirect("oficina:cuenta")
    ligadura = get_ligadura(ligadura_id=int(ligadura_id), persona_id=persona_id)
    return render(request, "portal/oficina/cuenta/desligar.html", {"ligadura": ligadura})


@puerta(leer="consultar", privada=True)
def segundo_factor(request: HttpRequest) -> HttpResponse:
    """Why a second factor is asked for and how to get one; whoever has it goes on to where she was going, or to her desk."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    actor = actor_for_persona(request.user, hoy=reloj.hoy())
    if not needs_segundo_factor(request):
        return redirect(request.session.pop(VOLVER, None) or find_mesa(actor))
    mark_puestos(request, actor)
    return render(request, "portal/oficina/cuenta/segundo_factor.html")

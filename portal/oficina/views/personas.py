"""The accounts: found, looked at, deactivated and brought back; their sessions closed and their invitation sent again."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config import reloj
from portal.oficina.forms.administracion import BuscarForm
from portal.oficina.puerta import oficina
from portal.oficina.views.administracion import ADMINISTRAN, POR_PAGINA
from solicitudes.actor import Actor
from solicitudes.administracion import describe_cargo, list_cargos_visibles, list_personas
from solicitudes.cuentas import get_segundo_factor
from solicitudes.policies import is_administrador
from solicitudes.services.ligaduras import desligar, list_ligaduras
from solicitudes.services.personas import desactivar, get_persona, invitar_otra_vez, reactivar
from solicitudes.services.sesiones import cerrar_sesiones_de, list_sesiones
from solicitudes.services.tokens import list_tokens, revocar_tokens_de


@oficina(*ADMINISTRAN)
def personas(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The accounts, by name or address."""
    formulario = BuscarForm(request.GET)
    buscar = formulario.read_buscar()
    pagina = Paginator(list_personas(actor=actor, buscar=buscar), POR_PAGINA).get_page(request.GET.get("pagina"))
    contexto = {"formulario": formulario, "pagina": pagina, "consulta": urlencode({"buscar": buscar}) if buscar else ""}
    return render(request, "portal/oficina/administracion/personas.html", contexto)


@oficina(*ADMINISTRAN)
def persona(request: HttpRequest, persona_id: str, actor: Actor) -> HttpResponse:
    """One account: its offices, whether it has a second factor, where it is open."""
    cual = get_persona(persona_id=int(persona_id), actor=actor)
    cargos = list_cargos_visibles(persona=cual, actor=actor)
    contexto = {
        "persona": cual,
        "cargos": [describe_cargo(cargo, hoy=reloj.hoy()) for cargo in cargos],
        "factor": get_segundo_factor(persona_id=cual.pk),
        "ligaduras": list_ligaduras(persona_id=cual.pk),
        "sesiones": list_sesiones(persona_id=cual.pk, ahora=reloj.ahora()).count(),
        "tokens": list_tokens(persona_id=cual.pk).count(),
        "todo": is_administrador(actor),
        "es_ella": cual.pk == actor.persona_id,
    }
    return render(request, "portal/oficina/administracion/persona.html", contexto)


@oficina(*ADMINISTRAN, enviar=True)
def persona_hacer(request: HttpRequest, persona_id: str, que: str, actor: Actor) -> HttpResponse:
    """What is done to an account with one press."""
    if request.method == "POST":
        cual, ahora = int(persona_id), reloj.ahora()
        if que == "desactivar":
            desactivar(persona_id=cual, actor=actor, ahora=ahora)
            dicho = _("La cuenta quedó desactivada.")
        elif que == "reactivar":
            reactivar(persona_id=cual, actor=actor, ahora=ahora)
            dicho = _("La cuenta quedó activa.")
        elif que == "invitar":
            invitar_otra_vez(persona_id=cual, actor=actor, ahora=ahora)
            dicho = _("Le sale otro correo para elegir su contraseña.")
        elif que == "tokens":
            cuantos = revocar_tokens_de(persona_id=cual, actor=actor, ahora=ahora)
            dicho = ngettext("Se revocó %(n)d token.", "Se revocaron %(n)d tokens.", cuantos) % {"n": cuantos}
        elif que == "sesiones":
            cuantas = cerrar_sesiones_de(persona_id=cual, actor=actor, ahora=ahora)
            dicho = ngettext("Se cerró %(n)d sesión.", "Se cerraron %(n)d sesiones.", cuantas) % {"n": cuantas}
        else:
            raise Http404
        messages.success(request, dicho)
    return redirect("oficina:persona", persona_id)


@oficina(*ADMINISTRAN, enviar=True)
def desligar_de(request: HttpRequest, persona_id: str, ligadura_id: str, actor: Actor) -> HttpResponse:
    """Unbind the account of somebody from that of her institution."""
    if request.method == "POST":
        desligar(ligadura_id=int(ligadura_id), persona_id=int(persona_id), actor=actor, ahora=reloj.ahora())
        messages.success(request, _("La cuenta quedó desligada, y sus sesiones cerradas."))
    return redirect("oficina:persona", persona_id)

"""The tokens of her programs: made and shown once, listed with their last use, revoked at once."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from config import reloj
from portal.oficina.forms.tokens import ALCANCES_DE_UNA_PERSONA, TokenForm
from portal.oficina.puerta import CUALQUIERA, oficina
from solicitudes.actor import Actor
from solicitudes.alcances import Alcance
from solicitudes.models import TokenPersonal
from solicitudes.policies_programas import grantable_alcances, require_titular
from solicitudes.services.tokens import crear_token, list_tokens, revocar_token


@oficina(*CUALQUIERA)
def tokens(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Hers, and what they are."""
    propios = list_tokens(persona_id=require_titular(actor))
    contexto = {"tokens": [_describe(token) for token in propios], "puede": bool(grantable_alcances(actor))}
    return render(request, "portal/oficina/cuenta/tokens.html", contexto)


@oficina(*CUALQUIERA, enviar=True)
@reauthentication_required
def token_nuevo(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make one, after proving again who she is. Its secret is in this answer and in no other."""
    formulario = TokenForm(request.POST if request.method == "POST" else None, posibles=grantable_alcances(actor))
    contexto: dict[str, Any] = {"formulario": formulario}
    if request.method == "POST":
        hecho = formulario.send(lambda: crear_token(datos=formulario.build_datos(), actor=actor, ahora=reloj.ahora()))
        if hecho:
            contexto = {"token": _describe(hecho[0]), "secreto": hecho[1]}
    return render(request, "portal/oficina/cuenta/token_nuevo.html", contexto)


@oficina(*CUALQUIERA, enviar=True)
def token_revocar(request: HttpRequest, token_id: str, actor: Actor) -> HttpResponse:
    """End one at once."""
    if request.method == "POST":
        token = revocar_token(token_id=int(token_id), actor=actor, ahora=reloj.ahora())
        messages.success(request, _("El token «%(nombre)s» ya no abre nada.") % {"nombre": token.nombre})
    return redirect("oficina:tokens")


def _describe(token: TokenPersonal) -> dict[str, Any]:
    return {
        "fila": token,
        "vencido": token.fecha_hora_fin <= reloj.ahora(),
        "alcances": [ALCANCES_DE_UNA_PERSONA[Alcance(a)] for a in token.alcances],
    }

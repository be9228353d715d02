"""The door of the workbench: signed in, with the second factor where it is required, in one of the offices that the page is for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render

from config import reloj
from config.cuentas import needs_segundo_factor, send_to_segundo_factor
from portal.oficina.envios import keep_envio
from portal.puerta import Vista, puerta
from portal.trozos import page_behind, wants_trozo
from solicitudes.actor import Actor, actor_for_persona
from workflow.roles import GENERALES, INSTITUCIONALES, Rol

#: Everybody who holds an office inside an institution, and everybody who holds one at all.
DE_INSTITUCION = tuple(INSTITUCIONALES)
CUALQUIERA = tuple(INSTITUCIONALES | GENERALES)


def oficina(*roles: Rol, enviar: bool = False) -> Callable[[Vista], Vista]:
    """Make a view a page of the workbench for whoever holds any of `roles` today; it is given its `actor`.

    Whoever has not signed in is sent to do so and comes back to what she had written; whoever lacks the second factor, to set it up;
    anybody else gets 403.
    With `enviar` the page takes POST. Costs three queries: session, person, offices.
    """

    def decorate(vista: Vista) -> Vista:
        @wraps(vista)
        def desk(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST" and (not request.user.is_authenticated or needs_segundo_factor(request)):
                keep_envio(request)
            if not request.user.is_authenticated:
                return _turn_away(request, redirect_to_login(_page_to_return_to(request)))
            if needs_segundo_factor(request):
                return _turn_away(request, send_to_segundo_factor(request, _page_to_return_to(request)))
            actor = actor_for_persona(request.user, hoy=reloj.hoy())
            mark_puestos(request, actor)
            if not {puesto.rol for puesto in actor.puestos} & set(roles):
                return render(request, "portal/oficina/sin_cargo.html", {"roles": roles}, status=403)
            return vista(request, *args, actor=actor, **kwargs)

        return puerta(leer="consultar", enviar="actuar" if enviar else "", privada=True)(desk)

    return decorate


def _page_to_return_to(request: HttpRequest) -> str:
    """Where what she wanted is found once she has signed in; what she had posted waits at its own address."""
    if request.method != "GET":
        return request.path
    return page_behind(request) if wants_trozo(request) else request.get_full_path()


def _turn_away(request: HttpRequest, ingreso: HttpResponseRedirect) -> HttpResponseBase:
    """Send to sign in; a page that asked for a piece stays as it is, and says so."""
    if not wants_trozo(request):
        return ingreso
    return render(request, "portal/errores/sin_sesion.html", {"entrar": ingreso.url}, status=401)


def mark_puestos(request: Any, actor: Actor) -> None:
    """Leave on the request what the navigation of the page asks: the roles held today, and what they open."""
    roles = {puesto.rol for puesto in actor.puestos}
    request.puestos = frozenset(rol.value for rol in roles)
    request.en_institucion = bool(roles & INSTITUCIONALES)
    request.firma = bool(roles & {Rol.FIRMANTE, Rol.MAXIMA_AUTORIDAD})
    request.administra = bool(roles & {Rol.ADMINISTRADOR, Rol.MAXIMA_AUTORIDAD})

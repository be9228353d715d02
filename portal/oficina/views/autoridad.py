"""The desk of who signs and of the top authority: five minutes a day are enough to know what waits and what is late."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from config import reloj
from portal.oficina.abiertas import list_abiertas
from portal.oficina.puerta import oficina
from solicitudes.actor import Actor
from solicitudes.despacho import QUE_FIRMAN, TOPE, read_despacho
from solicitudes.mesa import open_mesa


@oficina(*QUE_FIRMAN)
def autoridad(request: HttpRequest, *, actor: Actor) -> HttpResponseBase:
    """What waits for a signature or a decision, what is late, what was ordered and not done. Each is read on its own page."""
    mesa = open_mesa(actor=actor, hoy=reloj.hoy())
    contexto = {"despacho": read_despacho(mesa), "mesa": mesa, "tope": TOPE, "abiertas": list_abiertas(mesa)}
    return render(request, "portal/oficina/autoridad/despacho.html", contexto)

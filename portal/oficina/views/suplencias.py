"""Substitutions: who stands in for whom, until when, and who decided it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from config import reloj
from portal.oficina.forms.suplencias import SuplenciaForm
from portal.oficina.puerta import oficina
from solicitudes.actor import Actor
from solicitudes.policies import is_administrador
from solicitudes.services.suplencia import Suplencia, suplir, terminar_suplencia
from solicitudes.suplencias import read_suplencias
from workflow.problema import ProblemaError
from workflow.roles import Rol

_QUIENES = (Rol.JEFE_UNIDAD, Rol.MAXIMA_AUTORIDAD, Rol.ADMINISTRADOR)


@oficina(*_QUIENES, enviar=True)
def suplencias(request: HttpRequest, *, actor: Actor) -> HttpResponseBase:
    """The list, and the form that names one more. The administrator says of which institution."""
    codigo = request.GET.get("institucion", "").strip().upper()
    elige = is_administrador(actor)
    leidas = read_suplencias(actor=actor, hoy=reloj.hoy(), codigo=codigo) if codigo or not elige else None
    contexto: dict[str, Any] = {"suplencias": leidas, "codigo": codigo, "elige": elige}
    if leidas is not None:
        formulario = SuplenciaForm(request.POST if request.method == "POST" else None, suplencias=leidas, initial={"desde": reloj.hoy()})
        if formulario.is_bound and formulario.is_valid() and _name(formulario, actor):
            messages.success(request, _("La suplencia quedó registrada."))
            return redirect(request.get_full_path())
        contexto["formulario"] = formulario
    return render(request, "portal/oficina/suplencias/lista.html", contexto)


@oficina(*_QUIENES, enviar=True)
def terminar(request: HttpRequest, cargo_id: int, *, actor: Actor) -> HttpResponseBase:
    """End one now; asked first, since who loses the office stops seeing its cases."""
    if request.method == "POST":
        terminar_suplencia(cargo_id=cargo_id, actor=actor, ahora=reloj.ahora())
        messages.success(request, _("La suplencia terminó."))
    return redirect("oficina:suplencias")


def _name(formulario: SuplenciaForm, actor: Actor) -> bool:
    """Name her; False, and the form says why, if it may not be."""
    datos = formulario.cleaned_data
    try:
        suplir(suplencia=Suplencia(datos["cargo"], datos["suplente"], datos["desde"], datos["hasta"]), actor=actor, ahora=reloj.ahora())
    except ProblemaError as problema:
        formulario.add_error(problema.campo if problema.campo in formulario.fields else None, problema.tell(_))
    return not formulario.errors

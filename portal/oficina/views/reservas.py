"""The register of reserved information from the desk of the top authority: what ends soon, and the three things that she may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from config import reloj
from portal.oficina.forms.administracion import FormularioDeServicio
from portal.oficina.forms.reservas import LevantarReservaForm, ProrrogarReservaForm, ReservaForm
from portal.oficina.puerta import oficina
from solicitudes.actor import Actor
from solicitudes.administracion import list_administrables
from solicitudes.policies import require_reservas
from solicitudes.registro_reservas import Entrada, get_entrada, list_por_atender
from solicitudes.services.reserva import clasificar, levantar_reserva, prorrogar_reserva
from workflow.roles import Rol


@oficina(Rol.MAXIMA_AUTORIDAD)
def reservas(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What ends soon first, then the rest."""
    pronto, resto = list_por_atender(actor=actor, hoy=reloj.hoy())
    return render(request, "portal/oficina/reservas/lista.html", {"pronto": pronto, "resto": resto})


@oficina(Rol.MAXIMA_AUTORIDAD, enviar=True)
def reserva_nueva(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Enter a resolution that reserves."""
    instituciones = list_administrables(actor=actor).filter(pk__in=actor.instituciones(Rol.MAXIMA_AUTORIDAD))
    formulario = ReservaForm(request.POST if request.method == "POST" else None, instituciones=instituciones)
    return _ask(
        request,
        formulario,
        lambda: clasificar(clasificacion=formulario.build_clasificacion(), actor=actor, ahora=reloj.ahora()),
        {"que": "nueva"},
        _("La reserva quedó en el registro, que es público."),
    )


@oficina(Rol.MAXIMA_AUTORIDAD, enviar=True)
def reserva_prorrogar(request: HttpRequest, reserva_id: str, actor: Actor) -> HttpResponse:
    """Extend it, once."""
    entrada = _get_propia(reserva_id, actor)
    formulario = ProrrogarReservaForm(request.POST if request.method == "POST" else None)

    def extend() -> Any:
        prorroga = formulario.build_prorroga()
        return prorrogar_reserva(reserva_id=entrada.reserva.pk, prorroga=prorroga, actor=actor, ahora=reloj.ahora())

    return _ask(
        request,
        formulario,
        extend,
        {"que": "prorrogar", "entrada": entrada},
        _("La reserva quedó prorrogada. Ya no puede haber otra prórroga."),
    )


@oficina(Rol.MAXIMA_AUTORIDAD, enviar=True)
def reserva_levantar(request: HttpRequest, reserva_id: str, actor: Actor) -> HttpResponse:
    """End it before its day."""
    entrada = _get_propia(reserva_id, actor)
    formulario = LevantarReservaForm(request.POST if request.method == "POST" else None)

    def lift() -> Any:
        levantamiento = formulario.build_levantamiento()
        return levantar_reserva(reserva_id=entrada.reserva.pk, levantamiento=levantamiento, actor=actor, ahora=reloj.ahora())

    return _ask(request, formulario, lift, {"que": "levantar", "entrada": entrada}, _("La reserva quedó levantada."))


def _ask(
    request: HttpRequest, formulario: FormularioDeServicio, hacer: Callable[[], Any], contexto: dict[str, Any], hecho: str
) -> HttpResponse:
    """The form; once sent and taken, back to the list."""
    if request.method == "POST" and formulario.send(hacer):
        messages.success(request, hecho)
        return redirect("oficina:reservas")
    return render(request, "portal/oficina/reservas/formulario.html", contexto | {"formulario": formulario})


def _get_propia(reserva_id: str, actor: Actor) -> Entrada:
    """An entry of her own institution, with what is left of it; of another one, she reads it in the public register."""
    entrada = get_entrada(int(reserva_id), hoy=reloj.hoy())
    require_reservas(actor, entrada.reserva.institucion_id)
    return entrada

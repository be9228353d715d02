"""Appealing the answer, or the silence: what it is, what follows and by when, and one button."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from config import reloj
from portal.forms.recurrir import RecurrirConClaveForm, RecurrirForm, explain_causales
from portal.forms.seguir import NO_ABRE
from portal.llaves import actor_for_folio, open_presentacion
from portal.puerta import puerta
from solicitudes.actor import Actor
from solicitudes.ensayo import tell_hora
from solicitudes.prevision import Prevision, foresee_recurso
from solicitudes.selectors import identify_solicitante
from solicitudes.services.recurso import interponer_recurso
from workflow.causales import Causal


@puerta(leer="consultar", enviar="actuar", privada=True)
def recurrir(request: HttpRequest, folio: str) -> HttpResponseBase:
    """The appeal; whoever lost her session while writing gives her key with it."""
    actor = actor_for_folio(request, folio)
    if request.method == "POST":
        return _appeal(request, folio, actor) if actor.presentacion_id else _appeal_with_key(request, folio)
    if actor.presentacion_id is None:
        return redirect("portal:expediente", folio=folio)
    prevision = foresee_recurso(folio, actor=actor, al=tell_hora(folio, reloj.ahora()))
    inicial = {"causales": [Causal.SIN_RESPUESTA.value] if prevision.en_silencio else []}
    return _show(request, folio, RecurrirForm(initial=inicial, causales=prevision.causales, preguntas=prevision.preguntas), prevision)


def _appeal(request: HttpRequest, folio: str, actor: Actor) -> HttpResponseBase:
    prevision = foresee_recurso(folio, actor=actor, al=tell_hora(folio, reloj.ahora()))
    formulario = RecurrirForm(request.POST, causales=prevision.causales, preguntas=prevision.preguntas)
    if prevision.impedimento or not formulario.is_valid():
        return _show(request, folio, formulario, prevision)
    return _file(folio, actor, formulario)


def _appeal_with_key(request: HttpRequest, folio: str) -> HttpResponseBase:
    formulario = RecurrirConClaveForm(request.POST)
    if formulario.is_valid():
        actor = identify_solicitante(folio, formulario.cleaned_data["clave"])
        if actor.presentacion_id is not None:
            open_presentacion(request, actor.presentacion_id)
            return _appeal(request, folio, actor)
        formulario.add_error("clave", NO_ABRE)
    return _show(request, folio, formulario, None)


def _file(folio: str, actor: Actor, formulario: RecurrirForm) -> HttpResponseBase:
    datos = formulario.cleaned_data
    interponer_recurso(
        folio=folio,
        actor=actor,
        causales=tuple(datos["causales"]),
        agravios=datos["agravios"],
        preguntas=tuple(datos.get("preguntas", ())),
        ahora=tell_hora(folio, reloj.ahora()),
    )
    return redirect("portal:expediente", folio=folio)


def _show(request: HttpRequest, folio: str, formulario: RecurrirForm, prevision: Prevision | None) -> HttpResponseBase:
    contexto: dict[str, Any] = {"folio": folio, "formulario": formulario, "prevision": prevision}
    if prevision is not None and prevision.impedimento:
        return render(request, "portal/seguir/no_recurrir.html", contexto, status=prevision.impedimento.estatus)
    causales = prevision.causales if prevision else tuple(Causal)
    return render(request, "portal/seguir/recurrir.html", {**contexto, "explicaciones": explain_causales(causales)})

"""The acts of the calendar: listed, previewed with how many cases they move, applied, and undone by another act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from config import reloj
from portal.oficina.forms.administracion import ActoCalendarioForm, RevocarForm
from portal.oficina.puerta import oficina
from portal.oficina.views.administracion import ADMINISTRAN, POR_PAGINA
from solicitudes.actor import Actor
from solicitudes.administracion import list_administrables
from solicitudes.calendario_publico import list_actos_de_calendario
from solicitudes.policies import is_administrador
from solicitudes.services.calendario import aplicar, previsualizar
from solicitudes.services.propuesta import Propuesta


@oficina(*ADMINISTRAN)
def calendario(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every act, the last one first."""
    pagina = Paginator(list_actos_de_calendario().order_by("-numero"), POR_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "portal/oficina/administracion/calendario.html", {"pagina": pagina})


@oficina(*ADMINISTRAN, enviar=True)
def calendario_nuevo(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write an act, see whom it moves, apply it."""
    instituciones = None if is_administrador(actor) else list_administrables(actor=actor)
    formulario = ActoCalendarioForm(request.POST if request.method == "POST" else None, instituciones=instituciones)
    return _ask(request, formulario, lambda: formulario.build_propuesta(), actor, {})


@oficina(*ADMINISTRAN, enviar=True)
def calendario_revocar(request: HttpRequest, numero: str, actor: Actor) -> HttpResponse:
    """Undo an act by another, having seen whom that moves."""
    formulario = RevocarForm(request.POST if request.method == "POST" else None)
    revocado = list_actos_de_calendario().filter(numero=int(numero)).first()
    return _ask(request, formulario, lambda: formulario.build_propuesta(int(numero)), actor, {"revocado": revocado})


def _ask(request: HttpRequest, formulario: Any, build: Any, actor: Actor, contexto: dict[str, Any]) -> HttpResponse:
    """The form; once sent, what the act would do; once confirmed, the act."""
    prevision = None
    if request.method == "POST" and request.POST.get("paso") == "aplicar":
        registro = formulario.send(lambda: aplicar(propuesta=build(), actor=actor, ahora=reloj.ahora()))
        if registro:
            messages.success(request, _done(registro.acto.numero, registro.repetido))
            return redirect("oficina:calendario")
    elif request.method == "POST":
        prevision = formulario.send(lambda: _foresee(build(), actor))
    contexto |= {"formulario": formulario, "prevision": prevision}
    return render(request, "portal/oficina/administracion/calendario_acto.html", contexto)


def _foresee(propuesta: Propuesta, actor: Actor) -> Any:
    return previsualizar(propuestas=[propuesta], actor=actor, ahora=reloj.ahora())


def _done(numero: int, repetido: bool) -> str:
    if repetido:
        return _("El acto %(n)d ya decía lo mismo: no se registró otra vez.") % {"n": numero}
    return _("Quedó registrado el acto %(n)d. Los expedientes se recalculan ahora.") % {"n": numero}

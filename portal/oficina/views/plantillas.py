"""The templates of resolutions that an institution keeps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.oficina.envios import find_envio, forget_envio
from portal.oficina.forms.resolucion import PlantillaForm
from portal.oficina.puerta import oficina
from solicitudes.actor import Actor
from solicitudes.carpeta import list_plantillas_propias
from solicitudes.models import PlantillaResolucion
from solicitudes.services.plantilla import activate_plantilla, add_plantilla, change_plantilla, get_plantilla
from workflow.problema import ProblemaError
from workflow.roles import Rol

_QUIENES = (Rol.OFICIAL, Rol.JEFE_UNIDAD)


@oficina(*_QUIENES)
def plantillas(request: HttpRequest, *, actor: Actor) -> HttpResponseBase:
    """All of them, those put away last."""
    return render(request, "portal/oficina/plantillas/lista.html", {"plantillas": list_plantillas_propias(actor=actor)})


@oficina(*_QUIENES, enviar=True)
def plantilla(request: HttpRequest, plantilla_id: int = 0, *, actor: Actor) -> HttpResponseBase:
    """A new one, or the change of one."""
    actual = get_plantilla(plantilla_id, actor=actor) if plantilla_id else None
    if request.method != "POST":
        return _show(request, PlantillaForm(find_envio(request), initial=_as_inicial(actual)), actual)
    formulario = PlantillaForm(request.POST)
    if formulario.is_valid():
        try:
            _keep(formulario, actual, actor)
        except ProblemaError as problema:
            formulario.add_error(problema.campo or None, problema.tell(_))
        else:
            forget_envio(request)
            messages.success(request, _("Plantilla guardada."))
            return redirect("oficina:plantillas")
    return _show(request, formulario, actual)


@oficina(*_QUIENES, enviar=True)
def activar_plantilla(request: HttpRequest, plantilla_id: int, *, actor: Actor) -> HttpResponseBase:
    """Put it away, or take it out again."""
    if request.method == "POST":
        activate_plantilla(plantilla_id=plantilla_id, actor=actor, activa=request.POST.get("activa") == "1")
    return redirect("oficina:plantillas")


def _keep(formulario: PlantillaForm, actual: PlantillaResolucion | None, actor: Actor) -> None:
    if actual is None:
        add_plantilla(actor=actor, texto=formulario.as_texto())
    else:
        change_plantilla(plantilla_id=actual.pk, actor=actor, texto=formulario.as_texto())


def _as_inicial(actual: PlantillaResolucion | None) -> dict[str, Any]:
    campos = ("nombre", "sentido", "respuesta", "motivacion", "fundamento")
    return {campo: getattr(actual, campo) for campo in campos} if actual else {}


def _show(request: HttpRequest, formulario: PlantillaForm, actual: PlantillaResolucion | None) -> HttpResponseBase:
    return render(request, "portal/oficina/plantillas/plantilla.html", {"formulario": formulario, "plantilla": actual})

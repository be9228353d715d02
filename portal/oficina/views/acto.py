"""One view for every act of an institution: what it would do, the form, the service; and what to say when it cannot be done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from config import reloj
from portal.oficina.consecuencia import tell_consecuencia
from portal.oficina.envios import find_envio, forget_envio
from portal.oficina.forms.actos import ActoForm
from portal.oficina.forms.resolucion import ElegirPlantillaForm
from portal.oficina.historia import tell_pasos
from portal.oficina.puerta import DE_INSTITUCION, oficina
from portal.oficina.tramites import TRAMITES, Tramite
from solicitudes.actor import Actor
from solicitudes.carpeta import Carpeta, list_plantillas
from solicitudes.consecuencias import foresee
from solicitudes.identidades import find_identidad
from solicitudes.impedimentos import ActoPesado, Veredicto
from solicitudes.models import Movimiento
from solicitudes.services.acto import VersionAnteriorError
from solicitudes.services.apertura import abrir_acto
from workflow.problema import ProblemaError


@oficina(*DE_INSTITUCION, enviar=True)
def acto(request: HttpRequest, folio: str, acto: str, *, actor: Actor) -> HttpResponseBase:
    """The page of an act. At most eight queries to show it."""
    tramite = TRAMITES[acto]
    carpeta = abrir_acto(folio=folio, actor=actor, ahora=reloj.ahora())
    if request.method == "POST":
        return _do(request, tramite, carpeta, actor)
    guardado = find_envio(request)
    formulario = tramite.choose_formulario(carpeta)(guardado, carpeta=carpeta, initial=_find_inicial(request, carpeta, actor))
    return _show(request, tramite, carpeta, actor, formulario, recuperado=guardado is not None)


def _do(request: HttpRequest, tramite: Tramite, carpeta: Carpeta, actor: Actor) -> HttpResponseBase:
    """Press: the service does it, or the form comes back with everything that was written in it."""
    formulario = tramite.choose_formulario(carpeta)(request.POST, request.FILES, carpeta=carpeta)
    if "encontrar" in request.POST:
        return _show(request, tramite, carpeta, actor, _relax(formulario))
    if not formulario.is_valid():
        return _show(request, tramite, carpeta, actor, formulario)
    folio = carpeta.solicitud.folio
    try:
        tramite.servicio(folio=folio, actor=actor, ahora=reloj.ahora(), version=formulario.version_leida, **formulario.as_argumentos())
    except VersionAnteriorError as problema:
        return _tell_cambios(request, tramite, folio, actor, leida=formulario.version_leida, estatus=problema.estatus)
    except ProblemaError as problema:
        formulario.add_problema(problema)
        return _show(request, tramite, carpeta, actor, formulario, estatus=problema.estatus)
    forget_envio(request)
    messages.success(request, f"{tramite.hecho}.")
    return redirect("oficina:expediente", folio=folio)


def _tell_cambios(request: HttpRequest, tramite: Tramite, folio: str, actor: Actor, *, leida: int, estatus: int) -> HttpResponseBase:
    """Somebody moved the case meanwhile: what, who and when, and the same form for a second, conscious press.

    The same press twice is one act: whoever did it a moment ago is shown the case.
    """
    carpeta = abrir_acto(folio=folio, actor=actor, ahora=reloj.ahora())
    cambios = carpeta.list_since(leida) if leida >= 0 else list(carpeta.movimientos[-3:])
    propio = carpeta.weigh(tramite.acto).veredicto is Veredicto.PROPIO
    if not propio and [(m.acto, m.persona_id) for m in cambios] == [(tramite.acto, actor.persona_id)]:
        return redirect("oficina:expediente", folio=folio)
    datos = request.POST.copy()
    datos["version"] = str(carpeta.solicitud.version)
    formulario = tramite.choose_formulario(carpeta)(datos, request.FILES, carpeta=carpeta)
    return _show(request, tramite, carpeta, actor, formulario, cambios=cambios, estatus=estatus)


def _show(
    request: HttpRequest,
    tramite: Tramite,
    carpeta: Carpeta,
    actor: Actor,
    formulario: ActoForm,
    *,
    cambios: list[Movimiento] | None = None,
    recuperado: bool = False,
    estatus: int = 200,
) -> HttpResponse:
    pesado = carpeta.weigh(tramite.acto)
    if pesado.veredicto is not Veredicto.PROPIO:
        return _refuse(request, tramite, carpeta, pesado, formulario=formulario, cambios=cambios)
    return render(
        request,
        "portal/oficina/expediente/acto.html",
        {
            "tramite": tramite,
            "caso": carpeta,
            "solicitud": carpeta.solicitud,
            "formulario": formulario,
            "consecuencias": _tell(carpeta, tramite),
            "presentes": carpeta.list_presentes(actor),
            "cambios": tell_pasos(cambios or ()),
            "recuperado": recuperado,
            "resolucion": carpeta.situacion.resolucion if carpeta.ve_respuesta else None,
            "plantillas": _build_picker(request, carpeta, actor) if tramite.acto == "redactar" else None,
            "identidad": find_identidad(carpeta.solicitud, actor=actor) if tramite.acto == "acreditar" else None,
        },
        status=estatus,
    )


def _refuse(
    request: HttpRequest,
    tramite: Tramite,
    carpeta: Carpeta,
    pesado: ActoPesado,
    *,
    formulario: ActoForm,
    cambios: list[Movimiento] | None = None,
) -> HttpResponse:
    """Why not, and what had been written, so that it can be copied."""
    textos = [str(valor) for nombre, valor in formulario.data.items() if nombre in formulario.fields and nombre != "version"]
    contexto = {
        "tramite": tramite,
        "solicitud": carpeta.solicitud,
        "pesado": pesado,
        "cambios": tell_pasos(cambios or ()),
        "escrito": [texto for texto in textos if texto.strip()],
    }
    estatus = 403 if pesado.veredicto is Veredicto.AJENO else 409
    return render(request, "portal/oficina/expediente/no_se_puede.html", contexto, status=estatus)


def _tell(carpeta: Carpeta, tramite: Tramite) -> list[str]:
    try:
        return tell_consecuencia(carpeta, foresee(carpeta.situacion, tramite.acto))
    except ProblemaError:
        return []  # the service says why when it is pressed


def _relax(formulario: ActoForm) -> ActoForm:
    """The form after a search inside it: nothing is wrong yet."""
    formulario.errors.clear()
    return formulario


def _find_inicial(request: HttpRequest, carpeta: Carpeta, actor: Actor) -> dict[str, Any]:
    """What the chosen template says, if one was chosen."""
    elegida = request.GET.get("plantilla", "")
    plantilla = next((p for p in list_plantillas(carpeta, actor=actor) if str(p.pk) == elegida), None) if elegida else None
    campos = ("sentido", "respuesta", "motivacion", "fundamento")
    return {campo: getattr(plantilla, campo) for campo in campos} if plantilla else {}


def _build_picker(request: HttpRequest, carpeta: Carpeta, actor: Actor) -> ElegirPlantillaForm | None:
    if carpeta.preguntas:
        return None  # a template answers a whole request
    opciones = [(p.pk, p.nombre) for p in list_plantillas(carpeta, actor=actor)]
    return (
        ElegirPlantillaForm(initial={"plantilla": request.GET.get("plantilla", "")}, opciones=opciones, auto_id="elegir_%s")
        if opciones
        else None
    )

"""How an institution reads what the law leaves open: every point with what else it could be, and the page on which it is chosen."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from config import reloj
from portal.oficina.forms.lecturas import LecturaForm
from portal.oficina.puerta import oficina
from portal.oficina.views.administracion import ADMINISTRAN
from solicitudes.actor import Actor
from solicitudes.lecturas import describe_eleccion, describe_puntos, list_elecciones
from solicitudes.services.eleccion_lectura import elegir_lectura
from solicitudes.services.unidades import get_institucion


@oficina(*ADMINISTRAN)
def lecturas(request: HttpRequest, codigo: str, actor: Actor) -> HttpResponse:
    """Every disputed point, and everything that was ever chosen."""
    institucion = get_institucion(codigo=codigo, actor=actor)
    historia = [(eleccion, describe_eleccion(eleccion, institucion)) for eleccion in list_elecciones(institucion)]
    contexto = {"institucion": institucion, "puntos": describe_puntos(institucion, reloj.hoy()), "historia": historia}
    return render(request, "portal/oficina/administracion/lecturas.html", contexto)


@oficina(*ADMINISTRAN, enviar=True)
def lectura(request: HttpRequest, codigo: str, clave: str, actor: Actor) -> HttpResponse:
    """Choose another reading of one point."""
    institucion = get_institucion(codigo=codigo, actor=actor)
    punto = next((p for p in describe_puntos(institucion, reloj.hoy()) if p.lectura.clave == clave and p.elegible), None)
    if punto is None:
        raise Http404
    formulario = LecturaForm(request.POST if request.method == "POST" else None, punto=punto)
    if request.method == "POST" and formulario.send(
        lambda: elegir_lectura(eleccion=formulario.build_eleccion(institucion.codigo, clave), actor=actor, ahora=reloj.ahora())
    ):
        messages.success(request, _("La lectura quedó registrada. Lo que ya se presentó no cambia."))
        return redirect("oficina:lecturas", institucion.codigo)
    contexto = {"formulario": formulario, "institucion": institucion, "punto": punto}
    return render(request, "portal/oficina/administracion/lectura.html", contexto)

"""The administrator's first page, one institution with its units and offices, and what the administration has done."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from config import reloj
from portal.oficina.forms.administracion import BuscarForm, NombrarForm, TerminarForm, UnidadForm
from portal.oficina.puerta import oficina
from solicitudes.actor import Actor
from solicitudes.administracion import (
    describe_cargo,
    list_actos_administrativos,
    list_administrables,
    list_generales,
    list_internas,
    open_casa,
)
from solicitudes.policies import is_administrador
from solicitudes.services.cargos import get_cargo, nombrar, terminar_cargo
from solicitudes.services.unidades import agregar_unidad, cambiar_unidad, cerrar_unidad, get_institucion, get_unidad, reabrir_unidad
from workflow.roles import Rol

ADMINISTRAN = (Rol.ADMINISTRADOR, Rol.MAXIMA_AUTORIDAD)
POR_PAGINA = 50


@oficina(*ADMINISTRAN)
def administracion(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Where everything is; the only institution of a top authority opens at once."""
    formulario = BuscarForm(request.GET)
    buscar = formulario.read_buscar()
    pagina = Paginator(list_administrables(actor=actor, buscar=buscar), POR_PAGINA).get_page(request.GET.get("pagina"))
    todo = is_administrador(actor)
    if not todo and pagina.paginator.count == 1 and not buscar:
        return redirect("oficina:casa", pagina.object_list[0].codigo)
    contexto = {
        "formulario": formulario,
        "pagina": pagina,
        "todo": todo,
        "generales": list_generales(hoy=reloj.hoy()) if todo else (),
        "consulta": urlencode({"buscar": buscar}) if buscar else "",
    }
    return render(request, "portal/oficina/administracion/inicio.html", contexto)


@oficina(*ADMINISTRAN)
def casa(request: HttpRequest, codigo: str, actor: Actor) -> HttpResponse:
    """One institution: its units, who holds which office, how it reads the law."""
    casa = open_casa(get_institucion(codigo=codigo, actor=actor), hoy=reloj.hoy())
    return render(request, "portal/oficina/administracion/casa.html", {"casa": casa, "institucion": casa.institucion})


@oficina(*ADMINISTRAN, enviar=True)
def nombrar_en(request: HttpRequest, actor: Actor, codigo: str = "") -> HttpResponse:
    """Appoint somebody in an institution or, without one, over all of them."""
    institucion = get_institucion(codigo=codigo, actor=actor) if codigo else None
    internas = list_internas(institucion) if institucion else None
    formulario = NombrarForm(request.POST if request.method == "POST" else None, internas=internas, initial={"desde": reloj.hoy()})
    if request.method == "POST":
        cargo = formulario.send(
            lambda: nombrar(codigo=codigo, nombramiento=formulario.build_nombramiento(), actor=actor, ahora=reloj.ahora())
        )
        if cargo:
            messages.success(
                request, _("%(quien)s tiene el cargo: %(cargo)s.") % {"quien": cargo.persona, "cargo": _(cargo.get_rol_display())}
            )
            return redirect("oficina:casa", institucion.codigo) if institucion else redirect("oficina:administracion")
    return render(request, "portal/oficina/administracion/nombrar.html", {"formulario": formulario, "institucion": institucion})


@oficina(*ADMINISTRAN, enviar=True)
def terminar(request: HttpRequest, cargo_id: str, actor: Actor) -> HttpResponse:
    """Give an appointment its last day."""
    cargo = get_cargo(cargo_id=int(cargo_id), actor=actor)
    formulario = TerminarForm(request.POST if request.method == "POST" else None, initial={"hasta": reloj.hoy()})
    if request.method == "POST" and formulario.send(
        lambda: terminar_cargo(cargo_id=cargo.pk, hasta=formulario.cleaned_data["hasta"], actor=actor, ahora=reloj.ahora())
    ):
        messages.success(request, _("El cargo tiene su último día."))
        return redirect("oficina:casa", cargo.unidad.institucion.codigo) if cargo.unidad else redirect("oficina:administracion")
    contexto = {"formulario": formulario, "descrito": describe_cargo(cargo, hoy=reloj.hoy())}
    return render(request, "portal/oficina/administracion/terminar.html", contexto)


@oficina(*ADMINISTRAN, enviar=True)
def unidad_nueva(request: HttpRequest, codigo: str, actor: Actor) -> HttpResponse:
    """Add an internal unit."""
    institucion = get_institucion(codigo=codigo, actor=actor)
    formulario = UnidadForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulario.send(
        lambda: agregar_unidad(codigo=codigo, **formulario.cleaned_data, actor=actor, ahora=reloj.ahora())
    ):
        messages.success(request, _("La unidad quedó agregada."))
        return redirect("oficina:casa", institucion.codigo)
    return render(request, "portal/oficina/administracion/unidad.html", {"formulario": formulario, "institucion": institucion})


@oficina(*ADMINISTRAN, enviar=True)
def unidad(request: HttpRequest, unidad_id: str, actor: Actor) -> HttpResponse:
    """Rename a unit or change its mailbox."""
    cual = get_unidad(unidad_id=int(unidad_id), actor=actor)
    formulario = UnidadForm(request.POST if request.method == "POST" else None, initial={"nombre": cual.nombre, "correo": cual.correo})
    if request.method == "POST" and formulario.send(
        lambda: cambiar_unidad(unidad_id=cual.pk, **formulario.cleaned_data, actor=actor, ahora=reloj.ahora())
    ):
        messages.success(request, _("La unidad quedó cambiada."))
        return redirect("oficina:casa", cual.institucion.codigo)
    contexto = {"formulario": formulario, "institucion": cual.institucion, "unidad": cual}
    return render(request, "portal/oficina/administracion/unidad.html", contexto)


@oficina(*ADMINISTRAN, enviar=True)
def unidad_estado(request: HttpRequest, unidad_id: str, actor: Actor) -> HttpResponse:
    """Close an internal unit, or open it again."""
    cual = get_unidad(unidad_id=int(unidad_id), actor=actor)
    if request.method == "POST":
        hacer = cerrar_unidad if request.POST.get("que") == "cerrar" else reabrir_unidad
        hacer(unidad_id=cual.pk, actor=actor, ahora=reloj.ahora())
        messages.success(request, _("La unidad quedó cerrada.") if hacer is cerrar_unidad else _("La unidad quedó abierta."))
    return redirect("oficina:casa", cual.institucion.codigo)


@oficina(*ADMINISTRAN)
def actos(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the administration did, newest first."""
    pagina = Paginator(list_actos_administrativos(actor=actor), POR_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "portal/oficina/administracion/actos.html", {"pagina": pagina})

"""The inbox: what to do first, found by filters and words, kept as views, asked inside in bulk, taken away as a sheet."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from config import reloj
from portal.oficina.columnas import DE_ENLACE, DE_OFICINA, cells_of, cells_of_libro, name_of, titles_of, titles_of_libro
from portal.oficina.forms.bandeja import MAXIMO_ELEGIDAS, AsignarVariasForm, BandejaForm, LibroForm, VistaForm, clean_consulta
from portal.oficina.hojas import TIPOS, send_hoja
from portal.oficina.puerta import DE_INSTITUCION, oficina
from portal.trozos import show
from solicitudes.actor import Actor
from solicitudes.bandeja import PAGINA, iter_bandeja, list_elegidas, read_bandeja
from solicitudes.filtros import filter_casos
from solicitudes.mesa import open_mesa
from solicitudes.policies import DE_LA_INSTITUCION
from solicitudes.registro import iter_registro
from solicitudes.services.asignacion_multiple import asignar_varias as ask_for_each
from solicitudes.services.lectura import record_exportacion
from solicitudes.services.vistas import DemasiadasVistasError, delete_vista, list_vistas, save_vista
from workflow.roles import Rol


@oficina(*DE_INSTITUCION)
def bandeja(request: HttpRequest, *, actor: Actor) -> HttpResponseBase:
    """What expires first on top. Five queries."""
    mesa = open_mesa(actor=actor, hoy=reloj.hoy())
    formulario = BandejaForm(request.GET, mesa=mesa)
    leida = read_bandeja(mesa, formulario.build_filtros(), tras=request.GET.get("tras", ""))
    contexto = {"mesa": mesa, "formulario": formulario, "bandeja": leida, "vista": VistaForm(), "por_pagina": PAGINA}
    return show(request, "portal/oficina/bandeja/lista.html", "portal/oficina/bandeja/_bandeja.html", contexto)


@oficina(*DE_INSTITUCION)
def exportar(request: HttpRequest, formato: str, *, actor: Actor) -> HttpResponseBase:
    """The worklist under the same filters, whole texts and all pages; with names, it is on record that she took them away."""
    if formato not in TIPOS:
        raise Http404
    mesa = open_mesa(actor=actor, hoy=reloj.hoy())
    columnas = DE_ENLACE if mesa.es_enlace else DE_OFICINA
    filtros = BandejaForm(request.GET, mesa=mesa).build_filtros()
    filas = iter_bandeja(mesa, filtros)
    if not mesa.es_enlace:
        record_exportacion(solicitudes=filter_casos(mesa, filtros), actor=actor, por="exportar la bandeja", ahora=reloj.ahora())
    cuerpo = (cells_of(renglon, columnas) for renglon in filas)
    return send_hoja(formato, nombre=name_of("bandeja", mesa.hoy), columnas=titles_of(columnas), filas=cuerpo)


@oficina(*DE_LA_INSTITUCION)
def libro(request: HttpRequest, *, actor: Actor) -> HttpResponseBase:
    """Which period of the register to take away; this year's unless another is chosen."""
    hoy = reloj.hoy()
    formulario = LibroForm(request.GET if "desde" in request.GET else None, initial={"desde": hoy.replace(month=1, day=1), "hasta": hoy})
    if formulario.is_bound and formulario.is_valid():
        formato = request.GET.get("formato", "")
        direccion = reverse("oficina:libro_hoja", args=[formato if formato in TIPOS else "xlsx"])
        return redirect(f"{direccion}?{urlencode({k: v.isoformat() for k, v in formulario.cleaned_data.items()})}")
    return render(request, "portal/oficina/bandeja/libro.html", {"formulario": formulario})


@oficina(*DE_LA_INSTITUCION)
def libro_hoja(request: HttpRequest, formato: str, *, actor: Actor) -> HttpResponseBase:
    """The register of a period: every case with its dates, terms, sense, cause and days."""
    formulario = LibroForm(request.GET)
    if formato not in TIPOS:
        raise Http404
    if not formulario.is_valid():
        return redirect(f"{reverse('oficina:libro')}?{request.GET.urlencode()}")
    mesa, periodo = open_mesa(actor=actor, hoy=reloj.hoy()), formulario.cleaned_data
    filas = (cells_of_libro(asiento) for asiento in iter_registro(mesa, **periodo))
    nombre = f"registro-{periodo['desde']:%Y-%m-%d}-{periodo['hasta']:%Y-%m-%d}"
    return send_hoja(formato, nombre=nombre, columnas=titles_of_libro(), filas=filas)


@oficina(Rol.OFICIAL, enviar=True)
def asignar_varias(request: HttpRequest, *, actor: Actor) -> HttpResponseBase:
    """Ask one unit for all the chosen cases; then each tells its own outcome. Sent twice, the second time changes nothing."""
    enviado = request.POST if request.method == "POST" else request.GET
    folios = tuple(dict.fromkeys(enviado.getlist("folio")))[:MAXIMO_ELEGIDAS]
    mesa = open_mesa(actor=actor, hoy=reloj.hoy())
    formulario = AsignarVariasForm(request.POST if request.method == "POST" else None, mesa=mesa)
    contexto = {"mesa": mesa, "formulario": formulario, "consulta": clean_consulta(enviado.get("vuelta", ""))}
    if formulario.is_bound and formulario.is_valid() and folios:
        resultados = ask_for_each(folios=folios, pedido=formulario.build_pedido(), actor=actor, ahora=reloj.ahora())
        paginas = ("portal/oficina/bandeja/asignadas.html", "portal/oficina/bandeja/_asignadas.html")
        respuesta = show(request, *paginas, contexto | {"resultados": resultados})
        respuesta.headers["HX-Trigger"] = "casos-cambiaron"
        return respuesta
    renglones = list_elegidas(mesa, folios) if folios else []
    return show(request, "portal/oficina/bandeja/asignar.html", "portal/oficina/bandeja/_asignar.html", contexto | {"renglones": renglones})


@oficina(*DE_INSTITUCION, enviar=True)
def vistas(request: HttpRequest, *, actor: Actor) -> HttpResponseBase:
    """The views that she keeps: save the filters of the inbox under a name, or forget one."""
    formulario = VistaForm(request.POST if request.POST.get("accion") == "guardar" else None)
    if request.method == "POST" and not formulario.is_bound:
        numero = request.POST.get("vista", "")
        delete_vista(actor=actor, vista_id=int(numero) if numero.isdecimal() and len(numero) < 18 else 0)
        messages.success(request, _("La vista se borró."))
        return redirect("oficina:vistas")
    if formulario.is_bound and formulario.is_valid() and (respuesta := _save(request, formulario, actor)):
        return respuesta
    return render(request, "portal/oficina/bandeja/vistas.html", {"vistas": list_vistas(actor=actor), "formulario": formulario})


def _save(request: HttpRequest, formulario: VistaForm, actor: Actor) -> HttpResponse | None:
    try:
        vista = save_vista(actor=actor, **formulario.cleaned_data)
    except DemasiadasVistasError as problema:
        formulario.add_error("nombre", problema.tell(_))
        return None
    messages.success(request, _("La vista «%s» se guardó.") % vista.nombre)
    return redirect(f"{reverse('oficina:bandeja')}?{vista.consulta}")

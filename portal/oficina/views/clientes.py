"""The portals and systems that use the API: accredited, changed, given a new secret, suspended, revoked, and who looks after each."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config import reloj
from config.conteo import CONTADOR
from portal.oficina.forms.administracion import BuscarForm
from portal.oficina.forms.clientes import ALCANCES_DE_UN_CLIENTE, AcreditarForm, ClienteForm, EncargarForm
from portal.oficina.puerta import oficina
from portal.oficina.views.administracion import POR_PAGINA
from solicitudes.actor import Actor
from solicitudes.alcances import Alcance
from solicitudes.consumo import list_clientes, list_encargados, measure_consumo
from solicitudes.services.clientes import (
    DIAS_DE_TRASLAPE,
    acreditar,
    cambiar_acreditacion,
    find_datos,
    get_cliente,
    readmitir,
    revocar,
    rotar_secreto,
    suspender,
)
from solicitudes.services.encargados import encargar, relevar
from workflow.roles import Rol


@oficina(Rol.ADMINISTRADOR)
def clientes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every one, by name or `client_id`."""
    formulario = BuscarForm(request.GET)
    buscar = formulario.read_buscar()
    pagina = Paginator(list_clientes(actor=actor, buscar=buscar), POR_PAGINA).get_page(request.GET.get("pagina"))
    contexto = {"formulario": formulario, "pagina": pagina, "consulta": urlencode({"buscar": buscar}) if buscar else ""}
    return render(request, "portal/oficina/clientes/lista.html", contexto)


@oficina(Rol.ADMINISTRADOR, enviar=True)
def cliente_nuevo(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Accredit one. Its secret is in this answer and in no other."""
    formulario = AcreditarForm(request.POST if request.method == "POST" else None)

    def acredita() -> tuple[Any, str]:
        escrito = dict(formulario.cleaned_data)
        prueba = escrito.pop("prueba")
        datos = find_datos(**escrito)
        return acreditar(
            nombre=datos.nombre,
            alcances=datos.alcances,
            institucion=datos.institucion,
            responsable=datos.responsable,
            correo=datos.correo,
            cuota=datos.cuota,
            prueba=prueba,
            actor=actor,
            ahora=reloj.ahora(),
        )

    if request.method == "POST" and (hecho := formulario.send(acredita)):
        return render(request, "portal/oficina/clientes/secreto.html", {"cliente": hecho[0], "secreto": hecho[1]})
    return render(request, "portal/oficina/clientes/formulario.html", {"formulario": formulario})


@oficina(Rol.ADMINISTRADOR)
def cliente(request: HttpRequest, identificador: str, actor: Actor) -> HttpResponse:
    """One: what it may do, how it does, who looks after it."""
    CONTADOR.flush()
    cual = get_cliente(identificador=identificador, actor=actor)
    contexto = {
        "cliente": cual,
        "alcances": [ALCANCES_DE_UN_CLIENTE[a] for a in Alcance if a in cual.alcances],
        "consumo": measure_consumo(cual, hoy=reloj.hoy()),
        "encargados": list_encargados(cual),
    }
    return render(request, "portal/oficina/clientes/cliente.html", contexto)


@oficina(Rol.ADMINISTRADOR, enviar=True)
def cliente_cambiar(request: HttpRequest, identificador: str, actor: Actor) -> HttpResponse:
    """Change what it may do, for whom, how often."""
    cual = get_cliente(identificador=identificador, actor=actor)
    formulario = ClienteForm(request.POST if request.method == "POST" else None, initial=ClienteForm.read_cliente(cual))
    if request.method == "POST" and formulario.send(
        lambda: cambiar_acreditacion(
            identificador=identificador, datos=find_datos(**formulario.cleaned_data), actor=actor, ahora=reloj.ahora()
        )
    ):
        messages.success(request, _("La acreditación quedó cambiada; rige desde ahora."))
        return redirect("oficina:cliente", identificador)
    return render(request, "portal/oficina/clientes/formulario.html", {"formulario": formulario, "cliente": cual})


@oficina(Rol.ADMINISTRADOR, enviar=True)
def cliente_encargar(request: HttpRequest, identificador: str, actor: Actor) -> HttpResponse:
    """Let somebody see how it does."""
    cual = get_cliente(identificador=identificador, actor=actor)
    formulario = EncargarForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (
        encargado := formulario.send(
            lambda: encargar(identificador=identificador, **formulario.cleaned_data, actor=actor, ahora=reloj.ahora())
        )
    ):
        messages.success(request, _("%(quien)s ya puede ver cómo va.") % {"quien": encargado.persona})
        return redirect("oficina:cliente", identificador)
    return render(request, "portal/oficina/clientes/encargar.html", {"formulario": formulario, "cliente": cual})


@oficina(Rol.ADMINISTRADOR, enviar=True)
def cliente_hacer(request: HttpRequest, identificador: str, que: str, actor: Actor) -> HttpResponse:
    """What is done to one with one press."""
    if request.method == "POST":
        comun: dict[str, Any] = {"identificador": identificador, "actor": actor, "ahora": reloj.ahora()}
        if que == "rotar":
            sobra = 0 if request.POST.get("ya") else DIAS_DE_TRASLAPE
            secreto = rotar_secreto(**comun, dias=sobra)
            contexto = {"cliente": get_cliente(identificador=identificador, actor=actor), "secreto": secreto, "dias": sobra, "nuevo": True}
            return render(request, "portal/oficina/clientes/secreto.html", contexto)
        if que == "relevar" and request.POST.get("encargado", "").isdecimal():
            relevar(**comun, encargado_id=int(request.POST["encargado"][:18]))
            messages.success(request, _("Ya no ve nada de este cliente."))
        elif que in _HECHOS:
            hacer, dicho = _HECHOS[que]
            hacer(**comun)
            messages.success(request, dicho)
        else:
            raise Http404
    return redirect("oficina:cliente", identificador)


_HECHOS: dict[str, tuple[Any, Any]] = {
    "suspender": (suspender, gettext_lazy("Quedó suspendido: espera fuera hasta que lo readmita.")),
    "readmitir": (readmitir, gettext_lazy("Ya puede entrar otra vez.")),
    "revocar": (revocar, gettext_lazy("Quedó revocado para siempre.")),
}

"""The directories of accounts by which officials sign in: listed, registered, tried, changed, switched off."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from config import reloj
from config.ingreso import return_url
from portal.oficina.forms.directorios import CambiarDirectorioForm, RegistrarDirectorioForm, RotarDirectorioForm
from portal.oficina.puerta import oficina
from portal.oficina.views.administracion import POR_PAGINA
from solicitudes.actor import Actor
from solicitudes.models import Emisor
from solicitudes.oidc.descubrimiento import EmisorSinRespuestaError
from solicitudes.services.emisores import (
    cambiar_emisor,
    desactivar_emisor,
    get_emisor,
    list_emisores,
    probar_emisor,
    reactivar_emisor,
    registrar_emisor,
    rotar_emisor,
)
from solicitudes.services.ingreso import describe_resultado, list_ingresos
from workflow.roles import Rol

INGRESOS = 50


@oficina(Rol.ADMINISTRADOR)
def directorios(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every one, by name."""
    pagina = Paginator(list_emisores(actor=actor), POR_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "portal/oficina/directorios/lista.html", {"pagina": pagina})


@oficina(Rol.ADMINISTRADOR, enviar=True)
def directorio_nuevo(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Register one; it is asked for its configuration before anything is kept."""
    formulario = RegistrarDirectorioForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        emisor = formulario.send(
            lambda: registrar_emisor(
                **{campo: formulario.cleaned_data[campo] for campo in ("clave", "codigo", "url", "cliente_id", "secreto")},
                datos=formulario.build_datos(),
                actor=actor,
                ahora=reloj.ahora(),
            )
        )
        if emisor:
            messages.success(request, _("El directorio respondió y quedó registrado."))
            return redirect("oficina:directorio", emisor.pk)
    contexto = {"formulario": formulario, "regreso": f"{settings.URL_BASE}/cuentas/institucion/…/"}
    return render(request, "portal/oficina/directorios/nuevo.html", contexto)


@oficina(Rol.ADMINISTRADOR, enviar=True)
def directorio(request: HttpRequest, emisor_id: str, actor: Actor) -> HttpResponse:
    """One: who came in by it; what may change, and its secret."""
    emisor = get_emisor(emisor_id=int(emisor_id), actor=actor)
    que = request.POST.get("que", "") if request.method == "POST" else ""
    formulario = CambiarDirectorioForm(request.POST if que == "cambiar" else None, initial=_describe(emisor))
    rotacion = RotarDirectorioForm(request.POST if que == "rotar" else None)
    ahora = reloj.ahora()
    if que == "cambiar" and formulario.send(
        lambda: cambiar_emisor(emisor_id=emisor.pk, datos=formulario.build_datos(), actor=actor, ahora=ahora)
    ):
        messages.success(request, _("El directorio quedó cambiado."))
        return redirect("oficina:directorio", emisor.pk)
    if que == "rotar" and rotacion.send(lambda: rotar_emisor(emisor_id=emisor.pk, **rotacion.cleaned_data, actor=actor, ahora=ahora)):
        messages.success(request, _("Desde ahora se usa el secreto nuevo."))
        return redirect("oficina:directorio", emisor.pk)
    return _show(request, emisor, formulario=formulario, rotacion=rotacion)


@oficina(Rol.ADMINISTRADOR, enviar=True)
def directorio_hacer(request: HttpRequest, emisor_id: str, que: str, actor: Actor) -> HttpResponse:
    """What is done to a directory with one press."""
    if request.method == "POST":
        cual, ahora = int(emisor_id), reloj.ahora()
        if que == "desactivar":
            desactivar_emisor(emisor_id=cual, actor=actor, ahora=ahora)
            dicho = _("Nadie más entra por este directorio.")
        elif que == "reactivar":
            reactivar_emisor(emisor_id=cual, actor=actor, ahora=ahora)
            dicho = _("Se vuelve a entrar por este directorio.")
        elif que == "probar":
            try:
                probar_emisor(emisor_id=cual, actor=actor)
            except EmisorSinRespuestaError as falla:
                return _show(request, get_emisor(emisor_id=cual, actor=actor), falla=falla)
            dicho = _("El directorio responde como debe.")
        else:
            raise Http404
        messages.success(request, dicho)
    return redirect("oficina:directorio", emisor_id)


def _show(request: HttpRequest, emisor: Emisor, **contexto: Any) -> HttpResponse:
    contexto = {
        "formulario": CambiarDirectorioForm(initial=_describe(emisor)),
        "rotacion": RotarDirectorioForm(),
        **contexto,
        "emisor": emisor,
        "regreso": return_url(emisor),
        "ingresos": [(ingreso, describe_resultado(ingreso.resultado)) for ingreso in list_ingresos(emisor)[:INGRESOS]],
    }
    return render(request, "portal/oficina/directorios/directorio.html", contexto)


def _describe(emisor: Emisor) -> dict[str, Any]:
    return {
        "nombre": emisor.nombre,
        "dominios": " ".join(emisor.dominios),
        "fia_segundo_factor": emisor.fia_segundo_factor,
        "acr": emisor.acr,
    }

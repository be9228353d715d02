"""Asking, one thing per page: what, whom, who, review, send. Works without JavaScript and survives a lost session."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from config import reloj
from portal.advertencias import find_datos_personales
from portal.borrador import (
    Borrador,
    discard_borrador,
    get_recibo,
    is_filed,
    open_borrador,
    read_borrador_enviado,
    save_borrador,
    save_recibo,
)
from portal.forms.pedir import (
    EXPLICACIONES,
    IDIOMAS,
    DatosForm,
    DetallesForm,
    InstitucionesForm,
    RectificacionForm,
    TextoDeDatosForm,
    TextoForm,
    TitularForm,
)
from portal.llaves import get_cuenta, open_presentacion
from portal.puerta import puerta
from portal.trozos import wants_trozo
from solicitudes.actor import ANONIMO, Actor, actor_for_cuenta, actor_for_presentacion
from solicitudes.busqueda import list_candidatas
from solicitudes.claves import make_clave
from solicitudes.models.presentacion import FormaEntrega
from solicitudes.seguimiento import list_constancias
from solicitudes.services.idempotencia import IdempotenciaReutilizadaError
from solicitudes.services.presentacion import (
    MAXIMO_DE_INSTITUCIONES,
    DemasiadasInstitucionesError,
    InstitucionCerradaError,
    InstitucionDesconocidaError,
    presentar,
)
from workflow.eventos import TipoSolicitud

Contexto = dict[str, Any]


@puerta(leer="consultar", enviar="calcular", privada=True)
def texto(request: HttpRequest) -> HttpResponseBase:
    """What do you want to know? Whoever wrote personal data is asked once whether she means it."""
    borrador = open_borrador(request)
    if request.method == "POST":
        if is_filed(request, borrador):
            borrador = Borrador()
        borrador.tipo = _read_tipo(request.POST.get("tipo", ""), borrador.tipo)
        formulario = _ask_texto(borrador, request.POST)
        if formulario.is_valid():
            borrador.texto = formulario.cleaned_data["texto"]
            borrador.instituciones = borrador.instituciones or [a for a in request.POST.getlist("a")[:1] if a.isprintable()]
            save_borrador(request, borrador)
            # Whoever asks for her own data writes hers, and they are not published.
            advertencias = [] if borrador.de_datos_propios else list(find_datos_personales(borrador.texto))
            if not advertencias or "asi" in request.POST:
                return redirect(_next(request, "portal:pedir_institucion"))
            return _show(request, "texto", borrador, formulario=formulario, advertencias=advertencias)
    else:
        borrador.tipo = _read_tipo(request.GET.get("tipo", ""), borrador.tipo)
        formulario = _ask_texto(borrador)
    return _show(request, "texto", borrador, formulario=formulario, a=request.GET.get("a", ""))


@puerta(leer="consultar", enviar="calcular", privada=True)
def institucion(request: HttpRequest) -> HttpResponseBase:
    """Whom to ask: what fits the text, what a search finds, several at once."""
    borrador = open_borrador(request)
    if not borrador.texto:
        return render(request, "portal/errores/sin_sesion.html", status=401) if wants_trozo(request) else redirect("portal:pedir")
    buscar = request.GET.get("buscar", "")
    formulario = InstitucionesForm(request.POST) if request.method == "POST" else InstitucionesForm(initial={"buscar": buscar})
    if isinstance(formulario, InstitucionesForm) and formulario.is_bound and formulario.is_valid():
        borrador.instituciones = formulario.cleaned_data["instituciones"]
        save_borrador(request, borrador)
        buscar = formulario.cleaned_data["buscar"]
        if "seguir" not in request.POST:
            return redirect(f"{reverse('portal:pedir_institucion')}?{urlencode({'buscar': buscar})}#encontradas")
        if formulario.demand_alguna():
            return redirect(_next(request, "portal:pedir_datos"))
    if wants_trozo(request):
        return _search(request, borrador, buscar)
    candidatas = list_candidatas(texto=borrador.texto, buscar=buscar, elegidas=borrador.instituciones)
    return _show(request, "institucion", borrador, formulario=formulario, candidatas=candidatas, buscar=buscar)


def _search(request: HttpRequest, borrador: Borrador, buscar: str) -> HttpResponseBase:
    """What is found while she types; what she checked among what was found before stays checked, and above it."""
    marcadas = [codigo for codigo in request.GET.getlist("instituciones")[:MAXIMO_DE_INSTITUCIONES] if codigo.isprintable()]
    candidatas = list_candidatas(texto=borrador.texto, buscar=buscar, elegidas=[*borrador.instituciones, *marcadas])
    contexto = {"candidatas": candidatas, "buscar": buscar, "es_trozo": True}
    contexto["marcadas"] = [i for i in candidatas.elegidas if i.codigo in marcadas and i.codigo not in borrador.instituciones]
    return render(request, "portal/pedir/_encontradas.html", contexto)


@puerta(leer="consultar", enviar="calcular", privada=True)
def datos(request: HttpRequest) -> HttpResponseBase:
    """Who asks: a name; the rest is hers to give."""
    clase = TitularForm if open_borrador(request).de_datos_propios else DatosForm
    return _step(request, clase, "datos", siguiente="portal:pedir_revisar")


@puerta(leer="consultar", enviar="calcular", privada=True)
def detalles(request: HttpRequest) -> HttpResponseBase:
    """How and in what language; most people leave it as it is."""
    return _step(request, DetallesForm, "detalles", siguiente="portal:pedir_revisar", explicaciones=EXPLICACIONES)


@puerta(leer="consultar", enviar="calcular", privada=True)
def rectificacion(request: HttpRequest) -> HttpResponseBase:
    """What is to be corrected: the three things that the law asks for, of whoever wants her own data corrected (LAIP art. 34)."""
    return _step(request, RectificacionForm, "rectificacion", siguiente="portal:pedir_revisar")


@puerta(leer="consultar", enviar="presentar", privada=True)
def revisar(request: HttpRequest) -> HttpResponseBase:
    """Everything on one page, and the button that sends it. However often it is pressed, it files once."""
    borrador = read_borrador_enviado(request) if request.method == "POST" else open_borrador(request)
    if request.method == "POST" and borrador.completo:
        return _file(request, borrador)
    if borrador.falta_rectificacion and borrador.texto and borrador.instituciones and borrador.nombre:
        return redirect("portal:pedir_rectificacion")
    if not borrador.completo:
        return redirect("portal:recibo" if get_recibo(request) and not borrador.texto else "portal:pedir")
    return _review(request, borrador)


@puerta(leer="consultar", privada=True)
def recibo(request: HttpRequest) -> HttpResponseBase:
    """The receipt: folio, key, date and why. It can be opened again in this session, until she says that she is done."""
    contexto = _read_recibo(request)
    return render(request, "portal/pedir/recibo.html", contexto) if contexto else redirect("portal:seguir")


@puerta(leer="consultar", privada=True)
def recibo_texto(request: HttpRequest) -> HttpResponseBase:
    """The same, as a text file to keep on the telephone."""
    contexto = _read_recibo(request)
    if contexto is None:
        return redirect("portal:seguir")
    respuesta = HttpResponse(render(request, "portal/pedir/recibo.txt", contexto).content, content_type="text/plain; charset=utf-8")
    respuesta.headers["Content-Disposition"] = f'attachment; filename="solicitud-{contexto["constancias"][0].solicitud.folio}.txt"'
    return respuesta


@puerta(enviar="consultar", privada=True)
def nueva(request: HttpRequest) -> HttpResponseBase:
    """Throw the draft away and begin again."""
    if request.method == "POST":
        discard_borrador(request)
    return redirect("portal:pedir")


def _ask_texto(borrador: Borrador, escrito: Any = None) -> TextoForm:
    """The first question, in the words of what is asked for."""
    inicial = {"texto": borrador.texto}
    return (
        TextoDeDatosForm(escrito, initial=inicial, tipo=borrador.tipo) if borrador.de_datos_propios else TextoForm(escrito, initial=inicial)
    )


def _file(request: HttpRequest, borrador: Borrador) -> HttpResponseBase:
    try:
        actor = _applicant(request)
        resultado = presentar(peticion=borrador.build_peticion(), actor=actor, ahora=reloj.ahora(), idempotencia=borrador.llave)
    except (InstitucionCerradaError, InstitucionDesconocidaError, DemasiadasInstitucionesError) as problema:
        save_borrador(request, borrador)
        return _review(request, borrador, problema=problema)
    except IdempotenciaReutilizadaError:
        # The draft was sent before, and changed afterwards in a page left open: it is another request, and says so.
        borrador.llave = Borrador().llave
        save_borrador(request, borrador)
        return _review(request, borrador, repetida=True)
    open_presentacion(request, resultado.presentacion)
    save_recibo(request, resultado, borrador.llave, en_cuenta=actor.cuenta_id is not None)
    return redirect("portal:recibo")


def _applicant(request: HttpRequest) -> Actor:
    """Nobody known, or her account if she is signed in and left the box checked: filing never asks for one."""
    cuenta = get_cuenta(request) if "en_cuenta" in request.POST else None
    return ANONIMO if cuenta is None else actor_for_cuenta(cuenta)


def _review(request: HttpRequest, borrador: Borrador, **contexto: Any) -> HttpResponseBase:
    candidatas = list_candidatas(texto="", buscar="", elegidas=borrador.instituciones)
    palabras = {
        "forma_entrega": _(FormaEntrega(borrador.forma_entrega).label),
        "idioma": dict(IDIOMAS)[borrador.idioma],
        "tipo": _(TipoSolicitud(borrador.tipo).etiqueta),
    }
    estado = 409 if contexto else 200
    return _show(request, "revisar", borrador, estado=estado, elegidas=candidatas.elegidas, palabras=palabras, **contexto)


def _step(request: HttpRequest, clase: Any, nombre: str, *, siguiente: str, **contexto: Any) -> HttpResponseBase:
    """A page whose form is a part of the draft."""
    borrador = open_borrador(request)
    if not borrador.texto:
        return redirect("portal:pedir")
    campos = list(clase.base_fields)
    formulario = clase(request.POST if request.method == "POST" else None, initial={c: getattr(borrador, c) for c in campos})
    if formulario.is_bound and formulario.is_valid():
        for campo in campos:
            setattr(borrador, campo, formulario.cleaned_data[campo])
        save_borrador(request, borrador)
        return redirect(siguiente if borrador.completo else _first_gap(borrador))
    return _show(request, nombre, borrador, formulario=formulario, **contexto)


def _first_gap(borrador: Borrador) -> str:
    if not borrador.instituciones:
        return "portal:pedir_institucion"
    return "portal:pedir_datos" if not borrador.nombre else "portal:pedir_rectificacion"


def _read_tipo(escrito: str, omision: str) -> str:
    """The kind of request that the page says; what it was, if it says none that there is."""
    return escrito if escrito in list(TipoSolicitud) else omision


def _next(request: HttpRequest, paso: str) -> str:
    """The next step, or the review for whoever came from there to change one thing."""
    return "portal:pedir_revisar" if open_borrador(request).completo else paso


def _show(request: HttpRequest, paso: str, borrador: Borrador, *, estado: int = 200, **contexto: Any) -> HttpResponseBase:
    return render(request, f"portal/pedir/{paso}.html", {"borrador": borrador, "sello": borrador.seal(), **contexto}, status=estado)


def _read_recibo(request: HttpRequest) -> Contexto | None:
    guardado = get_recibo(request)
    if guardado is None:
        return None
    presentacion = UUID(guardado["presentacion"])
    constancias = list_constancias(actor=actor_for_presentacion(presentacion), al=reloj.ahora())
    return {
        "clave": make_clave(presentacion, guardado["llave"]),
        "constancias": constancias,
        "en_cuenta": guardado.get("en_cuenta"),
        "titulo": _("Solicitud presentada"),
    }

"""Register what comes to the office: write it down as one hears it, read it back, hand over the receipt. By keyboard alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from config import reloj
from documentos.almacen import open_contenido
from portal.advertencias import find_datos_personales
from portal.forms.pedir import IDIOMAS
from portal.oficina.forms.registrar import CANALES, RegistroForm, describe_inicial
from portal.oficina.puerta import oficina
from portal.oficina.registro import (
    Registro,
    discard_registro,
    get_recibo,
    keep_escrito,
    open_registro,
    read_escrito,
    save_recibo,
    save_registro,
)
from solicitudes.actor import Actor, actor_for_presentacion
from solicitudes.claves import make_clave
from solicitudes.models import Institucion
from solicitudes.models.presentacion import FormaEntrega
from solicitudes.papeles.comunes import seguimiento_url
from solicitudes.seguimiento import list_constancias
from solicitudes.selectors import get_documento, get_solicitud
from solicitudes.services.idempotencia import IdempotenciaReutilizadaError
from solicitudes.services.presentacion import presentar
from solicitudes.services.recepcion import RecepcionInvalidaError
from solicitudes.ventanilla import foresee_plazo, list_instituciones_donde_registra
from workflow.eventos import TipoSolicitud
from workflow.plazos import EstadoPlazo
from workflow.problema import ProblemaError
from workflow.roles import Rol


@keep_escrito
@oficina(Rol.OFICIAL, enviar=True)
def registrar(request: HttpRequest, *, actor: Actor) -> HttpResponseBase:
    """One page with everything, in the order in which one hears it."""
    persona, ahora = _persona(actor), reloj.ahora()
    instituciones = list_instituciones_donde_registra(actor)
    registro = open_registro(request, persona)
    if request.method == "POST":
        formulario = RegistroForm(request.POST, instituciones=instituciones)
        if formulario.is_valid() and _is_possible(formulario, registro, actor):
            save_registro(request, registro)
            return redirect("oficina:registrar_revisar")
        return _write(request, formulario, registro, instituciones)
    if get_recibo(request, persona):
        discard_registro(request)
    escrito = read_escrito(request, persona)
    formulario = RegistroForm(initial=describe_inicial(registro, ahora=ahora) | (escrito or {}), instituciones=instituciones)
    return _write(request, formulario, registro, instituciones, recuperado=escrito is not None)


@keep_escrito
@oficina(Rol.OFICIAL, enviar=True)
def revisar(request: HttpRequest, *, actor: Actor) -> HttpResponseBase:
    """What will be filed, to be read to the person; the button that files it does so once, however often it is pressed."""
    persona = _persona(actor)
    registro = open_registro(request, persona)
    if not registro.completo:
        return redirect("oficina:registrar_recibo" if get_recibo(request, persona) else "oficina:registrar")
    if request.method == "POST":
        return _file(request, registro, actor)
    return _read_back(request, registro, actor)


@oficina(Rol.OFICIAL)
def recibo(request: HttpRequest, *, actor: Actor) -> HttpResponseBase:
    """The receipt to be printed and handed over: folio, key, date and why; until she begins another."""
    guardado = get_recibo(request, _persona(actor))
    if guardado is None:
        return redirect("oficina:registrar")
    presentacion = UUID(guardado["presentacion"])
    [constancia] = list_constancias(actor=actor_for_presentacion(presentacion), al=reloj.ahora())
    contexto = {
        "constancia": constancia,
        "presentacion": constancia.solicitud.presentacion,
        "canales": dict(CANALES),
        "clave": make_clave(presentacion, guardado["llave"]),
        "seguir": seguimiento_url(constancia.solicitud),
    }
    return render(request, "portal/oficina/registrar/recibo.html", contexto)


@oficina(Rol.OFICIAL)
def acuse(request: HttpRequest, folio: str, *, actor: Actor) -> HttpResponseBase:
    """The receipt on paper that can be verified, as PDF."""
    papel = get_documento(get_solicitud(folio, actor=actor), actor=actor, codigo="acuse")
    if papel is None:
        raise Http404
    return FileResponse(open_contenido(sha256=papel.sha256), filename=papel.nombre_archivo, content_type=papel.tipo_contenido)


@oficina(Rol.OFICIAL, enviar=True)
def nueva(request: HttpRequest, *, actor: Actor) -> HttpResponseBase:
    """Forget the one before, key included, and begin another."""
    if request.method == "POST":
        discard_registro(request)
    return redirect("oficina:registrar")


def _is_possible(formulario: RegistroForm, registro: Registro, actor: Actor) -> bool:
    """Fill `registro`; False, and the form says so, if it cannot have come in then."""
    formulario.fill(registro)
    try:
        _foresee(registro, actor)
    except RecepcionInvalidaError as problema:
        formulario.add_error("fecha", problema.tell(gettext))
    return not formulario.errors


def _foresee(registro: Registro, actor: Actor) -> tuple[Institucion, dict[str, Any]]:
    datos = {campo: getattr(registro, campo) for campo in ("tipo", "canal")}
    return foresee_plazo(codigo=registro.institucion, recibida=registro.momento, actor=actor, ahora=reloj.ahora(), **datos)


def _write(request: HttpRequest, formulario: RegistroForm, registro: Registro, donde: list[Institucion], **mas: Any) -> HttpResponseBase:
    contexto = {"formulario": formulario, "sello": registro.seal(), "instituciones": donde, "empezado": registro.completo, **mas}
    return render(request, "portal/oficina/registrar/formulario.html", contexto)


def _read_back(request: HttpRequest, registro: Registro, actor: Actor, *, problema: ProblemaError | None = None) -> HttpResponseBase:
    institucion, plazo = _foresee(registro, actor)
    contexto = {
        "registro": registro,
        "sello": registro.seal(),
        "institucion": institucion,
        "plazo": plazo,
        "vencido": plazo["estado"] == EstadoPlazo.VENCIDO.value,
        "momento": registro.momento or reloj.ahora(),
        "advertencias": list(find_datos_personales(registro.texto)),
        "problema": problema,
        "palabras": {
            "canal": dict(CANALES)[registro.canal],
            "forma_entrega": gettext(FormaEntrega(registro.forma_entrega).label),
            "idioma": dict(IDIOMAS)[registro.idioma],
            "tipo": gettext(TipoSolicitud(registro.tipo).etiqueta),
        },
    }
    return render(request, "portal/oficina/registrar/revisar.html", contexto, status=problema.estatus if problema else 200)


def _file(request: HttpRequest, registro: Registro, actor: Actor) -> HttpResponseBase:
    try:
        resultado = presentar(peticion=registro.build_peticion(), actor=actor, ahora=reloj.ahora(), idempotencia=registro.llave)
    except IdempotenciaReutilizadaError as problema:
        # It was filed before, and changed afterwards in a page left open: it is another one, and says so.
        registro.llave = Registro(registro.persona).llave
        save_registro(request, registro)
        return _read_back(request, registro, actor, problema=problema)
    save_recibo(request, resultado, registro)
    return redirect("oficina:registrar_recibo")


def _persona(actor: Actor) -> int:
    if actor.persona_id is None:
        raise TypeError("Only a person with an account comes through the door of the workbench.")
    return actor.persona_id

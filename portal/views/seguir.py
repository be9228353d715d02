"""Following a case with its folio and key: what happened, what is next, and what the applicant can do."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from config import reloj
from documentos.almacen import open_contenido
from portal.forms.seguir import NO_ABRE, AbrirForm, AclararConClaveForm, AclararForm
from portal.linea import tell_historia
from portal.llaves import actor_for_folio, con_llave, open_presentacion
from portal.puerta import puerta
from portal.siguiente import tell_siguiente
from solicitudes.actor import Actor
from solicitudes.ensayo import tell_hora
from solicitudes.seguimiento import follow_solicitud
from solicitudes.selectors import get_documento, get_solicitud, identify_solicitante
from solicitudes.services import aclaracion, desistimiento, entrega


@puerta(leer="consultar", enviar="consultar", privada=True)
def abrir(request: HttpRequest) -> HttpResponseBase:
    """Folio and key, typed once; from then on the session knows. A wrong key and an unknown folio are told in the same words."""
    formulario = AbrirForm(request.POST) if request.method == "POST" else AbrirForm()
    if formulario.is_bound and formulario.is_valid():
        actor = identify_solicitante(**formulario.cleaned_data)
        if actor.presentacion_id:
            open_presentacion(request, actor.presentacion_id)
            return redirect("portal:expediente", folio=formulario.cleaned_data["folio"])
        formulario.add_error(None, NO_ABRE)
    return render(request, "portal/seguir/abrir.html", {"formulario": formulario})


@puerta(leer="consultar", privada=True)
def expediente(request: HttpRequest, folio: str) -> HttpResponseBase:
    """The case, or, for whoever has not shown its key, the form that asks for it, whatever the folio."""
    actor = actor_for_folio(request, folio)
    if actor.presentacion_id is None:
        return render(request, "portal/seguir/abrir.html", {"formulario": AbrirForm(initial={"folio": folio})})
    caso = follow_solicitud(folio, actor=actor, al=tell_hora(folio, reloj.ahora()))
    return render(
        request, "portal/seguir/expediente.html", {"caso": caso, "historia": tell_historia(caso), "siguiente": tell_siguiente(caso)}
    )


@puerta(leer="consultar", privada=True)
@con_llave
def documento(request: HttpRequest, folio: str, codigo: str, *, actor: Actor) -> HttpResponseBase:
    """The bytes of one paper of the case."""
    papel = get_documento(get_solicitud(folio, actor=actor), actor=actor, codigo=codigo)
    if papel is None:
        raise Http404
    return FileResponse(
        open_contenido(sha256=papel.sha256), as_attachment=True, filename=papel.nombre_archivo, content_type=papel.tipo_contenido
    )


@puerta(leer="consultar", enviar="actuar", privada=True)
def aclarar(request: HttpRequest, folio: str) -> HttpResponseBase:
    """The institution's question, and the answer to it; whoever lost her session while writing gives her key with the answer."""
    actor = actor_for_folio(request, folio)
    if request.method == "POST":
        return _clarify(request, folio, actor)
    if actor.presentacion_id is None:
        return redirect("portal:expediente", folio=folio)
    contexto = {
        "caso": follow_solicitud(folio, actor=actor, al=tell_hora(folio, reloj.ahora())),
        "folio": folio,
        "formulario": AclararForm(),
    }
    return render(request, "portal/seguir/aclarar.html", contexto)


def _clarify(request: HttpRequest, folio: str, actor: Actor) -> HttpResponseBase:
    formulario = AclararForm(request.POST) if actor.presentacion_id else AclararConClaveForm(request.POST)
    if formulario.is_valid():
        if actor.presentacion_id is None:
            actor = identify_solicitante(folio, formulario.cleaned_data["clave"])
        if actor.presentacion_id is not None:
            open_presentacion(request, actor.presentacion_id)
            aclaracion.aclarar(
                folio=folio, actor=actor, ahora=tell_hora(folio, reloj.ahora()), respuesta=formulario.cleaned_data["respuesta"]
            )
            return redirect("portal:expediente", folio=folio)
        formulario.add_error("clave", NO_ABRE)
    return render(request, "portal/seguir/aclarar.html", {"folio": folio, "formulario": formulario})


@puerta(leer="consultar", enviar="actuar", privada=True)
@con_llave
def desistir(request: HttpRequest, folio: str, *, actor: Actor) -> HttpResponseBase:
    """Withdraw, after saying so twice."""
    if request.method == "POST":
        desistimiento.desistir(folio=folio, actor=actor, ahora=tell_hora(folio, reloj.ahora()))
        return redirect("portal:expediente", folio=folio)
    return render(request, "portal/seguir/desistir.html", {"solicitud": get_solicitud(folio, actor=actor)})


@puerta(enviar="actuar", privada=True)
@con_llave
def recibir(request: HttpRequest, folio: str, *, actor: Actor) -> HttpResponseBase:
    """The applicant says that she has what was handed over."""
    if request.method == "POST":
        entrega.entregar(
            folio=folio, actor=actor, ahora=tell_hora(folio, reloj.ahora()), constancia="Quien solicitó confirmó que la recibió."
        )
    return redirect("portal:expediente", folio=folio)


@puerta(enviar="consultar", privada=True)
def cerrar(request: HttpRequest) -> HttpResponseBase:
    """Forget on this browser every case, receipt and draft: for telephones and computers that are shared."""
    if request.method == "POST":
        request.session.flush()
    return render(request, "portal/seguir/cerrada.html")

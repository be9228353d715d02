"""The case on one page, its notes and its papers."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from config import reloj
from documentos.almacen import open_contenido
from documentos.render import FaltaPangoError
from portal.oficina.consecuencia import tell_en_breve
from portal.oficina.envios import find_envio, forget_envio
from portal.oficina.forms.actos import NotaForm
from portal.oficina.historia import tell_pasos
from portal.oficina.puerta import DE_INSTITUCION, oficina
from portal.oficina.termino import tell_termino
from portal.oficina.tramites import TRAMITES
from portal.trozos import show, wants_trozo
from solicitudes.actor import Actor
from solicitudes.carpeta import Carpeta, open_para_acto
from solicitudes.impedimentos import Veredicto
from solicitudes.services.apertura import abrir_documento, abrir_expediente, abrir_vista_previa, renew_presencia
from solicitudes.services.nota import anotar
from workflow.transiciones import DE_IDENTIDAD


@oficina(*DE_INSTITUCION)
def expediente(request: HttpRequest, folio: str, *, actor: Actor) -> HttpResponseBase:
    """Everything. At most eight queries, for any number of movements, papers, notes and questions; at the first look, two more write that
    she looked."""
    carpeta = abrir_expediente(folio=folio, actor=actor, ahora=reloj.ahora())
    return render(request, "portal/oficina/expediente/expediente.html", _describe(carpeta, actor) | {"nota_nueva": NotaForm()})


@oficina(*DE_INSTITUCION)
def presentes(request: HttpRequest, folio: str, *, actor: Actor) -> HttpResponseBase:
    """Who else has the case open: a page left open asks again by itself. Five queries, and one more each minute."""
    if not wants_trozo(request):
        return redirect("oficina:expediente", folio=folio)
    solicitud, otras = renew_presencia(folio=folio, actor=actor, ahora=reloj.ahora())
    return render(request, "portal/oficina/expediente/_presentes.html", {"solicitud": solicitud, "presentes": otras})


@oficina(*DE_INSTITUCION)
def plazo(request: HttpRequest, folio: str, *, actor: Actor) -> HttpResponseBase:
    """Where the date of a case comes from, day by day; the inbox asks for it without opening the case."""
    carpeta = open_para_acto(folio, actor=actor, al=reloj.ahora())
    contexto = {"solicitud": carpeta.solicitud, "termino": tell_termino(carpeta)}
    return show(request, "portal/oficina/expediente/plazo.html", "portal/oficina/expediente/_plazo.html", contexto)


@oficina(*DE_INSTITUCION, enviar=True)
def nota(request: HttpRequest, folio: str, *, actor: Actor) -> HttpResponseBase:
    """A note; alone on its page when something is missing in it, or when it was written before the session ended."""
    if request.method == "POST":
        formulario = NotaForm(request.POST)
        if formulario.is_valid():
            anotar(folio=folio, actor=actor, texto=formulario.cleaned_data["texto"], ahora=reloj.ahora())
            forget_envio(request)
            return _show_notas(request, folio, actor, NotaForm()) if wants_trozo(request) else redirect("oficina:expediente", folio=folio)
        if wants_trozo(request):
            return _show_notas(request, folio, actor, formulario)
    else:
        guardado = find_envio(request)
        formulario = NotaForm(guardado)
    return render(
        request,
        "portal/oficina/expediente/nota.html",
        {"folio": folio, "formulario": formulario, "recuperado": request.method == "GET" and formulario.is_bound},
    )


def _show_notas(request: HttpRequest, folio: str, actor: Actor, formulario: NotaForm) -> HttpResponseBase:
    """The notes as they now stand in the page of the case, with the form as it was left."""
    carpeta = abrir_expediente(folio=folio, actor=actor, ahora=reloj.ahora())
    contexto = {"caso": carpeta, "solicitud": carpeta.solicitud, "nota_nueva": formulario, "es_trozo": True}
    return render(request, "portal/oficina/expediente/_notas.html", contexto)


@oficina(*DE_INSTITUCION)
def documento(request: HttpRequest, folio: str, codigo: str, *, actor: Actor) -> HttpResponseBase:
    """The bytes of one paper of the case."""
    papel = abrir_documento(folio=folio, codigo=codigo, actor=actor, ahora=reloj.ahora())
    if papel is None:
        raise Http404
    return FileResponse(
        open_contenido(sha256=papel.sha256), as_attachment=True, filename=papel.nombre_archivo, content_type=papel.tipo_contenido
    )


@oficina(*DE_INSTITUCION)
def vista_previa(request: HttpRequest, folio: str, *, actor: Actor) -> HttpResponseBase:
    """The very paper that would be issued, marked as a draft: never stored, without a code that could be verified."""
    try:
        contenido = abrir_vista_previa(folio=folio, actor=actor, ahora=reloj.ahora())
    except FaltaPangoError:
        return render(request, "portal/errores/503.html", status=503)
    return HttpResponse(
        contenido, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="borrador-{folio}.pdf"'}
    )


def _describe(carpeta: Carpeta, actor: Actor) -> dict[str, Any]:
    """What the template is told."""
    por_veredicto: dict[Veredicto, list[dict[str, Any]]] = {veredicto: [] for veredicto in Veredicto}
    for pesado in carpeta.actos:
        if pesado.transicion.acto in DE_IDENTIDAD and not carpeta.solicitud.de_datos_propios:
            continue
        consecuencia = carpeta.consecuencias.get(pesado.transicion.acto)
        por_veredicto[pesado.veredicto].append(
            {
                "tramite": TRAMITES[pesado.transicion.ruta],
                "motivo": pesado.motivo,
                "articulo": pesado.articulo,
                "breve": tell_en_breve(carpeta, consecuencia) if consecuencia else "",
            }
        )
    solicitud = carpeta.solicitud
    return {
        "caso": carpeta,
        "solicitud": solicitud,
        "resolucion": carpeta.situacion.resolucion if carpeta.ve_respuesta else None,
        "recursos": carpeta.situacion.recursos if carpeta.ve_respuesta else (),
        "termino": tell_termino(carpeta),
        "presentes": carpeta.list_presentes(actor),
        "propios": por_veredicto[Veredicto.PROPIO],
        "ajenos": por_veredicto[Veredicto.AJENO] if carpeta.ve_respuesta else [],
        "impedidos": por_veredicto[Veredicto.IMPEDIDO] if carpeta.ve_respuesta else [],
        "historia": tell_pasos(reversed(carpeta.movimientos)),
    }

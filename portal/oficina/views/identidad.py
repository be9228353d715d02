"""What accredits who asks for her own data: only an officer opens it, and each time it stays on record (LAIP arts. 33 and 64)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from config import reloj
from portal.oficina.puerta import oficina
from solicitudes.actor import Actor
from solicitudes.identidades import open_identidad, open_prueba
from workflow.roles import Rol

_EXTENSIONES = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


@oficina(Rol.OFICIAL)
def identidad(request: HttpRequest, folio: str, *, actor: Actor) -> HttpResponseBase:
    """As what she asks, with which document, who saw it, and the files that she sent."""
    abierta = open_identidad(folio, actor=actor, ahora=reloj.ahora())
    if not abierta.solicitud.de_datos_propios:
        raise Http404
    return render(request, "portal/oficina/identidad/identidad.html", {"identidad": abierta, "solicitud": abierta.solicitud})


@oficina(Rol.OFICIAL)
def prueba(request: HttpRequest, folio: str, prueba_id: int, *, actor: Actor) -> HttpResponseBase:
    """The bytes of one file, under a name that says nothing of anybody."""
    hallada = open_prueba(folio, prueba_id, actor=actor, ahora=reloj.ahora())
    if hallada is None:
        raise Http404
    fila, contenido = hallada
    nombre = f"prueba-{fila.pk}.{_EXTENSIONES[fila.tipo_contenido]}"
    return HttpResponse(contenido, content_type=fila.tipo_contenido, headers={"Content-Disposition": f'attachment; filename="{nombre}"'})

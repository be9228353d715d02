"""Is this paper authentic? For anybody who holds it, without telling what it says."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from documentos.models import Documento
from documentos.verificacion import verificar
from portal.forms.verificar import ArchivoForm, CodigoForm
from portal.puerta import puerta


@puerta(leer="consultar")
def pregunta(request: HttpRequest) -> HttpResponseBase:
    """The form; a code that is one leads to its own address."""
    formulario = CodigoForm(request.GET if "codigo" in request.GET else None)
    if formulario.is_valid():
        return redirect("portal:verificacion", codigo=formulario.cleaned_data["codigo"])
    return render(request, "portal/verificar/pregunta.html", {"formulario": formulario})


@puerta(leer="consultar", enviar="consultar", privada=True)
def respuesta(request: HttpRequest, codigo: str) -> HttpResponseBase:
    """The answer at the address of the QR code. A file that is sent is hashed, compared and forgotten."""
    formulario = ArchivoForm(request.POST, request.FILES) if request.method == "POST" else ArchivoForm()
    sha256 = request.GET.get("sha256") or None
    if formulario.is_bound and formulario.is_valid():
        sha256 = hashlib.file_digest(formulario.cleaned_data["archivo"], "sha256").hexdigest()
    verificacion = verificar(codigo=codigo, sha256=sha256)
    tipo = _(Documento.Tipo(verificacion.tipo).label) if verificacion.tipo else ""
    contexto = {"verificacion": verificacion, "tipo": tipo, "formulario": formulario}
    return render(request, "portal/verificar/respuesta.html", contexto, status=200 if verificacion.codigo else 404)

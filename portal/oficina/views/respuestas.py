"""What an institution answers, counted by sense and ground: a table and the same as a sheet, for whoever watches the law."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from config import reloj
from informes.observatorio import get_observada
from informes.respuestas import count_respuestas
from portal.oficina.hojas import send_hoja
from portal.oficina.puerta import oficina
from solicitudes.actor import Actor
from workflow.roles import Rol


@oficina(Rol.REGULADOR)
def respuestas(request: HttpRequest, codigo: str, actor: Actor) -> HttpResponse:
    """The answers of one institution. Six queries."""
    institucion, ahora = get_observada(codigo), reloj.ahora()
    cuentas = count_respuestas(al=ahora, institucion_id=institucion.pk)
    contexto = {"institucion": institucion, "cuentas": cuentas, "ahora": ahora}
    return render(request, "portal/oficina/observatorio/respuestas.html", contexto)


@oficina(Rol.REGULADOR)
def respuestas_hoja(request: HttpRequest, codigo: str, actor: Actor) -> HttpResponseBase:
    """The same as a sheet."""
    institucion = get_observada(codigo)
    cuentas = count_respuestas(al=reloj.ahora(), institucion_id=institucion.pk)
    return send_hoja(
        "csv",
        nombre=f"{institucion.codigo}-respuestas-{reloj.hoy():%Y-%m-%d}",
        columnas=[_("Código"), _("Sentido"), _("Causa"), _("Artículo"), _("Respuestas")],
        filas=([institucion.codigo, _(c.sentido.etiqueta), c.causa, c.articulo, c.cuantas] for c in cuentas),
    )

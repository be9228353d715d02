"""The public register of reserved information: searched, read entry by entry, and taken away as a sheet (LAIP art. 10.27)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from config import reloj
from informes.hojas import Celda
from portal.forms.publico import ReservasForm
from portal.oficina.hojas import send_hoja
from portal.puerta import puerta
from solicitudes.models import Reserva
from solicitudes.registro_reservas import describe_entrada, get_entrada, list_instituciones_con_reservas, search_reservas

POR_PAGINA = 25


@puerta(leer="consultar")
def registro(request: HttpRequest) -> HttpResponse:
    """What each institution has reserved, newest first."""
    formulario = ReservasForm(request.GET, instituciones=list_instituciones_con_reservas())
    filtros = formulario.read_filtros()
    hoy = reloj.hoy()
    pagina = Paginator(search_reservas(hoy=hoy, **filtros), POR_PAGINA).get_page(request.GET.get("pagina"))
    contexto = {
        "formulario": formulario,
        "pagina": pagina,
        "entradas": [describe_entrada(reserva, hoy=hoy) for reserva in pagina],
        "consulta": urlencode(filtros),
        "filtros": filtros,
    }
    return render(request, "portal/reservas/lista.html", contexto)


@puerta(leer="consultar")
def reserva(request: HttpRequest, reserva_id: int) -> HttpResponse:
    """One entry with all that its resolution says, and what became of it."""
    return render(request, "portal/reservas/reserva.html", {"entrada": get_entrada(reserva_id, hoy=reloj.hoy())})


@puerta(leer="consultar")
def registro_hoja(request: HttpRequest) -> HttpResponseBase:
    """The entries of a search as CSV, all of them."""
    formulario = ReservasForm(request.GET, instituciones=list_instituciones_con_reservas())
    reservas = search_reservas(hoy=reloj.hoy(), **formulario.read_filtros())
    return send_hoja("csv", nombre="reservas", columnas=_titles(), filas=_rows(reservas))


def _titles() -> list[str]:
    return [
        _("Institución"),
        _("Nombre"),
        _("Resolución"),
        _("Fecha"),
        _("Información reservada"),
        _("Fuente"),
        _("Causa"),
        _("Artículo"),
        _("Otra ley"),
        _("Justificación"),
        _("Partes"),
        _("Autoridad"),
        _("Responsable de conservarla"),
        _("Publicación"),
        _("Fecha de publicación"),
        _("Desde"),
        _("Hasta"),
        _("Prorrogada hasta"),
        _("Levantada desde"),
        _("Último día"),
        _("En vigor hoy"),
    ]


def _rows(reservas: Iterable[Reserva]) -> Iterator[list[Celda]]:
    hoy = reloj.hoy()
    for reserva in reservas:
        prorroga, levantamiento = getattr(reserva, "prorroga", None), getattr(reserva, "levantamiento", None)
        entrada = describe_entrada(reserva, hoy=hoy)
        yield [
            reserva.institucion.codigo,
            reserva.institucion.nombre_distinguible,
            reserva.numero,
            reserva.fecha,
            reserva.asunto,
            reserva.fuente,
            _(reserva.get_causal_display()),
            entrada.articulo,
            reserva.ley,
            reserva.justificacion,
            reserva.partes,
            reserva.autoridad,
            reserva.custodia,
            reserva.publicacion,
            reserva.fecha_publicacion,
            reserva.desde,
            reserva.hasta,
            prorroga.hasta if prorroga else None,
            levantamiento.desde if levantamiento else None,
            reserva.ultimo_dia,
            _("sí") if entrada.vigente else _("no"),
        ]

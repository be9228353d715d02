"""The pages of whoever watches the law: every institution with its numbers, one with its cases; nobody's name, nobody's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from config import reloj
from informes.hojas import Celda
from informes.instituciones import measure_institucion
from informes.meses import measure_meses
from informes.observatorio import Caso, Observada, describe_caso, get_observada, iter_casos, list_casos, list_observadas
from portal.historial import draw_historial
from portal.oficina.forms.observatorio import CasosForm, ObservatorioForm
from portal.oficina.hojas import send_hoja
from portal.oficina.puerta import oficina
from solicitudes.actor import Actor
from solicitudes.busqueda import list_departamentos
from workflow.roles import Rol

POR_PAGINA = 50


@oficina(Rol.REGULADOR)
def observatorio(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every institution, in the order and with the filters of the address; unfiltered, the answers of the country first. Eight queries."""
    formulario = ObservatorioForm(request.GET, departamentos=list_departamentos())
    filtros, ahora = formulario.build_filtros(), reloj.ahora()
    pagina = Paginator(list_observadas(al=ahora, **filtros), POR_PAGINA).get_page(request.GET.get("pagina"))
    contexto = {"formulario": formulario, "pagina": pagina, "consulta": urlencode(filtros), "ahora": ahora, "filtrada": bool(filtros)}
    if not filtros and pagina.number == 1:
        contexto |= draw_historial(measure_meses(al=ahora))
    return render(request, "portal/oficina/observatorio/lista.html", contexto)


@oficina(Rol.REGULADOR)
def observatorio_hoja(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The same list as a sheet, whole."""
    filtros = ObservatorioForm(request.GET, departamentos=list_departamentos()).build_filtros()
    observadas = list_observadas(al=reloj.ahora(), **filtros)
    return send_hoja("csv", nombre=f"instituciones-{reloj.hoy():%Y-%m-%d}", columnas=_titles(), filas=map(_cells, observadas))


@oficina(Rol.REGULADOR)
def observada(request: HttpRequest, codigo: str, actor: Actor) -> HttpResponse:
    """One institution: its numbers and its cases. Eight queries."""
    institucion, ahora = get_observada(codigo), reloj.ahora()
    formulario = CasosForm(request.GET)
    cuales = formulario.read_cuales()
    casos = list_casos(institucion=institucion, actor=actor, al=ahora, cuales=cuales)
    pagina = Paginator(casos, POR_PAGINA).get_page(request.GET.get("pagina"))
    contexto = {
        "institucion": institucion,
        "cifras": measure_institucion(institucion_id=institucion.pk, al=ahora),
        "formulario": formulario,
        "pagina": pagina,
        "casos": [describe_caso(solicitud, al=ahora) for solicitud in pagina],
        "consulta": urlencode({"cuales": cuales}) if cuales else "",
        "ahora": ahora,
    }
    return render(request, "portal/oficina/observatorio/institucion.html", contexto)


@oficina(Rol.REGULADOR)
def observada_hoja(request: HttpRequest, codigo: str, actor: Actor) -> HttpResponseBase:
    """The cases of one institution as a sheet, whole, sent row by row."""
    institucion, ahora = get_observada(codigo), reloj.ahora()
    casos = list_casos(institucion=institucion, actor=actor, al=ahora, cuales=CasosForm(request.GET).read_cuales())
    nombre = f"{institucion.codigo}-{reloj.hoy():%Y-%m-%d}"
    return send_hoja("csv", nombre=nombre, columnas=_titles_of_casos(), filas=_rows(iter_casos(casos, al=ahora)))


def _titles() -> list[str]:
    return [
        _("Código"),
        _("Institución"),
        _("Departamento"),
        _("Recibidas"),
        _("Abiertas"),
        _("Fuera de plazo"),
        _("En silencio"),
        _("Respondidas"),
        _("Respondidas a tiempo"),
        _("Parte a tiempo (%)"),
        _("Mediana de días"),
        _("Recursos pendientes"),
        _("Recursos incumplidos"),
    ]


def _cells(observada: Observada) -> list[Any]:
    institucion, cifras = observada.institucion, observada.cifras
    return [
        institucion.codigo,
        institucion.nombre,
        institucion.departamento,
        cifras.recibidas,
        cifras.abiertas,
        cifras.fuera_de_plazo,
        cifras.en_silencio,
        cifras.respondidas,
        cifras.a_tiempo,
        cifras.porcentaje_a_tiempo,
        cifras.mediana,
        cifras.recursos_pendientes,
        cifras.recursos_incumplidos,
    ]


def _titles_of_casos() -> list[str]:
    return [_("Folio"), _("Tipo"), _("Recibida"), _("Vence"), _("Estado"), _("Respondida"), _("Sentido"), _("Fuera de plazo"), _("Recurso")]


def _rows(casos: Iterable[Caso]) -> Iterator[list[Celda]]:
    zona = timezone.get_current_timezone()
    for caso in casos:
        yield [
            caso.folio,
            _(caso.tipo),
            caso.recibida.astimezone(zona).date(),
            caso.vence,
            _(caso.estado.etiqueta),
            caso.respondida.astimezone(zona).date() if caso.respondida else None,
            _(caso.sentido.etiqueta) if caso.sentido else None,
            _("sí") if caso.tarde else _("no"),
            _(caso.recurso.etiqueta) if caso.recurso else None,
        ]

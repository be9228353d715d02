"""Pages that know nobody: the start, the guides, the directory, the calculator."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from config import reloj
from documentos.almacen import open_contenido
from informes.instituciones import measure_institucion
from informes.meses import measure_meses
from portal.forms.publico import CalculadoraForm, DirectorioForm
from portal.historial import draw_historial
from portal.puerta import puerta
from portal.trozos import show
from solicitudes.busqueda import get_ficha, list_departamentos, list_municipios, search_instituciones
from solicitudes.calendario_publico import get_constancia_de_caida
from solicitudes.lecturas import describe_puntos
from solicitudes.registro_reservas import count_vigentes
from workflow.calculadora import calcular

POR_PAGINA = 25
CAPITAL = "0101"


@puerta()
def inicio(request: HttpRequest) -> HttpResponse:
    """What this is, the ways in, and by when an institution would answer what is asked today."""
    return render(request, "portal/inicio.html", {"hoy": reloj.hoy(), "plazo": _term_from_today()})


@puerta()
def guia(request: HttpRequest, pagina: str) -> HttpResponse:
    """One page of the guide."""
    return render(request, f"portal/guia/{pagina}.html", {"pagina": pagina})


@puerta(leer="consultar")
def directorio(request: HttpRequest) -> HttpResponse:
    """The institutions, searched by words and department."""
    formulario = DirectorioForm(request.GET, departamentos=list_departamentos())
    buscado = formulario.cleaned_data if formulario.is_valid() else {}
    encontradas = search_instituciones(texto=buscado.get("buscar", ""), departamento=buscado.get("departamento", ""))
    pagina = Paginator(encontradas, POR_PAGINA).get_page(request.GET.get("pagina"))
    contexto = {"formulario": formulario, "pagina": pagina, "buscado": buscado}
    return show(request, "portal/directorio/lista.html", "portal/directorio/_encontradas.html", contexto)


@puerta(leer="consultar")
def institucion(request: HttpRequest, codigo: str) -> HttpResponse:
    """One institution: where its information unit is, the way to ask it, how it has answered until now and how it counts its terms."""
    ficha, ahora = get_ficha(codigo), reloj.ahora()
    cual = ficha.institucion.pk
    contexto = {
        "ficha": ficha,
        "cifras": measure_institucion(institucion_id=cual, al=ahora),
        "ahora": ahora,
        "puntos": describe_puntos(ficha.institucion, reloj.hoy()),
        "reservas": count_vigentes(ficha.institucion, hoy=reloj.hoy()),
        **draw_historial(measure_meses(al=ahora, institucion_id=cual)),
    }
    return render(request, "portal/directorio/institucion.html", contexto)


@puerta(leer="calcular")
def calculadora(request: HttpRequest) -> HttpResponse:
    """The term calculator for anybody; nothing is stored, and the address can be shared."""
    enviado = {"municipio": CAPITAL, **request.GET.dict()} if "fecha" in request.GET else None
    formulario = CalculadoraForm(enviado, municipios=list_municipios(), initial={"municipio": CAPITAL, "fecha": reloj.hoy()})
    plazos = calcular(formulario.build_caso(), ahora=reloj.ahora())["plazos"] if formulario.is_valid() else []
    return render(request, "portal/calculadora.html", {"formulario": formulario, "plazos": plazos, "hoy": reloj.hoy()})


@puerta(leer="consultar")
def constancia(request: HttpRequest, numero: int) -> FileResponse:
    """The certificate that the service was down, as it was issued."""
    papel = get_constancia_de_caida(numero)
    return FileResponse(
        open_contenido(sha256=papel.sha256), as_attachment=True, filename=papel.nombre_archivo, content_type=papel.tipo_contenido
    )


def _term_from_today() -> dict[str, Any]:
    caso = {
        "regimen": "gt-laip",
        "tipo": "acceso",
        "calendario": {"municipio": CAPITAL},
        "con_lecturas": True,
        "eventos": [{"tipo": "presentada", "fecha_hora": reloj.ahora().isoformat()}],
    }
    plazo: dict[str, Any] = next(p for p in calcular(caso, ahora=reloj.ahora())["plazos"] if p["clave"] == "resolucion")
    return plazo

"""Bringing the former register in: send it, say which column is which, see what would happen, do it, keep the totals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config import reloj
from informes.hojas import Celda
from portal.oficina.forms.importar import MapaForm, RegistroForm
from portal.oficina.hojas import send_hoja
from portal.oficina.puerta import oficina
from portal.oficina.views.administracion import ADMINISTRAN
from portal.templatetags.portal import traducir
from solicitudes.actor import Actor
from solicitudes.importacion.archivo import open_tabla
from solicitudes.importacion.informe import Informe, read_totales
from solicitudes.importacion.mapa import Mapa, propose_mapa
from solicitudes.importacion.palabras import VOCABULARIOS
from solicitudes.importacion.renglon import Falta
from solicitudes.models import CargaDeRegistro, Importacion
from solicitudes.policies_importacion import visible_importaciones
from solicitudes.services import carga as cargas
from solicitudes.services.importacion import Corrida, RegistroConFaltasError, ensayar, importar
from solicitudes.services.unidades import get_institucion


@oficina(*ADMINISTRAN, enviar=True)
def registro(request: HttpRequest, codigo: str, actor: Actor) -> HttpResponse:
    """Send a register; what was brought in before."""
    institucion = get_institucion(codigo=codigo, actor=actor)
    formulario = RegistroForm(request.POST or None, request.FILES or None) if request.method == "POST" else RegistroForm()
    if request.method == "POST":
        enviada = formulario.send(lambda: _load(formulario, institucion, actor))
        if enviada:
            return redirect("oficina:registro_ensayo", enviada.pk)
    anteriores = visible_importaciones(actor).filter(institucion=institucion)
    contexto = {"formulario": formulario, "institucion": institucion, "anteriores": anteriores}
    return render(request, "portal/oficina/importar/registro.html", contexto)


@oficina(*ADMINISTRAN, enviar=True)
def ensayo(request: HttpRequest, carga_id: str, actor: Actor) -> HttpResponse:
    """The columns; what would happen with them; and the import itself, once there is no fault."""
    carga = cargas.get_carga(carga_id=int(carga_id), actor=actor, ahora=reloj.ahora())
    paso = request.POST.get("paso", "")
    if paso == "descartar":
        cargas.descartar(carga)
        messages.success(request, _("El archivo se borró. No se importó nada."))
        return redirect("oficina:registro_anterior", carga.institucion.codigo)
    titulos = _read_titulos(carga)
    formulario = MapaForm(request.POST if request.method == "POST" else _propose(carga, titulos), titulos=titulos)
    if (
        paso == "importar"
        and (hecho := formulario.send(lambda: _import(carga, formulario.build_mapa(), actor)))
        and not hecho[1].rechazadas
    ):
        return _finish(request, carga, hecho[0])
    resultado = formulario.send(lambda: _rehearse(carga, formulario.build_mapa(), actor, elegido=request.method == "POST"))
    contexto = {
        "formulario": formulario,
        "institucion": carga.institucion,
        "carga": carga,
        "informe": resultado,
        "palabras": [(clave, ", ".join(valores)) for clave, valores in VOCABULARIOS.items()],
        "enviado": request.method == "POST",
    }
    return render(request, "portal/oficina/importar/ensayo.html", contexto)


@oficina(*ADMINISTRAN)
def faltas(request: HttpRequest, carga_id: str, actor: Actor) -> HttpResponseBase:
    """Every fault of the last rehearsal, as a sheet: line, column, what to write."""
    carga = cargas.get_carga(carga_id=int(carga_id), actor=actor, ahora=reloj.ahora())
    todas: list[Falta] = []
    ensayar(_build_corrida(carga, _find_mapa(carga, _read_titulos(carga)), actor, tell_falta=todas.append))
    filas = ((falta.linea, traducir(falta.columna), falta.que.tell(_)) for falta in todas)
    return send_hoja("csv", nombre=f"faltas-{carga.institucion.codigo}", columnas=[_("Línea"), _("Columna"), _("Qué hacer")], filas=filas)


@oficina(*ADMINISTRAN)
def importacion(request: HttpRequest, importacion_id: str, actor: Actor) -> HttpResponse:
    """What a run brought in, by year and situation."""
    hecha = cargas.get_importacion(importacion_id=int(importacion_id), actor=actor)
    contexto = {"importacion": hecha, "institucion": hecha.institucion, "totales": list(read_totales(hecha.resumen))}
    return render(request, "portal/oficina/importar/importacion.html", contexto)


@oficina(*ADMINISTRAN)
def importacion_hoja(request: HttpRequest, importacion_id: str, actor: Actor) -> HttpResponseBase:
    """The same totals as a sheet."""
    hecha = cargas.get_importacion(importacion_id=int(importacion_id), actor=actor)
    filas: list[list[Celda]] = [[t.anio, traducir(t.situacion.etiqueta), t.nuevas, t.ya_estaban] for t in read_totales(hecha.resumen)]
    columnas = [_("Año"), _("Situación"), _("Importadas"), _("Ya estaban")]
    return send_hoja("csv", nombre=f"importacion-{hecha.institucion.codigo}-{hecha.pk}", columnas=columnas, filas=filas)


def _load(formulario: RegistroForm, institucion: Any, actor: Actor) -> CargaDeRegistro:
    archivo = formulario.cleaned_data["archivo"]
    return cargas.cargar(institucion=institucion, nombre=archivo.name, archivo=archivo, actor=actor, ahora=reloj.ahora())


def _propose(carga: CargaDeRegistro, titulos: tuple[str, ...]) -> dict[str, Any]:
    """What was chosen last, or what the headings suggest: rehearsed at once, as if it had been sent."""
    mapa = _find_mapa(carga, titulos)
    palabras = [f"{clave}: {propia} = {valor}" for clave, valores in mapa.palabras.items() for propia, valor in valores.items()]
    return {**mapa.columnas, "palabras": "\n".join(palabras)}


def _find_mapa(carga: CargaDeRegistro, titulos: tuple[str, ...]) -> Mapa:
    return Mapa(**carga.mapa) if carga.mapa else propose_mapa(titulos)


def _read_titulos(carga: CargaDeRegistro) -> tuple[str, ...]:
    with open_tabla(cargas.open_carga(carga)) as tabla:
        return tabla.titulos


def _build_corrida(carga: CargaDeRegistro, mapa: Mapa, actor: Actor, **lo_demas: Any) -> Corrida:
    return Corrida(
        archivo=cargas.open_carga(carga),
        institucion=carga.institucion,
        mapa=mapa,
        actor=actor,
        ahora=reloj.ahora(),
        maximo=cargas.MAXIMO_DE_FILAS,
        **lo_demas,
    )


def _rehearse(carga: CargaDeRegistro, mapa: Mapa, actor: Actor, *, elegido: bool) -> Informe:
    if elegido:
        cargas.keep_mapa(carga, {"columnas": dict(mapa.columnas), "palabras": dict(mapa.palabras)})
    return ensayar(_build_corrida(carga, mapa, actor))


def _import(carga: CargaDeRegistro, mapa: Mapa, actor: Actor) -> tuple[Importacion | None, Informe]:
    """The run, none where there was nothing new; with faults, what they are and nothing done."""
    try:
        return importar(_build_corrida(carga, mapa, actor))
    except RegistroConFaltasError as con_faltas:
        return None, con_faltas.informe


def _finish(request: HttpRequest, carga: CargaDeRegistro, hecha: Importacion | None) -> HttpResponse:
    cargas.descartar(carga)
    if hecha is None:
        messages.info(request, _("Todo estaba ya: no se importó nada."))
        return redirect("oficina:registro_anterior", carga.institucion.codigo)
    n = hecha.importadas
    messages.success(request, ngettext("Quedó importado %(n)d expediente.", "Quedaron importados %(n)d expedientes.", n) % {"n": n})
    return redirect("oficina:importacion", hecha.pk)

"""The directory of institutions: loaded from a file without losing what was, and asked which body has what."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from solicitudes.models import CambioInstitucion, Institucion, Unidad
from solicitudes.sugerencias import Entrada, Motor, Sugerencia, read_vocabulario
from workflow.calculadora import is_municipio
from workflow.problema import ProblemaError

DATOS = Path(__file__).parent / "data"
ARCHIVO = DATOS / "sujetos_obligados_gt.csv"
COLUMNAS = ("codigo", "nombre", "siglas", "tipo", "departamento", "municipio", "materias")

#: What a file may change about an institution that exists; each change is kept.
_CAMPOS = ("nombre", "siglas", "tipo", "departamento", "municipio", "codigo_municipio", "materias")
#: The capital's code: national bodies work there and keep its feast.
_CAPITAL = "0101"


class DirectorioInvalidoError(ProblemaError):
    codigo: ClassVar[str] = "directorio-invalido"
    titulo: ClassVar[str] = "El archivo del directorio tiene un error"


@dataclass(slots=True)
class Informe:
    """What a load did, by code; `cambiadas` maps a code to the fields that changed."""

    nuevas: list[str] = field(default_factory=list)
    cambiadas: dict[str, list[str]] = field(default_factory=dict)
    reabiertas: list[str] = field(default_factory=list)
    cerradas: list[str] = field(default_factory=list)
    ausentes: list[str] = field(default_factory=list)
    iguales: int = 0


def read_directorio(archivo: Path) -> list[dict[str, Any]]:
    """The rows of a directory file, checked.

    :raises DirectorioInvalidoError: naming the line and what is wrong with it.
    """
    try:
        with archivo.open(encoding="utf-8-sig", newline="") as abierto:
            lector = csv.DictReader(abierto)
            if faltan := [c for c in COLUMNAS if c not in (lector.fieldnames or ())]:
                raise DirectorioInvalidoError(f"{archivo.name}: faltan las columnas {', '.join(faltan)}.")
            return _check_filas([_read_fila(f, f"{archivo.name}: línea {lector.line_num}") for f in lector], archivo.name)
    except (OSError, UnicodeDecodeError) as error:
        raise DirectorioInvalidoError(f"{archivo.name}: no se puede leer ({error}).") from error


@transaction.atomic
def load_directorio(filas: Iterable[Mapping[str, Any]], *, ahora: datetime, motivo: str, close_absent: bool = False) -> Informe:
    """Bring the directory up to `filas`. Run again, it changes nothing. Each change leaves what it was and why.

    A body that is not in `filas` is reported, and closed only with `close_absent`; its cases stay as they are.
    """
    informe = Informe()
    existentes = {i.codigo: i for i in Institucion.objects.select_for_update()}
    for fila in filas:
        institucion = existentes.pop(fila["codigo"], None)
        if institucion is None:
            _create(fila, ahora, motivo)
            informe.nuevas.append(fila["codigo"])
        else:
            _update(institucion, fila, informe, ahora, motivo)
    for institucion in existentes.values():
        if institucion.activa and close_absent:
            close_institucion(institucion, ahora=ahora, motivo=motivo)
            informe.cerradas.append(institucion.codigo)
        elif institucion.activa:
            informe.ausentes.append(institucion.codigo)
    return informe


def close_institucion(institucion: Institucion, *, ahora: datetime, motivo: str, sucesora: Institucion | None = None) -> None:
    """Close a body, naming the one that took over, if any; filings to it are refused from now on, its cases go on."""
    _record(institucion, {"activa": (True, False), "sucesora": (None, sucesora and sucesora.codigo)}, ahora, motivo)
    hoy = ahora.astimezone(timezone.get_current_timezone()).date()
    institucion.activa, institucion.fecha_cierre, institucion.sucesora = False, hoy, sucesora
    institucion.save(update_fields=["activa", "fecha_cierre", "sucesora", "busqueda"])


def change_institucion(institucion: Institucion, nuevos: Mapping[str, Any], *, ahora: datetime, motivo: str) -> None:
    """Change fields of a body, keeping what they were and why. What does not differ leaves no trace."""
    _record(institucion, {campo: (getattr(institucion, campo), nuevo) for campo, nuevo in nuevos.items()}, ahora, motivo)
    for campo, nuevo in nuevos.items():
        setattr(institucion, campo, nuevo)
    institucion.save()


def suggest_instituciones(texto: str, *, maximo: int = 5) -> list[Sugerencia]:
    """Which institutions have what `texto` asks for, best first. One small query; the index is built once per directory."""
    ultimo = CambioInstitucion.objects.aggregate(ultimo=Max("pk"))["ultimo"] or 0
    return _build_motor(ultimo).sugerir(texto, maximo=maximo)


@lru_cache(maxsize=1)
def _build_motor(ultimo_cambio: int) -> Motor:
    """The index over the directory as it stands after that change: every change of the directory leaves a row, so it never gets stale."""
    entradas = (
        Entrada(i.codigo, i.nombre, i.siglas, i.tipo, i.departamento, i.municipio, tuple(i.materias))
        for i in Institucion.objects.filter(activa=True).order_by("codigo")
    )
    return Motor(entradas, read_vocabulario(ruta=DATOS / "vocabulario_gt.toml"))


def _create(fila: Mapping[str, Any], ahora: datetime, motivo: str) -> None:
    institucion = Institucion(**fila)
    institucion.save()
    # Every body has its information unit (LAIP art. 19) and its top authority (art. 53).
    clases = (Unidad.Clase.INFORMACION, Unidad.Clase.MAXIMA_AUTORIDAD)
    Unidad.objects.bulk_create(Unidad(institucion=institucion, clase=clase, nombre=str(clase.label)) for clase in clases)
    _record(institucion, {"creada": (None, institucion.codigo)}, ahora, motivo)


def _update(institucion: Institucion, fila: Mapping[str, Any], informe: Informe, ahora: datetime, motivo: str) -> None:
    cambios = {c: (getattr(institucion, c), fila[c]) for c in _CAMPOS if getattr(institucion, c) != fila[c]}
    if not institucion.activa:
        cambios["activa"] = (False, True)
        institucion.fecha_cierre, institucion.sucesora = None, None
        informe.reabiertas.append(institucion.codigo)
    if not cambios:
        informe.iguales += 1
        return
    change_institucion(institucion, {campo: nuevo for campo, (_, nuevo) in cambios.items()}, ahora=ahora, motivo=motivo)
    informe.cambiadas[institucion.codigo] = sorted(cambios)


def _record(institucion: Institucion, cambios: Mapping[str, tuple[Any, Any]], ahora: datetime, motivo: str) -> None:
    CambioInstitucion.objects.bulk_create(
        CambioInstitucion(institucion=institucion, fecha_hora=ahora, campo=campo, antes=antes, despues=despues, motivo=motivo)
        for campo, (antes, despues) in cambios.items()
        if antes != despues
    )


def _read_fila(fila: Mapping[str | None, str | None], lugar: str) -> dict[str, Any]:
    if None in fila or None in fila.values():
        raise DirectorioInvalidoError(f"{lugar}: {'sobran' if None in fila else 'faltan'} celdas; las que llevan comas van entre comillas.")
    datos = {columna: (fila[columna] or "").strip() for columna in COLUMNAS}
    _check_datos(datos, lugar)
    municipal = datos["codigo"].startswith("MUNI-")
    codigo_municipio = datos["codigo"].removeprefix("MUNI-") if municipal else (_CAPITAL if datos["municipio"] == "Guatemala" else "")
    if municipal and not is_municipio(codigo_municipio):
        raise DirectorioInvalidoError(f"{lugar}: «{codigo_municipio}» no es un código de municipio.")
    return datos | {"materias": [m.strip() for m in datos["materias"].split("|") if m.strip()], "codigo_municipio": codigo_municipio}


def _check_datos(datos: Mapping[str, str], lugar: str) -> None:
    codigo = datos["codigo"]
    if not codigo or not datos["nombre"] or not datos["tipo"]:
        raise DirectorioInvalidoError(f"{lugar}: el código, el nombre y el tipo son obligatorios.")
    if not all(signo.isascii() and (signo.isalnum() or signo == "-") for signo in codigo) or codigo != codigo.upper():
        raise DirectorioInvalidoError(f"{lugar}: el código «{codigo}» lleva solo letras mayúsculas sin acento, cifras y guiones.")
    for columna, texto in datos.items():
        largo = getattr(Institucion._meta.get_field(columna), "max_length", None)
        if largo is not None and len(texto) > largo:
            raise DirectorioInvalidoError(f"{lugar}: «{columna}» pasa de {largo} caracteres.")


def _check_filas(filas: list[dict[str, Any]], nombre: str) -> list[dict[str, Any]]:
    vistos: set[str] = set()
    for fila in filas:
        if fila["codigo"] in vistos:
            raise DirectorioInvalidoError(f"{nombre}: el código «{fila['codigo']}» está dos veces.")
        vistos.add(fila["codigo"])
    if not filas:
        raise DirectorioInvalidoError(f"{nombre}: no trae ninguna institución.")
    return filas

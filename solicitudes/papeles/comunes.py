"""What several papers of a case say: the letterhead, the law, the terms as they stood at an act, where to follow it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from documentos import contextos
from documentos.models import Documento
from solicitudes.libros import EVENTO_DE_ACTO, calendario_of, fold_libro
from solicitudes.models import Movimiento, Solicitud, Unidad
from workflow.calculadora import represent_plazos
from workflow.libro import Libro
from workflow.plazos import Clave
from workflow.regimen import Regimen, get_regimen


def seguimiento_url(solicitud: Solicitud) -> str:
    """The page where a case is followed, without any key."""
    return f"{settings.URL_BASE}/seguir/{solicitud.folio}/"


def open_libro_at(solicitud: Solicitud, movimiento: Movimiento) -> Libro:
    """The ledger as it stood with a movement, by the calendar known then, so that a paper printed late says what was true at the act."""
    filas = Movimiento.objects.filter(solicitud=solicitud, acto__in=EVENTO_DE_ACTO, numero__lte=movimiento.numero).order_by("numero")
    historial = calendario_of(solicitud).known_at(movimiento.fecha_hora)
    return fold_libro(solicitud, filas.values_list("acto", "fecha_hora", "datos"), historial)


def describe_plazos(libro: Libro, al: datetime, *, recurso: int = 0) -> dict[Clave, Any]:
    """The terms at a moment, each explained day by day; of the appeals, those of number `recurso`, or of the last there can be."""
    return {Clave(plazo["clave"]): plazo for plazo in represent_plazos(libro, al, recurso=recurso or len(libro.asuntos))}


def build_anexos(solicitud: Solicitud, hasta: datetime) -> list[contextos.Anexo]:
    """The files handed in by a moment."""
    anexos = Documento.objects.filter(folio=solicitud.folio, tipo=Documento.Tipo.ANEXO, fecha_hora_emision__lte=hasta).order_by("pk")
    return [{"nombre": a.nombre_archivo, "sha256": a.sha256, "tamano": a.tamano} for a in anexos]


def build_membrete(solicitud: Solicitud, clase: Unidad.Clase = Unidad.Clase.INFORMACION) -> contextos.Institucion:
    """The letterhead: the institution and the office that speaks; one writes to its information unit."""
    unidades = {
        u.clase: u for u in Unidad.objects.filter(institucion=solicitud.institucion_id, clase__in=(clase, Unidad.Clase.INFORMACION))
    }
    informacion = unidades.get(Unidad.Clase.INFORMACION)
    return {
        "codigo": solicitud.institucion.codigo,
        "nombre": solicitud.institucion_nombre,
        "siglas": solicitud.institucion.siglas,
        "unidad": unidades[clase].nombre if clase in unidades else clase.label,
        "correo": informacion.correo if informacion else "",
    }


def regimen_of(solicitud: Solicitud) -> Regimen:
    """The law to which a case is pinned."""
    return get_regimen(solicitud.regimen, solicitud.regimen_version)

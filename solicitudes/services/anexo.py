"""adjuntar: an officer or a liaison puts a file with the information into the case (LAIP arts. 19 and 20)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.files.base import File

from documentos.emision import adjuntar as keep_archivo
from documentos.models import Documento
from solicitudes.actor import Actor
from solicitudes.services.acto import open_acto


def adjuntar(
    *, folio: str, actor: Actor, nombre: str, contenido: bytes | File[bytes], ahora: datetime, version: int | None = None
) -> Documento:
    """Keep a file with the case; the applicant gets it with the answer.

    :raises ArchivoVacioError, ArchivoDemasiadoGrandeError, TipoDeArchivoNoAdmitidoError: what is wrong with the file.
    :raises AlmacenNoDisponibleError: it cannot be stored now; nothing has changed.
    """
    with open_acto("adjuntar", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        documento = keep_archivo(
            folio=folio,
            referencia=f"{acto.solicitud.version + 1}",
            institucion_nombre=acto.solicitud.institucion_nombre,
            nombre_archivo=nombre,
            contenido=contenido,
            ahora=ahora,
            limite=settings.DOCUMENTO_TAMANO_MAXIMO,
        )
        acto.asentar(datos={"documento": documento.codigo, "nombre": documento.nombre_archivo, "sha256": documento.sha256})
        return documento

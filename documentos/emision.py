"""Issue a paper: code, rendering, storage and row, in an order in which a crash leaves nothing half done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import segno
from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.safestring import mark_safe

from documentos.almacen import store_contenido
from documentos.archivos import LIMITE_BYTES, clean_nombre_archivo, sniff_tipo_contenido
from documentos.codigos import new_codigo
from documentos.models import Documento
from documentos.plantillas import PLANTILLAS
from documentos.render import render
from workflow.problema import ProblemaError


class ArchivoVacioError(ProblemaError):
    """A file with nothing in it."""

    codigo = "archivo-vacio"
    titulo = "El archivo está vacío"


class ArchivoDemasiadoGrandeError(ProblemaError):
    """A file beyond the limit."""

    codigo = "archivo-demasiado-grande"
    titulo = "El archivo es demasiado grande"


class ReferenciaOcupadaError(ProblemaError):
    """The reference names another file already: a delivered file is never replaced."""

    codigo = "referencia-ocupada"
    titulo = "Ya hay otro archivo con esa referencia"
    estatus = 409


def emitir(*, tipo: str, folio: str, referencia: str, institucion_nombre: str, contexto: Mapping[str, Any], ahora: datetime) -> Documento:
    """The document `tipo` of `folio` about `referencia`: the one that exists, or a new one written with `contexto`.

    Safe to call again and from several processes at once: the first row wins and everybody gets it. The row is the last
    thing written; bytes without a row are never shown to anybody.

    :raises FaltaPangoError: the PDF cannot be made on this machine. Both are `OSError`: retry later.
    :raises AlmacenNoDisponibleError: the PDF cannot be stored now.
    """
    if existente := find_documento(folio=folio, tipo=tipo, referencia=referencia):
        return existente
    plantilla, codigo = PLANTILLAS[tipo], new_codigo()
    contenido = render(plantilla=plantilla.nombre, contexto=complete_contexto(contexto, codigo=codigo, fecha_hora_emision=ahora))
    return insert_documento(
        Documento(
            codigo=codigo,
            folio=folio,
            tipo=tipo,
            referencia=referencia,
            institucion_nombre=institucion_nombre,
            titulo=f"{plantilla.titulo} {referencia or folio}",
            nombre_archivo=_name_archivo(tipo, folio, referencia),
            tipo_contenido="application/pdf",
            tamano=len(contenido),
            sha256=store_contenido(contenido=contenido),
            plantilla=plantilla.nombre,
            plantilla_version=plantilla.version,
            contexto=dict(contexto),
            fecha_hora_emision=ahora,
        )
    )


def adjuntar(
    *,
    folio: str,
    referencia: str,
    institucion_nombre: str,
    nombre_archivo: str,
    contenido: bytes | File[bytes],
    ahora: datetime,
    limite: int = LIMITE_BYTES,
) -> Documento:
    """Keep a file that an officer delivers as document `anexo` of `folio`, under the type that its content shows.

    The same file under the same `referencia` gives the document that exists already.

    :raises ArchivoVacioError: there is nothing in it.
    :raises ArchivoDemasiadoGrandeError: it has more than `limite` bytes.
    :raises TipoDeArchivoNoAdmitidoError: its content is not of an admitted type.
    :raises ReferenciaOcupadaError: another file was delivered under this `referencia`.
    :raises AlmacenNoDisponibleError: it cannot be stored now.
    """
    datos = read_contenido(contenido, limite)
    tipo_contenido = sniff_tipo_contenido(contenido=datos, nombre_archivo=nombre_archivo)
    nombre = clean_nombre_archivo(nombre=nombre_archivo, tipo_contenido=tipo_contenido)
    sha256 = store_contenido(contenido=datos)
    documento = insert_documento(
        Documento(
            codigo=new_codigo(),
            folio=folio,
            tipo=Documento.Tipo.ANEXO,
            referencia=referencia,
            institucion_nombre=institucion_nombre,
            titulo=nombre,
            nombre_archivo=nombre,
            tipo_contenido=tipo_contenido,
            tamano=len(datos),
            sha256=sha256,
            fecha_hora_emision=ahora,
        )
    )
    if documento.sha256 != sha256:
        raise ReferenciaOcupadaError(
            "Ya se entregó otro archivo como «{referencia}» en el expediente {folio}.",
            referencia=referencia,
            folio=folio,
            campo="referencia",
        )
    return documento


def complete_contexto(contexto: Mapping[str, Any], *, codigo: str, fecha_hora_emision: datetime) -> dict[str, Any]:
    """What the template sees: `contexto`, the moment of issue and how to verify the paper (`codigo`, `url`, `qr`)."""
    url = f"{settings.URL_BASE}/verificar/{codigo}/"
    return {
        **contexto,
        "fecha_hora_emision": fecha_hora_emision.isoformat(timespec="seconds"),
        "verificacion": {"codigo": codigo, "url": url, "qr": _draw_qr(url)},
    }


def find_documento(*, folio: str, tipo: str, referencia: str) -> Documento | None:
    """The document already issued for this, if there is one."""
    return Documento.objects.filter(folio=folio, tipo=tipo, referencia=referencia).first()


def insert_documento(documento: Documento) -> Documento:
    """Insert the row, or give the one that another process inserted meanwhile for the same folio, tipo and referencia."""
    try:
        with transaction.atomic():
            documento.save()
    except IntegrityError:
        existente = find_documento(folio=documento.folio, tipo=documento.tipo, referencia=documento.referencia)
        if existente is None:
            raise
        return existente
    return documento


def read_contenido(contenido: bytes | File[bytes], limite: int) -> bytes:
    """The bytes of a file that somebody sent.

    :raises ArchivoVacioError, ArchivoDemasiadoGrandeError: there are none, or more than `limite`.
    """
    datos = contenido if isinstance(contenido, bytes) else contenido.read(limite + 1)
    if not datos:
        raise ArchivoVacioError("El archivo está vacío: revise que sea el correcto y adjúntelo de nuevo.", campo="archivo")
    if len(datos) > limite:
        raise ArchivoDemasiadoGrandeError(
            "El archivo pasa del máximo de {maximo:.0f} MB. Divídalo en partes o redúzcalo.", maximo=limite / 1_048_576, campo="archivo"
        )
    return datos


def _draw_qr(url: str) -> str:
    """The QR code of `url` as inline SVG with a title, which the PDF uses as its alternative text."""
    svg = segno.make(url, error="m").svg_inline(scale=4, border=0, title=f"Código QR que lleva a {url}", omitsize=True)
    return mark_safe(svg)  # noqa: S308 - drawn here from our own address, nothing of it was typed by anybody


def _name_archivo(tipo: str, folio: str, referencia: str) -> str:
    partes = (re.sub(r"[^A-Za-z0-9]+", "-", parte).strip("-") for parte in (tipo, folio, referencia))
    return "-".join(parte for parte in partes if parte)[:150] + ".pdf"

"""cargar: a register that somebody sends to rehearse is kept encrypted for a day, is hers alone, and goes away with the import."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, BinaryIO, ClassVar

from solicitudes.actor import Actor
from solicitudes.cifrado import decrypt_bytes, encrypt_bytes
from solicitudes.importacion.archivo import RegistroIlegibleError, open_tabla
from solicitudes.models import CargaDeRegistro, Importacion, Institucion
from solicitudes.policies_importacion import require_importacion, visible_importaciones
from workflow.problema import ProblemaError

MAXIMO_DE_BYTES, MAXIMO_DE_FILAS = 5 * 1024 * 1024, 5000
DURA = timedelta(days=1)


class CargaNoEncontradaError(ProblemaError):
    codigo: ClassVar[str] = "carga-no-encontrada"
    titulo: ClassVar[str] = "Ese archivo ya no está"
    estatus: ClassVar[int] = 404


class ImportacionNoEncontradaError(ProblemaError):
    codigo: ClassVar[str] = "importacion-no-encontrada"
    titulo: ClassVar[str] = "No hay una importación así que usted pueda ver"
    estatus: ClassVar[int] = 404


def cargar(*, institucion: Institucion, nombre: str, archivo: BinaryIO, actor: Actor, ahora: datetime) -> CargaDeRegistro:
    """Keep a register to rehearse; whatever else she had sent for this institution goes away.

    :raises ActoNoAutorizadoError: `actor` does not administer the institution.
    :raises RegistroIlegibleError: it is no register, or larger than a page takes.
    """
    persona = require_importacion(actor, institucion.pk)
    contenido = archivo.read(MAXIMO_DE_BYTES + 1)
    if len(contenido) > MAXIMO_DE_BYTES:
        raise RegistroIlegibleError(
            "El archivo pasa de 5 MB. Pártalo, o pida a quien opera el sistema que lo importe por comando.", campo="archivo"
        )
    try:
        with open_tabla(io.BytesIO(contenido)):
            pass
    except RegistroIlegibleError as ilegible:
        ilegible.campo = "archivo"
        raise
    CargaDeRegistro.objects.filter(institucion=institucion, persona=persona).delete()
    return CargaDeRegistro.objects.create(
        institucion=institucion, persona_id=persona, nombre=nombre[:200], contenido=encrypt_bytes(contenido), fecha_hora=ahora
    )


def get_carga(*, carga_id: int, actor: Actor, ahora: datetime) -> CargaDeRegistro:
    """A register that `actor` herself sent, not older than a day.

    :raises CargaNoEncontradaError: there is none.
    """
    cargas = CargaDeRegistro.objects.filter(pk=carga_id, persona=actor.persona_id, fecha_hora__gt=ahora - DURA)
    carga = cargas.select_related("institucion").first()
    if carga is None:
        raise CargaNoEncontradaError("Se borra al importarlo o pasado un día. Envíelo de nuevo.")
    return carga


def open_carga(carga: CargaDeRegistro) -> BinaryIO:
    """Its content, as it was sent."""
    return io.BytesIO(decrypt_bytes(bytes(carga.contenido)))


def keep_mapa(carga: CargaDeRegistro, mapa: Mapping[str, Any]) -> None:
    """Remember the columns that were chosen last."""
    carga.mapa = dict(mapa)
    carga.save(update_fields=["mapa"])


def descartar(carga: CargaDeRegistro) -> None:
    carga.delete()


def forget_cargas(*, ahora: datetime) -> int:
    """Delete what was sent and forgotten for a day; returns how many."""
    borradas, _ = CargaDeRegistro.objects.filter(fecha_hora__lte=ahora - DURA).delete()
    return borradas


def get_importacion(*, importacion_id: int, actor: Actor) -> Importacion:
    """A run that `actor` may read.

    :raises ImportacionNoEncontradaError: there is none.
    """
    importacion = visible_importaciones(actor).filter(pk=importacion_id).first()
    if importacion is None:
        raise ImportacionNoEncontradaError("Revise la dirección.")
    return importacion

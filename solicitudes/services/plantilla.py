"""The beginnings of a resolution that an institution keeps: plain text, added, changed and put away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from django.db import IntegrityError, transaction

from solicitudes.actor import Actor
from solicitudes.models import PlantillaResolucion
from solicitudes.policies import ActoNoAutorizadoError, instituciones_que_redacta, visible_plantillas
from solicitudes.services.acto import require_texto
from workflow.problema import ProblemaError


class PlantillaNoEncontradaError(ProblemaError):
    codigo: ClassVar[str] = "plantilla-no-encontrada"
    titulo: ClassVar[str] = "No hay una plantilla así"
    estatus: ClassVar[int] = 404


class PlantillaRepetidaError(ProblemaError):
    codigo: ClassVar[str] = "plantilla-repetida"
    titulo: ClassVar[str] = "Ya hay una plantilla con ese nombre"
    estatus: ClassVar[int] = 409


@dataclass(frozen=True, slots=True)
class Texto:
    """What a template says. `fundamento` is one legal basis per item."""

    nombre: str
    sentido: str
    respuesta: str
    motivacion: str = ""
    fundamento: tuple[str, ...] = field(default=())


def add_plantilla(*, actor: Actor, texto: Texto, institucion_id: int | None = None) -> PlantillaResolucion:
    """Keep a new template in one of her institutions; in the only one that most people have, if none is named.

    :raises ActoNoAutorizadoError: she is neither officer nor head of the unit there.
    :raises TextoRequeridoError, PlantillaRepetidaError:
    """
    suyas = instituciones_que_redacta(actor)
    institucion_id = institucion_id or min(suyas, default=0)
    if institucion_id not in suyas:
        raise ActoNoAutorizadoError("Las plantillas son de la Unidad de Información de cada institución.", articulo="LAIP art. 20")
    return _write(PlantillaResolucion(institucion_id=institucion_id), texto)


def change_plantilla(*, plantilla_id: int, actor: Actor, texto: Texto) -> PlantillaResolucion:
    """Change what a template says; drafts that began with it stay as they are.

    :raises PlantillaNoEncontradaError, TextoRequeridoError, PlantillaRepetidaError:
    """
    return _write(get_plantilla(plantilla_id, actor=actor), texto)


def activate_plantilla(*, plantilla_id: int, actor: Actor, activa: bool) -> PlantillaResolucion:
    """Put a template away, or take it out again; it is never deleted.

    :raises PlantillaNoEncontradaError: none of her institutions has it.
    """
    plantilla = get_plantilla(plantilla_id, actor=actor)
    plantilla.activa = activa
    plantilla.save(update_fields=["activa"])
    return plantilla


def get_plantilla(plantilla_id: int, *, actor: Actor) -> PlantillaResolucion:
    """One template of her institutions.

    :raises PlantillaNoEncontradaError: none of them has it.
    """
    plantilla = visible_plantillas(actor).filter(pk=plantilla_id).first()
    if plantilla is None:
        raise PlantillaNoEncontradaError("No hay una plantilla así en su institución.")
    return plantilla


def _write(plantilla: PlantillaResolucion, texto: Texto) -> PlantillaResolucion:
    plantilla.nombre = require_texto(texto.nombre, campo="nombre", detalle="Ponga un nombre a la plantilla.")
    plantilla.respuesta = require_texto(texto.respuesta, campo="respuesta", detalle="Escriba el texto de la respuesta.")
    plantilla.sentido, plantilla.motivacion, plantilla.fundamento = texto.sentido, texto.motivacion.strip(), list(texto.fundamento)
    try:
        with transaction.atomic():
            plantilla.save()
    except IntegrityError:
        raise PlantillaRepetidaError("Ya hay una plantilla llamada «{nombre}».", nombre=plantilla.nombre, campo="nombre") from None
    return plantilla

"""The units of an institution: internal ones are added, renamed and closed; the mailbox of any may change."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.models import Institucion, Unidad
from solicitudes.policies import administrable
from solicitudes.services.acto_administrativo import record_acto
from solicitudes.services.personas import CorreoInvalidoError
from workflow.problema import ProblemaError


class InstitucionAjenaError(ProblemaError):
    codigo: ClassVar[str] = "institucion-ajena"
    titulo: ClassVar[str] = "No hay una institución así que usted administre"
    estatus: ClassVar[int] = 404


class UnidadNoEncontradaError(ProblemaError):
    codigo: ClassVar[str] = "unidad-no-encontrada"
    titulo: ClassVar[str] = "No hay una unidad así que usted administre"
    estatus: ClassVar[int] = 404


class NombreDeUnidadError(ProblemaError):
    codigo: ClassVar[str] = "nombre-de-unidad"
    titulo: ClassVar[str] = "Ese nombre no sirve"


class UnidadDeLeyError(ProblemaError):
    codigo: ClassVar[str] = "unidad-de-ley"
    titulo: ClassVar[str] = "Esa unidad no se cierra"
    estatus: ClassVar[int] = 409


def get_institucion(*, codigo: str, actor: Actor) -> Institucion:
    """An institution that `actor` administers. One query.

    :raises InstitucionAjenaError: there is none.
    """
    institucion = administrable(actor).filter(codigo=codigo.upper()).first()
    if institucion is None:
        raise InstitucionAjenaError("Revise el código, o pida a la administración del sistema que le dé acceso.")
    return institucion


def get_unidad(*, unidad_id: int, actor: Actor, bloquear: bool = False) -> Unidad:
    """A unit of an institution that `actor` administers; locked until the transaction ends with `bloquear`. One query.

    :raises UnidadNoEncontradaError: there is none.
    """
    unidades = Unidad.objects.filter(institucion__in=administrable(actor)).select_related("institucion")
    try:
        return (unidades.select_for_update(of=("self",)) if bloquear else unidades).get(pk=unidad_id)
    except Unidad.DoesNotExist:
        raise UnidadNoEncontradaError("Puede que la hayan quitado de su institución.") from None


def agregar_unidad(*, codigo: str, nombre: str, correo: str, actor: Actor, ahora: datetime) -> Unidad:
    """Add an internal unit to an institution.

    :raises InstitucionAjenaError: `actor` does not administer it.
    :raises NombreDeUnidadError: no name, too long, or another unit has it.
    :raises CorreoInvalidoError: the mailbox is not an address.
    """
    with transaction.atomic():
        institucion = get_institucion(codigo=codigo, actor=actor)
        Institucion.objects.select_for_update().get(pk=institucion.pk)  # two units of one name do not get in at once
        unidad = Unidad(institucion=institucion, clase=Unidad.Clase.INTERNA)
        unidad.nombre, unidad.correo = _require_nombre(unidad, nombre), _require_buzon(correo)
        unidad.save()
        _record(Accion.CREAR_UNIDAD, unidad, actor, ahora)
    return unidad


def cambiar_unidad(*, unidad_id: int, nombre: str, correo: str, actor: Actor, ahora: datetime) -> Unidad:
    """Rename a unit or change its mailbox, where what concerns it is sent; without one, it goes to each person. The same again writes
    nothing.

    :raises UnidadNoEncontradaError, NombreDeUnidadError, CorreoInvalidoError: as above.
    """
    with transaction.atomic():
        unidad = get_unidad(unidad_id=unidad_id, actor=actor, bloquear=True)
        Institucion.objects.select_for_update().get(pk=unidad.institucion_id)
        antes = {"nombre": unidad.nombre, "correo": unidad.correo}
        despues = {"nombre": _require_nombre(unidad, nombre), "correo": _require_buzon(correo)}
        if antes != despues:
            unidad.nombre, unidad.correo = despues["nombre"], despues["correo"]
            unidad.save(update_fields=["nombre", "correo"])
            _record(Accion.CAMBIAR_UNIDAD, unidad, actor, ahora, antes=antes, despues=despues)
    return unidad


def cerrar_unidad(*, unidad_id: int, actor: Actor, ahora: datetime) -> Unidad:
    """Close an internal unit: its posts stop giving access, what it did stays.

    :raises UnidadNoEncontradaError: there is none that `actor` administers.
    :raises UnidadDeLeyError: it is the information unit (LAIP art. 19) or the top authority (art. 53), or it was closed before.
    """
    return _switch(unidad_id, activa=False, accion=Accion.CERRAR_UNIDAD, actor=actor, ahora=ahora)


def reabrir_unidad(*, unidad_id: int, actor: Actor, ahora: datetime) -> Unidad:
    """Open again a unit that was closed. Same errors as `cerrar_unidad`."""
    return _switch(unidad_id, activa=True, accion=Accion.REABRIR_UNIDAD, actor=actor, ahora=ahora)


def _switch(unidad_id: int, *, activa: bool, accion: Accion, actor: Actor, ahora: datetime) -> Unidad:
    with transaction.atomic():
        unidad = get_unidad(unidad_id=unidad_id, actor=actor, bloquear=True)
        if unidad.clase != Unidad.Clase.INTERNA:
            raise UnidadDeLeyError("La ley pide que toda institución la tenga; solo cambian su nombre y su buzón.", articulo="LAIP art. 19")
        if unidad.activa is activa:
            raise UnidadDeLeyError("Ya estaba abierta." if activa else "Ya estaba cerrada.")
        unidad.activa = activa
        unidad.save(update_fields=["activa"])
        _record(accion, unidad, actor, ahora)
    return unidad


def _record(accion: Accion, unidad: Unidad, actor: Actor, ahora: datetime, **detalle: object) -> None:
    record_acto(
        accion=accion,
        objeto=f"{unidad.nombre}, {unidad.institucion}",
        institucion_id=unidad.institucion_id,
        actor=actor,
        ahora=ahora,
        detalle={"unidad": unidad.pk, **detalle},
    )


def _require_nombre(unidad: Unidad, nombre: str) -> str:
    limpio = " ".join(nombre.split())
    if not 3 <= len(limpio) <= 160:
        raise NombreDeUnidadError("Escriba el nombre de la unidad, de 3 a 160 caracteres.", campo="nombre")
    otras = Unidad.objects.filter(institucion_id=unidad.institucion_id, nombre__iexact=limpio).exclude(pk=unidad.pk)
    if otras.exists():
        raise NombreDeUnidadError("La institución ya tiene, o tuvo, una unidad con ese nombre.", campo="nombre")
    return limpio


def _require_buzon(correo: str) -> str:
    limpio = correo.strip()
    try:
        if limpio:
            validate_email(limpio)
    except ValidationError:
        raise CorreoInvalidoError("Escriba una dirección como informacion@institucion.gob.gt, o deje vacío.", campo="correo") from None
    return limpio

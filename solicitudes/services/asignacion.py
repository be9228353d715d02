"""asignar: ask a unit or a person inside for the information, by an internal date (LAIP arts. 19 and 20)."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from solicitudes.actor import Actor
from solicitudes.models import Asignacion, Cargo, Persona, Solicitud, Unidad
from solicitudes.preguntas import find_preguntas_propias, name_preguntas
from solicitudes.services.acto import open_acto
from workflow.problema import ProblemaError


class AsignacionInvalidaError(ProblemaError):
    codigo: ClassVar[str] = "asignacion-invalida"
    titulo: ClassVar[str] = "No se puede asignar así"


def asignar(
    *,
    folio: str,
    actor: Actor,
    unidad_id: int,
    fecha_interna: date,
    ahora: datetime,
    persona_id: int | None = None,
    indicaciones: str = "",
    preguntas: tuple[int, ...] = (),
    version: int | None = None,
) -> Solicitud:
    """Ask a unit of the same institution, or one person who holds an office in it, for the whole or for the questions of these numbers.
    The legal term does not move.

    :raises AsignacionInvalidaError: the unit is not of this institution, the person holds no office there, or the date is past.
    :raises PreguntaDesconocidaError: the request has no question of a number.
    :raises PreguntaRemitidaError: a question is answered elsewhere.
    """
    with open_acto("asignar", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        unidad = Unidad.objects.filter(pk=unidad_id, institucion=acto.solicitud.institucion, activa=True).first()
        if unidad is None:
            raise AsignacionInvalidaError("Esa unidad no es de esta institución o ya no existe.", campo="unidad")
        if fecha_interna < acto.hoy:
            raise AsignacionInvalidaError("La fecha interna ya pasó.", campo="fecha_interna")
        persona = _find_persona(unidad, persona_id, acto.hoy)
        pedidas = find_preguntas_propias(acto.solicitud, preguntas)
        asignacion = Asignacion.objects.create(
            solicitud=acto.solicitud,
            unidad=unidad,
            persona=persona,
            fecha_interna=fecha_interna,
            indicaciones=indicaciones.strip(),
            fecha_hora=ahora,
        )
        asignacion.preguntas.set(pedidas)
        datos = {"unidad": unidad.pk, "persona": persona_id, "fecha_interna": fecha_interna.isoformat()}
        acto.asentar(datos=datos | name_preguntas(pedidas))
        return acto.solicitud


def _find_persona(unidad: Unidad, persona_id: int | None, hoy: date) -> Persona | None:
    if persona_id is None:
        return None
    cargo = Cargo.objects.filter(unidad=unidad, persona=persona_id).vigentes(hoy).select_related("persona").first()
    if cargo is None:
        raise AsignacionInvalidaError("Esa persona no tiene cargo vigente en la unidad.", campo="persona")
    return cargo.persona

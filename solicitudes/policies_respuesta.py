"""Who may see which question of a divided request, and withdraw a signature: the part of policies.py that is about the answer."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from solicitudes.actor import Actor
from solicitudes.models import Cargo, Pregunta, Resolucion, Solicitud
from solicitudes.policies import DE_LA_INSTITUCION, instituciones_que_atiende, reading_roles, visible_asignaciones
from workflow.roles import Rol

#: Roles that sign a resolution.
_QUE_FIRMAN = (Rol.FIRMANTE, Rol.MAXIMA_AUTORIDAD)


def visible_preguntas(actor: Actor, solicitud: Solicitud) -> QuerySet[Pregunta]:
    """The questions in force of a divided case, for whoever reads all of it; of a liaison, those that were asked of her, whatever
    division they are of, and all of them if she was asked for the whole. The regulator reads none."""
    preguntas, roles = Pregunta.objects.filter(solicitud=solicitud), reading_roles(actor, solicitud)
    if roles & {Rol.SOLICITANTE, Rol.PORTAL, Rol.RELOJ, *DE_LA_INSTITUCION}:
        return preguntas.filter(division=solicitud.division)
    if Rol.ENLACE not in roles:
        return preguntas.none()
    suyas = visible_asignaciones(actor).filter(solicitud=solicitud)
    entera = Q(Exists(suyas.filter(preguntas__isnull=True)), division=solicitud.division)
    return preguntas.filter(entera | Q(pk__in=suyas.filter(preguntas__isnull=False).values("preguntas")))


def where_texto_visible(actor: Actor) -> Q:
    """The cases whose whole text `actor` may read: not those of which she, a liaison, was asked for some questions only."""
    if not actor.unidades(Rol.ENLACE):
        return Q()
    entera = visible_asignaciones(actor).filter(solicitud=OuterRef("pk"), preguntas__isnull=True)
    return Q(division=0) | Q(institucion__in=instituciones_que_atiende(actor)) | Q(Exists(entera))


def may_withdraw_firma(actor: Actor, resolucion: Resolucion, solicitud: Solicitud, *, hoy: date) -> bool:
    """Whether the signature of a resolution is hers to withdraw: she put it, she acts in the stead of whoever did, or whoever did holds
    no office that signs there any more and she does. One query, and only where she may sign and did not sign this."""
    if actor.persona_id is None or not actor.instituciones(*_QUE_FIRMAN) & {solicitud.institucion_id}:
        return False
    suplidas = {p.suple_id for p in actor.puestos if p.institucion_id == solicitud.institucion_id and p.rol in _QUE_FIRMAN}
    if resolucion.firmante_id in {actor.persona_id, *suplidas}:
        return True
    cargos = Cargo.objects.filter(persona=resolucion.firmante_id, persona__is_active=True, rol__in=[rol.value for rol in _QUE_FIRMAN])
    return not cargos.filter(unidad__institucion=solicitud.institucion_id).vigentes(hoy).exists()

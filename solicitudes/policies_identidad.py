"""Who may see what of a request about somebody's own data: the part of policies.py that is about them (LAIP arts. 30 to 35)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from solicitudes.actor import Actor
from solicitudes.models import PruebaPersonal, Solicitud
from solicitudes.policies import ActoNoAutorizadoError, may_see_datos, may_see_solicitante, roles_over
from workflow.eventos import DE_DATOS_PROPIOS
from workflow.roles import Rol


def may_read_texto(actor: Actor, solicitud: Solicitud) -> bool:
    """Whether the words of a request may be shown: the regulator counts those about one's own data and reads none (LAIP art. 31)."""
    return not solicitud.de_datos_propios or not actor.es_regulador or may_see_datos(actor, solicitud)


def where_texto_oculto(actor: Actor) -> Q:
    """The same for a list, of the cases that `actor` may see."""
    if not actor.es_regulador:
        return Q(pk__in=())
    suyas = [puesto.institucion_id for puesto in actor.puestos if puesto.institucion_id is not None]
    return Q(tipo__in=DE_DATOS_PROPIOS) & ~Q(institucion__in=suyas)


def require_identidad(actor: Actor, solicitud: Solicitud) -> Rol:
    """The office in which a person may open what accredits who somebody is: the officer of that institution, signed in herself. Neither
    her heads nor a liaison, nor the regulator, nor any program; and no key: what was sent with it does not come out with it.

    :raises ActoNoAutorizadoError: she may not.
    """
    en_persona = actor.persona_id is not None and actor.cliente is None and actor.token is None
    if en_persona and Rol.OFICIAL in roles_over(actor, solicitud):
        return Rol.OFICIAL
    raise ActoNoAutorizadoError(
        "Lo que acredita la identidad lo abre solo una persona oficial de la institución.", articulo="LAIP arts. 30 y 33"
    )


def visible_pruebas(actor: Actor, solicitud: Solicitud) -> QuerySet[PruebaPersonal]:
    """What the applicant sent to prove who she is, as a list without its bytes: for her and for the officer who reviews it."""
    de_quien = roles_over(actor, solicitud) & {Rol.SOLICITANTE, Rol.OFICIAL}
    return PruebaPersonal.objects.filter(solicitud=solicitud) if de_quien else PruebaPersonal.objects.none()


def may_know_acreditada(actor: Actor, solicitud: Solicitud) -> bool:
    """Whether she may learn that who asks has accredited who she is: those who may know who it is."""
    return solicitud.de_datos_propios and may_see_solicitante(actor, solicitud)

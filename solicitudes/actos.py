"""What somebody can do with a case now: what the states allow, her roles give and the ledger has not used up."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date, datetime

from solicitudes.actor import Actor
from solicitudes.models import Recurso, Resolucion, Solicitud
from solicitudes.models.recurso import Contra
from solicitudes.policies import roles_over
from solicitudes.policies_programas import withheld_actos
from solicitudes.policies_respuesta import may_withdraw_firma
from workflow.estados import Estado, EstadoResolucion
from workflow.eventos import TipoSolicitud
from workflow.identidad import needs_acreditacion
from workflow.regimen import get_regimen
from workflow.roles import Rol
from workflow.sentidos import Sentido
from workflow.transiciones import DE_IDENTIDAD, TRANSICIONES, TRANSICIONES_RECURSO, TRANSICIONES_RESOLUCION, Transicion

#: What is no longer possible once the term to answer is over, even before the sweep has passed (LAIP arts. 38, 42.2 and 43).
_EN_PLAZO = frozenset({"pedir_aclaracion", "prorrogar", "remitir", "remitir_parte"})

_RESOLVER = frozenset({"redactar", "enviar_a_revision", "revisar", "firmar", "resolver"})

#: Whoever drafted a resolution neither approves nor signs it (LAIP art. 45).
DE_OTRA_PERSONA = frozenset({"revisar", "firmar"})


def list_actos(
    solicitud: Solicitud, *, actor: Actor, al: datetime, resolucion: Resolucion | None, recursos: Sequence[Recurso] = ()
) -> list[str]:
    """The acts as they stand in the API, that `actor` can do at `al`. No query: what the ledger refuses is projected on the case;
    one where the resolution is signed and she signs, but did not sign this."""
    posibles = list_posibles(solicitud, roles=roles_over(actor, solicitud), al=al, resolucion=resolucion, recursos=recursos)
    ajenos = {*withheld_actos(actor), *(DE_OTRA_PERSONA if wrote(actor, resolucion) else ())}
    if resolucion is not None and resolucion.cobro and Rol.OFICIAL not in roles_over(actor, solicitud):
        ajenos |= {"entregar"}  # until the copies are paid for, which the officer writes down (LAIP art. 18)
    if any(t.acto == "retirar_firma" for t in posibles) and is_of_another(actor, solicitud, resolucion, al=al):
        ajenos |= {"retirar_firma"}
    return [t.ruta for t in posibles if t.acto not in ajenos]


def list_posibles(
    solicitud: Solicitud, *, roles: Set[Rol], al: datetime, resolucion: Resolucion | None, recursos: Sequence[Recurso] = ()
) -> list[Transicion]:
    """The acts that the case allows at `al` to anybody who holds one of `roles` over it. No query."""
    posibles = [t for t in TRANSICIONES.values() if solicitud.estado in t.de and t.roles & roles]
    posibles = [*posibles, *_steps_of_resolucion(solicitud, resolucion, roles)]
    posibles = [*posibles, *_steps_of_recurso(recursos, roles)]
    vedados = _vedados(solicitud, al=al, resolucion=resolucion, recursos=recursos)
    return [t for t in posibles if t.acto not in vedados]


def wrote(actor: Actor, resolucion: Resolucion | None) -> bool:
    """Whether the draft is hers."""
    return resolucion is not None and actor.persona_id is not None and resolucion.redactora_id == actor.persona_id


def is_of_another(actor: Actor, solicitud: Solicitud, resolucion: Resolucion | None, *, al: datetime) -> bool:
    """Whether the signature that there is was put by somebody in whose stead she does not act."""
    return resolucion is None or not may_withdraw_firma(actor, resolucion, solicitud, hoy=_day_of(solicitud, al))


def is_waiting(solicitud: Solicitud, hoy: date) -> bool:
    """Whether the applicant still has time to clarify (LAIP art. 42.2): the day on which the officer is told otherwise lies ahead."""
    aviso = solicitud.fecha_advertencia
    return solicitud.estado == Estado.EN_ACLARACION and aviso is not None and hoy < aviso


def _steps_of_resolucion(solicitud: Solicitud, resolucion: Resolucion | None, roles: Set[Rol]) -> list[Transicion]:
    if solicitud.estado not in TRANSICIONES["resolver"].de:
        return []
    if resolucion is None:
        return [t for t in (TRANSICIONES_RESOLUCION["redactar"],) if t.roles & roles]
    pasos = (t for t in TRANSICIONES_RESOLUCION.values() if t.acto != "notificar")
    return [t for t in pasos if resolucion.estado in t.de and t.roles & roles]


def list_recursos(solicitud: Solicitud) -> tuple[Recurso, ...]:
    """The appeals of a case whose last one is loaded, oldest first. No query, but for the few that have two."""
    ultimo = solicitud.recurso
    if ultimo is None:
        return ()
    if ultimo.ordinal == 1:
        return (ultimo,)
    return (
        *Recurso.objects.filter(solicitud=solicitud, ordinal__lt=ultimo.ordinal).select_related("autoridad").order_by("ordinal"),
        ultimo,
    )


def _steps_of_recurso(recursos: Sequence[Recurso], roles: Set[Rol]) -> list[Transicion]:
    pasos = (t for t in TRANSICIONES_RECURSO.values() if t.roles & roles)
    return [t for t in pasos if any(recurso.admits(t.acto) for recurso in recursos)]


def _vedados(solicitud: Solicitud, *, al: datetime, resolucion: Resolucion | None, recursos: Sequence[Recurso]) -> set[str]:
    """What the table would allow and the case does not."""
    hoy = _day_of(solicitud, al)
    vedados = set(solicitud.actos_agotados)
    if resolucion is None or resolucion.estado != EstadoResolucion.FIRMADA or is_answered_since(solicitud, resolucion):
        vedados.add("resolver")
    ya_no = resolucion is not None and resolucion.estado != EstadoResolucion.BORRADOR
    if ya_no or solicitud.tipo == TipoSolicitud.DATOS_RECTIFICACION:
        vedados.add("dividir")
    if resolucion is not None and resolucion.incompleta:
        vedados.add("enviar_a_revision")
    if solicitud.sentido and not Sentido(solicitud.sentido).entrega:
        vedados.add("entregar")
    if solicitud.fecha_vencimiento is not None and solicitud.fecha_vencimiento < hoy:
        vedados |= _EN_PLAZO
    if is_waiting(solicitud, hoy):
        vedados |= _RESOLVER
    vedados |= _vedados_de_identidad(solicitud, resolucion)
    asunto = Contra.RESOLUCION if solicitud.sentido else Contra.SILENCIO
    if any(recurso.contra == asunto for recurso in recursos):
        vedados.add("interponer_recurso")
    if any(recurso.pendiente for recurso in recursos):
        vedados.add("desistir")
    return vedados


def _day_of(solicitud: Solicitud, al: datetime) -> date:
    """The day in the zone of the law to which the case is pinned."""
    return al.astimezone(get_regimen(solicitud.regimen, solicitud.regimen_version).zona).date()


def _vedados_de_identidad(solicitud: Solicitud, resolucion: Resolucion | None) -> set[str]:
    """What waits until who asks for her own data has accredited who she is (LAIP arts. 33 and 34); and what other cases do not know."""
    if not solicitud.de_datos_propios:
        return set(DE_IDENTIDAD)
    if solicitud.identidad_acreditada:
        return {"acreditar"}
    espera = resolucion is not None and needs_acreditacion(solicitud.tipo, resolucion.sentido)
    return {"cumplir_recurso"} | ({"firmar", "resolver"} if espera else set())


def is_answered_since(solicitud: Solicitud, resolucion: Resolucion) -> bool:
    """Whether a resolution for want of clarification waits to be notified and the clarification came after all (LAIP art. 42.2)."""
    return denies_sin_aclaracion(resolucion) and solicitud.estado != Estado.EN_ACLARACION


def denies_sin_aclaracion(resolucion: Resolucion) -> bool:
    """Whether it denies the request, or one of its questions, for want of clarification (LAIP art. 42.2)."""
    return resolucion.sin_aclaracion or resolucion.sentido == Sentido.NEGATIVA_SIN_ACLARACION

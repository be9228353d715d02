"""What programs may do: the tokens of officials, which never do what she does in person, and sandbox clients, which rehearse.

Part of policies.py, where everything else stands; nobody decides it anywhere else.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from django.db.models import QuerySet

from solicitudes.actor import Acreditacion, Actor
from solicitudes.alcances import Alcance
from solicitudes.models import Solicitud
from workflow.problema import ProblemaError
from workflow.roles import INSTITUCIONALES, Rol
from workflow.transiciones import ACTOS


class ActoNoAutorizadoError(ProblemaError):
    codigo: ClassVar[str] = "acto-no-autorizado"
    titulo: ClassVar[str] = "Ese acto le toca a otra persona"
    estatus: ClassVar[int] = 403


class SesionRequeridaError(ProblemaError):
    codigo: ClassVar[str] = "sesion-requerida"
    titulo: ClassVar[str] = "Eso se hace en persona"
    estatus: ClassVar[int] = 403


#: What decides for the institution under somebody's name: done in person, with the second factor, never by a program (docs/adr/0015).
EN_PERSONA = frozenset({"revisar", "firmar", "retirar_firma", "subsanar_recurso", "decidir_recurso"})

#: What the programs of whoever holds each office may be given. The administrator's acts are all done in person.
_DE_LA_CASA = frozenset({Alcance.LEER, Alcance.ACTUAR})
_ALCANCES: dict[Rol, frozenset[Alcance]] = {
    **dict.fromkeys(INSTITUCIONALES, _DE_LA_CASA),
    Rol.OFICIAL: _DE_LA_CASA | {Alcance.PRESENTAR},
    Rol.REGULADOR: frozenset({Alcance.LEER, Alcance.ESTADISTICAS}),
}


def require_presencia(actor: Actor, acto: str) -> None:
    """:raises ActoNoAutorizadoError, SesionRequeridaError: a personal token does not reach to this act."""
    if actor.token and Alcance.ACTUAR not in actor.token.alcances:
        raise ActoNoAutorizadoError("El token no se dio para actuar: le falta {alcance}.", alcance=Alcance.ACTUAR)
    if actor.token and acto in EN_PERSONA:
        raise SesionRequeridaError("Firmar y decidir no se encargan a un programa: inicie sesión y hágalo usted.", articulo="LAIP art. 45")


def withheld_actos(actor: Actor) -> Collection[str]:
    """The acts that her roles would allow and the token of her program does not."""
    if actor.token is None:
        return ()
    return EN_PERSONA if Alcance.ACTUAR in actor.token.alcances else ACTOS


def grantable_alcances(actor: Actor) -> tuple[Alcance, ...]:
    """The scopes that her offices of today let her give to a program of hers."""
    propios = frozenset[Alcance]().union(*(_ALCANCES.get(puesto.rol, frozenset()) for puesto in actor.puestos))
    return tuple(alcance for alcance in Alcance if alcance in propios)


def require_titular(actor: Actor) -> int:
    """The person who keeps her own tokens: whoever holds an office and has signed in, no program in her name.

    :raises ActoNoAutorizadoError: she is not.
    """
    if actor.persona_id is None or actor.token or actor.cliente or not actor.puestos:
        raise ActoNoAutorizadoError("Los tokens los hace y los revoca una persona con cargo, con su propia sesión.")
    return actor.persona_id


def ensayos_of(cliente: Acreditacion) -> QuerySet[Solicitud]:
    """The rehearsals of a sandbox client, and nothing else whatever it shows."""
    return Solicitud.todas.filter(prueba=True, presentacion__cliente=cliente.cliente_id)


def is_ensayo_of(actor: Actor, solicitud: Solicitud) -> bool:
    """Whether a case is a rehearsal of the sandbox client that calls: there it may play every part, and move the clock."""
    suyo = actor.cliente is not None and actor.cliente.prueba and solicitud.presentacion.cliente_id == actor.cliente.cliente_id
    return suyo and solicitud.prueba


def require_ensayo(actor: Actor, solicitud: Solicitud) -> None:
    """:raises ActoNoAutorizadoError: it is no rehearsal of hers."""
    if not is_ensayo_of(actor, solicitud):
        raise ActoNoAutorizadoError("Solo un cliente de pruebas adelanta el reloj, y solo el de sus propios ensayos.")


def parts_of(actor: Actor, cliente: Acreditacion, solicitud: Solicitud) -> frozenset[Rol]:
    """What a sandbox client plays in its rehearsal: with the key of the filing its applicant, as a portal does; without it, the
    institution, if it may act."""
    if not is_ensayo_of(actor, solicitud):
        return frozenset()
    if actor.presentacion_id == solicitud.presentacion_id:
        return frozenset({Rol.SOLICITANTE, Rol.PORTAL})
    return frozenset({Rol.PORTAL}) | (INSTITUCIONALES if Alcance.ACTUAR in cliente.alcances else frozenset())

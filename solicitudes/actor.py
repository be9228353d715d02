"""Who is acting: a person with her present appointments, an applicant who showed her key, the clock, or nobody known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from solicitudes.alcances import Alcance
from solicitudes.models import Cargo, Persona
from workflow.roles import Rol


@dataclass(frozen=True, slots=True)
class Puesto:
    """A role held today in one unit; the regulator's has no unit. `suple_id` is the person who is away, if it is held in her stead."""

    rol: Rol
    institucion_id: int | None
    unidad_id: int | None
    suple_id: int | None = None


@dataclass(frozen=True, slots=True)
class Acreditacion:
    """The client behind a call: another portal, or the system of an institution, with what its token lets it do."""

    cliente_id: int
    identificador: str
    institucion_id: int | None
    responsable_id: int | None
    alcances: frozenset[str]
    cuota: int | None = None
    prueba: bool = False


@dataclass(frozen=True, slots=True)
class TokenDePersona:
    """The personal token behind a call: its owner acts, by a program, with no more than its scopes."""

    token_id: int
    persona_id: int
    prefijo: str
    alcances: frozenset[str]


@dataclass(frozen=True, slots=True)
class Actor:
    """Everything that a policy needs to know of somebody, read once per request.

    `cuenta_id` is the account of an applicant, who sees what she tied to it. It never stands beside the offices of the same person: an
    official who asks for something is, as an applicant, nobody else's officer. `token` is there when a program of hers calls.
    """

    persona_id: int | None = None
    puestos: tuple[Puesto, ...] = ()
    presentacion_id: UUID | None = None
    cuenta_id: int | None = None
    es_reloj: bool = False
    cliente: Acreditacion | None = None
    token: TokenDePersona | None = None

    def instituciones(self, *roles: Rol) -> frozenset[int]:
        """The institutions in which she holds any of `roles`."""
        return frozenset(p.institucion_id for p in self.puestos if p.rol in roles and p.institucion_id is not None)

    def unidades(self, *roles: Rol) -> frozenset[int]:
        """The units in which she holds any of `roles`."""
        return frozenset(p.unidad_id for p in self.puestos if p.rol in roles and p.unidad_id is not None)

    @property
    def marca(self) -> dict[str, str]:
        """What every movement done by a program says of it, sealed with the rest."""
        if self.token:
            return {"token": self.token.prefijo}
        return {"cliente": self.cliente.identificador} if self.cliente else {}

    def suple_a(self, rol: Rol, institucion_id: int) -> int | None:
        """The person in whose stead she holds `rol` there; None if she holds it, or not at all, in her own name."""
        suplidas = [p.suple_id for p in self.puestos if p.rol is rol and p.institucion_id == institucion_id]
        return None if None in suplidas else next(iter(suplidas), None)

    @property
    def es_regulador(self) -> bool:
        return any(p.rol is Rol.REGULADOR for p in self.puestos)


ANONIMO = Actor()
RELOJ = Actor(es_reloj=True)


def actor_for_persona(persona: Persona, *, hoy: date) -> Actor:
    """The actor that `persona` is on `hoy`, by the appointments that hold that day. One query."""
    cargos = Cargo.objects.filter(persona=persona).vigentes(hoy).order_by()
    filas = cargos.values_list("unidad__activa", "rol", "unidad__institucion_id", "unidad_id", "suple_id")
    # None where there is no unit, as for the regulator; a unit that was closed takes its posts with it.
    puestos = (Puesto(Rol(rol), *donde) for activa, rol, *donde in filas if activa is not False)
    return Actor(persona_id=persona.pk, puestos=tuple(puestos))


def actor_for_presentacion(presentacion_id: UUID) -> Actor:
    """The applicant of a filing, once she has shown its key."""
    return Actor(presentacion_id=presentacion_id)


def actor_for_cuenta(cuenta_id: int) -> Actor:
    """The applicant who signed in with her account, without any office that she may hold."""
    return Actor(cuenta_id=cuenta_id)


def actor_for_cliente(acreditacion: Acreditacion, *, hoy: date) -> Actor:
    """The actor that a client is on `hoy`: it acts in the office of the official who answers for it, while she holds it. One query."""
    if acreditacion.prueba or Alcance.ACTUAR not in acreditacion.alcances or acreditacion.responsable_id is None:
        return Actor(cliente=acreditacion)
    cargos = Cargo.objects.filter(
        persona=acreditacion.responsable_id,
        persona__is_active=True,
        rol=Rol.OFICIAL.value,
        unidad__institucion=acreditacion.institucion_id,
        unidad__activa=True,
    ).vigentes(hoy)
    puestos = tuple(Puesto(Rol.OFICIAL, acreditacion.institucion_id, unidad) for unidad in cargos.values_list("unidad_id", flat=True))
    return Actor(persona_id=acreditacion.responsable_id if puestos else None, puestos=puestos, cliente=acreditacion)

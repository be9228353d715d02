"""What whoever administers reads: institutions with their units and appointments, accounts, acts of the administration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from solicitudes.actor import Actor
from solicitudes.busqueda import filter_by_palabras
from solicitudes.cuentas import is_vigente
from solicitudes.lecturas import Punto, describe_puntos
from solicitudes.models import ActoAdministrativo, Cargo, Institucion, Persona, Unidad
from solicitudes.policies import administrable, is_administrador, visible_actos_administrativos, visible_personas
from workflow.roles import GENERALES, Rol

#: In the order of the road of an answer: who receives, who gathers, who reviews, who signs.
_ROLES = [rol.value for rol in Rol]


@dataclass(frozen=True, slots=True)
class CargoDescrito:
    """An appointment, and whether it holds today, is still to come (`futuro`) or is over."""

    cargo: Cargo
    vigente: bool
    futuro: bool


@dataclass(frozen=True, slots=True)
class Casa:
    """One institution as whoever administers it sees it. `puntos` are the disputed points of the law as it reads them."""

    institucion: Institucion
    unidades: tuple[Unidad, ...]
    vigentes: tuple[CargoDescrito, ...]
    terminados: tuple[CargoDescrito, ...]
    puntos: tuple[Punto, ...]


def list_administrables(*, actor: Actor, buscar: str = "") -> QuerySet[Institucion]:
    """The institutions that `actor` administers and that have every word of `buscar`."""
    return filter_by_palabras(administrable(actor).filter(activa=True), buscar).order_by("nombre", "departamento")


def open_casa(institucion: Institucion, *, hoy: date) -> Casa:
    """An institution with its units and everybody who holds or held an office there. Three queries."""
    unidades = tuple(Unidad.objects.filter(institucion=institucion).order_by("-activa", "clase", "nombre"))
    cargos = Cargo.objects.filter(unidad__institucion=institucion).select_related("persona", "unidad", "suple")
    descritos = [describe_cargo(cargo, hoy=hoy) for cargo in cargos.order_by(F("hasta").desc(nulls_first=True), "persona__last_name")]
    descritos.sort(key=lambda descrito: _ROLES.index(descrito.cargo.rol))
    return Casa(
        institucion=institucion,
        unidades=unidades,
        vigentes=tuple(c for c in descritos if c.vigente or c.futuro),
        terminados=tuple(c for c in descritos if not c.vigente and not c.futuro),
        puntos=tuple(describe_puntos(institucion, hoy)),
    )


def describe_cargo(cargo: Cargo, *, hoy: date) -> CargoDescrito:
    return CargoDescrito(cargo, vigente=is_vigente(cargo, hoy=hoy), futuro=cargo.desde > hoy)


def list_generales(*, hoy: date) -> list[CargoDescrito]:
    """Who watches and who administers the whole system, today or later. One query."""
    cargos = Cargo.objects.filter(rol__in=[rol.value for rol in GENERALES]).filter(Q(hasta__isnull=True) | Q(hasta__gte=hoy))
    return [describe_cargo(cargo, hoy=hoy) for cargo in cargos.select_related("persona", "unidad").order_by("rol", "persona__last_name")]


def list_internas(institucion: Institucion) -> Sequence[Unidad]:
    """The internal units in which somebody may be a liaison."""
    return list(Unidad.objects.filter(institucion=institucion, clase=Unidad.Clase.INTERNA, activa=True).order_by("nombre"))


def list_personas(*, actor: Actor, buscar: str = "") -> QuerySet[Persona]:
    """The accounts that `actor` may look at, by name or address."""
    personas = visible_personas(actor)
    for palabra in buscar.split()[:5]:
        personas = personas.filter(
            Q(first_name__icontains=palabra)
            | Q(last_name__icontains=palabra)
            | Q(email__icontains=palabra)
            | Q(username__icontains=palabra)
        )
    return personas.order_by("last_name", "first_name", "pk")


def list_cargos_visibles(*, persona: Persona, actor: Actor) -> QuerySet[Cargo]:
    """The appointments of somebody that `actor` may see: all for the administrator, those in her institution for a top authority."""
    cargos = Cargo.objects.filter(persona=persona).select_related("unidad__institucion", "suple")
    if not is_administrador(actor):
        cargos = cargos.filter(unidad__institucion__in=administrable(actor))
    return cargos.order_by(F("hasta").desc(nulls_first=True), "-desde", "pk")


def list_actos_administrativos(*, actor: Actor) -> QuerySet[ActoAdministrativo]:
    """What the administration did, newest first."""
    return visible_actos_administrativos(actor).select_related("persona", "institucion").order_by("-fecha_hora", "-pk")

"""What the page of substitutions reads: who may be away, who may stand in, who does, and who named her and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.models import ActoAdministrativo, Cargo, Persona
from solicitudes.policies import suplible

#: How long a substitution that is over stays in the list.
MEMORIA = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class SuplenciaVista:
    """One substitution with who named it and who ended it, as far as that is written down."""

    cargo: Cargo
    empezada: bool
    terminada: bool
    anulada: bool
    nombro: ActoAdministrativo | None
    termino: ActoAdministrativo | None


@dataclass(frozen=True, slots=True)
class Suplencias:
    """`titulares` are the appointments that may be substituted, `gente` those who may do it; no more than a choice holds."""

    titulares: tuple[Cargo, ...]
    gente: tuple[Persona, ...]
    suplencias: tuple[SuplenciaVista, ...]


def read_suplencias(*, actor: Actor, hoy: date, codigo: str = "") -> Suplencias:
    """The substitutions of the institutions in which `actor` names them, or of the one with this code. Three queries."""
    cargos = list(_list_cargos(actor, hoy, codigo))
    titulares = tuple(c for c in cargos if c.suple_id is None)
    suplencias = [c for c in cargos if c.suple_id is not None]
    instituciones = {c.unidad.institucion_id for c in titulares if c.unidad is not None}
    gente = Persona.objects.filter(
        pk__in=Cargo.objects.filter(unidad__institucion__in=instituciones, suple__isnull=True).vigentes(hoy).values("persona"),
        is_active=True,
    ).exclude(pk=actor.persona_id or 0)
    actos = _find_actos({c.pk for c in suplencias}, instituciones)
    return Suplencias(
        titulares=titulares,
        gente=tuple(gente.order_by("first_name", "last_name", "username")),
        suplencias=tuple(_build(c, hoy, actos) for c in sorted(suplencias, key=lambda c: (c.hasta, c.pk), reverse=True)),
    )


def _list_cargos(actor: Actor, hoy: date, codigo: str) -> list[Cargo]:
    """The appointments in force, and the substitutions of lately and to come."""
    suyos = suplible(actor).select_related("persona", "suple", "unidad__institucion")
    if codigo:
        suyos = suyos.filter(unidad__institucion__codigo=codigo)
    vigentes = suyos.vigentes(hoy).filter(suple__isnull=True, persona__is_active=True)
    recientes = suyos.filter(suple__isnull=False, hasta__gte=hoy - MEMORIA)
    return list((vigentes | recientes).order_by("persona__first_name", "persona__last_name", "pk"))


def _find_actos(cargos: set[int], instituciones: set[int]) -> Mapping[tuple[str, int], ActoAdministrativo]:
    acciones = (Accion.SUPLIR.value, Accion.TERMINAR_SUPLENCIA.value, Accion.ANULAR_SUPLENCIA.value)
    actos = ActoAdministrativo.objects.filter(accion__in=acciones, institucion__in=instituciones, detalle__cargo__in=sorted(cargos))
    return {(acto.accion, acto.detalle["cargo"]): acto for acto in actos.select_related("persona")}


def _build(cargo: Cargo, hoy: date, actos: Mapping[tuple[str, int], ActoAdministrativo]) -> SuplenciaVista:
    return SuplenciaVista(
        cargo=cargo,
        empezada=cargo.desde <= hoy,
        terminada=cargo.hasta is not None and (cargo.hasta < hoy or cargo.hasta < cargo.desde),
        anulada=cargo.hasta is not None and cargo.hasta < cargo.desde,
        nombro=actos.get((Accion.SUPLIR.value, cargo.pk)),
        termino=actos.get((Accion.TERMINAR_SUPLENCIA.value, cargo.pk)) or actos.get((Accion.ANULAR_SUPLENCIA.value, cargo.pk)),
    )

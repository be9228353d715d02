"""Where somebody works: her institutions, their units and people, and the calendars by which they count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q

from solicitudes.actor import Actor
from solicitudes.calendarios import Calendarios
from solicitudes.models import Institucion, Unidad
from solicitudes.policies import instituciones_que_atiende
from workflow.calendario import FueraDeCalendarioError
from workflow.regimen import get_regimen, get_regimen_vigente
from workflow.restante import Restante, measure_restante
from workflow.transiciones import TRANSICIONES
from workflow.vigencias import Vigencia


@dataclass(frozen=True, slots=True)
class Equipo:
    """A unit that can be asked, and who holds an office in it today: (key, name)."""

    unidad_id: int
    nombre: str
    institucion_id: int
    interna: bool
    gente: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class Mesa:
    """Read once for each page; then it measures what is left of any term without asking the database again."""

    actor: Actor
    hoy: date
    instituciones: Mapping[int, Institucion]
    equipos: tuple[Equipo, ...]
    calendarios: Calendarios
    _vigencias: dict[tuple[Any, ...], Vigencia] = field(default_factory=dict)

    @property
    def es_enlace(self) -> bool:
        """Whether she only gathers information: then no list tells her who asks."""
        return not instituciones_que_atiende(self.actor)

    @property
    def asigna(self) -> bool:
        """Whether asking the units is her act (workflow.transiciones)."""
        return bool(self.actor.instituciones(*TRANSICIONES["asignar"].roles))

    def measure(self, vence: date, caso: Mapping[str, Any]) -> Restante:
        """What is left until `vence` for a case, given by its columns `institucion_id`, `regimen`, `regimen_version` and `lecturas`."""
        return measure_restante(vence, hoy=self.hoy, vigencia=self.vigencia(caso))

    def count_habiles(self, desde: date, hasta: date, caso: Mapping[str, Any]) -> int | None:
        """The business days after `desde` up to `hasta`; None where the calendar does not reach."""
        try:
            return self.vigencia(caso).calendario.count_habiles(desde, hasta)
        except FueraDeCalendarioError:
            return None

    def limits(self, dias: int) -> dict[int, date]:
        """By institution, the last of so many business days after today."""
        return {pk: self._usual(institucion).calendario.add_habiles(self.hoy, dias) for pk, institucion in self.instituciones.items()}

    def vigencia(self, caso: Mapping[str, Any]) -> Vigencia:
        """The calendar of a case as it is known now."""
        lecturas = caso["lecturas"]
        clave = (caso["institucion_id"], caso["regimen"], caso["regimen_version"], tuple(sorted(lecturas.items())))
        if clave not in self._vigencias:
            regimen = get_regimen(caso["regimen"], caso["regimen_version"])
            historial = self.calendarios.get(
                self.instituciones[caso["institucion_id"]], regimen=regimen, lecturas=regimen.choose_lecturas(lecturas)
            )
            self._vigencias[clave] = historial.vigencias[-1]
        return self._vigencias[clave]

    def _usual(self, institucion: Institucion) -> Vigencia:
        regimen = get_regimen_vigente(institucion.regimen, fecha=self.hoy)
        return self.vigencia({"institucion_id": institucion.pk, "regimen": regimen.id, "regimen_version": regimen.version, "lecturas": {}})


def open_mesa(*, actor: Actor, hoy: date) -> Mesa:
    """The desk of somebody who holds an office inside an institution. Two queries."""
    suyas = {puesto.institucion_id for puesto in actor.puestos if puesto.institucion_id is not None}
    vigente = Q(cargos__desde__lte=hoy) & (Q(cargos__hasta__isnull=True) | Q(cargos__hasta__gte=hoy))
    filas = (
        Unidad.objects.filter(institucion__in=suyas, activa=True)
        .select_related("institucion")
        .annotate(vigentes=FilteredRelation("cargos", condition=vigente))
        .annotate(
            persona=F("vigentes__persona"),
            de_pila=F("vigentes__persona__first_name"),
            apellido=F("vigentes__persona__last_name"),
            usuario=F("vigentes__persona__username"),
        )
        .order_by("institucion__nombre", "nombre", "pk", "de_pila", "apellido", "persona")
    )
    unidades: dict[int, Any] = {}
    gente: dict[int, dict[int, str]] = {}
    for fila in filas:
        unidades.setdefault(fila.pk, fila)
        propia = gente.setdefault(fila.pk, {})
        if fila.persona is not None:
            propia[fila.persona] = full_name(fila.de_pila, fila.apellido, fila.usuario)
    equipos = tuple(
        Equipo(pk, unidad.nombre, unidad.institucion_id, unidad.clase == Unidad.Clase.INTERNA, tuple(gente[pk].items()))
        for pk, unidad in unidades.items()
    )
    instituciones = {unidad.institucion_id: unidad.institucion for unidad in unidades.values()}
    return Mesa(actor, hoy, instituciones, equipos, Calendarios(instituciones.values()))


def full_name(de_pila: str, apellido: str, usuario: str) -> str:
    """How somebody is called, as `Persona` says it."""
    return f"{de_pila} {apellido}".strip() or usuario

"""The register of reserved information as anybody reads it: the index of what is classified is public (LAIP art. 10.27)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from solicitudes.actor import Actor
from solicitudes.models import Institucion, Reserva
from solicitudes.models.reserva import ReservaQuerySet
from workflow.problema import ProblemaError
from workflow.regimen import get_regimen_vigente
from workflow.reservas import CausalReserva, reglas_de_reserva
from workflow.roles import Rol

_MAXIMO_DE_PALABRAS = 10


class ReservaNoEncontradaError(ProblemaError):
    codigo: ClassVar[str] = "reserva-no-encontrada"
    titulo: ClassVar[str] = "No hay una reserva así"
    estatus: ClassVar[int] = 404


def list_reservas() -> ReservaQuerySet:
    """Every entry of every institution, over or not, newest first, with its extension and its lifting. One query."""
    return Reserva.objects.with_fin().select_related("institucion").order_by("-fecha", "-pk")


def filter_vigentes(reservas: QuerySet[Reserva], dia: date, *, vigentes: bool = True) -> QuerySet[Reserva]:
    """Those that held on `dia`, or, with `vigentes` false, those that did not."""
    ids = Reserva.objects.vigentes(dia).order_by().values("pk")
    return reservas.filter(pk__in=ids) if vigentes else reservas.exclude(pk__in=ids)


def list_ending_by(dia: date) -> ReservaQuerySet:
    """Those that nobody has lifted and whose last day, with the extension, is not after `dia`; soonest first."""
    return Reserva.objects.with_fin().filter(levantamiento__isnull=True, fin__lte=dia).order_by(F("fin"), "pk")


class Situacion(StrEnum):
    """What became of an entry, as somebody looks for it."""

    VIGENTES = "vigentes"
    TERMINADAS = "terminadas"
    PRORROGADAS = "prorrogadas"
    LEVANTADAS = "levantadas"


@dataclass(frozen=True, slots=True)
class Entrada:
    """One entry as a page tells it on a day: whether it is in force, how long it still is, and by which article it was reserved."""

    reserva: Reserva
    vigente: bool
    faltan: int
    articulo: str

    @property
    def por_empezar(self) -> bool:
        return not self.vigente and self.faltan > 0 and not hasattr(self.reserva, "levantamiento")


def search_reservas(*, hoy: date, buscar: str = "", institucion: str = "", situacion: str = "") -> QuerySet[Reserva]:
    """The entries that have every word of `buscar` in what they reserve, their number or their source, of one body (code) or of all."""
    reservas: QuerySet[Reserva] = list_reservas()
    for palabra in buscar.split()[:_MAXIMO_DE_PALABRAS]:
        reservas = reservas.filter(Q(asunto__icontains=palabra) | Q(numero__icontains=palabra) | Q(fuente__icontains=palabra))
    if institucion:
        reservas = reservas.filter(institucion__codigo=institucion)
    if situacion in (Situacion.VIGENTES, Situacion.TERMINADAS):
        return filter_vigentes(reservas, hoy, vigentes=situacion == Situacion.VIGENTES)
    if situacion in (Situacion.PRORROGADAS, Situacion.LEVANTADAS):
        campo = "prorroga" if situacion == Situacion.PRORROGADAS else "levantamiento"
        return reservas.filter(**{f"{campo}__isnull": False})
    return reservas


def list_instituciones_con_reservas() -> list[tuple[str, str]]:
    """The bodies that have an entry, by name: code and name. One query."""
    con_alguna = Institucion.objects.filter(Exists(Reserva.objects.filter(institucion=OuterRef("pk"))))
    return [(institucion.codigo, str(institucion)) for institucion in con_alguna.order_by("nombre", "departamento")]


def get_entrada(reserva_id: int, *, hoy: date) -> Entrada:
    """One entry. One query.

    :raises ReservaNoEncontradaError: there is none with that number.
    """
    reserva = list_reservas().filter(pk=reserva_id).first() if reserva_id < 2**63 else None
    if reserva is None:
        raise ReservaNoEncontradaError("No hay una reserva con ese número en el registro.")
    return describe_entrada(reserva, hoy=hoy)


def describe_entrada(reserva: Reserva, *, hoy: date) -> Entrada:
    faltan = (reserva.ultimo_dia - hoy).days
    return Entrada(reserva, vigente=reserva.in_force_on(hoy), faltan=faltan, articulo=CausalReserva(reserva.causal).articulo)


def count_vigentes(institucion: Institucion, *, hoy: date) -> int:
    """How many entries of a body are in force. One query."""
    return Reserva.objects.vigentes(hoy).filter(institucion=institucion).count()


def list_por_atender(*, actor: Actor, hoy: date) -> tuple[list[Entrada], list[Entrada]]:
    """The register of the institutions of which `actor` is the top authority: what ends within the days of the warnings of its law, soonest
    first, and the rest, newest first. One query."""
    propias = [describe_entrada(r, hoy=hoy) for r in list_reservas().filter(institucion__in=actor.instituciones(Rol.MAXIMA_AUTORIDAD))]
    pronto = [e for e in propias if e.vigente and e.faltan <= _warning_days(e.reserva.institucion, hoy)]
    pronto.sort(key=lambda entrada: (entrada.faltan, entrada.reserva.pk))
    return pronto, [e for e in propias if e not in pronto]


def _warning_days(institucion: Institucion, hoy: date) -> int:
    return max(reglas_de_reserva(get_regimen_vigente(institucion.regimen, fecha=hoy)).avisos_dias_antes, default=0)

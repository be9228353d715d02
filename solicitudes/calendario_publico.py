"""The calendar as anybody may read it: which days do not count for a body, why, and by which acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from django.db.models import QuerySet

from documentos.models import Documento
from solicitudes.calendarios import list_conocidos, lugar_of
from solicitudes.lecturas import lecturas_of
from solicitudes.models import ActoCalendario, Institucion
from solicitudes.papeles.caida import folio_of
from solicitudes.services.presentacion import InstitucionDesconocidaError
from workflow.calendario import Dia, covered_years
from workflow.capas import Lugar, build_historial
from workflow.problema import ProblemaError
from workflow.regimen import get_regimen_vigente

REGIMEN = "gt-laip"
#: The longest stretch that is told at once.
MAXIMO = timedelta(days=731)
_UN_DIA = timedelta(days=1)


class ConstanciaNoEncontradaError(ProblemaError):
    codigo: ClassVar[str] = "constancia-no-encontrada"
    titulo: ClassVar[str] = "No hay una constancia así"
    estatus: ClassVar[int] = 404


class PeriodoInvalidoError(ProblemaError):
    codigo: ClassVar[str] = "periodo-invalido"
    titulo: ClassVar[str] = "Ese período no se puede mostrar"


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days, both included, on which no term runs."""

    desde: date
    hasta: date
    motivo: str


@dataclass(frozen=True, slots=True)
class CalendarioPublico:
    """What is declared of a stretch of days over what the week says of them, and when no term runs."""

    desde: date
    hasta: date
    dias: tuple[Dia, ...]
    suspensiones: tuple[Suspension, ...]


def describe_calendario(*, desde: date, hasta: date, institucion: str = "", municipio: str = "") -> CalendarioPublico:
    """The days of a stretch for a body (code), or for a municipality, or for the country. Three queries at most.

    :raises InstitucionDesconocidaError: no body has that code.
    :raises PeriodoInvalidoError: it ends before it begins, is too long or leaves the years that the calendar covers.
    """
    cual = _find_institucion(institucion) if institucion else None
    regimen = get_regimen_vigente(cual.regimen if cual else REGIMEN, fecha=hasta)
    _check_periodo(desde, hasta, *covered_years(regimen.calendario))
    lugar = lugar_of(cual) if cual else Lugar("", "", municipio)
    cierra = regimen.closes_medio_dia(regimen.choose_lecturas(lecturas_of(cual, hasta) if cual else {}))
    vigencia = build_historial(list_conocidos([lugar]), lugar, pais=regimen.calendario, medio_dia_cierra=cierra).vigencias[-1]
    suspensiones = (Suspension(p.desde + _UN_DIA, p.hasta, p.motivo) for p in vigencia.suspensiones if p.hasta)
    return CalendarioPublico(
        desde,
        hasta,
        tuple(vigencia.calendario.list_dias(desde, hasta)),
        tuple(s for s in suspensiones if s.desde <= hasta and s.hasta >= desde),
    )


def list_actos_de_calendario() -> QuerySet[ActoCalendario]:
    """Every act, with its days and whatever revoked it."""
    return ActoCalendario.objects.select_related("revoca", "revocado_por").prefetch_related("dias")


def get_constancia_de_caida(numero: int) -> Documento:
    """The certificate that an act of the calendar left: public, as the calendar is. One query.

    :raises ConstanciaNoEncontradaError: no such act, another kind of act, or a paper that is still being made.
    """
    papeles = Documento.objects.filter(tipo=Documento.Tipo.CONSTANCIA_CAIDA, folio=folio_of(numero))
    if documento := papeles.first():
        return documento
    raise ConstanciaNoEncontradaError("No hay una constancia con ese número, o todavía se prepara; vuelva a intentarlo en un minuto.")


def _find_institucion(codigo: str) -> Institucion:
    institucion = Institucion.objects.filter(codigo=codigo).first()
    if institucion is None:
        raise InstitucionDesconocidaError("No hay ninguna institución con el código «{codigo}».", codigo=codigo, campo="institucion")
    return institucion


def _check_periodo(desde: date, hasta: date, primero: int, ultimo: int) -> None:
    if hasta < desde or hasta - desde > MAXIMO:
        raise PeriodoInvalidoError("El período va de un día a otro posterior, y no pasa de dos años.", campo="hasta")
    if not primero <= desde.year <= hasta.year <= ultimo:
        raise PeriodoInvalidoError("El calendario cubre de {primero} a {ultimo}.", primero=primero, ultimo=ultimo, campo="desde")

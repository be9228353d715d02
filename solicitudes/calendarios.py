"""The calendar by which an institution counts, in each version that it had: what ships with the code, under the acts of authority."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Q

from solicitudes.models import ActoCalendario, DiaCalendario, Institucion
from workflow.calendario import Clase, Dia
from workflow.capas import ActoConocido, Ambito, ClaseActo, Lugar, build_historial
from workflow.plazos import Pausa
from workflow.regimen import Regimen
from workflow.vigencias import Historial


class Calendarios:
    """The calendars of some institutions, with the acts that reach any of them read in one query.

    `propuestos` are acts that nobody has registered, taken as if they were the last; with `al`, only what was known then counts.
    """

    def __init__(
        self, instituciones: Iterable[Institucion], *, propuestos: Sequence[ActoConocido] = (), al: datetime | None = None
    ) -> None:
        registrados = list_conocidos([lugar_of(institucion) for institucion in instituciones])
        self._actos = [*(acto for acto in registrados if al is None or acto.conocida_desde <= al), *propuestos]

    @property
    def numero(self) -> int:
        """The number of the last act of all, whether or not it reaches these institutions."""
        return self._actos[-1].numero if self._actos else 0

    def get(self, institucion: Institucion, *, regimen: Regimen, lecturas: Mapping[str, str]) -> Historial:
        """The calendar of one of them under a regime and its readings."""
        return build_historial(
            self._actos, lugar_of(institucion), pais=regimen.calendario, medio_dia_cierra=regimen.closes_medio_dia(lecturas)
        )


def calendario_for(institucion: Institucion, *, regimen: Regimen, lecturas: Mapping[str, str]) -> Historial:
    """The calendar of one institution. One query."""
    return Calendarios([institucion]).get(institucion, regimen=regimen, lecturas=lecturas)


def lugar_of(institucion: Institucion) -> Lugar:
    """Where an institution stands in the layers."""
    return Lugar(institucion.codigo, institucion.departamento, institucion.codigo_municipio)


def list_conocidos(lugares: Sequence[Lugar]) -> list[ActoConocido]:
    """The acts that reach or may have reached any of these places, and the last of all, in the order in which they were known."""
    alcance = (
        Q(ambito__in=(Ambito.NACIONAL, Ambito.SECTOR, Ambito.MATERIA))
        | Q(ambito=Ambito.DEPARTAMENTO, valor__in={lugar.departamento for lugar in lugares})
        | Q(ambito=Ambito.MUNICIPIO, valor__in={lugar.municipio for lugar in lugares})
        | Q(ambito=Ambito.INSTITUCION, valor__in={lugar.codigo for lugar in lugares})
    )
    ultimo = ActoCalendario.objects.order_by("-numero").values("numero")[:1]
    actos = ActoCalendario.objects.filter(alcance | Q(numero=ultimo)).order_by("numero", "dias__pk")
    filas = actos.values(*_PROPIOS, "revoca__numero", "dias__fecha", "dias__nombre", "dias__clase")
    return [_build_conocido(list(grupo)) for _, grupo in groupby(filas, key=itemgetter("numero"))]


def as_conocido(acto: ActoCalendario, dias: Iterable[DiaCalendario]) -> ActoConocido:
    """An act that is not registered, with its days, as the pure calendar knows it."""
    datos = {campo: getattr(acto, campo) for campo in _PROPIOS} | {"revoca__numero": acto.revoca.numero if acto.revoca else None}
    return _build_conocido(
        [datos | {"dias__fecha": dia.fecha, "dias__nombre": dia.nombre, "dias__clase": dia.clase} for dia in dias]
        or [datos | {"dias__fecha": None}]
    )


_PROPIOS = ("numero", "conocida_desde", "clase", "ambito", "valor", "alcance", "sector", "desde", "hasta", "motivo", "fundamento")


def _build_conocido(filas: Sequence[Mapping[str, Any]]) -> ActoConocido:
    """An act from its rows, one for each of its days."""
    acto, pausa = filas[0], None
    if acto["desde"] is not None:
        # A pause begins after its first date: a suspended day is wholly suspended.
        pausa = Pausa(acto["desde"] - timedelta(days=1), acto["hasta"], f"{acto['motivo']} ({acto['fundamento']})")
    return ActoConocido(
        numero=acto["numero"],
        conocida_desde=acto["conocida_desde"],
        clase=ClaseActo(acto["clase"]),
        ambito=Ambito(acto["ambito"]),
        valor=acto["valor"],
        alcance=tuple(acto["alcance"]),
        dias=tuple(Dia(f["dias__fecha"], f["dias__nombre"], Clase(f["dias__clase"]), f["fundamento"]) for f in filas if f["dias__fecha"]),
        pausa=pausa,
        sector=acto["sector"],
        revoca=acto["revoca__numero"],
    )

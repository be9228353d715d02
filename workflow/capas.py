"""The layers of the calendar: which acts reach a body, which layer has the last word on a day, and how the calendar changed with each.

Nation → branch of the state → department → municipality → body: the narrower layer has the last word, and within one layer the later
act. A suspension stops every term over all of them (LOJ art. 45).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from workflow.calendario import Dia, calendario_de, read_pais
from workflow.plazos import Pausa
from workflow.vigencias import Historial, Vigencia


class ClaseActo(StrEnum):
    """What an act does to the calendar."""

    DIAS = "dias"
    SUSPENSION = "suspension"
    CAIDA = "caida"
    ADSCRIPCION = "adscripcion"
    REVOCACION = "revocacion"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS_CLASE[self]


class Ambito(StrEnum):
    """For whom an act holds, the widest first."""

    NACIONAL = "nacional"
    SECTOR = "sector"
    DEPARTAMENTO = "departamento"
    MUNICIPIO = "municipio"
    MATERIA = "materia"
    INSTITUCION = "institucion"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS_AMBITO[self]


class Sector(StrEnum):
    """The branch of the state to whose one-off closures a body is subject (reading D13)."""

    EJECUTIVO = "ejecutivo"
    LEGISLATIVO = "legislativo"
    JUDICIAL = "judicial"
    AUTONOMO = "autonomo"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS_SECTOR[self]


ETIQUETAS_CLASE: dict[ClaseActo, str] = {
    ClaseActo.DIAS: "Días que se cierran o se abren",
    ClaseActo.SUSPENSION: "Suspensión de plazos",
    ClaseActo.CAIDA: "Constancia de que el servicio no funcionó",
    ClaseActo.ADSCRIPCION: "Adscripción de una institución a un sector",
    ClaseActo.REVOCACION: "Revocación de otro acto",
}
ETIQUETAS_AMBITO: dict[Ambito, str] = {
    Ambito.NACIONAL: "Todo el país",
    Ambito.SECTOR: "Un sector del Estado",
    Ambito.DEPARTAMENTO: "Un departamento",
    Ambito.MUNICIPIO: "Un municipio",
    Ambito.MATERIA: "Las instituciones de una materia",
    Ambito.INSTITUCION: "Una institución",
}
ETIQUETAS_SECTOR: dict[Sector, str] = {
    Sector.EJECUTIVO: "Organismo Ejecutivo",
    Sector.LEGISLATIVO: "Organismo Legislativo",
    Sector.JUDICIAL: "Organismo Judicial",
    Sector.AUTONOMO: "Entidades autónomas",
}

#: Kinds that stop every term for an interval.
CON_INTERVALO = frozenset({ClaseActo.SUSPENSION, ClaseActo.CAIDA})


@dataclass(frozen=True, slots=True)
class Lugar:
    """Where a body stands in the layers; its sector is told by the acts."""

    codigo: str
    departamento: str
    municipio: str


@dataclass(frozen=True, slots=True)
class ActoConocido:
    """An act as the law sees it. `valor` names its scope; `alcance` the bodies of a subject; `revoca` the number of the act undone."""

    numero: int
    conocida_desde: datetime
    clase: ClaseActo
    ambito: Ambito
    valor: str = ""
    alcance: tuple[str, ...] = ()
    dias: tuple[Dia, ...] = ()
    pausa: Pausa | None = None
    sector: str = ""
    revoca: int | None = None

    def reaches(self, lugar: Lugar, sector: str) -> bool:
        """Whether it holds for a body that stands in `lugar` and is of `sector`."""
        if self.ambito is Ambito.MATERIA:
            return lugar.codigo in self.alcance
        suyo = {
            Ambito.NACIONAL: "",
            Ambito.SECTOR: sector,
            Ambito.DEPARTAMENTO: lugar.departamento,
            Ambito.MUNICIPIO: lugar.municipio,
            Ambito.INSTITUCION: lugar.codigo,
        }
        return self.valor == suyo[self.ambito]


def build_historial(actos: Sequence[ActoConocido], lugar: Lugar, *, pais: str, medio_dia_cierra: bool) -> Historial:
    """Every version of the calendar of a body under `actos`, in the order in which they were known.

    Cached by what it is made of, so no process keeps a stale one.
    """
    propios = tuple(acto for acto in actos if acto.ambito is Ambito.SECTOR or acto.reaches(lugar, ""))
    return _build(propios, lugar, pais, medio_dia_cierra)


def find_sector(actos: Sequence[ActoConocido], codigo: str) -> str:
    """The sector of a body by the last act that says it and is not revoked; empty when none does."""
    revocados = {acto.revoca for acto in actos}
    sectores = [a.sector for a in actos if a.clase is ClaseActo.ADSCRIPCION and a.valor == codigo and a.numero not in revocados]
    return sectores[-1] if sectores else ""


@lru_cache(maxsize=4096)
def _build(actos: tuple[ActoConocido, ...], lugar: Lugar, pais: str, medio_dia_cierra: bool) -> Historial:
    vigencias = [_compose((), lugar, pais, medio_dia_cierra)]
    for cuantos in range(1, len(actos) + 1):
        vigencia = _compose(actos[:cuantos], lugar, pais, medio_dia_cierra)
        if (vigencia.calendario, vigencia.suspensiones) != (vigencias[-1].calendario, vigencias[-1].suspensiones):
            vigencias.append(vigencia)
    return Historial(tuple(vigencias))


def _compose(actos: Sequence[ActoConocido], lugar: Lugar, pais: str, medio_dia_cierra: bool) -> Vigencia:
    sector = find_sector(actos, lugar.codigo)
    revocados = {acto.revoca for acto in actos}
    vivos = [acto for acto in actos if acto.numero not in revocados and acto.reaches(lugar, sector)]
    calendario = calendario_de(
        pais, municipio=lugar.municipio or None, propios=tuple(_layer(vivos, lugar, sector, pais)), medio_dia_cierra=medio_dia_cierra
    )
    suspensiones = tuple(sorted((acto.pausa for acto in vivos if acto.pausa), key=lambda pausa: (pausa.desde, pausa.hasta)))
    ultimo = actos[-1] if actos else None
    if ultimo is None:
        return Vigencia(calendario, suspensiones)
    return Vigencia(calendario, suspensiones, ultimo.conocida_desde, ultimo.numero)


def _layer(vivos: Sequence[ActoConocido], lugar: Lugar, sector: str, pais: str) -> Iterator[Dia]:
    """The days over the national ones, from the widest layer to the narrowest.

    The feasts that the country's file gives to a municipality are said again, so that they stand over what a wider act says.
    """
    for ambito in Ambito:
        if ambito is Ambito.SECTOR and sector:
            yield from _days_of_pais(pais, sector)
        if ambito is Ambito.MUNICIPIO and lugar.municipio:
            yield from _days_of_pais(pais, f"municipio:{lugar.municipio}")
        for acto in vivos:
            if acto.ambito is ambito:
                yield from acto.dias


@lru_cache(maxsize=1024)
def _days_of_pais(pais: str, ambito: str) -> tuple[Dia, ...]:
    """What the country's file says for one scope."""
    return tuple(entrada.dia for entrada in read_pais(pais) if entrada.ambito == ambito)

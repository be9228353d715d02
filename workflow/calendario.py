"""Which days count: a layered calendar, composed once per content and then asked in constant time.

A day that the data do not cover is an error, never a guess: `Calendario` refuses to count past its last year.
"""

from __future__ import annotations

import csv
from array import array
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, compress
from pathlib import Path
from typing import ClassVar

from workflow.problema import ProblemaError

CARPETA = Path(__file__).parent / "calendarios"
DIAS_DE_LA_SEMANA = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
#: By which article the weekend does not count, where it is known.
FUNDAMENTO_DEL_FIN_DE_SEMANA = {"gt": "LOJ art. 45.d"}


class FueraDeCalendarioError(ProblemaError):
    codigo: ClassVar[str] = "fuera-de-calendario"
    titulo: ClassVar[str] = "El cómputo sale del calendario disponible"


class Clase(StrEnum):
    """What an entry does to its day. `HABIL` opens a day that a lower layer had closed."""

    INHABIL = "inhabil"
    MEDIO_DIA = "medio_dia"
    HABIL = "habil"


@dataclass(frozen=True, slots=True, order=True)
class Dia:
    """One entry of one layer: the day, what happens on it, and by which legal basis."""

    fecha: date
    nombre: str
    clase: Clase = Clase.INHABIL
    fundamento: str = ""


@dataclass(frozen=True, slots=True)
class DiaNacional:
    """An entry of a country's file, with the scope in which it holds: `nacional`, `municipio:0101`, `ejecutivo`."""

    dia: Dia
    ambito: str


@lru_cache(maxsize=32)
def read_pais(pais: str) -> tuple[DiaNacional, ...]:
    """The entries of `calendarios/<pais>.csv`, ordered by date: data shipped with the code, so cached for good."""
    with (CARPETA / f"{pais}.csv").open(encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    return tuple(
        DiaNacional(Dia(date.fromisoformat(f["fecha"]), f["nombre"], Clase(f["clase"]), f["fundamento"]), f["ambito"]) for f in filas
    )


@lru_cache(maxsize=1024)
def base_layers(pais: str, municipio: str | None = None) -> tuple[Dia, ...]:
    """The national layer and, over it, the feasts of one municipality (four-digit code)."""
    ambitos = _group_by_ambito(pais)
    return ambitos["nacional"] + ambitos.get(f"municipio:{municipio}", ())


@lru_cache(maxsize=32)
def _group_by_ambito(pais: str) -> dict[str, tuple[Dia, ...]]:
    grupos: dict[str, list[Dia]] = {"nacional": []}
    for entrada in read_pais(pais):
        grupos.setdefault(entrada.ambito, []).append(entrada.dia)
    return {ambito: tuple(dias) for ambito, dias in grupos.items()}


def has_municipios(pais: str) -> bool:
    """Whether the country's file has feasts of its municipalities."""
    return any(ambito.startswith("municipio:") for ambito in _group_by_ambito(pais))


@lru_cache(maxsize=32)
def covered_years(pais: str) -> tuple[int, int]:
    """First and last year for which the country's file has the national days."""
    entradas = read_pais(pais)
    return entradas[0].dia.fecha.year, entradas[-1].dia.fecha.year


class Calendario:
    """An immutable calendar. Days are counted by looking up a running total, not by walking."""

    __slots__ = ("_abiertos", "_acumulado", "_fin", "_fundamento", "_inicio", "_medios", "_motivos")

    def __init__(
        self,
        *,
        motivos: dict[date, Dia],
        inicio: date,
        fin: date,
        fin_de_semana: frozenset[int],
        fundamento: str = "",
        medios: tuple[date, ...] = (),
    ) -> None:
        self._motivos, self._medios = motivos, medios
        self._fundamento = fundamento
        self._inicio = inicio.toordinal()
        self._fin = fin.toordinal()
        dias = range(self._inicio, self._fin + 1)
        # One byte a day, by position from the first; the totals are summed in C, so that 340 municipalities fit and cost little.
        abierto = bytearray((inicio.weekday() + n) % 7 not in fin_de_semana for n in range(7)) * (len(dias) // 7 + 1)
        for dia, entrada in motivos.items():
            if inicio <= dia <= fin:
                abierto[dia.toordinal() - self._inicio] = entrada.clase is Clase.HABIL
        self._abiertos = array("I", compress(dias, abierto))
        self._acumulado = array("I", accumulate(abierto[: len(dias)]))

    def is_habil(self, dia: date) -> bool:
        """Whether `dia` counts."""
        orden = self._acumulado_hasta(dia)
        return orden > 0 and self._abiertos[orden - 1] == dia.toordinal()

    def add_habiles(self, dia: date, cuantos: int) -> date:
        """The `cuantos`-th business day after `dia`, which itself never counts (LOJ art. 45.e); `cuantos` ≥ 1."""
        posicion = self._acumulado_hasta(dia) + cuantos - 1
        if posicion >= len(self._abiertos):
            raise self._fuera(dia)
        return date.fromordinal(self._abiertos[posicion])

    def subtract_habiles(self, dia: date, cuantos: int) -> date:
        """The `cuantos`-th business day before `dia`."""
        posicion = self._acumulado_hasta(dia - timedelta(days=1)) - cuantos
        if posicion < 0:
            raise self._fuera(dia)
        return date.fromordinal(self._abiertos[posicion])

    def count_habiles(self, desde: date, hasta: date) -> int:
        """How many business days lie after `desde` and up to `hasta`, both dates in the calendar."""
        return max(0, self._acumulado_hasta(hasta) - self._acumulado_hasta(desde))

    def next_habil(self, dia: date) -> date:
        """`dia` itself when it counts, otherwise the first business day after it."""
        return dia if self.is_habil(dia) else self.add_habiles(dia, 1)

    def has_medio_dia(self, desde: date, hasta: date) -> bool:
        """Whether a half holiday lies after `desde` and up to `hasta`, so that the reading on them decides how many days there are."""
        return any(desde < dia <= hasta for dia in self._medios)

    def reason(self, dia: date) -> tuple[str, str]:
        """Why a closed day is closed: its name and its legal basis."""
        entrada = self._motivos.get(dia)
        if entrada and entrada.clase is not Clase.HABIL:
            return entrada.nombre, entrada.fundamento
        return DIAS_DE_LA_SEMANA[dia.weekday()], self._fundamento

    def list_dias(self, desde: date, hasta: date) -> list[Dia]:
        """What is declared of the days of a stretch, whatever the week says of them, in order."""
        return sorted(dia for fecha, dia in self._motivos.items() if desde <= fecha <= hasta)

    def _acumulado_hasta(self, dia: date) -> int:
        posicion = dia.toordinal() - self._inicio
        if not 0 <= posicion < len(self._acumulado):
            raise self._fuera(dia)
        return self._acumulado[posicion]

    def _fuera(self, dia: date) -> FueraDeCalendarioError:
        inicio, fin = date.fromordinal(self._inicio), date.fromordinal(self._fin)
        return FueraDeCalendarioError(
            "No se puede contar desde el {dia:%d/%m/%Y}: el calendario cubre del {inicio:%d/%m/%Y} al {fin:%d/%m/%Y}.",
            dia=dia,
            inicio=inicio,
            fin=fin,
        )


@lru_cache(maxsize=4096)
def calendario_de(
    pais: str,
    *,
    municipio: str | None = None,
    base: bool = True,
    propios: tuple[Dia, ...] = (),
    medio_dia_cierra: bool = False,
    fin_de_semana: frozenset[int] = frozenset({5, 6}),
) -> Calendario:
    """The calendar of one body: national days, its municipality's feasts, then `propios`, each layer over the one before.

    With `base` false only weekends and `propios` close a day. `medio_dia_cierra` is reading D12: whether a half day is a closed day.
    Cached by what it is made of, so a day decreed a second ago makes another calendar and no process keeps a stale one.
    """
    motivos: dict[date, Dia] = {}
    medios: set[date] = set()
    for dia in (*(base_layers(pais, municipio) if base else ()), *propios):
        medios.add(dia.fecha) if dia.clase is Clase.MEDIO_DIA else medios.discard(dia.fecha)
        if dia.clase is not Clase.MEDIO_DIA or medio_dia_cierra:
            motivos[dia.fecha] = dia
    primero, ultimo = covered_years(pais)
    return Calendario(
        motivos=motivos,
        inicio=date(primero, 1, 1),
        fin=date(ultimo, 12, 31),
        fin_de_semana=fin_de_semana,
        fundamento=FUNDAMENTO_DEL_FIN_DE_SEMANA.get(pais, ""),
        medios=tuple(sorted(dia for dia in medios if dia.weekday() not in fin_de_semana)),
    )

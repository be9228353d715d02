"""One term: how its last day is counted, in what state it is at a moment, and why, day by day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from workflow.calendario import Calendario
from workflow.hojas import MESES, Unidad

_UN_DIA = timedelta(days=1)

#: Why a day after the last counted one still belongs to the term.
RODADO = "primer día hábil después del último"
SOSTENIDO = "la fecha ya se había comunicado y no se acorta"


class Clave(StrEnum):
    """The terms of a case, by the names of the term calculator's JSON."""

    ACLARACION_PEDIDO = "aclaracion_pedido"
    ACLARACION = "aclaracion"
    TERCERO_CONSULTA = "tercero_consulta"
    TERCERO_OPOSICION = "tercero_oposicion"
    COBRO_PAGO = "cobro_pago"
    RESOLUCION = "resolucion"
    AVISO_PRORROGA = "aviso_prorroga"
    AFIRMATIVA_FICTA = "afirmativa_ficta"
    SILENCIO_NEGATIVO = "silencio_negativo"
    SILENCIO_RECURRIBLE = "silencio_recurrible"
    RECURSO_INTERPOSICION = "recurso_interposicion"
    RECURSO_RESOLUCION = "recurso_resolucion"
    RECURSO_CUMPLIMIENTO = "recurso_cumplimiento"


class EstadoPlazo(StrEnum):
    CORRIENDO = "corriendo"
    SUSPENDIDO = "suspendido"
    CUMPLIDO = "cumplido"
    CUMPLIDO_TARDE = "cumplido_tarde"
    VENCIDO = "vencido"


@dataclass(frozen=True, slots=True)
class Pausa:
    """Days that no term counts: after `desde` up to and including `hasta`; `hasta` is None while it lasts.

    An event takes effect the day after it (LOJ art. 45.e): the day of the suspension still counts, that of the resumption does not.
    """

    desde: date
    hasta: date | None
    motivo: str = ""
    causa: str = ""  # an act of the case that stops the term to answer only: a clarification, a fee

    def covers(self, dia: date) -> bool:
        return self.desde < dia and (self.hasta is None or dia <= self.hasta)


@dataclass(frozen=True, slots=True)
class Paso:
    """The last day of a term by the calendar as the act `numero` left it (0: as it shipped), and whether a told date held it there."""

    numero: int
    vence: date | None
    sostenido: bool


@dataclass(frozen=True, slots=True)
class DiaContado:
    """One day of an explanation: either the number it has in the count or the reason why it has none."""

    fecha: date
    dia: int | None = None
    excluida: str = ""
    fundamento: str = ""


@dataclass(frozen=True, slots=True)
class Plazo:
    """A term of a case at a moment. `vence` is None while it cannot be known (suspended) or when there is no last day.

    `calendario` is the one by which it was counted: the one that was known while it ran. `sostenido`: its last day is later than that
    one says, because it had been told already. `pasos` are the versions of the calendar through which it came to be.
    """

    clave: Clave
    desde: date
    vence: date | None
    dias: int | None
    unidad: Unidad
    articulo: str
    estado: EstadoPlazo
    pausas: tuple[Pausa, ...] = ()
    sostenido: bool = False
    recurso: int = 0  # to which appeal of the case it belongs, from 1; 0 for the terms that are of none
    calendario: Calendario | None = field(default=None, compare=False, repr=False)
    pasos: tuple[Paso, ...] = field(default=(), compare=False, repr=False)

    def before(self, numero: int) -> Paso | None:
        """How the term stood with the acts of the calendar up to `numero`; None if no later one has counted for it."""
        if len(self.pasos) < 2 or self.pasos[-1].numero <= numero:
            return None
        return max((paso for paso in self.pasos if paso.numero <= numero), key=lambda paso: paso.numero, default=self.pasos[0])

    def explain(self, calendario: Calendario) -> list[DiaContado]:
        """Day by day from the day after `desde` to `vence`; empty when there is no last day."""
        if self.vence is None or self.dias is None:
            return []
        dias, unidad = self.dias, self.unidad
        if unidad in MESES:
            dias, unidad = (add_meses(self.desde, dias, unidad) - self.desde).days, Unidad.CALENDARIO
        sobra = SOSTENIDO if self.sostenido else RODADO
        return list(_explain(self.desde, self.vence, dias, unidad, self.pausas, self.calendario or calendario, sobra))


def calculate_vencimiento(
    calendario: Calendario, *, desde: date, dias: int, unidad: Unidad, pausas: Sequence[Pausa] = (), roll: bool = True
) -> date | None:
    """The last day of a term of `dias` counted from the day after `desde`; None while a pause lasts that began inside it.

    A pause that begins once the term is over gives no day back. With `roll`, a calendar-day term that ends on a closed day
    ends on the next open one.
    """
    if unidad in MESES:
        dias, unidad = (add_meses(desde, dias, unidad) - desde).days, Unidad.CALENDARIO
    elif dias == 0:  # at once
        return calendario.next_habil(desde)
    resto = dias
    for pausa in pausas:
        if pausa.hasta is not None and pausa.hasta <= desde:
            continue
        inicio = max(desde, pausa.desde)
        if inicio >= _add(calendario, desde, resto, unidad):
            break
        if pausa.hasta is None:
            return None
        resto -= count_dias(calendario, desde, inicio, unidad)
        desde = pausa.hasta
    fin = _add(calendario, desde, resto, unidad)
    return calendario.next_habil(fin) if roll and unidad is Unidad.CALENDARIO else fin


def add_meses(desde: date, meses: int, unidad: Unidad) -> date:
    """The last day of a term of months whose trigger was on `desde`; a day that the last month lacks is its last.

    `MESES_MISMA_FECHA`: the day of the same number. `MESES_VISPERA` (LOJ art. 45.c): the eve of the day of the same number as the one
    after `desde`, on which the count began; so a month from 28 February ends on 31 March, not on the 28th.
    """
    principio = desde + _UN_DIA if unidad is Unidad.MESES_VISPERA else desde
    anio, mes = divmod(principio.year * 12 + principio.month - 1 + meses, 12)
    ultimo = monthrange(anio, mes + 1)[1]
    fin = date(anio, mes + 1, min(principio.day, ultimo))
    return fin - _UN_DIA if unidad is Unidad.MESES_VISPERA and principio.day <= ultimo else fin


def evaluate_estado(
    *,
    vence: date | None,
    cumplido_el: datetime | None,
    cerrado_el: datetime | None,
    pausas: Sequence[Pausa],
    suspendido: bool,
    al: datetime,
    zona: ZoneInfo,
) -> EstadoPlazo:
    """The state at `al` of a term that ends with the last second of `vence` in `zona`.

    `cumplido_el` is when what the term asks for was done; `cerrado_el` when it stopped mattering (withdrawal, resolution).
    """
    if cumplido_el and cumplido_el <= al:
        tarde = vence is not None and cumplido_el.astimezone(zona).date() > vence
        return EstadoPlazo.CUMPLIDO_TARDE if tarde else EstadoPlazo.CUMPLIDO
    cerrado = cerrado_el is not None and cerrado_el <= al
    hoy = (cerrado_el if cerrado_el is not None and cerrado else al).astimezone(zona).date()
    if vence is not None and hoy > vence:
        return EstadoPlazo.VENCIDO
    if cerrado:
        return EstadoPlazo.CUMPLIDO
    if suspendido or any(pausa.covers(hoy) for pausa in pausas):
        return EstadoPlazo.SUSPENDIDO
    return EstadoPlazo.CORRIENDO


def _add(calendario: Calendario, desde: date, dias: int, unidad: Unidad) -> date:
    return calendario.add_habiles(desde, dias) if unidad is Unidad.HABILES else desde + timedelta(days=dias)


def count_dias(calendario: Calendario, desde: date, hasta: date, unidad: Unidad) -> int:
    """How many days of that kind lie after `desde` and up to `hasta`; zero or less when `hasta` is not later."""
    return calendario.count_habiles(desde, hasta) if unidad is Unidad.HABILES else (hasta - desde).days


def _explain(
    desde: date, vence: date, dias: int, unidad: Unidad, pausas: tuple[Pausa, ...], calendario: Calendario, sobra: str
) -> Iterator[DiaContado]:
    fecha, contados = desde, 0
    while fecha < vence:
        fecha += _UN_DIA
        pausa = next((p for p in pausas if p.covers(fecha)), None)
        if pausa:
            yield DiaContado(fecha, excluida=f"plazo suspendido: {pausa.motivo}" if pausa.motivo else "plazo suspendido")
        elif contados < dias and (unidad is Unidad.CALENDARIO or calendario.is_habil(fecha)):
            contados += 1
            yield DiaContado(fecha, dia=contados)
        elif calendario.is_habil(fecha):
            yield DiaContado(fecha, excluida=sobra)
        else:
            motivo, fundamento = calendario.reason(fecha)
            yield DiaContado(fecha, excluida=motivo, fundamento=fundamento)

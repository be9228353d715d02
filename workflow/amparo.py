"""What is left once the appeal is over: the next remedy of the law, in Guatemala the amparo (LAIP art. 60; Ley de Amparo arts. 5, 20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from workflow.hojas import Certeza, Recurso, Unidad
from workflow.impugnacion import Asunto
from workflow.ley import Regimen
from workflow.libro import Libro
from workflow.plazos import Clave, EstadoPlazo, calculate_vencimiento


class Apertura(StrEnum):
    """What opened the window; where two did, the later one counts."""

    SIN_DECISION = "sin_decision"
    DECIDIDO = "decidido"
    INCUMPLIDO = "incumplido"


@dataclass(frozen=True, slots=True)
class Ventana:
    """From the day after `desde` to the end of `vence`, to go before whoever decides `recurso`."""

    recurso: Recurso
    apertura: Apertura
    desde: date
    vence: date

    @property
    def por_verificar(self) -> bool:
        """Whether the term has not been held against the official text yet."""
        return self.recurso.plazos["interposicion"].procedencia.certeza is not Certeza.HALLADO


def find_siguiente_recurso(regimen: Regimen) -> Recurso | None:
    """The remedy that asks for the first one to be exhausted, if the law has one with a term to file it."""
    primero = regimen.primer_recurso
    siguientes = (r for r in regimen.recursos.values() if primero and primero.id in r.requiere and "interposicion" in r.plazos)
    return next(siguientes, None)


def find_ventana(libro: Libro, al: datetime, *, recurso: int = 0) -> Ventana | None:
    """The window as it stands at `al`: of appeal number `recurso`, or of the last one that has any. None while every appeal is still
    with the authority, or where the law has no next remedy.

    It opens when the decision is notified, when the authority lets her term pass (reading D8), or when that of complying passes. No
    suspension stops it, and each of its calendar days counts, the last one too: it is the term of another law.
    """
    siguiente = find_siguiente_recurso(libro.regimen)
    if siguiente is None:
        return None
    recurridos = [asunto for asunto in libro.asuntos if asunto.impugnacion and recurso in (0, asunto.numero)]
    ventanas = (_open(libro, al, siguiente, asunto) for asunto in reversed(recurridos))
    return next((ventana for ventana in ventanas if ventana), None)


def _open(libro: Libro, al: datetime, siguiente: Recurso, asunto: Asunto) -> Ventana | None:
    abierta = _find_apertura(libro, al, asunto)
    if abierta is None:
        return None
    apertura, desde = abierta
    termino = siguiente.plazos["interposicion"]
    vence = calculate_vencimiento(
        libro.calendario, desde=desde, dias=termino.dias, unidad=termino.unidad, roll=termino.unidad is not Unidad.CALENDARIO
    )
    return Ventana(siguiente, apertura, desde, vence) if vence else None


def _find_apertura(libro: Libro, al: datetime, asunto: Asunto) -> tuple[Apertura, date] | None:
    plazos = {plazo.clave: plazo for plazo in libro.list_plazos_de_recurso(al, asunto.numero)}
    cumplir, decidir = plazos.get(Clave.RECURSO_CUMPLIMIENTO), plazos.get(Clave.RECURSO_RESOLUCION)
    if cumplir and cumplir.vence and cumplir.estado in (EstadoPlazo.VENCIDO, EstadoPlazo.CUMPLIDO_TARDE):
        return Apertura.INCUMPLIDO, cumplir.vence
    decision = asunto.impugnacion.decision if asunto.impugnacion else None
    if decision and decision.fecha_hora <= al:
        return Apertura.DECIDIDO, libro.local_day(libro.notice_of(decision))
    if decidir and decidir.vence and decidir.estado is EstadoPlazo.VENCIDO:
        return Apertura.SIN_DECISION, decidir.vence
    return None

"""The paper of statutory silence: the evidence of LAIP art. 44, without the applicant's identity nor her words."""

from __future__ import annotations

from typing import TypedDict

from documentos.contextos.comunes import Institucion, Plazo


class MovimientoSellado(TypedDict):
    """One line of the history: what was done, in which role and by whom (empty: the applicant or the clock), and its seal."""

    numero: int
    fecha_hora: str
    texto: str
    rol: str
    persona: str
    huella: str


class Carta(TypedDict):
    """One notice that left: what it told, to which class of reader, by which channel, and the identifier of the channel."""

    fecha_hora: str
    evento: str
    destinatario: str
    canal: str
    mensaje_id: str


class Encargo(TypedDict):
    """To which unit, and perhaps which person in it, the information was asked, and for when."""

    fecha_hora: str
    unidad: str
    persona: str
    fecha_interna: str


class CargoVigente(TypedDict):
    """Who held an office of the institution while the case was open; `hasta` is empty while she still does."""

    persona: str
    rol: str
    unidad: str
    desde: str
    hasta: str


class Papel(TypedDict):
    """A paper of the case that anybody can verify by its code."""

    titulo: str
    codigo: str
    sha256: str
    fecha_hora: str


class ConstanciaSilencio(TypedDict):
    """Context of `constancia_silencio`.

    `plazo` is the term to answer and `entrega` the ten days after it, both day by day. `texto_huella` seals what was asked;
    `anexos` is how many files were gathered: neither their names nor their hashes leave the case by the clock (arts. 21 to 26).
    """

    institucion: Institucion
    folio: str
    fecha_hora_presentacion: str
    fecha_hora_original: str | None
    remitida_desde: str | None
    fecha_hora_constancia: str
    texto_huella: str
    plazo: Plazo
    entrega: Plazo
    movimientos: list[MovimientoSellado]
    encargos: list[Encargo]
    cargos: list[CargoVigente]
    cartas: list[Carta]
    papeles: list[Papel]
    anexos: int
    ley: str

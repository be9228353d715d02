"""What several papers are told: the letterhead, terms day by day, signatures."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Institucion(TypedDict):
    """The letterhead. `unidad` is the office that signs, usually «Unidad de Información Pública»; `correo` may be empty."""

    codigo: str
    nombre: str
    siglas: str
    unidad: str
    correo: str


class DiaExplicado(TypedDict):
    """One day of a term: counted (`dia`: its ordinal) or left out (`excluida`: why; `fundamento`: the legal basis)."""

    fecha: str
    dia: NotRequired[int]
    excluida: NotRequired[str]
    fundamento: NotRequired[str]


class LecturaAplicada(TypedDict):
    """A disputed point of the law that gave a term its date, as it was read; `hora` only where the reading is one."""

    clave: str
    valor: str
    texto: str
    hora: NotRequired[str]


class Plazo(TypedDict):
    """A term as the ledger explains it. `desde` and `vence` are dates, `unidad` is `habiles` or `calendario`.

    `articulo` is bare: `42`, `42, 43`, `52-60`. `vence` is None while no term runs: a clarification is awaited.
    """

    vence: str | None
    desde: str
    dias: int
    unidad: str
    articulo: str
    explicacion: list[DiaExplicado]
    lecturas: list[LecturaAplicada]


class PlazoDeResolucion(Plazo):
    """The term as it stood when the resolution was notified."""

    cumplido: bool
    fuera_de_plazo: bool


class Firma(TypedDict):
    """Who signed, when, and the hash of the text that was signed."""

    nombre: str
    cargo: str
    fecha_hora: str
    huella: str

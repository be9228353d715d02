"""The way into the outbox: what must be told or rendered is written in the transaction of the act that asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from notifications.models import Salida

# Rows handed to the database at once: one INSERT each on PostgreSQL, and memory stays flat when a sweep enqueues 100,000.
LOTE = 2_000
LARGO_DE_CLAVE = 200

_IDENTIFICADOR = re.compile(r"[\w.:/+-]{0,100}", re.ASCII)


class FueraDeTransaccionError(RuntimeError):
    """A programming error: the outbox was written outside the transaction of the act."""


class ArgumentoNoPermitidoError(ValueError):
    """A programming error: an argument is not an identifier, so it may be personal data."""


class ClaveInvalidaError(ValueError):
    """A programming error: the key is empty or longer than its column."""


@dataclass(frozen=True, slots=True)
class Entrada:
    """Something to enqueue: see `encolar` for the meaning of each field."""

    efecto: str
    clave: str
    argumentos: Mapping[str, Any]
    desde: datetime | None = None


def encolar(*, efecto: str, clave: str, argumentos: Mapping[str, Any], ahora: datetime, desde: datetime | None = None) -> None:
    """Ask for `efecto` once, after the transaction that is open now commits; not before `desde`.

    `clave` names the thing itself («correo:GT-2026-MSPAS-000123:presentada:solicitante»): asked for twice, it happens once.
    `argumentos` are identifiers only, never personal data.

    :raises FueraDeTransaccionError: no transaction is open.
    :raises ArgumentoNoPermitidoError: an argument is not an identifier.
    :raises ClaveInvalidaError: `clave` is empty or longer than 200 characters.
    """
    encolar_varias([Entrada(efecto, clave, argumentos, desde)], ahora=ahora)


def encolar_varias(entradas: Iterable[Entrada], ahora: datetime) -> None:
    """Ask for many effects at once; `entradas` may be a generator of any length. Same rules as `encolar`."""
    if not transaction.get_connection().in_atomic_block:
        raise FueraDeTransaccionError("encolar() se llama dentro de la transacción del acto: with transaction.atomic(): …")
    for lote in _lotes(entradas):
        Salida.objects.bulk_create([_build_salida(entrada, ahora) for entrada in lote], ignore_conflicts=True)


def _lotes(entradas: Iterable[Entrada]) -> Iterator[list[Entrada]]:
    iterador = iter(entradas)
    while lote := list(islice(iterador, LOTE)):
        yield lote


def _build_salida(entrada: Entrada, ahora: datetime) -> Salida:
    if not entrada.efecto or not 0 < len(entrada.clave) <= LARGO_DE_CLAVE:
        # Checked here: SQLite's INSERT OR IGNORE would drop, without a word, whatever a constraint refuses.
        raise ClaveInvalidaError(f"«{entrada.efecto}»: la clave debe tener de 1 a {LARGO_DE_CLAVE} caracteres, y el efecto un nombre.")
    for nombre, valor in entrada.argumentos.items():
        if nombre == "ahora" or not _is_identificador(valor):
            raise ArgumentoNoPermitidoError(f"{entrada.efecto}: «{nombre}» no es un identificador; guarde el id y lea el dato al enviar.")
    return Salida(
        clave=entrada.clave,
        efecto=entrada.efecto,
        argumentos=dict(entrada.argumentos),
        proximo_intento=entrada.desde or ahora,
        fecha_hora_creada=ahora,
    )


def _is_identificador(valor: object) -> bool:
    if isinstance(valor, str):
        return _IDENTIFICADOR.fullmatch(valor) is not None
    if isinstance(valor, list):
        return all(map(_is_identificador, valor))
    return valor is None or isinstance(valor, int)

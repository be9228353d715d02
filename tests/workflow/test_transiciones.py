"""The tables of moves as a lawyer would check them: every state is reached, left, owned and watched, and each row cites its law."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

import pytest

from workflow.estados import Estado, EstadoRecurso, EstadoResolucion
from workflow.roles import Rol
from workflow.transiciones import (
    ABIERTOS,
    ACTOS,
    CON_PLAZO_ABIERTO,
    TRANSICIONES,
    TRANSICIONES_RECURSO,
    TRANSICIONES_RESOLUCION,
    Transicion,
)

#: Machine → (its rows, the state in which it is born, where it ends).
MAQUINAS: dict[type[StrEnum], tuple[Mapping[str, Transicion], StrEnum, set[StrEnum]]] = {
    Estado: (TRANSICIONES, Estado.PRESENTADA, {Estado.CERRADA}),
    EstadoResolucion: (TRANSICIONES_RESOLUCION, EstadoResolucion.BORRADOR, {EstadoResolucion.NOTIFICADA}),
    EstadoRecurso: (TRANSICIONES_RECURSO, EstadoRecurso.INTERPUESTO, {EstadoRecurso.DECIDIDO, EstadoRecurso.CUMPLIDO}),
}
CON_DUENO = [estado for estado in Estado if estado not in (Estado.DESISTIDA, Estado.REMITIDA, Estado.CERRADA)]
todas = pytest.mark.parametrize("maquina", MAQUINAS, ids=lambda maquina: maquina.__name__)


def reach(filas: Mapping[str, Transicion], desde: StrEnum) -> set[StrEnum]:
    """The states to which some chain of acts leads."""
    alcanzados, frontera = {desde}, [desde]
    while frontera:
        estado = frontera.pop()
        nuevos = {fila.a for fila in filas.values() if estado in fila.de and fila.a} - alcanzados
        alcanzados |= nuevos
        frontera += nuevos
    return alcanzados


@todas
def test_every_state_is_reached_and_from_every_state_the_end_is(maquina: type[StrEnum]) -> None:
    filas, nace, finales = MAQUINAS[maquina]
    assert reach(filas, nace) == set(maquina)
    assert all(reach(filas, estado) & finales for estado in maquina)


@todas
def test_a_state_of_this_machine_is_all_that_a_row_names(maquina: type[StrEnum]) -> None:
    filas, _, _ = MAQUINAS[maquina]
    assert all(type(estado) is maquina for fila in filas.values() for estado in {*fila.de, fila.a or next(iter(maquina))})


@pytest.mark.parametrize("estado", CON_DUENO, ids=str)
def test_every_open_state_has_an_owner_and_a_timer(estado: Estado) -> None:
    """Somebody of the institution or the applicant can move it, and the clock looks at it: nothing waits in limbo."""
    suyos = [fila for fila in TRANSICIONES.values() if estado in fila.de]
    assert {rol for fila in suyos for rol in fila.roles} & {Rol.OFICIAL, Rol.SOLICITANTE}
    assert Rol.RELOJ in {rol for fila in suyos for rol in fila.roles}


@pytest.mark.parametrize("estado", [Estado.DESISTIDA, Estado.REMITIDA], ids=str)
def test_what_left_the_institution_waits_for_the_clock_alone(estado: Estado) -> None:
    """Its number in the institution's own register moves nothing."""
    assert [fila.acto for fila in TRANSICIONES.values() if estado in fila.de] == ["numerar", "cerrar"]


@pytest.mark.parametrize("estado", [e for e in EstadoRecurso if e is not EstadoRecurso.CUMPLIDO], ids=str)
def test_an_appeal_that_is_not_over_has_an_owner(estado: EstadoRecurso) -> None:
    duenos = {rol for fila in TRANSICIONES_RECURSO.values() if estado in fila.de for rol in fila.roles} - {Rol.RELOJ}
    assert duenos & {Rol.MAXIMA_AUTORIDAD}


def test_nothing_leaves_a_closed_case_and_nobody_acts_on_it() -> None:
    """But for the clock, which destroys what the law no longer lets be kept."""
    assert {(fila.a, fila.roles) for fila in TRANSICIONES.values() if Estado.CERRADA in fila.de} == {(None, frozenset({Rol.RELOJ}))}


def test_silence_comes_only_over_a_case_that_waits_for_its_institution() -> None:
    """LAIP art. 44: while the applicant is awaited (art. 42.2) the term has not begun."""
    assert TRANSICIONES["vencer"].de == {Estado.PRESENTADA, Estado.EN_TRAMITE}
    assert TRANSICIONES["vencer"].a is Estado.VENCIDA


def test_who_may_still_answer_and_what_may_still_run() -> None:
    assert {Estado.PRESENTADA, Estado.EN_TRAMITE, Estado.EN_ACLARACION, Estado.VENCIDA} == ABIERTOS
    assert {Estado.RESUELTA, Estado.ENTREGADA} == CON_PLAZO_ABIERTO - ABIERTOS
    assert TRANSICIONES["desistir"].de == ABIERTOS


@pytest.mark.parametrize("fila", ACTOS.values(), ids=lambda fila: fila.acto)
def test_each_row_says_who_by_which_article_and_what_it_is(fila: Transicion) -> None:
    assert ACTOS[fila.acto] is fila
    assert (fila.roles and not fila.roles & {Rol.REGULADOR, Rol.ADMINISTRADOR}) or fila.acto == "migrar"
    assert Rol.RELOJ not in fila.roles or fila.roles == {Rol.RELOJ}, "what the clock does nobody else does"
    assert re.fullmatch(r"(LAIP|LOJ) arts?\. \d.*|Sin norma expresa en la LAIP", fila.fundamento)
    assert fila.descripcion.endswith(".")
    assert fila.ruta.replace("-", "_") == fila.acto
    assert "_" not in fila.ruta


def test_the_acts_that_give_birth_are_the_only_ones_that_come_from_nowhere() -> None:
    assert [fila.acto for fila in ACTOS.values() if not fila.de] == ["presentar", "migrar"]

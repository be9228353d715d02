"""The sense of a resolution that answers question by question follows from those of its questions, as a table (LAIP art. 42)."""

from __future__ import annotations

from itertools import permutations

import pytest

from workflow.sentidos import PRECEDENCIA, Sentido, derive_sentido, list_sentidos

TOTAL, PARCIAL = Sentido.ENTREGA_TOTAL, Sentido.ENTREGA_PARCIAL
RESERVADA, CONFIDENCIAL = Sentido.NEGATIVA_RESERVADA, Sentido.NEGATIVA_CONFIDENCIAL
INEXISTENTE, SIN_ACLARAR = Sentido.INEXISTENCIA, Sentido.NEGATIVA_SIN_ACLARACION

TABLA = [
    *(pytest.param((s,), s, id=f"42: solo {s}") for s in Sentido),
    *(pytest.param((s, s, s), s, id=f"42: las tres {s}") for s in Sentido),
    pytest.param((TOTAL, PARCIAL), PARCIAL, id="42.1: una entera y otra en parte"),
    pytest.param((TOTAL, RESERVADA), PARCIAL, id="22, último párrafo: se entrega lo que no es reservado"),
    pytest.param((TOTAL, CONFIDENCIAL), PARCIAL, id="22, último párrafo: se entrega lo que no es confidencial"),
    pytest.param((TOTAL, INEXISTENTE), PARCIAL, id="42.4: se entrega lo que existe"),
    pytest.param((TOTAL, SIN_ACLARAR), PARCIAL, id="42.2: se entrega lo que estaba claro"),
    pytest.param((PARCIAL, RESERVADA), PARCIAL, id="22: una parte de una y nada de otra"),
    pytest.param((RESERVADA, CONFIDENCIAL), RESERVADA, id="25 y 26 antes que 22"),
    pytest.param((RESERVADA, INEXISTENTE), RESERVADA, id="se niega algo que existe"),
    pytest.param((CONFIDENCIAL, INEXISTENTE), CONFIDENCIAL, id="22: se niega algo que existe"),
    pytest.param((INEXISTENTE, SIN_ACLARAR), INEXISTENTE, id="42.4 antes que 42.2"),
    pytest.param((SIN_ACLARAR, RESERVADA, CONFIDENCIAL, INEXISTENTE), RESERVADA, id="todas las negativas"),
]


@pytest.mark.parametrize(("sentidos", "esperado"), TABLA)
def test_the_sense_of_the_whole_follows_from_its_questions(sentidos: tuple[Sentido, ...], esperado: Sentido) -> None:
    assert {derive_sentido(orden) for orden in permutations(sentidos)} == {esperado}


def test_a_resolution_of_nothing_has_no_sense() -> None:
    with pytest.raises(ValueError, match="al menos una"):
        derive_sentido(())


def test_the_precedence_has_each_sense_that_hands_over_nothing_once() -> None:
    divisibles = {*list_sentidos("acceso"), *list_sentidos("datos_acceso")}
    assert sorted(PRECEDENCIA) == sorted(s for s in divisibles if not s.entrega)

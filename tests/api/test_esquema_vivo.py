"""The API asked all that its schema allows and more (schemathesis): no fault of ours, no answer that the schema does not promise.

`FUZZ` is how many bodies to make for each operation; each is sent by everybody who may come. `.ci/run` and `make fuzz` make many.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode

from config.env import RAIZ
from tests.api.contrato import list_operaciones, read_esquema
from tests.api.terreno import AJUSTES, COMPROBACIONES, Terreno
from tests.api.test_visibilidad import undone

pytestmark = [pytest.mark.django_db, pytest.mark.lento]

TEMAS = sorted({read_esquema()["paths"][ruta][metodo]["tags"][0] for ruta, metodo in list_operaciones()})


# A file that is answered and not read to its end is closed when its answer is forgotten, which schemathesis leaves to chance.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("tema", TEMAS)
def test_the_api_keeps_its_promises(esquema: Any, terreno: Terreno, tema: str, record_property: Callable[[str, object], None]) -> None:
    de_este = [(ruta, metodo) for ruta, metodo in sorted(list_operaciones()) if read_esquema()["paths"][ruta][metodo]["tags"][0] == tema]
    record_property("peticiones", sum(_ask_all(esquema[ruta][metodo.upper()], terreno) for ruta, metodo in de_este))


def _ask_all(puerta: Any, terreno: Terreno) -> int:
    """One operation, with what it allows and with what it does not, half of the time at what exists, by everybody; how many calls."""
    peticiones = st.one_of(puerta.as_strategy(), puerta.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    hechas = 0

    @AJUSTES
    @given(peticion=peticiones, lugar=st.data())
    def ask(peticion: Case, lugar: st.DataObject) -> None:
        nonlocal hechas
        apuntada = terreno.aim(peticion, lambda opciones: lugar.draw(st.sampled_from(opciones))) if lugar.draw(st.booleans()) else {}
        for quien in terreno.callers:
            with undone():
                respuesta = peticion.call(headers=quien | apuntada)
            peticion.validate_response(respuesta, checks=COMPROBACIONES)
            hechas += 1

    ask()
    return hechas


def test_the_whole_check_asks_twenty_thousand_times(terreno: Terreno) -> None:
    hallado = re.search(r"^export FUZZ=(\d+)", (RAIZ / ".ci" / "run").read_text(encoding="utf-8"), re.M)
    assert hallado
    assert int(hallado[1]) * len(list_operaciones()) * len(terreno.callers) >= 20_000

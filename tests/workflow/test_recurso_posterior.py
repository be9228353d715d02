"""The second appeal: silence was appealed, an answer came late, and the answer can be appealed as well (LAIP arts. 54 and 55)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workflow.ejemplos import build_caso, build_evento, get_plazos
from workflow.calculadora import calcular
from workflow.historia import EventoImposibleError, RecursoFueraDePlazoError

#: Filed on 2 March, silent since the 16th, appealed on the 18th.
SILENCIO = ("2026-03-02 presentada", "2026-03-18 recurso_interpuesto")
TARDE = "2026-03-24 resolucion_notificada"


def posterior(caso: dict[str, Any]) -> dict[str, dict[str, Any]]:
    [unico] = calcular(caso)["recursos_posteriores"]
    assert unico["recurso"] == 2
    return {plazo["clave"]: plazo for plazo in unico["plazos"]}


def test_a_late_answer_opens_fifteen_days_of_its_own_and_the_first_appeal_goes_on() -> None:
    caso = build_caso(*SILENCIO, TARDE, al="2026-03-25")
    assert get_plazos(calcular(caso))["recurso_interposicion"]["estado"] == "cumplido"
    assert get_plazos(calcular(caso))["recurso_resolucion"]["estado"] == "corriendo"
    plazo = posterior(caso)["recurso_interposicion"]
    assert (plazo["desde"], plazo["dias"], plazo["vence"], plazo["estado"]) == ("2026-03-24", 15, "2026-04-16", "corriendo")


@pytest.mark.parametrize(
    "eventos", [SILENCIO, ("2026-03-02 presentada", "2026-03-10 resolucion_notificada"), ("2026-03-02 presentada", TARDE)]
)
def test_where_there_is_nothing_else_to_appeal_the_answer_is_as_it_was(eventos: tuple[str, ...]) -> None:
    assert "recursos_posteriores" not in calcular(build_caso(*eventos, al="2026-03-30"))


def test_each_appeal_has_its_own_five_days() -> None:
    eventos = (*SILENCIO, TARDE, "2026-03-25 recurso_interpuesto")
    caso = build_caso(*eventos, al="2026-03-26")
    assert get_plazos(calcular(caso))["recurso_resolucion"]["vence"] == "2026-03-25"
    assert posterior(caso)["recurso_resolucion"]["vence"] == "2026-04-01"


@pytest.mark.parametrize(
    ("decision", "primero", "segundo"),
    [
        pytest.param("2026-03-26 recurso_notificado sentido=confirma", "cumplido_tarde", "corriendo", id="sin decir cuál: el primero"),
        pytest.param("2026-03-26 recurso_notificado sentido=confirma recurso=2", "vencido", "cumplido", id="el segundo"),
    ],
)
def test_a_decision_is_on_the_appeal_that_it_names(decision: str, primero: str, segundo: str) -> None:
    caso = build_caso(*SILENCIO, TARDE, "2026-03-25 recurso_interpuesto", al="2026-03-27")
    caso["eventos"].append(as_evento(decision))
    assert get_plazos(calcular(caso))["recurso_resolucion"]["estado"] == primero
    assert posterior(caso)["recurso_resolucion"]["estado"] == segundo


def test_each_order_is_complied_with_by_itself() -> None:
    caso = build_caso(*SILENCIO, TARDE, "2026-03-25 recurso_interpuesto", al="2026-04-15")
    for texto in (
        "2026-03-26 recurso_notificado sentido=revoca",
        "2026-03-26T10:00:00-06:00 recurso_notificado sentido=modifica recurso=2",
        "2026-03-27 cumplida recurso=2",
    ):
        caso["eventos"].append(as_evento(texto))
    assert get_plazos(calcular(caso))["recurso_cumplimiento"]["estado"] == "vencido"
    assert posterior(caso)["recurso_cumplimiento"]["estado"] == "cumplido"


@pytest.mark.parametrize(
    ("mas", "error"),
    [
        pytest.param(["2026-03-19 recurso_interpuesto"], EventoImposibleError, id="el mismo silencio, otra vez"),
        pytest.param(
            [TARDE, "2026-03-25 recurso_interpuesto", "2026-03-26 recurso_interpuesto"], EventoImposibleError, id="la misma respuesta"
        ),
        pytest.param([TARDE, "2026-04-17 recurso_interpuesto"], RecursoFueraDePlazoError, id="el día dieciséis"),
        pytest.param(["2026-03-20 recurso_notificado sentido=confirma recurso=2"], EventoImposibleError, id="decidir el que no hay"),
    ],
)
def test_what_cannot_be_is_refused(mas: list[str], error: type[Exception]) -> None:
    caso = build_caso(*SILENCIO, al="2026-04-20")
    caso["eventos"] += [as_evento(texto) for texto in mas]
    with pytest.raises(error):
        calcular(caso)


def as_evento(texto: str) -> dict[str, Any]:
    """As the examples write it; the number of an appeal is a number."""
    evento = build_evento(texto)
    return evento | ({"recurso": int(evento["recurso"])} if "recurso" in evento else {})


def test_the_number_of_an_appeal_is_a_number() -> None:
    caso = build_caso(*SILENCIO, al="2026-04-20")
    caso["eventos"].append(build_evento("2026-03-20 recurso_notificado sentido=confirma recurso=dos"))
    with pytest.raises(Exception, match="es el número del recurso"):
        calcular(caso)

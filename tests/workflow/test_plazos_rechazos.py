"""What the term calculator refuses: acts that the law does not allow, and cases that it cannot read."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.workflow.ejemplos import build_caso
from workflow.calculadora import calcular
from workflow.problema import ProblemaError

PRESENTADA = "2026-03-25 presentada"
RESUELTA = "2026-04-07 resolucion_notificada sentido=inexistencia"

# What each list of events is refused for. Filed on 25 March 2026, the first term ends on 10 April, extended on 24 April.
ACTOS = [
    pytest.param(["2026-04-11T00:00:00-06:00 prorrogada dias=10"], "prorroga-fuera-de-plazo", id="LAIP 43: un segundo después del día 10"),
    pytest.param(["2026-04-13 prorrogada dias=10"], "prorroga-fuera-de-plazo", id="LAIP 43: día 11"),
    pytest.param(["2026-04-11T06:00:00Z prorrogada dias=10"], "prorroga-fuera-de-plazo", id="LAIP 43: día 11, en hora universal"),
    pytest.param(
        ["2026-03-30 prorrogada dias=10", "2026-04-08 prorrogada dias=10"], "prorroga-ya-concedida", id="LAIP 43: segunda prórroga"
    ),
    pytest.param(
        ["2026-03-30 prorrogada dias=5", "2026-04-08 prorrogada dias=5"], "prorroga-ya-concedida", id="LAIP 43: segunda, aunque sumen diez"
    ),
    pytest.param(["2026-04-08 prorrogada dias=11"], "prorroga-excede-maximo", id="LAIP 43: once días"),
    pytest.param([RESUELTA, "2026-04-29 recurso_interpuesto"], "recurso-fuera-de-plazo", id="LAIP 54: día 16"),
    pytest.param(["2026-03-27 desistida", "2026-03-30 prorrogada dias=10"], "evento-imposible", id="desistida: prórroga después"),
    pytest.param(["2026-03-27 desistida", "2026-03-30 aclaracion_pedida"], "evento-imposible", id="desistida: aclaración después"),
    pytest.param(
        ["2026-03-27 desistida", "2026-03-30 resolucion_notificada sentido=entrega_total"],
        "evento-imposible",
        id="desistida: resolución después",
    ),
    pytest.param(["2026-03-27 desistida", "2026-06-15 recurso_interpuesto"], "evento-imposible", id="desistida: recurso después"),
    pytest.param(["2026-04-08 prorrogada dias=10", "2026-03-30 aclaracion_pedida"], "eventos-en-desorden", id="eventos en desorden"),
    pytest.param(["2026-03-24 prorrogada dias=10"], "eventos-en-desorden", id="acto anterior a la presentación"),
    pytest.param(
        ["2026-04-08T10:00:00-06:00 aclaracion_pedida", "2026-04-08T15:30:00Z aclarada"],
        "eventos-en-desorden",
        id="desorden que sólo se ve en la misma zona",
    ),
]


@pytest.mark.parametrize(("actos", "codigo"), ACTOS)
def test_act_that_the_law_does_not_allow_is_refused(actos: list[str], codigo: str) -> None:
    with pytest.raises(ProblemaError) as problema:
        calcular(build_caso(PRESENTADA, *actos, al="2026-12-01"))
    assert problema.value.codigo == codigo
    assert problema.value.detalle


@pytest.mark.parametrize("tipo", ["datos_acceso", "datos_rectificacion"])
def test_prorroga_of_habeas_data_is_not_foreseen(tipo: str) -> None:
    with pytest.raises(ProblemaError) as problema:
        calcular(build_caso(PRESENTADA, "2026-03-30 prorrogada dias=10", al="2026-04-01", tipo=tipo))
    assert problema.value.codigo == "prorroga-no-prevista"


def test_recurso_on_the_last_second_of_day_fifteen_is_in_time() -> None:
    resultado = calcular(build_caso(PRESENTADA, RESUELTA, "2026-04-28T23:59:59-06:00 recurso_interpuesto", al="2026-04-29"))
    assert {plazo["clave"]: plazo["estado"] for plazo in resultado["plazos"]}["recurso_interposicion"] == "cumplido"


@pytest.mark.parametrize("eventos", [[], ["2026-03-25 prorrogada dias=10"], ["2026-03-25 resolucion_notificada sentido=entrega_total"]])
def test_case_without_presentada_is_refused(eventos: list[str]) -> None:
    with pytest.raises(ProblemaError) as problema:
        calcular(build_caso(*eventos, al="2026-12-01"))
    assert problema.value.codigo == "falta-presentacion"


@pytest.mark.parametrize(
    ("presentada", "al"),
    [
        pytest.param("2041-01-07", "2041-01-08", id="presentada fuera de los datos"),
        pytest.param("2040-12-24", "2040-12-26", id="el plazo acaba fuera de los datos"),
        pytest.param("2040-12-10", "2040-12-31", id="el plazo del silencio acaba fuera de los datos"),
    ],
)
def test_year_outside_the_calendar_is_never_a_silent_date(presentada: str, al: str) -> None:
    with pytest.raises(ProblemaError) as problema:
        calcular(build_caso(f"{presentada} presentada", al=al))
    assert problema.value.codigo == "fuera-de-calendario"


def _put(caso: dict[str, Any], campo: str, valor: Any) -> dict[str, Any]:
    """A copy of the case with that place, «eventos/1/fecha_hora», holding another value."""
    copia = copy.deepcopy(caso)
    destino: Any = copia
    *camino, ultimo = campo.split("/")
    for paso in camino:
        destino = destino[int(paso)] if isinstance(destino, list) else destino[paso]
    destino[ultimo] = valor
    return copia


@pytest.mark.parametrize(
    ("campo", "valor"),
    [
        ("regimen", "xx-laip"),
        ("tipo", "queja"),
        ("tipo", None),
        ("eventos", "presentada"),
        ("eventos/1/tipo", "archivada"),
        ("eventos/1/tipo", 7),
        ("eventos/1/fecha_hora", "2026-04-08T10:00:00"),
        ("eventos/1/fecha_hora", "2026-02-30T10:00:00-06:00"),
        ("eventos/1/fecha_hora", "ayer"),
        ("eventos/1/fecha_hora", 1775664000),
        ("eventos/0/fecha_hora", "2026-03-25"),
        ("eventos/1/dias", "muchos"),
        ("al", "2026-05-01T12:00:00"),
        ("al", "2026-13-01T12:00:00-06:00"),
        ("calendario/municipio", "9999"),
        ("calendario/municipio", "0118"),
        ("calendario/municipio", "Guatemala"),
        ("calendario/inhabiles/0/fecha", "2026-02-29"),
        ("calendario/habiles/0/fecha", "24/12/2026"),
        ("lecturas/D12", "quizas"),
        ("lecturas/D99", "inhabil"),
        ("lecturas/recibida_en_inhabil", "ayer"),
        ("lecturas/hora_de_corte", "25:99"),
    ],
)
def test_case_that_cannot_be_read_is_refused_where_it_fails(campo: str, valor: Any) -> None:
    dia = {"fecha": "2026-12-24", "motivo": "Acuerdo 1-2026"}
    calendario = {"municipio": "0101", "inhabiles": [dia], "habiles": [dia | {"fecha": "2026-12-26"}]}
    caso = build_caso(PRESENTADA, "2026-04-08 prorrogada dias=10", al="2026-05-01", calendario=calendario)
    calcular(caso)
    with pytest.raises(ProblemaError) as problema:
        calcular(_put(caso, campo, valor))
    assert problema.value.codigo == "caso-invalido"
    assert problema.value.detalle
    assert problema.value.campo == campo

"""The term calculator against examples worked by hand from the law, and against a second, naive way of counting."""

from __future__ import annotations

import copy
import json
from datetime import date, timedelta
from typing import Any

import pytest

from tests.workflow.contador_ingenuo import contar, explicar, list_abiertos, list_cerrados
from tests.workflow.ejemplos import build_caso, get_plazos, parse_plazo, read_ejemplos
from workflow.calculadora import calcular

ESTADOS = {"corriendo", "suspendido", "cumplido", "cumplido_tarde", "vencido"}
ARTICULOS = {
    "aclaracion": {"42"},
    "aviso_prorroga": {"43"},
    "afirmativa_ficta": {"44"},
    "recurso_interposicion": {"54"},
    "recurso_resolucion": {"58"},
    "recurso_cumplimiento": {"60"},
}
ARTICULOS_RESOLUCION = {"acceso": {"42"}, "datos_acceso": {"33"}, "datos_rectificacion": {"34"}}
# Terms that a stop of the clock changes: the naive counter alone does not know which days were stopped.
DETENCIONES = ("suspendida", "aclaracion_pedida")


def _ejemplos() -> list[Any]:
    return [pytest.param(ejemplo, id=ejemplo["id"]) for ejemplo in read_ejemplos()]


def _caso(ejemplo: dict[str, Any]) -> dict[str, Any]:
    opciones = {clave: ejemplo[clave] for clave in ("tipo", "calendario", "lecturas") if clave in ejemplo}
    return build_caso(*ejemplo["eventos"], al=ejemplo["al"], **opciones)


def _articulos(texto: str) -> set[str]:
    """The article numbers named: «42.2, 43» names 42 and 43, «59–60» names 59 and 60."""
    return {parte.split(".")[0].strip() for parte in texto.replace("–", ",").replace("-", ",").replace(";", ",").split(",")}


def test_there_are_at_least_sixty_examples_with_names_of_their_own() -> None:
    nombres = [ejemplo["id"] for ejemplo in read_ejemplos()]
    assert len(nombres) == len(set(nombres)) >= 60


@pytest.mark.parametrize("ejemplo", _ejemplos())
def test_worked_example_agrees_with_the_naive_counter(ejemplo: dict[str, Any]) -> None:
    """A slip of the hand in the table can't pass for the law."""
    medio_dia = ejemplo.get("lecturas", {}).get("D12") == "inhabil"
    for texto in ejemplo.get("plazos", {}).values():
        esperado = parse_plazo(texto)
        if esperado.desde and esperado.dias:
            desde = date.fromisoformat(esperado.desde)
            vence = contar(desde=desde, dias=esperado.dias, calendario=ejemplo.get("calendario", {}), medio_dia_inhabil=medio_dia)
            assert vence.isoformat() == esperado.vence


@pytest.mark.parametrize("ejemplo", _ejemplos())
def test_calculator_gives_the_worked_example(ejemplo: dict[str, Any]) -> None:
    plazos = get_plazos(calcular(_caso(ejemplo)))
    for clave, texto in ejemplo["plazos"].items():
        esperado, plazo = parse_plazo(texto), plazos[clave]
        assert (plazo["vence"], plazo["estado"]) == (esperado.vence, esperado.estado), clave
        if esperado.dias is not None:
            assert (plazo["desde"], plazo["dias"]) == (esperado.desde, esperado.dias), clave
    assert {clave: plazos[clave]["vence"] for clave in ejemplo.get("presentes", {})} == ejemplo.get("presentes", {})
    assert not set(ejemplo.get("ausentes", [])) & set(plazos)


@pytest.mark.parametrize("ejemplo", _ejemplos())
def test_every_term_is_whole_and_names_its_article(ejemplo: dict[str, Any]) -> None:
    caso = _caso(ejemplo)
    resultado = calcular(caso)
    assert (resultado["regimen"], resultado["version"]) == ("gt-laip", 1)
    for plazo in resultado["plazos"]:
        assert plazo["estado"] in ESTADOS
        esperados = ARTICULOS.get(plazo["clave"]) or ARTICULOS_RESOLUCION[caso["tipo"]]
        assert esperados <= _articulos(plazo["articulo"]), plazo
    assert json.loads(json.dumps(resultado)) == resultado


@pytest.mark.parametrize("ejemplo", _ejemplos())
def test_explanation_walks_every_day_to_the_last(ejemplo: dict[str, Any]) -> None:
    for plazo in calcular(_caso(ejemplo))["plazos"]:
        if plazo["vence"] is None or plazo["clave"] == "aviso_prorroga":
            continue
        desde, vence = date.fromisoformat(plazo["desde"]), date.fromisoformat(plazo["vence"])
        dias = [(desde + timedelta(days=n + 1)).isoformat() for n in range((vence - desde).days)]
        assert [dia["fecha"] for dia in plazo["explicacion"]] == dias
        assert [dia["dia"] for dia in plazo["explicacion"] if "dia" in dia] == list(range(1, plazo["dias"] + 1))
        assert all(("dia" in dia) != bool(dia.get("excluida")) for dia in plazo["explicacion"])
        assert plazo["explicacion"][-1].get("dia") == plazo["dias"]


@pytest.mark.parametrize("ejemplo", [ejemplo for ejemplo in _ejemplos() if "lecturas" not in ejemplo.values[0]])
def test_explanation_gives_the_reasons_of_the_naive_counter(ejemplo: dict[str, Any]) -> None:
    caso = _caso(ejemplo)
    if any(evento["tipo"] in DETENCIONES for evento in caso["eventos"]):
        caso = caso | {"eventos": caso["eventos"][:1], "al": caso["eventos"][0]["fecha_hora"]}
    cerrados, abiertos = list_cerrados(caso["calendario"]), list_abiertos(caso["calendario"])
    plazo = get_plazos(calcular(caso))["resolucion"]
    recorrido = explicar(desde=date.fromisoformat(plazo["desde"]), dias=plazo["dias"], cerrados=cerrados, abiertos=abiertos)
    for explicado, (fecha, valor) in zip(plazo["explicacion"], recorrido, strict=True):
        # A holiday on a weekend may be told by either name.
        nombres = {valor} | ({"sábado", "domingo"} if fecha.weekday() >= 5 else set())
        assert explicado["fecha"] == fecha.isoformat()
        assert explicado.get("dia", explicado.get("excluida")) in nombres


def test_explanation_names_holidays_weekends_and_the_reason_of_a_closure() -> None:
    calendario = {"inhabiles": [{"fecha": "2026-03-31", "motivo": "Acuerdo 1-2026"}]}
    caso = build_caso("2026-03-25 presentada", al="2026-03-26", calendario=calendario)
    dias = {dia["fecha"]: dia.get("dia", dia.get("excluida")) for dia in get_plazos(calcular(caso))["resolucion"]["explicacion"]}
    assert [dias[fecha] for fecha in ("2026-03-26", "2026-04-13")] == [1, 10]
    assert [dias[fecha] for fecha in ("2026-03-28", "2026-03-29")] == ["sábado", "domingo"]
    assert [dias[fecha] for fecha in ("2026-03-31", "2026-04-02")] == ["Acuerdo 1-2026", "Jueves Santo"]


def test_contract_answer_has_the_fields_of_the_contract() -> None:
    caso = build_caso("2026-03-25 presentada", "2026-04-08T10:00:00-06:00 prorrogada dias=10", al="2026-05-01")
    plazo = get_plazos(calcular(caso))["resolucion"]
    assert {clave: plazo[clave] for clave in plazo if clave != "explicacion"} == {
        "clave": "resolucion",
        "desde": "2026-03-25",
        "vence": "2026-04-24",
        "dias": 20,
        "unidad": "habiles",
        "estado": "vencido",
        "articulo": "42, 43",
    }


@pytest.mark.parametrize(
    "eventos",
    [
        pytest.param(["2026-03-25 presentada", "2026-03-27 desistida"], id="corriendo"),
        pytest.param(["2026-03-25 presentada", "2026-03-27 aclaracion_pedida", "2026-03-27T10:00:00-06:00 desistida"], id="aclaracion"),
        pytest.param(["2026-03-25 presentada", "2026-03-27 suspendida motivo=Corte", "2026-03-30 desistida"], id="suspendida"),
    ],
)
def test_desistida_ends_what_runs_for_good(eventos: list[str]) -> None:
    plazos = get_plazos(calcular(build_caso(*eventos, al="2026-12-01")))
    assert not {plazo["estado"] for plazo in plazos.values()} & {"corriendo", "suspendido", "vencido"}
    assert not {"afirmativa_ficta", "recurso_interposicion"} & set(plazos)


@pytest.mark.parametrize(
    ("lectura", "vence"),
    [
        pytest.param("desde_el_vencimiento", "2026-05-04", id="D7 desde el vencimiento"),
        pytest.param("desde_el_fin_de_la_ficta", "2026-05-18", id="D7 desde el fin de la ficta"),
    ],
)
def test_appeal_from_silence_ends_under_the_other_readings(lectura: str, vence: str) -> None:
    caso = build_caso("2026-03-25 presentada", al="2026-04-27", lecturas={"D7": lectura})
    assert get_plazos(calcular(caso))["recurso_interposicion"]["vence"] == vence


def test_case_given_is_left_as_it_was() -> None:
    caso = build_caso("2026-03-25 presentada", "2026-04-08 prorrogada dias=10", al="2026-05-01")
    antes = copy.deepcopy(caso)
    calcular(caso)
    assert caso == antes

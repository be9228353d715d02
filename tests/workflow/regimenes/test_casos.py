"""Every other regime against examples worked from its articles, and each example against a second, naive way of counting."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.workflow.ejemplos import get_plazos
from tests.workflow.regimenes.casos import PAISES, build_caso, parse_plazo, read_casos, read_toml, work_out
from workflow.calculadora import calcular
from workflow.problema import ProblemaError


def _ejemplos(clave: str) -> list[Any]:
    return [
        pytest.param(pais, ejemplo, id=f"{pais}: {ejemplo['id']}") for pais in PAISES for ejemplo in read_casos(pais) if clave in ejemplo
    ]


@pytest.mark.parametrize("pais", PAISES)
def test_each_regime_has_fifteen_examples_that_cite_an_article(pais: str) -> None:
    nombres = [ejemplo["id"] for ejemplo in read_casos(pais)]
    assert len(nombres) == len(set(nombres)) >= 15
    assert all(re.match(r"(art\.|s\.) .+: .+", nombre) for nombre in nombres)


@pytest.mark.parametrize(("pais", "ejemplo"), _ejemplos("plazos"))
def test_worked_example_agrees_with_the_naive_counter(pais: str, ejemplo: dict[str, Any]) -> None:
    for texto in ejemplo["plazos"].values():
        esperado = parse_plazo(texto)
        if esperado.dias:
            assert work_out(pais, esperado, ejemplo.get("calendario", {})).isoformat() == esperado.vence, texto


@pytest.mark.parametrize(("pais", "ejemplo"), _ejemplos("plazos"))
def test_calculator_gives_the_worked_example(pais: str, ejemplo: dict[str, Any]) -> None:
    resultado = calcular(build_caso(pais, ejemplo))
    plazos = get_plazos(resultado)
    assert resultado["regimen"] == read_toml(pais)["id"]
    for clave, texto in ejemplo["plazos"].items():
        esperado, plazo = parse_plazo(texto), plazos[clave]
        assert (plazo["vence"], plazo["estado"]) == (esperado.vence, esperado.estado), clave
        if esperado.desde is not None:
            assert (plazo["desde"], plazo["dias"]) == (esperado.desde, esperado.dias), clave
    assert not set(ejemplo.get("ausentes", [])) & set(plazos)
    assert resultado.get("sentidos_vetados", []) == ejemplo.get("vetados", [])
    assert json.loads(json.dumps(resultado)) == resultado


@pytest.mark.parametrize(("pais", "ejemplo"), _ejemplos("plazos"))
def test_every_term_cites_an_article_of_its_own_regime(pais: str, ejemplo: dict[str, Any]) -> None:
    texto = json.dumps(read_toml(pais), default=str, ensure_ascii=False)
    for plazo in calcular(build_caso(pais, ejemplo))["plazos"]:
        assert plazo["articulo"]
        assert all(articulo in texto for articulo in plazo["articulo"].split(", ")), plazo
        assert "LOJ" not in json.dumps(plazo["explicacion"])


@pytest.mark.parametrize(("pais", "ejemplo"), _ejemplos("rechazo"))
def test_act_that_the_law_does_not_allow_is_refused(pais: str, ejemplo: dict[str, Any]) -> None:
    *anteriores, _ = ejemplo["eventos"]
    calcular(build_caso(pais, ejemplo | {"eventos": anteriores}))
    with pytest.raises(ProblemaError) as problema:
        calcular(build_caso(pais, ejemplo))
    assert problema.value.codigo == ejemplo["rechazo"]
    assert problema.value.detalle

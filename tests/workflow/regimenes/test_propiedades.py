"""What is true of every term under every regime: the properties of test_plazos_propiedades.py, for laws with other units and clocks."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflow.contador_ingenuo import contar_calendario, explicar, list_cerrados
from tests.workflow.ejemplos import get_plazos
from tests.workflow.regimenes.casos import PAISES, read_toml
from workflow.calculadora import calcular
from workflow.problema import ProblemaError

# Few examples of each of many regimes, the same on every run; what they share is tried at length for Guatemala.
fijo = settings(derandomize=True, deadline=None, max_examples=12)
todos = pytest.mark.parametrize("pais", PAISES)
fechas = st.dates(date(2025, 4, 1), date(2036, 12, 31))
horas = st.times(max_value=time(23, 59, 59))
saltos = st.integers(0, 60)
#: Every event but the first, with what each may carry.
ACTOS: dict[str, dict[str, Any]] = {
    "recibida_por_la_unidad": {},
    "aclaracion_pedida": {},
    "aclarada": {},
    "tercero_consultado": {},
    "tercero_opuesto": {},
    "cobro_notificado": {},
    "cobro_pagado": {},
    "prorrogada": {"dias": 3},
    "suspendida": {"motivo": "Sismo"},
    "reanudada": {"motivo": "Fin"},
    "resolucion_notificada": {"sentido": "entrega_parcial"},
    "recurso_interpuesto": {},
    "recurso_notificado": {"sentido": "revoca"},
    "cumplida": {},
    "desistida": {},
}
actos = st.lists(st.tuples(st.sampled_from(sorted(ACTOS)), st.integers(0, 9)), max_size=8)


def _momento(pais: str, dia: date, hora: time = time(23, 59, 59)) -> str:
    return datetime.combine(dia, hora, ZoneInfo(read_toml(pais)["zona_horaria"])).isoformat()


def _caso(pais: str, dia: date, hora: time = time(9), cierres: list[int] | None = None) -> dict[str, Any]:
    """A case just filed; `cierres` are the days after the filing on which its office is closed."""
    inhabiles = [{"fecha": (dia + timedelta(days=n)).isoformat(), "motivo": f"Cierre {n}"} for n in cierres or []]
    presentada = _momento(pais, dia, hora)
    return {
        "regimen": pais,
        "tipo": "acceso",
        "calendario": {"inhabiles": inhabiles},
        "eventos": [{"tipo": "presentada", "fecha_hora": presentada}],
        "al": presentada,
    }


def _add(pais: str, caso: dict[str, Any], tipo: str, dia: date, **datos: Any) -> dict[str, Any]:
    cuando = _momento(pais, dia)
    return caso | {"eventos": [*caso["eventos"], {"tipo": tipo, "fecha_hora": cuando, **datos}], "al": cuando}


def _resolucion(caso: dict[str, Any]) -> dict[str, Any]:
    return get_plazos(calcular(caso))["resolucion"]


def _answer(caso: dict[str, Any]) -> dict[str, Any]:
    try:
        return calcular(caso)
    except ProblemaError as problema:
        return {"codigo": problema.codigo, "detalle": problema.detalle}


def _accept(pais: str, caso: dict[str, Any], lista: list[tuple[str, int]]) -> list[dict[str, Any]]:
    """The case after each act that the law lets happen, one after another; an act that it refuses changes nothing."""
    dia, historia = datetime.fromisoformat(caso["al"]).date(), [caso]
    for tipo, salto in lista:
        dia += timedelta(days=salto)
        siguiente = _add(pais, historia[-1], tipo, dia, **ACTOS[tipo])
        respuesta = _answer(siguiente)
        if "plazos" in respuesta:
            historia.append(siguiente)
    return historia


@todos
@fijo
@given(dia=fechas, hora=horas, cierres=st.lists(saltos, max_size=8, unique=True))
def test_engine_agrees_with_the_naive_counter(pais: str, dia: date, hora: time, cierres: list[int]) -> None:
    caso = _caso(pais, dia, hora, cierres)
    plazo, termino = _resolucion(caso), read_toml(pais)["plazos"]["resolucion"]
    cerrados = list_cerrados(caso["calendario"], pais=pais)
    if termino["unidad"] == "calendario":
        vence = contar_calendario(desde=dia, dias=termino["dias"], cerrados=cerrados)
        assert [paso.get("dia") for paso in plazo["explicacion"]][: termino["dias"]] == list(range(1, termino["dias"] + 1))
    else:
        recorrido = explicar(desde=dia, dias=termino["dias"], cerrados=cerrados, abiertos=set())
        vence = recorrido[-1][0]
        contados = [(fecha.isoformat(), valor if isinstance(valor, int) else None) for fecha, valor in recorrido]
        assert [(paso["fecha"], paso.get("dia")) for paso in plazo["explicacion"]] == contados
    assert (plazo["desde"], plazo["vence"], plazo["dias"]) == (dia.isoformat(), vence.isoformat(), termino["dias"])


@todos
@fijo
@given(dia=fechas, salto=saltos, otro=saltos)
def test_closures_and_later_filings_never_shorten(pais: str, dia: date, salto: int, otro: int) -> None:
    vence = _resolucion(_caso(pais, dia, cierres=[otro]))["vence"]
    assert _resolucion(_caso(pais, dia, cierres=sorted({salto, otro})))["vence"] >= vence
    assert _resolucion(_caso(pais, dia + timedelta(days=salto)))["vence"] >= _resolucion(_caso(pais, dia))["vence"]


@todos
@fijo
@given(dia=fechas, lista=actos, salto=saltos)
def test_al_changes_states_but_no_date(pais: str, dia: date, lista: list[tuple[str, int]], salto: int) -> None:
    caso = _accept(pais, _caso(pais, dia), lista)[-1]

    def dates(al: str) -> dict[str, Any]:
        plazos = get_plazos(calcular(caso | {"al": al}))
        return {clave: {campo: plazo[campo] for campo in plazo if campo != "estado"} for clave, plazo in plazos.items()}

    antes = dates(caso["al"])
    despues = dates((datetime.fromisoformat(caso["al"]) + timedelta(days=salto)).isoformat())
    assert {clave: despues[clave] for clave in antes} == antes


@todos
@fijo
@given(dia=fechas, lista=actos)
def test_what_is_fulfilled_stays_fulfilled(pais: str, dia: date, lista: list[tuple[str, int]]) -> None:
    finales: dict[str, Any] = {}
    for caso in _accept(pais, _caso(pais, dia), lista):
        plazos = get_plazos(calcular(caso))
        repetibles = {"aclaracion", "aclaracion_pedido", "cobro_pago", "aviso_prorroga"}
        assert {clave: plazos[clave]["estado"] for clave in finales} == finales
        finales = {c: p["estado"] for c, p in plazos.items() if p["estado"].startswith("cumplido") and c not in repetibles}


@todos
@fijo
@given(dia=fechas, lista=actos)
def test_every_term_is_whole(pais: str, dia: date, lista: list[tuple[str, int]]) -> None:
    for caso in _accept(pais, _caso(pais, dia), lista):
        respuesta = calcular(caso | {"otros_recursos": True})
        assert json.loads(json.dumps(respuesta)) == respuesta
        for plazo in respuesta["plazos"]:
            assert plazo["articulo"]
            assert plazo["vence"] is None or plazo["vence"] >= plazo["desde"]
            assert [paso["dia"] for paso in plazo["explicacion"] if "dia" in paso] == list(
                range(1, sum("dia" in paso for paso in plazo["explicacion"]) + 1)
            )


@todos
@fijo
@given(dia=fechas, salto=st.integers(0, 30), espera=st.integers(0, 30))
def test_suspension_gives_back_its_days_and_no_more(pais: str, dia: date, salto: int, espera: int) -> None:
    caso, suspendida = _caso(pais, dia), dia + timedelta(days=salto)
    libre = _resolucion(caso)["vence"]
    detenido = _add(pais, caso, "suspendida", suspendida, motivo="Sismo")
    detenido = _add(pais, detenido, "reanudada", suspendida + timedelta(days=espera), motivo="Fin")
    termino, cerrados = read_toml(pais)["plazos"]["resolucion"], list_cerrados({}, pais=pais)
    detenidos = frozenset(suspendida + timedelta(days=n + 1) for n in range(espera))
    if termino["unidad"] == "calendario":
        sin_rodar = dia + timedelta(days=termino["dias"])
        vence = contar_calendario(desde=dia, dias=termino["dias"], cerrados=cerrados, detenidos=detenidos)
        esperado = libre if suspendida >= sin_rodar else vence.isoformat()
    else:
        recorrido = explicar(desde=dia, dias=termino["dias"], cerrados=cerrados, abiertos=set(), detenidos=detenidos)
        esperado = libre if suspendida.isoformat() >= libre else recorrido[-1][0].isoformat()
    assert _resolucion(detenido)["vence"] == esperado


@todos
@fijo
@given(dia=fechas, basura=st.none() | st.booleans() | st.integers() | st.text(max_size=8), data=st.data())
def test_any_value_is_answered_or_refused_with_a_problem(pais: str, dia: date, basura: Any, data: st.DataObject) -> None:
    caso = _add(pais, _caso(pais, dia), "prorrogada", dia + timedelta(days=1), dias=2) | {"atributos": {"antiguedad_anios": 3}}
    destino: Any = json.loads(json.dumps(caso))
    copia, lugar = destino, data.draw(st.sampled_from(["regimen", "tipo", "al", "eventos", "atributos", "otros_recursos"]))
    if lugar == "eventos":
        destino = destino["eventos"][1]
        lugar = data.draw(st.sampled_from(["tipo", "fecha_hora", "dias", "fecha"]))
    elif lugar == "atributos":
        destino = destino["atributos"]
        lugar = data.draw(st.sampled_from(["antiguedad_anios", "disponible"]))
    destino[lugar] = basura
    respuesta = _answer(copia)
    assert json.loads(json.dumps(respuesta)) == respuesta
    assert respuesta.get("plazos") or (respuesta["codigo"] and respuesta["detalle"])

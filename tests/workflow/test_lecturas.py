"""Which readings of the law gave a term its date, and what each option says in plain words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workflow.ejemplos import build_caso, get_plazos
from workflow.calculadora import calcular
from workflow.esquema import LECTURAS
from workflow.lecturas import PALABRAS, apply_lectura, describe_opcion
from workflow.regimen import get_regimen, load_regimenes


def decisivas(caso: dict[str, Any], clave: str = "resolucion") -> dict[str, str]:
    return {lectura["clave"]: lectura["valor"] for lectura in get_plazos(calcular(caso | {"con_lecturas": True}))[clave]["lecturas"]}


@pytest.mark.parametrize(
    ("eventos", "al", "lecturas", "clave", "esperadas"),
    [
        pytest.param(["2026-03-02 presentada"], "2026-03-04", {}, "resolucion", {"D1": "habiles"}, id="42: solo la unidad"),
        pytest.param(["2026-03-02 presentada"], "2026-03-04", {"D1": "calendario"}, "resolucion", {"D1": "calendario"}, id="42: D1"),
        pytest.param(["2026-03-02 presentada"], "2026-03-04", {}, "aviso_prorroga", {"D1": "habiles", "D4": "al_menos_dos_antes"}, id="43"),
        pytest.param(
            ["2026-03-02 presentada", "2026-03-04 admitida"], "2026-03-05", {}, "resolucion", {"D1": "habiles", "D2": "presentacion"},
            id="42: admitida otro día",
        ),
        pytest.param(["2026-03-02 presentada", "2026-03-02T11:00:00-06:00 admitida"], "2026-03-05", {}, "resolucion", {"D1": "habiles"},
            id="42: admitida el mismo día",
        ),
        pytest.param(
            ["2026-03-02 presentada", "2026-03-04 aclaracion_pedida", "2026-03-05 aclarada"], "2026-03-06", {}, "resolucion",
            {"D1": "habiles", "D3": "inicio_diferido"}, id="42.2",
        ),
        pytest.param(["2026-03-07 presentada"], "2026-03-09", {}, "resolucion", {"D1": "habiles", "recibida_en_inhabil": "mismo_dia"},
            id="LOJ 45.e: sábado",
        ),
        pytest.param(
            ["2026-03-02T17:00:00-06:00 presentada"], "2026-03-04", {"hora_de_corte": "16:30"}, "resolucion",
            {"D1": "habiles", "hora_de_corte": "16:30"}, id="después de la hora de corte",
        ),
        pytest.param(["2026-03-02 presentada"], "2026-03-04", {"hora_de_corte": "16:30"}, "resolucion", {"D1": "habiles"},
            id="antes de la hora de corte",
        ),
        pytest.param(["2026-03-25 presentada"], "2026-03-26", {}, "resolucion", {"D1": "habiles", "D12": "habil"}, id="Miércoles Santo"),
        pytest.param(["2026-03-25 presentada"], "2026-03-26", {"D12": "inhabil"}, "resolucion", {"D1": "habiles", "D12": "inhabil"},
            id="Miércoles Santo, cerrado",
        ),
        pytest.param(
            ["2026-03-02 presentada", "2026-03-10 prorrogada dias=10"], "2026-04-10", {}, "afirmativa_ficta",
            {"D1": "habiles", "D5": "plazo_vigente", "D12": "habil"}, id="44 tras la prórroga",
        ),
        pytest.param(["2026-03-02 presentada"], "2026-03-20", {}, "recurso_interposicion", {"D7": "sin_vencimiento"}, id="55: silencio"),
        pytest.param(
            ["2026-03-02 presentada", "2026-03-07 resolucion_notificada"], "2026-03-09", {}, "recurso_interposicion",
            {"D1": "habiles", "D15": "al_enviar"}, id="54: notificada un sábado",
        ),
    ],
)  # fmt: skip
def test_readings_that_decided_a_term_are_told(eventos, al, lecturas, clave, esperadas) -> None:
    assert decisivas(build_caso(*eventos, al=al, lecturas=lecturas), clave) == esperadas


def test_term_whose_unit_the_law_writes_owes_nothing_to_a_reading() -> None:
    """LAIP art. 34: thirty «días hábiles»."""
    assert decisivas(build_caso("2026-03-02 presentada", al="2026-03-04", tipo="datos_rectificacion")) == {"D12": "habil"}


@pytest.mark.parametrize(
    ("lectura", "admitida", "vence"),
    [
        pytest.param("presentacion", "2026-03-04", "2026-03-16", id="D2 desde que se presenta"),
        pytest.param("admision", "2026-03-04", "2026-03-18", id="D2 desde que se admite"),
        pytest.param("admision", None, "2026-03-16", id="D2 sin admitir, desde que se presentó"),
        pytest.param("admision", "2026-03-17", "2026-03-16", id="D2 admitida cuando ya venció"),
    ],
)
def test_term_runs_from_the_admission_where_it_is_read_so(lectura: str, admitida: str | None, vence: str) -> None:
    eventos = ["2026-03-02 presentada", *([f"{admitida} admitida"] if admitida else [])]
    plazo = get_plazos(calcular(build_caso(*eventos, al="2026-03-17", lecturas={"D2": lectura})))["resolucion"]
    assert plazo["vence"] == vence


def test_it_is_admitted_once() -> None:
    with pytest.raises(Exception, match="ya fue admitida"):
        calcular(build_caso("2026-03-02 presentada", "2026-03-03 admitida", "2026-03-04 admitida", al="2026-03-05"))


@pytest.mark.parametrize(
    ("lectura", "aclaracion", "recurso"),
    [
        pytest.param("al_enviar", "2026-03-10", "2026-03-27", id="D15 al enviar"),
        pytest.param("siguiente_habil", "2026-03-11", "2026-03-30", id="D15 el siguiente día hábil"),
    ],
)
def test_notice_on_a_closed_day_may_count_from_the_next_open_one(lectura: str, aclaracion: str, recurso: str) -> None:
    """LAIP arts. 42.2 and 54: two and fifteen days after the notice, which went out on a Saturday."""
    pedida = build_caso("2026-03-02 presentada", "2026-03-07 aclaracion_pedida", al="2026-03-09", lecturas={"D15": lectura})
    assert get_plazos(calcular(pedida))["aclaracion"]["vence"] == aclaracion
    negada = build_caso("2026-03-02 presentada", "2026-03-07 resolucion_notificada", al="2026-03-09", lecturas={"D15": lectura})
    assert get_plazos(calcular(negada))["recurso_interposicion"]["vence"] == recurso


@pytest.mark.parametrize("regimen", load_regimenes().values(), ids=lambda r: f"{r.id}-{r.version}")
def test_every_option_of_every_regime_has_its_words(regimen) -> None:
    for lectura in regimen.lecturas.values():
        for opcion in lectura.opciones:
            texto = describe_opcion(lectura, opcion)
            assert " " in texto and not texto.endswith("."), f"{regimen.id} {lectura.clave}: «{opcion}» no tiene su texto"


def test_the_engine_has_words_for_what_it_knows_and_for_nothing_else() -> None:
    assert {nombre: set(opciones) for nombre, opciones in LECTURAS.items()} == {nombre: set(p) for nombre, p in PALABRAS.items()}


def test_an_hour_is_told_beside_its_words() -> None:
    lectura = get_regimen("gt-laip", 1).lecturas["hora_de_corte"]
    aplicada = apply_lectura(lectura, "16:30")
    assert (aplicada.hora, aplicada.texto) == ("16:30", describe_opcion(lectura, "HH:MM"))
    assert apply_lectura(lectura, "ninguna").hora == ""
    assert not lectura.admits("HH:MM")


def test_the_calculator_tells_them_only_when_asked() -> None:
    """The shape of its answer is a promise; who wants more says so."""
    caso = build_caso("2026-03-02 presentada", al="2026-03-04")
    assert all("lecturas" not in plazo for plazo in calcular(caso)["plazos"])

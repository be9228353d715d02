"""POST plazos/calcular/: the same calculator as `manage.py plazos`, with refusals that point."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest
from django.core.management import call_command

from tests.api.cliente import Cliente

#: The example of the contract.
CASO: dict[str, Any] = {
    "regimen": "gt-laip",
    "tipo": "acceso",
    "calendario": {"base": True, "municipio": "0101", "inhabiles": [{"fecha": "2026-12-24", "motivo": "Acuerdo 1-2026"}], "habiles": []},
    "lecturas": {},
    "eventos": [
        {"tipo": "presentada", "fecha_hora": "2026-03-25T09:00:00-06:00"},
        {"tipo": "prorrogada", "fecha_hora": "2026-04-08T10:00:00-06:00", "dias": 10},
    ],
    "al": "2026-05-01T12:00:00-06:00",
}


def calculate(caso: Any) -> Any:
    return Cliente().post("plazos/calcular/", caso)


def run_plazos(caso: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    salida = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(caso).encode())))
    call_command("plazos", stdout=salida)
    return dict(json.loads(salida.getvalue()))


@pytest.mark.parametrize(
    "cambio",
    [
        {},
        {"al": "2026-04-01T00:00:00-06:00"},
        {"calendario": {"base": False}},
        {"tipo": "datos_acceso", "eventos": CASO["eventos"][:1]},
        {"calendario": {"municipio": "0901"}, "eventos": CASO["eventos"][:1]},
        {"eventos": [*CASO["eventos"], {"tipo": "resolucion_notificada", "fecha_hora": "2026-04-30T09:00:00-06:00"}]},
    ],
    ids=["contrato", "al", "sin-base", "datos", "municipio", "resuelta"],
)
def test_calcular_gives_what_the_command_gives(cambio: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    respuesta = calculate(CASO | cambio)
    assert respuesta.status_code == 200, respuesta.content
    assert respuesta.json() == run_plazos(CASO | cambio, monkeypatch)


def test_calcular_the_example_of_the_contract() -> None:
    respuesta = calculate(CASO).json()
    assert (respuesta["regimen"], respuesta["version"]) == ("gt-laip", 1)
    resolucion = next(p for p in respuesta["plazos"] if p["clave"] == "resolucion")
    explicacion = resolucion.pop("explicacion")
    assert resolucion == {
        "clave": "resolucion",
        "desde": "2026-03-25",
        "vence": "2026-04-24",
        "dias": 20,
        "unidad": "habiles",
        "estado": "vencido",
        "articulo": "42, 43",
    }
    assert explicacion[0] == {"fecha": "2026-03-26", "dia": 1}
    assert {(d["fecha"], d.get("excluida")) for d in explicacion} >= {("2026-03-28", "sábado"), ("2026-04-02", "Jueves Santo")}


def test_calcular_a_term_runs_through_its_last_second() -> None:
    caso = CASO | {"eventos": CASO["eventos"][:1]}
    for al, estado in (("2026-04-10T23:59:59-06:00", "corriendo"), ("2026-04-11T00:00:00-06:00", "vencido")):
        plazos = calculate(caso | {"al": al}).json()["plazos"]
        assert next(p["estado"] for p in plazos if p["clave"] == "resolucion") == estado


@pytest.mark.parametrize(
    ("cambio", "estatus", "pointer"),
    [
        ({"regimen": "xx"}, 422, "/regimen"),
        ({"regimen": None}, 422, "/regimen"),
        ({"regimen": "../gt-laip"}, 422, "/regimen"),
        ({"tipo": "queja"}, 422, "/tipo"),
        ({"al": "2026-05-01"}, 422, "/al"),
        ({"al": 5}, 422, "/al"),
        ({"al": "9999-12-31T23:59:59-06:00"}, 422, "/al"),
        ({"eventos": "presentada"}, 422, "/eventos"),
        ({"eventos": [{"tipo": "presentada"}]}, 422, "/eventos/0/fecha_hora"),
        ({"eventos": [{"tipo": "volada", "fecha_hora": "2026-03-25T09:00:00-06:00"}]}, 422, "/eventos/0/tipo"),
        ({"eventos": [CASO["eventos"][0], CASO["eventos"][1] | {"dias": "diez"}]}, 422, "/eventos/1/dias"),
        ({"calendario": {"municipio": "9999"}}, 422, "/calendario/municipio"),
        ({"calendario": {"inhabiles": [{"fecha": "ayer"}]}}, 422, "/calendario/inhabiles/0/fecha"),
        ({"lecturas": {"D99": "x"}}, 422, "/lecturas/D99"),
        ({"sobra": 1}, 422, "/sobra"),
        ({"eventos": CASO["eventos"][1:]}, 409, None),
        ({"eventos": [CASO["eventos"][0], CASO["eventos"][1] | {"dias": 11}]}, 422, None),
        ({"eventos": [CASO["eventos"][0], CASO["eventos"][1] | {"dias": 10**30}]}, 422, None),
        ({"eventos": [CASO["eventos"][0] | {"fecha_hora": "2199-03-25T09:00:00-06:00"}]}, 422, None),
    ],
    ids=lambda v: json.dumps(v)[:40] if isinstance(v, dict) else None,
)
def test_calcular_points_at_what_is_wrong(cambio: dict[str, Any], estatus: int, pointer: str | None) -> None:
    respuesta = calculate(CASO | cambio)
    assert respuesta.status_code == estatus, respuesta.content
    assert respuesta.json()["codigo"]
    if pointer:
        assert [e["pointer"] for e in respuesta.json()["errores"]] == [pointer]


@pytest.mark.parametrize("caso", [[], "texto", 5, None, [[]]])
def test_calcular_takes_an_object(caso: Any) -> None:
    respuesta = calculate(json.dumps(caso))
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "caso-invalido")


@pytest.mark.parametrize(
    ("cuerpo", "estatus"),
    [
        (b"{", 400),
        (b"[" * 100_000, 400),
        (b'{"regimen": ' * 50_000 + b"1" + b"}" * 50_000, 400),
        (b'{"regimen": "\\ud800"}', 400),
        (b'{"\\udfff": 1}', 400),
        (b'{"regimen": 1e999}', 400),
        (b'{"a": "' + b"x" * 3_000_000 + b'"}', 413),
    ],
    ids=["roto", "lista-honda", "objeto-hondo", "sustituto", "sustituto-en-clave", "infinito", "3MB"],
)
def test_calcular_bears_what_nobody_honest_sends(cuerpo: bytes, estatus: int) -> None:
    assert calculate(cuerpo).status_code == estatus


def test_calcular_stores_nothing(db: None, queries) -> None:
    with queries() as hechas:
        assert calculate(CASO).status_code == 200
    assert hechas == []

"""/calendario/: anybody reads it; whoever may change it previews, registers and revokes."""

from __future__ import annotations

from typing import Any

import pytest

from solicitudes.models import ActoCalendario, Movimiento
from solicitudes.services.recalculo import recalcular_expedientes
from tests.api.cliente import Cliente
from tests.api.reparto import AHORA, Reparto
from workflow.roles import Rol

ACTO: dict[str, Any] = {
    "ambito": "nacional",
    "motivo": "Asueto",
    "fundamento": "Acuerdo Gubernativo 1-2026",
    "dias": [{"fecha": "2026-04-07", "nombre": "Asueto"}],
    "publicado_el": "2026-03-24",
}
SUSPENSION = {"clase": "suspension", "ambito": "institucion:MSPAS", "motivo": "Terremoto", "fundamento": "Decreto 2-2026"}


@pytest.fixture
def administradora(reparto: Reparto) -> Cliente:
    return Cliente(persona=reparto.hire("administradora", Rol.ADMINISTRADOR))


def test_anybody_reads_which_days_do_not_count(reparto: Reparto) -> None:
    cuerpo = reparto.nadie.get("calendario/", {"desde": "2026-04-01", "hasta": "2026-04-30"}).json()
    assert [(d["fecha"], d["nombre"], d["clase"]) for d in cuerpo["dias"]] == [
        ("2026-04-02", "Jueves Santo", "inhabil"),
        ("2026-04-03", "Viernes Santo", "inhabil"),
        ("2026-04-04", "Sábado Santo", "inhabil"),
    ]
    assert cuerpo["suspensiones"] == []


def test_each_body_has_its_own(reparto: Reparto, administradora: Cliente) -> None:
    assert administradora.post("calendario/actos/", SUSPENSION | {"desde": "2026-04-06", "hasta": "2026-04-08"}).status_code == 201
    todo = {"desde": "2026-01-01", "hasta": "2026-12-31"}
    mspas = reparto.nadie.get("calendario/", todo | {"institucion": "MSPAS"}).json()
    assert mspas["suspensiones"] == [{"desde": "2026-04-06", "hasta": "2026-04-08", "motivo": "Terremoto (Decreto 2-2026)"}]
    assert "2026-08-15" in {d["fecha"] for d in mspas["dias"]}
    xela = reparto.nadie.get("calendario/", todo | {"municipio": "0901"}).json()
    assert "2026-08-15" not in {d["fecha"] for d in xela["dias"]}
    assert xela["suspensiones"] == []


@pytest.mark.parametrize(
    ("pedido", "codigo"),
    [
        ({"desde": "2026-04-30", "hasta": "2026-04-01"}, "periodo-invalido"),
        ({"desde": "2026-01-01", "hasta": "2039-01-01"}, "periodo-invalido"),
        ({"desde": "2099-01-01"}, "periodo-invalido"),
        ({"desde": "ayer"}, "datos-invalidos"),
        ({"municipio": "Xela"}, "datos-invalidos"),
        ({"institucion": "NADIE"}, "institucion-desconocida"),
    ],
)
def test_a_stretch_that_cannot_be_told_is_refused(reparto: Reparto, pedido: dict[str, str], codigo: str) -> None:
    respuesta = reparto.nadie.get("calendario/", pedido)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, codigo)


def test_the_present_year_is_told_to_whoever_asks_nothing(reparto: Reparto) -> None:
    cuerpo = reparto.nadie.get("calendario/").json()
    assert (cuerpo["desde"], cuerpo["hasta"]) == ("2026-01-01", "2026-12-31")


def test_a_preview_writes_nothing_and_an_act_moves_what_it_said(reparto: Reparto, administradora: Cliente) -> None:
    caso = reparto.file("MSPAS")
    previa = administradora.post("calendario/actos/?previsualizar=true", ACTO)
    assert previa.status_code == 200
    assert previa.json() == {
        "revisadas": 1,
        "movidas": 1,
        "sostenidas": 0,
        "primera": "2026-04-13",
        "ultima": "2026-04-13",
        "por_institucion": [{"institucion": "MSPAS", "solicitudes": 1}],
        "repetidos": [],
    }
    assert not ActoCalendario.objects.exists()
    creado = administradora.post("calendario/actos/", ACTO)
    assert (creado.status_code, creado.json()["numero"], creado.json()["revocado_por"]) == (201, 1, None)
    assert administradora.post("calendario/actos/", ACTO).status_code == 200
    recalcular_expedientes(ahora=AHORA)
    assert reparto.solicitante(caso).get(caso.ruta).json()["vence"] == "2026-04-13"
    [movimiento] = [m for m in reparto.solicitante(caso).get(f"{caso.ruta}movimientos/").json()["results"] if m["acto"] == "recalcular"]
    assert (movimiento["datos"]["fecha_anterior"], movimiento["datos"]["fundamento"]) == ("2026-04-10", ACTO["fundamento"])


def test_an_act_is_undone_by_another(reparto: Reparto, administradora: Cliente) -> None:
    administradora.post("calendario/actos/", ACTO)
    razones = {"motivo": "Queda sin efecto", "fundamento": "Acuerdo 2-2026"}
    assert administradora.post("calendario/actos/1/revocar/?previsualizar=1", razones).json()["movidas"] == 0
    assert administradora.post("calendario/actos/1/revocar/", razones).json()["revoca"] == 1
    actos = reparto.nadie.get("calendario/actos/").json()["results"]
    assert [(a["numero"], a["clase"], a["revocado_por"]) for a in actos] == [(1, "dias", 2), (2, "revocacion", None)]
    otra = administradora.post("calendario/actos/1/revocar/", razones | {"fundamento": "Acuerdo 3-2026"})
    assert (otra.status_code, otra.json()["codigo"]) == (409, "acto-de-calendario-ya-revocado")
    assert administradora.post("calendario/actos/7/revocar/", razones).status_code == 404
    for metodo in ("PUT", "PATCH", "DELETE"):
        assert administradora.request(metodo, "calendario/actos/").status_code == 405


def test_only_whoever_may_changes_it(reparto: Reparto, administradora: Cliente) -> None:
    for cuerpo in (ACTO, ACTO | {"ambito": "institucion:MSPAS"}):
        assert reparto.nadie.post("calendario/actos/", cuerpo).status_code == 401
        assert reparto.oficial.post("calendario/actos/", cuerpo).status_code == 403
        assert reparto.oficial.post("calendario/actos/?previsualizar=true", cuerpo).status_code == 403
    assert reparto.autoridad.post("calendario/actos/", ACTO).status_code == 403
    assert reparto.autoridad.post("calendario/actos/", ACTO | {"ambito": "institucion:MSPAS"}).status_code == 201
    assert reparto.nadie.post("calendario/actos/1/revocar/", {"motivo": "x", "fundamento": "y"}).status_code == 401
    assert not Movimiento.objects.exists()


@pytest.mark.parametrize(
    ("cambios", "codigo", "pointer"),
    [
        ({"ambito": "provincia:x"}, "acto-de-calendario-invalido", "/ambito"),
        ({"dias": []}, "acto-de-calendario-invalido", "/dias"),
        ({"clase": "revocacion"}, "datos-invalidos", "/clase"),
        ({"dias": [{"fecha": "2026-02-30", "nombre": "x"}]}, "datos-invalidos", "/dias/0/fecha"),
        ({"fundamento": " "}, "datos-invalidos", "/fundamento"),
        ({"motivo": None}, "datos-invalidos", "/motivo"),
    ],
)
def test_what_is_missing_is_pointed_at(administradora: Cliente, cambios: dict[str, Any], codigo: str, pointer: str) -> None:
    respuesta = administradora.post("calendario/actos/", ACTO | cambios)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, codigo)
    assert respuesta.json()["errores"][0]["pointer"] == pointer

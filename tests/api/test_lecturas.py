"""/instituciones/{codigo}/ and its readings: anybody reads how a body counts; the top authority or the administrator chooses."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from solicitudes.models import LecturaElegida
from tests.api.reparto import Reparto

RUTA = "instituciones/MSPAS/lecturas/"
ELECCION: dict[str, Any] = {
    "clave": "D2", "valor": "admision", "desde": "2026-04-01", "motivo": "La ley dice «admitida».", "fundamento": "Acuerdo 7-2026",
}  # fmt: skip


def puntos(reparto: Reparto) -> dict[str, Any]:
    respuesta = reparto.nadie.get("instituciones/MSPAS/")
    assert respuesta.status_code == 200, respuesta.content
    return {punto["clave"]: punto for punto in respuesta.json()["lecturas"]}


def test_anybody_reads_how_a_body_counts_and_what_else_it_could(reparto: Reparto) -> None:
    todos = puntos(reparto)
    assert todos["D1"]["vigente"]["valor"] == "habiles" and todos["D1"]["elegida"] is None
    assert [otra["valor"] for otra in todos["D1"]["otras"]] == ["calendario"]
    assert todos["D9"]["otras"] == []
    assert todos["D3"]["certeza"] == "discutido"


def test_what_the_authority_chose_is_public_at_once(reparto: Reparto) -> None:
    respuesta = reparto.autoridad.post(RUTA, ELECCION)
    assert respuesta.status_code == 201, respuesta.content
    assert respuesta.json() == ELECCION | {"rol": "maxima_autoridad", "fecha_hora": respuesta.json()["fecha_hora"]}
    punto = puntos(reparto)["D2"]
    assert (punto["vigente"]["valor"], punto["proxima"]["valor"], punto["proxima"]["fundamento"]) == (
        "presentacion",
        "admision",
        "Acuerdo 7-2026",
    )
    assert [e["valor"] for e in reparto.nadie.get(RUTA).json()["results"]] == ["admision"]
    assert reparto.nadie.get("instituciones/MINFIN/lecturas/").json()["results"] == []


@pytest.mark.parametrize(
    ("quien", "codigo"),
    [
        ("oficial", "acto-no-autorizado"),
        ("jefa", "acto-no-autorizado"),
        ("firmante", "acto-no-autorizado"),
        ("regulador", "acto-no-autorizado"),
        ("sistema", "alcance-insuficiente"),
        ("nadie", "sin-identificacion"),
    ],
)
def test_nobody_else_chooses(reparto: Reparto, quien: str, codigo: str) -> None:
    assert getattr(reparto, quien).post(RUTA, ELECCION).json()["codigo"] == codigo
    assert not LecturaElegida.objects.exists()


@pytest.mark.parametrize(
    ("cambios", "estatus", "codigo"),
    [
        ({"valor": "nunca"}, 422, "lectura-invalida"),
        ({"clave": "D77"}, 422, "lectura-invalida"),
        ({"desde": "2026-03-25"}, 422, "eleccion-invalida"),
        ({"motivo": ""}, 422, "datos-invalidos"),
        ({"valor": "presentacion"}, 409, "eleccion-repetida"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(reparto: Reparto, cambios: dict[str, Any], estatus: int, codigo: str) -> None:
    respuesta = reparto.autoridad.post(RUTA, ELECCION | cambios)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (estatus, codigo)


@pytest.mark.parametrize("ruta", ["instituciones/NADIE/", "instituciones/NADIE/lecturas/"])
def test_a_body_that_is_not_there_is_not_found(reparto: Reparto, ruta: str) -> None:
    respuesta = reparto.nadie.get(ruta)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (404, "institucion-no-encontrada")


def test_it_costs_the_same_however_often_they_chose(reparto: Reparto) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as consultas:
            reparto.nadie.get("instituciones/MSPAS/")
        return len(consultas)

    antes = cost()
    for valor, desde in (("admision", "2026-04-01"), ("presentacion", "2026-04-02"), ("admision", "2026-04-03")):
        reparto.autoridad.post(RUTA, ELECCION | {"valor": valor, "desde": desde})
    assert cost() == antes == 2

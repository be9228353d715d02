"""POST solicitudes/ with the real moment of reception: for officers, and told in the answer and in the case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.api.reparto import AHORA, Reparto
from tests.api.test_presentar import build_cuerpo

RECIBIDA = "2026-03-23T10:00:00-06:00"


def register(reparto: Reparto, **cambios: Any) -> Any:
    return reparto.oficial.post("solicitudes/", build_cuerpo(**({"canal": "carta", "recibida": RECIBIDA} | cambios)))


def test_an_officer_says_when_it_came_in(reparto: Reparto) -> None:
    recibo = register(reparto)
    assert recibo.status_code == 201
    [linea] = recibo.json()["solicitudes"]
    assert linea["recibida"].startswith("2026-03-23T")
    assert linea["fecha_hora"].startswith("2026-03-25T")
    assert linea["vence"] == "2026-04-08"
    caso = reparto.oficial.get(f"solicitudes/{linea['folio']}/").json()
    assert caso["fecha_hora_presentacion"] == linea["recibida"]
    assert caso["vence"] == "2026-04-08"


def test_without_it_the_moment_of_registration_counts(reparto: Reparto) -> None:
    [linea] = reparto.oficial.post("solicitudes/", build_cuerpo(canal="mostrador")).json()["solicitudes"]
    assert linea["recibida"] == linea["fecha_hora"]


@pytest.mark.parametrize("recibida", [AHORA + timedelta(minutes=1), AHORA - timedelta(days=400)], ids=["futura", "de otro año"])
def test_a_reception_that_cannot_be_is_refused(reparto: Reparto, recibida: Any) -> None:
    respuesta = register(reparto, recibida=recibida.isoformat())
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "recepcion-invalida")


@pytest.mark.parametrize("recibida", ["ayer", "2026-02-30T10:00:00-06:00", 5])
def test_what_is_no_moment_is_refused(reparto: Reparto, recibida: Any) -> None:
    respuesta = register(reparto, recibida=recibida)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "datos-invalidos")


def test_on_line_it_is_received_when_it_is_sent(reparto: Reparto) -> None:
    respuesta = reparto.nadie.post("solicitudes/", build_cuerpo(recibida=RECIBIDA))
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "recepcion-invalida")


def test_nobody_else_registers_what_came_in(reparto: Reparto) -> None:
    respuesta = reparto.nadie.post("solicitudes/", build_cuerpo(canal="carta", recibida=RECIBIDA))
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (403, "acto-no-autorizado")

"""Health for machines, and the policy that every page leaves with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from config import reloj
from config.contenido import POLITICA, POLITICA_DE_LA_REFERENCIA
from notifications.models import Salida

AHORA = datetime(2026, 3, 25, 15, tzinfo=UTC)


def test_livez_asks_nobody(client: Client) -> None:
    """Without the database fixture, any query would fail the test."""
    respuesta = client.get("/livez")
    assert (respuesta.status_code, respuesta.json()) == (200, {"estado": "vivo"})
    assert client.post("/livez").status_code == 405


@pytest.mark.django_db
def test_readyz_tells_how_long_the_oldest_message_waits(client: Client) -> None:
    assert client.get("/readyz").json()["salidas"] == {"segundos_de_la_mas_antigua": 0}
    for clave, minutos in (("a", 5), ("b", 12)):
        creada = AHORA - timedelta(minutes=minutos)
        Salida.objects.create(clave=clave, efecto="x", proximo_intento=creada, fecha_hora_creada=creada)
    Salida.objects.create(
        clave="c", efecto="x", estado="hecha", proximo_intento=AHORA, fecha_hora_creada=AHORA - timedelta(days=9), fecha_hora_fin=AHORA
    )
    with reloj.detenido_en(AHORA):
        respuesta = client.get("/readyz")
    assert respuesta.status_code == 200
    assert respuesta.json() == {"estado": "listo", "base_de_datos": "bien", "salidas": {"segundos_de_la_mas_antigua": 720}}
    assert "no-store" in respuesta.headers["Cache-Control"]


@pytest.mark.django_db
def test_readyz_without_database_says_no_and_not_why(client: Client) -> None:
    def refuse(*_: object) -> None:
        raise DatabaseError("password authentication failed for user")

    with connection.execute_wrapper(refuse):
        respuesta = client.get("/readyz")
    assert respuesta.status_code == 503
    assert respuesta.json() == {"estado": "no listo", "base_de_datos": "falla", "salidas": None}


@pytest.mark.parametrize(
    ("ruta", "politica"),
    [("/livez", POLITICA), ("/no-existe/", POLITICA), ("/api/v1/docs/", POLITICA_DE_LA_REFERENCIA), ("/api/v1/docs/x", POLITICA)],
)
def test_only_the_reference_of_the_api_may_run_an_inline_script(client: Client, ruta: str, politica: str) -> None:
    assert client.get(ruta).headers["Content-Security-Policy"] == politica
    assert ("unsafe-inline" in politica) is (ruta == "/api/v1/docs/")

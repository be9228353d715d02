"""Many at once under one key, on the locks of the real database: one act, one paper, one subscription."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from solicitudes.models import PeticionIdempotente, Suscripcion
from tests.api.reparto import Reparto
from tests.solicitudes.test_concurrencia import at_once

pytestmark = pytest.mark.django_db(transaction=True)

LLAVE = {"Idempotency-Key": "muchos-a-la-vez"}


def many() -> int:
    """Thirty-two where writers wait for a row; eight where they wait for the whole database."""
    return 32 if connection.vendor == "postgresql" else 8


def call(web: Client, ruta: str, cuerpo: Any, cabeceras: dict[str, str]) -> Any:
    """A call of one thread: the client of a test is of one thread only, its cookies are of everybody."""
    otro = Client(raise_request_exception=False)
    otro.cookies = web.cookies
    respuesta = otro.post(f"/api/v1/{ruta}", cuerpo, content_type="application/json", headers=cabeceras)
    return respuesta.status_code, respuesta.headers.get("Idempotency-Replayed"), respuesta.json()


def test_an_act_by_many_under_one_key_is_one_act(reparto: Reparto) -> None:
    caso, web = reparto.file(), reparto.oficial.web
    cabeceras = LLAVE | {"If-Match": '"1"'}
    resultados = at_once(*[lambda: call(web, f"{caso.ruta}admitir/", {}, cabeceras)] * many())
    check(resultados, exito=200, en_curso="peticion-en-curso")
    assert reparto.oficial.get(caso.ruta).json()["version"] == 2
    assert call(web, f"{caso.ruta}admitir/", {}, cabeceras)[1] == "true"
    assert PeticionIdempotente.objects.count() == 1


def test_an_act_by_many_under_keys_of_their_own_is_one_act(reparto: Reparto) -> None:
    """Here it is the version that stops them."""
    caso, web = reparto.file(), reparto.oficial.web
    tareas = [lambda n=n: call(web, f"{caso.ruta}admitir/", {}, {"Idempotency-Key": f"la-{n}", "If-Match": '"1"'}) for n in range(many())]
    assert Counter(estatus for estatus, _, _ in at_once(*tareas)) == {200: 1, 412: many() - 1}
    assert reparto.oficial.get(caso.ruta).json()["version"] == 2
    assert PeticionIdempotente.objects.count() == 1


def test_a_subscription_by_many_under_one_key_is_one(reparto: Reparto) -> None:
    sistema = reparto.sistema
    cuerpo = {"url": "https://portal.example/avisos"}
    resultados = at_once(*[lambda: call(sistema.web, "suscripciones/", cuerpo, sistema.cabeceras | LLAVE)] * many())
    check(resultados, exito=201, en_curso="peticion-en-curso")
    assert Suscripcion.objects.count() == 1


def check(resultados: list[Any], *, exito: int, en_curso: str) -> None:
    """One did it; the others were told so with the same answer, or that somebody was at it."""
    nuevos = [cuerpo for estatus, repetida, cuerpo in resultados if (estatus, repetida) == (exito, None)]
    assert len(nuevos) == 1, Counter((estatus, cuerpo.get("codigo")) for estatus, _, cuerpo in resultados)
    for estatus, repetida, cuerpo in resultados:
        if estatus == exito:
            assert cuerpo == nuevos[0]
        else:
            assert (estatus, repetida, cuerpo["codigo"]) == (409, None, en_curso)

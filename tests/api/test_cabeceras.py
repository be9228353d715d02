"""What each answer says in its headers: quota, and when its door closes; its language is in test_idiomas.py."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.permissions import Publica
from api.retiro import retirar
from api.throttling import TasaPorAlcance
from tests.api.reparto import Reparto


def test_each_answer_says_what_is_left(reparto: Reparto, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TasaPorAlcance, "THROTTLE_RATES", {"consultar": "2/min", "presentar": "5/hour"})
    respuestas = [reparto.nadie.get("instituciones/") for _ in range(3)]
    assert [r.status_code for r in respuestas] == [200, 200, 429]
    assert {r.headers["RateLimit-Policy"] for r in respuestas} == {'"consultar";q=2;w=60'}
    assert [r.headers["RateLimit"].split(";")[1] for r in respuestas] == ["r=1", "r=0", "r=0"]
    for respuesta in respuestas:
        assert 0 <= int(respuesta.headers["RateLimit"].partition("t=")[2]) <= 60
    assert 1 <= int(respuestas[2].headers["Retry-After"]) <= 61
    presentada = reparto.nadie.post("solicitudes/", {})
    assert presentada.headers["RateLimit"].startswith('"presentar";r=4;t=')


def test_each_client_has_a_quota_of_its_own(reparto: Reparto, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TasaPorAlcance, "THROTTLE_RATES", {"consultar": "2/min"})
    uno, otro = reparto.accredit("Uno", "solicitudes:leer"), reparto.accredit("Otro", "solicitudes:leer")
    assert [uno.get("solicitudes/").status_code for _ in range(3)] == [200, 200, 429]
    assert otro.get("solicitudes/").headers["RateLimit"].startswith('"consultar";r=1;')


def test_without_a_limit_nothing_is_said_of_one(reparto: Reparto) -> None:
    assert not {"RateLimit", "RateLimit-Policy"} & set(reparto.nadie.get("instituciones/").headers)


class VistaQueSeRetira(APIView):
    """A door that is going to close for reading and stays for writing."""

    permission_classes = (Publica,)

    @retirar(desde=date(2027, 1, 1), fin=date(2028, 1, 1), guia="https://acceso.example/api/v1/docs/")
    def get(self, request: Request) -> Response:
        return Response({})

    def post(self, request: Request) -> Response:
        return Response({})


urlpatterns = [path("api/v1/por-cerrar/", VistaQueSeRetira.as_view())]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("metodo", ["GET", "HEAD"])
def test_what_is_going_to_close_says_until_when(reparto: Reparto, metodo: str) -> None:
    respuesta = reparto.nadie.request(metodo, "por-cerrar/")
    assert respuesta.status_code == 200
    assert respuesta.headers["Deprecation"] == "@1798761600"
    assert respuesta.headers["Sunset"] == "Sat, 01 Jan 2028 00:00:00 GMT"
    assert '<https://acceso.example/api/v1/docs/>; rel="sunset"' in respuesta.headers["Link"]


@pytest.mark.urls(__name__)
def test_what_stays_says_nothing(reparto: Reparto) -> None:
    assert not {"Deprecation", "Sunset", "Link"} & set(reparto.nadie.post("por-cerrar/").headers)


def test_a_door_closes_a_year_after_it_was_said_at_the_earliest() -> None:
    with pytest.raises(ValueError, match="un año"):
        retirar(desde=date(2027, 1, 1), fin=date(2027, 12, 31), guia="https://acceso.example/")

"""The API asked all that its schema allows and more (schemathesis): no fault of ours, no answer that the schema does not promise.

`FUZZ` is how many cases to try for each operation; `make fuzz` tries twenty thousand and more in all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, reset_queries
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from tests.api.cliente import Cliente
from tests.api.contrato import list_operaciones, read_esquema
from tests.api.reparto import Caso, Reparto
from tests.api.test_visibilidad import undone

CASOS = int(os.environ.get("FUZZ", "6"))
AJUSTES = settings(
    max_examples=CASOS,
    deadline=None,
    derandomize="FUZZ" not in os.environ,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
COMPROBACIONES = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]

pytestmark = [pytest.mark.django_db, pytest.mark.lento]


@dataclass(frozen=True, slots=True)
class Terreno:
    """What is there to be found: a case in hand, a paper of it, a subscription; and who may come."""

    casos: tuple[Caso, ...]
    callers: tuple[dict[str, str], ...]
    numeros: dict[str, Any]


@pytest.fixture(scope="module")
def esquema() -> Any:
    abierto = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True))
    abierto.app = application
    return abierto


@pytest.fixture
def terreno(reparto: Reparto) -> Terreno:
    casos = tuple(reparto.bring(situacion) for situacion in ("presentada", "en_tramite", "en_aclaracion", "resuelta"))
    documento = reparto.oficial.upload(casos[1].folio, "datos.csv", b"a\n1\n").json()["codigo"]
    suscripcion = reparto.sistema.post("suscripciones/", {"url": "https://portal.example/avisos"}).json()["id"]
    sesion = {"Cookie": f"sessionid={reparto.autoridad.web.cookies['sessionid'].value}"}
    callers: tuple[Cliente, ...] = (reparto.nadie, reparto.sistema, *(reparto.solicitante(caso) for caso in casos[:1]))
    numeros = {"codigo": documento, "suscripcion_id": suscripcion}
    return Terreno(casos, (*(c.cabeceras for c in callers), sesion), numeros)


@pytest.fixture
def _one_connection(terreno: Terreno) -> Iterator[None]:
    """The WSGI application lets go of the connection of each request, which here is the one of the test's transaction."""
    oyentes = [(request_started, reset_queries), (request_started, close_old_connections), (request_finished, close_old_connections)]
    for senal, oyente in oyentes:
        senal.disconnect(oyente)
    yield
    for senal, oyente in oyentes:
        senal.connect(oyente)


TEMAS = sorted({read_esquema()["paths"][ruta][metodo]["tags"][0] for ruta, metodo in list_operaciones()})


@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize("tema", TEMAS)
def test_the_api_keeps_its_promises(esquema: Any, terreno: Terreno, tema: str) -> None:
    for ruta, metodo in sorted(list_operaciones()):
        if read_esquema()["paths"][ruta][metodo]["tags"][0] == tema:
            _ask_all(esquema[ruta][metodo.upper()], terreno)


def _ask_all(puerta: Any, terreno: Terreno) -> None:
    """One operation, CASOS times: with what it allows, and with what it does not."""
    peticiones = st.one_of(puerta.as_strategy(), puerta.as_strategy(generation_mode=GenerationMode.NEGATIVE))

    @AJUSTES
    @given(peticion=peticiones, lugar=st.data())
    def ask(peticion: Case, lugar: st.DataObject) -> None:
        cabeceras = _aim(peticion, terreno, lugar.draw)
        with undone():
            respuesta = peticion.call(headers=cabeceras)
        peticion.validate_response(respuesta, checks=COMPROBACIONES)

    ask()


def _aim(peticion: Case, terreno: Terreno, draw: Any) -> dict[str, str]:
    """Half of the time at what exists, on the version that it has: a random folio finds nothing. Gives the headers of who calls."""
    cabeceras = dict(draw(st.sampled_from(terreno.callers)))
    if draw(st.booleans()) and isinstance(peticion.path_parameters, dict):
        caso = draw(st.sampled_from(terreno.casos))
        reales = terreno.numeros | {"folio": caso.folio}
        for nombre in peticion.path_parameters.keys() & reales.keys():
            peticion.path_parameters[nombre] = reales[nombre]
        version = draw(st.sampled_from(['"1"', '"2"', '"3"', None]))
        if version:
            cabeceras["If-Match"] = version
    return cabeceras

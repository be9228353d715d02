"""The ground on which schemathesis walks: what is there to be found, who may come, and how one call of many leaves no trace."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, reset_queries
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase
from hypothesis import settings as ajustes
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.ejemplos import read_ejemplos
from config.wsgi import application
from tests.api.cliente import Cliente
from tests.api.reparto import Caso, Reparto

#: How many; and whether they are others each time, or always the same, so that a check that passed passes again.
CASOS, AL_AZAR = int(os.environ.get("FUZZ", "6")), os.environ.get("AZAR") == "1"
AJUSTES = ajustes(
    max_examples=CASOS,
    deadline=None,
    derandomize=not AL_AZAR,
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


@dataclass(frozen=True, slots=True)
class Terreno:
    """What is there to be found: a case in hand, a paper of it, a subscription; and who may come."""

    casos: tuple[Caso, ...]
    callers: tuple[dict[str, str], ...]
    numeros: dict[str, Any]
    codigos: dict[str, Any]

    def aim(self, peticion: Case, choose: Callable[[Any], Any]) -> dict[str, str]:
        """Point a call at what exists, on a version that it has, with the documented body as often as not: a random folio finds nothing.
        Gives the headers that say which version."""
        ejemplo = read_ejemplos().get(peticion.operation.definition.raw["operationId"], {}).get("cuerpo")
        if isinstance(ejemplo, dict) and choose([True, False]):
            peticion.body = deepcopy(ejemplo)
        if isinstance(peticion.body, dict):
            peticion.body |= {nombre: real for nombre, real in self.codigos.items() if nombre in peticion.body}
        if not isinstance(peticion.path_parameters, dict):
            return {}
        reales = self.numeros | {"folio": choose(self.casos).folio}
        for nombre in peticion.path_parameters.keys() & reales.keys():
            peticion.path_parameters[nombre] = reales[nombre]
        version = choose(['"1"', '"2"', '"3"', None])
        return {"If-Match": version} if version else {}


@pytest.fixture(scope="module")
def esquema() -> Any:
    """The schema, as schemathesis reads it, before the application."""
    abierto = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True))
    abierto.app = application
    return abierto


@pytest.fixture
def terreno(reparto: Reparto) -> Iterator[Terreno]:
    """What there is; the WSGI application lets go of the connection of each request, which here is the one of the test's transaction."""
    casos = tuple(reparto.bring(situacion) for situacion in ("presentada", "en_tramite", "en_aclaracion", "resuelta"))
    documento = reparto.oficial.upload(casos[1].folio, "datos.csv", b"a\n1\n").json()["codigo"]
    suscripcion = reparto.sistema.post("suscripciones/", {"url": "https://portal.example/avisos"}).json()["id"]
    llegan = (reparto.nadie, reparto.sistema, reparto.solicitante(casos[0]))
    entran = (reparto.oficial, reparto.autoridad, reparto.enlace, reparto.regulador)
    oyentes = [(request_started, reset_queries), (request_started, close_old_connections), (request_finished, close_old_connections)]
    for senal, oyente in oyentes:
        senal.disconnect(oyente)
    yield Terreno(
        casos,
        (*(quien.cabeceras for quien in llegan), *map(_as_programa, entran)),
        {"codigo": documento, "suscripcion_id": suscripcion},
        {"instituciones": ["MSPAS"], "institucion": "MINFIN", "id_externo": ""},
    )
    for senal, oyente in oyentes:
        senal.connect(oyente)


def _as_programa(quien: Cliente) -> dict[str, str]:
    """The header of whoever is signed in and is not in a browser."""
    return {"X-Session-Token": quien.web.cookies[settings.SESSION_COOKIE_NAME].value}

"""The API followed along the links of its schema (schemathesis, stateful): what one call gives, the next one takes.

Each scenario begins with the same ground and leaves none of its own. `FUZZ` is how many scenarios to try.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import settings
from schemathesis import Case

from api.ejemplos import read_ejemplos
from api.enlaces import ENLACES
from tests.api.contrato import list_operaciones, read_esquema
from tests.api.terreno import AJUSTES, CASOS, COMPROBACIONES, Terreno

pytestmark = [pytest.mark.django_db, pytest.mark.lento]

PASOS = 8
#: From here on, chance alone follows links.
MUCHOS = 40


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_api_keeps_its_promises_along_its_links(esquema: Any, terreno: Terreno, record_property: Callable[[str, object], None]) -> None:
    vistos, enlazados = Counter[tuple[str, int]](), Counter[str]()

    class Recorrido(esquema.as_state_machine()):  # type: ignore[misc]
        def setup(self) -> None:
            self.quien: dict[str, str] = {}
            self.transaccion = transaction.atomic()
            self.transaccion.__enter__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.transaccion.__exit__(None, None, None)

        def step(self, paso: Any) -> Any:
            self.enlazado = paso.is_applied
            enlazados[paso.case.operation.definition.raw["operationId"]] += paso.is_applied
            return super().step(paso)

        def get_call_kwargs(self, case: Case) -> dict[str, Any]:
            """Whoever began goes on; what no link gave is aimed at what exists, as often as not. The lot is drawn from the call itself:
            Hypothesis must find the same when it goes the same way again."""
            azar = random.Random(repr((case.operation.label, case.path_parameters, case.query, case.body)))
            self.quien = self.quien or azar.choice(terreno.callers[1:])
            apuntar = not self.enlazado and azar.random() < 0.5
            return {"headers": self.quien | (terreno.aim(case, azar.choice) if apuntar else {})}

        def validate_response(self, response: Any, case: Case, additional_checks: Any = None, **kwargs: Any) -> None:
            vistos[case.operation.definition.raw["operationId"], response.status_code] += 1
            case.validate_response(response, checks=COMPROBACIONES)

    Recorrido.run(settings=settings(AJUSTES, max_examples=CASOS * 4, stateful_step_count=PASOS))
    record_property("peticiones", vistos.total())
    if CASOS >= MUCHOS:
        assert enlazados.total() > 0


def test_a_case_is_born_and_read_along_its_links(terreno: Terreno) -> None:
    """What chance may miss: the documented filing, and the case to which its link leads."""
    nacida = Client().post("/api/v1/solicitudes/", read_ejemplos()["presentar"]["cuerpo"] | {"id_externo": ""}, "application/json")
    assert nacida.status_code == 201
    recibo, enlace = nacida.json(), ENLACES["presentar"]["ver_solicitud"]
    assert enlace == {"folio": "$response.body#/solicitudes/0/folio", "X-Clave-Seguimiento": "$response.body#/clave"}
    leida = Client().get(f"/api/v1/solicitudes/{recibo['solicitudes'][0]['folio']}/", headers={"X-Clave-Seguimiento": recibo["clave"]})
    assert (leida.status_code, leida.json()["estado"]) == (200, "presentada")


def test_each_link_leads_from_an_operation_to_another() -> None:
    operaciones = {read_esquema()["paths"][ruta][metodo]["operationId"]: (ruta, metodo) for ruta, metodo in list_operaciones()}
    for origen, destinos in ENLACES.items():
        assert origen in operaciones
        for destino, parametros in destinos.items():
            ruta, metodo = operaciones[destino]
            admitidos = {p["name"] for p in read_esquema()["paths"][ruta][metodo].get("parameters", [])}
            assert parametros.keys() <= admitidos, (origen, destino, parametros.keys() - admitidos)

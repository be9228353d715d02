"""POST solicitudes/ sent again: a double click and a retry are one filing."""

from __future__ import annotations

import json

import pytest

from solicitudes.models import Presentacion
from tests.api.cliente import Cliente
from tests.api.reparto import PREGUNTA, Reparto

CUERPO = {"instituciones": ["MSPAS", "MINFIN"], "descripcion": PREGUNTA, "solicitante": {"nombre": "Ana", "correo": "ana@correo.example"}}
LLAVE = {"Idempotency-Key": "9f3c1a52-1d1e-4d0a-8c55-2b1f6b0a9e77"}


def test_presentar_again_with_its_key_gives_the_same_answer(reparto: Reparto) -> None:
    primera, segunda = (reparto.nadie.post("solicitudes/", CUERPO, **LLAVE) for _ in range(2))
    assert primera.status_code == segunda.status_code == 201
    assert primera.json() == segunda.json()
    assert "Idempotency-Replayed" not in primera.headers
    assert segunda.headers["Idempotency-Replayed"] == "true"
    assert Presentacion.objects.count() == 1


def test_presentar_again_gives_a_key_that_opens_the_case(reparto: Reparto) -> None:
    reparto.nadie.post("solicitudes/", CUERPO, **LLAVE)
    recibo = reparto.nadie.post("solicitudes/", CUERPO, **LLAVE).json()
    assert Cliente(clave=recibo["clave"]).get(f"solicitudes/{recibo['solicitudes'][1]['folio']}/").status_code == 200


def test_presentar_again_after_the_case_moved_answers_as_at_first(reparto: Reparto) -> None:
    """The receipt is of the birth of the case; a client that lost the first answer must not see another."""
    primera = reparto.nadie.post("solicitudes/", CUERPO, **LLAVE).json()
    folio = primera["solicitudes"][0]["folio"]
    reparto.oficial.post(f"solicitudes/{folio}/pedir-aclaracion/", {"pregunta": "¿De qué año?"})
    assert reparto.nadie.post("solicitudes/", CUERPO, **LLAVE).json() == primera


def test_presentar_with_the_keys_of_the_json_in_another_order_is_the_same_body(reparto: Reparto) -> None:
    al_reves = json.dumps(dict(reversed(CUERPO.items())), indent=3)
    assert reparto.nadie.post("solicitudes/", CUERPO, **LLAVE).json() == reparto.nadie.post("solicitudes/", al_reves, **LLAVE).json()


@pytest.mark.parametrize("cambio", [{"descripcion": "Otra cosa."}, {"instituciones": ["MSPAS"]}, {"forma_entrega": "copia_simple"}])
def test_presentar_something_else_with_a_used_key_is_refused(reparto: Reparto, cambio: dict[str, object]) -> None:
    reparto.nadie.post("solicitudes/", CUERPO, **LLAVE)
    respuesta = reparto.nadie.post("solicitudes/", CUERPO | cambio, **LLAVE)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "clave-de-idempotencia-reutilizada")
    assert Presentacion.objects.count() == 1


def test_presentar_without_a_key_twice_is_two_filings(reparto: Reparto) -> None:
    """The same question twice is legitimate."""
    primera, segunda = (reparto.nadie.post("solicitudes/", CUERPO).json() for _ in range(2))
    assert primera["clave"] != segunda["clave"]
    assert Presentacion.objects.count() == 2


def test_presentar_with_the_key_of_somebody_else_is_another_filing(reparto: Reparto) -> None:
    """Or a guessed key would hand over somebody's case."""
    anonima = reparto.nadie.post("solicitudes/", CUERPO, **LLAVE).json()
    con_cuenta = reparto.oficial.post("solicitudes/", CUERPO, **LLAVE)
    assert con_cuenta.status_code == 201
    assert con_cuenta.json()["clave"] != anonima["clave"]


def test_presentar_refused_leaves_its_key_free(reparto: Reparto) -> None:
    assert reparto.nadie.post("solicitudes/", CUERPO | {"instituciones": ["NO-EXISTE"]}, **LLAVE).status_code == 422
    assert reparto.nadie.post("solicitudes/", CUERPO, **LLAVE).status_code == 201


@pytest.mark.parametrize(("llave", "estatus"), [("", 422), ("x" * 256, 422), ("x" * 255, 201), ("ñandú", 201)])
def test_presentar_takes_keys_of_1_to_255_characters(reparto: Reparto, llave: str, estatus: int) -> None:
    assert reparto.nadie.post("solicitudes/", CUERPO, **{"Idempotency-Key": llave}).status_code == estatus

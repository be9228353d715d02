"""The examples of the schema are what it says, and the collection made from it is not stale."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from api.coleccion import ARCHIVO, render_coleccion
from api.ejemplos import read_ejemplos
from tests.api.contrato import list_operaciones, read_esquema


def list_contenidos(operacion: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """What an operation takes and what it answers when all is well, as far as it is JSON."""
    cuerpo = operacion.get("requestBody", {}).get("content", {})
    dados = [("cuerpo", cuerpo)] + [
        ("respuesta", r.get("content", {})) for estatus, r in operacion["responses"].items() if estatus.startswith("2")
    ]
    return [(que, contenido["application/json"]) for que, contenido in dados if "application/json" in contenido]


OPERACIONES = {
    read_esquema()["paths"][ruta][metodo]["operationId"]: read_esquema()["paths"][ruta][metodo] for ruta, metodo in list_operaciones()
}


@pytest.mark.parametrize("nombre", sorted(OPERACIONES))
def test_the_example_is_one(nombre: str) -> None:
    """Each body has one, so that nobody has to guess; an answer, where it helps."""
    for que, contenido in list_contenidos(OPERACIONES[nombre]):
        assert que == "respuesta" or "example" in contenido, f"a {nombre} le falta su ejemplo en api/ejemplos.json"
        if "example" in contenido:
            forma = contenido["schema"] | {"components": read_esquema()["components"]}
            errores = [error.message for error in Draft202012Validator(forma).iter_errors(contenido["example"])]
            assert errores == [], que


def test_no_example_is_of_what_is_gone() -> None:
    assert read_ejemplos().keys() <= OPERACIONES.keys()


def test_the_collection_is_that_of_the_schema() -> None:
    assert ARCHIVO.read_text(encoding="utf-8") == render_coleccion(), "make coleccion"

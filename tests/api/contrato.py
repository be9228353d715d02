"""The generated OpenAPI schema as a judge: every answer that a test receives is held against what the schema promises."""

from __future__ import annotations

import copy
import json
import re
from datetime import datetime
from functools import cache
from typing import Any

from django.http import HttpResponse
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator, FormatChecker

PROBLEMA = "application/problem+json"
#: What any operation may answer without its own line in the schema: refusals of the door, not of the case.
DE_LA_PUERTA = frozenset({400, 405, 406, 413, 415, 429, 500, 503})

_formatos = FormatChecker()


@_formatos.checks("date-time", raises=ValueError)
def _has_offset(dato: object) -> bool:
    """ISO 8601 with offset, as the contract says."""
    return not isinstance(dato, str) or datetime.fromisoformat(dato).tzinfo is not None


@cache
def read_esquema() -> dict[str, Any]:
    """The schema, with every object closed: a field that it does not name is a lie as well."""
    esquema = copy.deepcopy(SchemaGenerator().get_schema(request=None, public=True))
    for componente in esquema["components"]["schemas"].values():
        if "properties" in componente:
            componente.setdefault("additionalProperties", False)
    return esquema


@cache
def list_operaciones() -> set[tuple[str, str]]:
    """Every (path, method) of the schema."""
    return {(ruta, metodo) for ruta, metodos in read_esquema()["paths"].items() for metodo in metodos}


def find_operacion(respuesta: HttpResponse) -> tuple[str, str] | None:
    """The operation that answered, by the address that Django resolved; None outside the schema."""
    ruta = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", respuesta.resolver_match.route)
    metodo = respuesta.request["REQUEST_METHOD"].lower()
    return (ruta, metodo) if (ruta, metodo) in list_operaciones() else None


def check_respuesta(respuesta: HttpResponse) -> None:
    """Fail unless the answer is one that the schema promises: its status, its type, its body."""
    tipo = respuesta.headers.get("Content-Type", "").partition(";")[0]
    operacion = find_operacion(respuesta)
    if respuesta.status_code >= 400:
        assert tipo == PROBLEMA, (respuesta.status_code, tipo, respuesta.content[:300])
        assert operacion is None or respuesta.status_code in DE_LA_PUERTA or str(respuesta.status_code) in _promises(operacion)
        _check(respuesta.json(), {"$ref": "#/components/schemas/Problema"})
        assert respuesta.json()["status"] == respuesta.status_code
        return
    if operacion is None:
        return
    prometidas = _promises(operacion)
    assert str(respuesta.status_code) in prometidas, f"{operacion} no promete {respuesta.status_code}"
    if respuesta.status_code == 304:
        return
    contenido = prometidas[str(respuesta.status_code)].get("content", {})
    if tipo == "application/json":
        cuerpo = respuesta.getvalue()
        if respuesta.streaming:
            respuesta.streaming_content = [cuerpo]  # which reading has used up
        _check(json.loads(cuerpo), contenido[tipo]["schema"])


def _promises(operacion: tuple[str, str] | None) -> dict[str, Any]:
    return read_esquema()["paths"][operacion[0]][operacion[1]]["responses"] if operacion else {}


def _check(dato: Any, forma: dict[str, Any]) -> None:
    errores = [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in _judge(json.dumps(forma)).iter_errors(dato)]
    assert not errores, "\n".join(errores)


@cache
def _judge(forma: str) -> Draft202012Validator:
    return Draft202012Validator({**json.loads(forma), "components": read_esquema()["components"]}, format_checker=_formatos)

"""The examples of the schema: what is sent and what is answered, one of each (ejemplos.json), for a person to start from."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

ARCHIVO = Path(__file__).with_name("ejemplos.json")


@cache
def read_ejemplos() -> dict[str, dict[str, Any]]:
    """operationId → `cuerpo` and `respuesta`, whichever there are."""
    leidos: dict[str, dict[str, Any]] = json.loads(ARCHIVO.read_text(encoding="utf-8"))
    return leidos


def add_ejemplos(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Hook of drf-spectacular: put each example beside the schema of what it is an example of."""
    for metodos in result["paths"].values():
        for operacion in metodos.values():
            ejemplo = read_ejemplos().get(operacion["operationId"], {})
            if "cuerpo" in ejemplo:
                operacion["requestBody"]["content"]["application/json"]["example"] = ejemplo["cuerpo"]
            if "respuesta" in ejemplo:
                exito = min(estatus for estatus in operacion["responses"] if estatus.startswith("2"))
                operacion["responses"][exito]["content"]["application/json"]["example"] = ejemplo["respuesta"]
    return result

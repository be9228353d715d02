"""The API as a collection that Bruno and Postman open (format v2.1), made from the schema: `python -m api.coleccion`, `make coleccion`."""

from __future__ import annotations

import json
import re
from typing import Any

from config.env import RAIZ

ARCHIVO = RAIZ / "docs" / "coleccion" / "solicitudes.postman_collection.json"
FORMATO = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
#: What whoever opens it fills in once; the token is asked for by the first request and kept.
VARIABLES = {
    "base": "http://127.0.0.1:8000",
    "client_id": "",
    "client_secret": "",
    "token": "",
    "clave": "",
    "folio": "GT-2026-MSPAS-000001",
}
_GUARDAR_TOKEN = ["pm.collectionVariables.set('token', pm.response.json().access_token);"]


def build_coleccion(esquema: dict[str, Any]) -> dict[str, Any]:
    """One folder for each subject, one request for each operation, with its example."""
    carpetas: dict[str, list[dict[str, Any]]] = {}
    for ruta, metodos in sorted(esquema["paths"].items()):
        for metodo, operacion in metodos.items():
            carpetas.setdefault(operacion["tags"][0], []).append(_build_peticion(ruta, metodo, operacion))
    return {
        "info": {"name": f"{esquema['info']['title']} {esquema['info']['version']}", "schema": FORMATO},
        "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}", "type": "string"}]},
        "variable": [{"key": clave, "value": valor} for clave, valor in VARIABLES.items()],
        "item": [_TOKEN, *({"name": tema, "item": peticiones} for tema, peticiones in sorted(carpetas.items()))],
    }


_TOKEN = {
    "name": "Pedir un token",
    "event": [{"listen": "test", "script": {"type": "text/javascript", "exec": _GUARDAR_TOKEN}}],
    "request": {
        "method": "POST",
        "auth": {
            "type": "basic",
            "basic": [{"key": "username", "value": "{{client_id}}"}, {"key": "password", "value": "{{client_secret}}"}],
        },
        "url": {"raw": "{{base}}/oauth/token/", "host": ["{{base}}"], "path": ["oauth", "token", ""]},
        "body": {"mode": "urlencoded", "urlencoded": [{"key": "grant_type", "value": "client_credentials"}]},
    },
}


def _build_peticion(ruta: str, metodo: str, operacion: dict[str, Any]) -> dict[str, Any]:
    parametros = operacion.get("parameters", [])
    camino = [re.sub(r"^\{(\w+)\}$", r":\1", parte) for parte in ruta.strip("/").split("/")] + [""]
    if not ruta.endswith("/"):
        camino.pop()
    direccion = {
        "raw": "{{base}}/" + "/".join(camino),
        "host": ["{{base}}"],
        "path": camino,
        "query": [{"key": p["name"], "value": "", "disabled": True} for p in parametros if p["in"] == "query"],
        "variable": [{"key": p["name"], "value": "{{folio}}" if p["name"] == "folio" else ""} for p in parametros if p["in"] == "path"],
    }
    peticion = {"method": metodo.upper(), "header": _build_cabeceras(parametros), "url": direccion} | _build_cuerpo(operacion)
    return {"name": operacion.get("summary", operacion["operationId"]), "request": peticion}


def _build_cabeceras(parametros: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that must be there are filled in; the others wait, disabled."""
    valores = {"X-Clave-Seguimiento": "{{clave}}", "Idempotency-Key": "{{$guid}}", "If-Match": '"1"'}
    return [
        {"key": p["name"], "value": valores.get(p["name"], ""), "disabled": not p.get("required", False)}
        for p in parametros
        if p["in"] == "header"
    ]


def _build_cuerpo(operacion: dict[str, Any]) -> dict[str, Any]:
    contenido = operacion.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in contenido:
        return {"body": {"mode": "formdata", "formdata": [{"key": "archivo", "type": "file", "src": []}]}}
    if "application/json" not in contenido:
        return {}
    texto = json.dumps(contenido["application/json"].get("example", {}), ensure_ascii=False, indent=2)
    return {"body": {"mode": "raw", "raw": texto, "options": {"raw": {"language": "json"}}}}


def render_coleccion() -> str:
    """The collection of the schema as it is now."""
    from drf_spectacular.generators import SchemaGenerator

    esquema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return json.dumps(build_coleccion(esquema), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write it where it is kept."""
    import django

    django.setup()
    ARCHIVO.parent.mkdir(parents=True, exist_ok=True)
    ARCHIVO.write_text(render_coleccion(), encoding="utf-8")


if __name__ == "__main__":
    main()

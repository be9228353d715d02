"""What drf-spectacular cannot guess: how callers identify themselves, and what the door adds to every operation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from api.authentication import SesionDelPortal, TokenDeCliente, TokenDeSesion, TokenPropio
from api.idempotencia import CABECERA as CABECERA_IDEMPOTENCIA
from solicitudes.alcances import Alcance


class _EsquemaSesion(OpenApiAuthenticationExtension):
    target_class = SesionDelPortal
    name = "sesion"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "Sesión del portal (/cuentas/login/)."}


class _EsquemaToken(OpenApiAuthenticationExtension):
    target_class = TokenDeSesion
    name = "tokenDeSesion"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "X-Session-Token", "description": "Token de sesión (/cuentas/api/)."}


class _EsquemaTokenPropio(OpenApiAuthenticationExtension):
    target_class = TokenPropio
    name = "tokenPersonal"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "Token personal de una persona con cargo (/oficina/cuenta/tokens/)."}


class _EsquemaCliente(OpenApiAuthenticationExtension):
    target_class = TokenDeCliente
    name = "cliente"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        alcances = {alcance.value: alcance.explicacion for alcance in Alcance}
        return {
            "type": "oauth2",
            "description": "Clientes acreditados: otros portales y sistemas de instituciones.",
            "flows": {"clientCredentials": {"tokenUrl": "/oauth/token/", "scopes": alcances}},
        }

    def get_security_requirement(self, auto_schema: Any) -> dict[str, list[str]]:
        propios = getattr(auto_schema.view, "alcances", {}).get(auto_schema.method, ())
        return {self.name: [alcance.value for alcance in propios[:1]]}


_PROBLEMA = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problema"}}}
_SI_NO_COINCIDE = {
    "in": "header",
    "name": "If-None-Match",
    "schema": {"type": "string"},
    "description": "ETag de lo que ya se tiene: si no cambió, 304 y sin cuerpo.",
}
#: POST that change nothing: doing them twice does no harm.
SIN_EFECTO = frozenset({"calcular_plazos", "sugerir_instituciones", "conciliar"})
_IDIOMA = {
    "in": "header",
    "name": "Accept-Language",
    "schema": {"type": "string"},
    "description": "Idioma de títulos, detalles y rótulos: `es` o `en`. Cualquier otro es español; Content-Language dice cuál vino.",
}
_UNA_SOLA_VEZ = {
    "in": "header",
    "name": CABECERA_IDEMPOTENCIA,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "description": "Durante 30 días, la misma clave con el mismo cuerpo da la misma respuesta y se hace una sola vez.",
}
#: What the door itself answers, before or after the view: status → (description, for which methods).
_DE_LA_PUERTA = {
    "400": ("La petición no se puede leer.", {"post", "patch"}),
    "401": ("La identificación no vale, o hace falta.", {"get", "post", "patch", "delete"}),
    "403": ("No está permitido a quien llama.", {"get", "post", "patch", "delete"}),
    "406": ("No hay respuesta en el formato que se pide.", {"get", "post", "patch", "delete"}),
    "413": ("El cuerpo es demasiado grande.", {"post", "patch"}),
    "415": ("El cuerpo no es del tipo que se espera.", {"post", "patch"}),
    "422": ("Hay datos que corregir.", {"get", "post", "patch"}),
    "429": ("Demasiadas peticiones; Retry-After dice cuánto esperar.", {"get", "post", "patch", "delete"}),
}


def describe_puerta(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Hook of drf-spectacular: the answers and headers that no view has to repeat."""
    for ruta, metodo, operacion in list_operaciones(result):
        respuestas = operacion["responses"]
        operacion.setdefault("parameters", []).append(_IDIOMA)
        for estatus, (descripcion, metodos) in _DE_LA_PUERTA.items():
            if metodo in metodos:
                respuestas.setdefault(estatus, {"content": _PROBLEMA, "description": descripcion})
        if "{" in ruta or metodo == "get":
            respuestas.setdefault("404", {"content": _PROBLEMA, "description": "No existe para quien llama."})
        if metodo == "get":
            operacion.setdefault("parameters", []).append(_SI_NO_COINCIDE)
            respuestas["304"] = {"description": "No ha cambiado."}
        if metodo == "post" and operacion["operationId"] not in SIN_EFECTO:
            operacion.setdefault("parameters", []).append(_UNA_SOLA_VEZ)
            respuestas.setdefault("409", {"content": _PROBLEMA, "description": "La misma petición se está atendiendo."})
        if "fields" in {parametro["name"] for parametro in operacion.get("parameters", [])}:
            _admit_parciales(result["components"]["schemas"], respuestas["200"]["content"]["application/json"])
        operacion["responses"] = dict(sorted(respuestas.items()))
    return result


def _admit_parciales(componentes: dict[str, Any], contenido: dict[str, Any]) -> None:
    """With `fields`, an answer has some of its members only: the same shape, in which none is required."""
    nombre = _name_of(contenido["schema"])
    pagina = componentes[nombre]
    if "results" not in pagina["properties"]:
        parcial = _add_parcial(componentes, nombre)
    else:
        fila = _add_parcial(componentes, _name_of(pagina["properties"]["results"]["items"]))
        parcial = f"{nombre}Parcial"
        filas = {"type": "array", "items": {"$ref": f"#/components/schemas/{fila}"}}
        componentes[parcial] = pagina | {"properties": pagina["properties"] | {"results": filas}}
    contenido["schema"] = {"anyOf": [contenido["schema"], {"$ref": f"#/components/schemas/{parcial}"}]}


def _add_parcial(componentes: dict[str, Any], nombre: str) -> str:
    parcial = f"{nombre}Parcial"
    componentes[parcial] = {clave: valor for clave, valor in componentes[nombre].items() if clave != "required"}
    return parcial


def _name_of(referencia: dict[str, Any]) -> str:
    return str(referencia["$ref"]).rpartition("/")[2]


def list_operaciones(esquema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(path, method, operation) of each."""
    for ruta, metodos in esquema["paths"].items():
        for metodo, operacion in metodos.items():
            yield ruta, metodo, operacion

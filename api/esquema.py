"""What drf-spectacular cannot guess: how callers identify themselves."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from api.authentication import SesionDelPortal, TokenDeCliente, TokenDeSesion
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

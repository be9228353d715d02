"""What every answer of the API says in its headers: what is left of the quota, whether its door is to close."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.condicional import PREFIJO
from api.retiro import describe_retiro


class CabecerasDeLaApi:
    """Middleware of the API: RateLimit and RateLimit-Policy (IETF httpapi draft), Deprecation, Sunset and Link."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        respuesta = self.get_response(request)
        if not request.path_info.startswith(PREFIJO):
            return respuesta
        if cuota := getattr(request, "cuota", None):
            respuesta["RateLimit-Policy"] = f'"{cuota.nombre}";q={cuota.limite};w={cuota.ventana}'
            respuesta["RateLimit"] = f'"{cuota.nombre}";r={cuota.quedan};t={cuota.espera}'
        vista = getattr(getattr(request.resolver_match, "func", None), "cls", None)
        for nombre, valor in describe_retiro(vista, request.method or "").items():
            respuesta[nombre] = valor
        return respuesta

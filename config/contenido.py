"""The Content-Security-Policy of every page: only what this site serves itself."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

POLITICA = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
# Swagger UI starts from an inline script and writes style attributes: that page alone may.
POLITICA_DE_LA_REFERENCIA = POLITICA + "; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:"
RUTA_DE_LA_REFERENCIA = "/api/v1/docs/"


class PoliticaDeContenido:
    """Add the header, unless the view has set a stricter one of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        respuesta = self.get_response(request)
        politica = POLITICA_DE_LA_REFERENCIA if request.path == RUTA_DE_LA_REFERENCIA else POLITICA
        respuesta.headers.setdefault("Content-Security-Policy", politica)
        return respuesta

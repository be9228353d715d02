"""HTTP requests without a network: straight into the WSGI application, through every middleware."""

import io
import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from django.core.handlers.wsgi import WSGIHandler


class RespuestaInesperadaError(RuntimeError):
    """A measured request was not answered as it should: its time would mean nothing."""


class Puerta:
    """The door of the application."""

    def __init__(self) -> None:
        self.aplicacion = WSGIHandler()

    def get(self, ruta: str, *, cabeceras: Mapping[str, str] | None = None) -> bytes:
        return self._send("GET", ruta, b"", cabeceras or {}, 200)

    def post(self, ruta: str, datos: Mapping[str, Any], *, cabeceras: Mapping[str, str] | None = None) -> bytes:
        return self._send("POST", ruta, json.dumps(datos).encode(), cabeceras or {}, 201)

    def _send(self, metodo: str, ruta: str, cuerpo: bytes, cabeceras: Mapping[str, str], esperado: int) -> bytes:
        camino, _, consulta = ruta.partition("?")
        entorno = {
            "REQUEST_METHOD": metodo,
            "PATH_INFO": camino,
            "QUERY_STRING": consulta,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(cuerpo)),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(cuerpo),
            "wsgi.errors": sys.stderr,
            **cabeceras,
        }
        recibido: list[str] = []
        respuesta = self.aplicacion(entorno, lambda estado, _: recibido.append(estado))
        contenido = b"".join(respuesta)
        respuesta.close()
        if not recibido[0].startswith(str(esperado)):
            raise RespuestaInesperadaError(f"{metodo} {ruta}: {recibido[0]} {contenido[:300].decode()}")
        return contenido


Accion = Callable[[], bytes]

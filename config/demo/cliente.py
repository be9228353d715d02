"""A real client of the real API: a server of this process on a free port, spoken to over HTTP."""

from __future__ import annotations

import http.cookiejar
import json
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4
from wsgiref.simple_server import WSGIRequestHandler

from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application


class RespuestaInesperadaError(RuntimeError):
    """The API refused something that the story needs; the demonstration stops and says what."""


class _Silencioso(WSGIRequestHandler):
    def log_message(self, formato: str, *args: Any) -> None:
        """One line per request would bury the story."""


@contextmanager
def serve() -> Iterator[str]:
    """Serve the application on a free port of this machine and give its address. The clock of the demonstration holds there too."""
    servidor = ThreadedWSGIServer(("127.0.0.1", 0), _Silencioso)
    servidor.daemon_threads = True
    servidor.set_app(get_wsgi_application())
    hilo = threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    hilo.start()
    try:
        yield f"http://127.0.0.1:{servidor.server_port}"
    finally:
        servidor.shutdown()
        servidor.server_close()
        hilo.join()


class Cliente:
    """One caller: an applicant with her key, or an official with her session."""

    def __init__(self, base: str) -> None:
        self.base, self.clave = base, ""
        self._galletas = http.cookiejar.CookieJar()
        self._abridor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._galletas))

    def sign_in(self, usuario: str, contrasena: str) -> None:
        """Sign in through the portal's own page, as a browser does."""
        pagina = self._open("/cuentas/login/").decode()
        oculto = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', pagina)
        if oculto is None:
            raise RespuestaInesperadaError("La página de inicio de sesión no trae su formulario.")
        datos = urllib.parse.urlencode({"csrfmiddlewaretoken": oculto[1], "login": usuario, "password": contrasena}).encode()
        self._open(
            "/cuentas/login/", datos, {"Content-Type": "application/x-www-form-urlencoded", "Referer": self.base + "/cuentas/login/"}
        )
        if not any(galleta.name == "sessionid" for galleta in self._galletas):
            raise RespuestaInesperadaError(f"{usuario} no pudo iniciar sesión.")

    def get(self, ruta: str) -> Any:
        return json.loads(self._open(f"/api/v1/{ruta}"))

    def post(self, ruta: str, datos: dict[str, Any], **cabeceras: str) -> Any:
        return json.loads(self._open(f"/api/v1/{ruta}", json.dumps(datos).encode(), {"Content-Type": "application/json"} | cabeceras))

    def act(self, folio: str, acto: str, datos: dict[str, Any]) -> Any:
        """An act on the case as it stands: read it, and send what was read as the condition."""
        return self.post(f"solicitudes/{folio}/{acto}/", datos, **self._condition(folio))

    def download(self, ruta: str) -> bytes:
        return self._open(f"/api/v1/{ruta}")

    def upload(self, folio: str, nombre: str, contenido: bytes) -> Any:
        """Put a file into the case as it stands."""
        frontera = uuid4().hex
        cabecera = f'--{frontera}\r\nContent-Disposition: form-data; name="archivo"; filename="{nombre}"\r\nContent-Type: text/csv\r\n\r\n'
        cuerpo = cabecera.encode() + contenido + f"\r\n--{frontera}--\r\n".encode()
        tipo = {"Content-Type": f"multipart/form-data; boundary={frontera}"}
        return json.loads(self._open(f"/api/v1/solicitudes/{folio}/documentos/", cuerpo, tipo | self._condition(folio)))

    def _condition(self, folio: str) -> dict[str, str]:
        return {"If-Match": f'"{self.get(f"solicitudes/{folio}/")["version"]}"'}

    def _open(self, ruta: str, datos: bytes | None = None, cabeceras: dict[str, str] | None = None) -> bytes:
        peticion = urllib.request.Request(self.base + ruta, datos, cabeceras or {})  # noqa: S310 - our own server on the loopback
        if self.clave:
            peticion.add_header("X-Clave-Seguimiento", self.clave)
        if ficha := next((g.value for g in self._galletas if g.name == "csrftoken"), None):
            peticion.add_header("X-CSRFToken", ficha)
        try:
            with self._abridor.open(peticion, timeout=60) as respuesta:
                contenido: bytes = respuesta.read()
                return contenido
        except urllib.error.HTTPError as error:
            cuerpo = error.read().decode(errors="replace")
            raise RespuestaInesperadaError(f"{peticion.get_method()} {ruta} → {error.code}: {cuerpo[:600]}") from error

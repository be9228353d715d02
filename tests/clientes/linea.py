"""A line that fails: between a client and a server, it drops requests, loses answers, cuts them, repeats what was asked, takes its time."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: What happens to a call, and how often. Together they spoil two in five.
FALLAS = {"se pierde": 8, "pierde la respuesta": 10, "la corta": 8, "se repite": 8, "tarda": 4, "dice 503": 2, "": 60}


class Linea:
    """Where it listens, and what it did to how many calls."""

    def __init__(self, puerto_del_servidor: int, semilla: int) -> None:
        self.destino = puerto_del_servidor
        self.azar, self.candado = random.Random(semilla), threading.Lock()
        self.hechas: Counter[str] = Counter()
        self.base = ""

    def choose_falla(self) -> str:
        with self.candado:
            falla = self.azar.choices(list(FALLAS), list(FALLAS.values()))[0]
            self.hechas[falla] += 1
        return falla

    def forward(self, metodo: str, ruta: str, cabeceras: dict[str, str], cuerpo: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        """Ask the server, and give its whole answer."""
        conexion = http.client.HTTPConnection("127.0.0.1", self.destino, timeout=60)
        try:
            conexion.request(metodo, ruta, cuerpo, cabeceras)
            respuesta = conexion.getresponse()
            return respuesta.status, respuesta.getheaders(), respuesta.read()
        finally:
            conexion.close()


class Tramo(BaseHTTPRequestHandler):
    """One connection of a client to the line."""

    protocol_version = "HTTP/1.1"

    def pass_on(self) -> None:
        linea: Linea = self.server.linea  # type: ignore[attr-defined]
        cuerpo = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        cabeceras = {k: v for k, v in self.headers.items() if k.lower() not in ("connection", "content-length")}
        falla = linea.choose_falla()
        if falla == "se pierde":
            self.close_connection = True
            return
        if falla == "dice 503":
            self.give(503, [("Content-Type", "text/plain")], b"ocupado")
            return
        if falla == "tarda":
            time.sleep(0.05)
        respuesta = linea.forward(self.command, self.path, cabeceras, cuerpo)
        if falla == "se repite":
            respuesta = linea.forward(self.command, self.path, cabeceras, cuerpo)
        if falla == "pierde la respuesta":
            self.close_connection = True
        else:
            self.give(*respuesta, cortada=falla == "la corta")

    do_GET = do_POST = do_PATCH = do_DELETE = pass_on

    def give(self, estado: int, cabeceras: list[tuple[str, str]], contenido: bytes, *, cortada: bool = False) -> None:
        """The answer, or half of it."""
        self.send_response_only(estado)
        for nombre, valor in cabeceras:
            if nombre.lower() not in ("content-length", "transfer-encoding", "connection"):
                self.send_header(nombre, valor)
        self.send_header("Content-Length", str(len(contenido)))
        self.end_headers()
        self.wfile.write(contenido[: len(contenido) // 2] if cortada else contenido)
        self.close_connection = self.close_connection or cortada

    def log_message(self, *args: Any) -> None:
        """`Linea.hechas` says what happened."""


@contextmanager
def open_linea(puerto_del_servidor: int, *, semilla: int) -> Iterator[Linea]:
    """A line to the server on that port, with the same luck for the same seed, as far as calls come in the same order."""
    linea, puerta = Linea(puerto_del_servidor, semilla), ThreadingHTTPServer(("127.0.0.1", 0), Tramo)
    puerta.linea, puerta.daemon_threads = linea, True  # type: ignore[attr-defined]
    linea.base = f"http://127.0.0.1:{puerta.server_address[1]}"
    threading.Thread(target=puerta.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield linea
    finally:
        puerta.shutdown()
        puerta.server_close()

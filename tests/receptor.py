"""A receiver of webhooks on a port of its own, as good or as bad as the test says."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receptor:
    """What came, and how the next one is answered: a status, or a function that gets the handler and writes what it likes."""

    url: str = ""
    respuesta: int | Callable[[BaseHTTPRequestHandler], None] = 204
    llegadas: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def answer(self, peticion: BaseHTTPRequestHandler) -> None:
        cuerpo = peticion.rfile.read(int(peticion.headers.get("Content-Length", 0)))
        self.llegadas.append(({k.lower(): v for k, v in peticion.headers.items()}, cuerpo))
        if callable(self.respuesta):
            self.respuesta(peticion)
            return
        peticion.send_response(self.respuesta)
        peticion.end_headers()


@contextmanager
def open_receptor() -> Iterator[Receptor]:
    """A receiver that listens until the block ends."""
    receptor = Receptor()

    class Puerta(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receptor.answer(self)

        do_GET = do_POST

        def log_message(self, *args: Any) -> None:
            """The tests read `llegadas`."""

    servidor = ThreadingHTTPServer(("127.0.0.1", 0), Puerta)
    servidor.daemon_threads = True
    receptor.url = f"http://127.0.0.1:{servidor.server_address[1]}/avisos"
    hilo = threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    hilo.start()
    try:
        yield receptor
    finally:
        servidor.shutdown()
        servidor.server_close()


def redirect_to(direccion: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """Answers that the resource is elsewhere."""

    def answer(peticion: BaseHTTPRequestHandler) -> None:
        peticion.send_response(302)
        peticion.send_header("Location", direccion)
        peticion.end_headers()

    return answer


def hang(peticion: BaseHTTPRequestHandler) -> None:
    """Answers nothing for a while."""
    time.sleep(1)


def drip(peticion: BaseHTTPRequestHandler) -> None:
    """Answers one byte at a time, each before anybody loses patience, and never ends."""
    try:
        for byte in b"HTTP/1.1 200 OK\r\nX-Largo: " + b"a" * 200:
            peticion.wfile.write(bytes([byte]))
            peticion.wfile.flush()
            time.sleep(0.02)
    except OSError:
        pass


def lie(peticion: BaseHTTPRequestHandler) -> None:
    """Says 200 and announces a body that never comes."""
    peticion.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\nContent-Encoding: gzip\r\n\r\nno es gzip")
    peticion.wfile.flush()


def babble(peticion: BaseHTTPRequestHandler) -> None:
    """Does not speak HTTP."""
    peticion.wfile.write(b"\x00\xff hola\r\n\r\n")
    peticion.connection.shutdown(socket.SHUT_RDWR)

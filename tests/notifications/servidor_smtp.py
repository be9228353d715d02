"""A mail server of the tests' own, on the loopback, that answers what it is told to answer."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class ServidorSMTP(socketserver.ThreadingTCPServer):
    """Answers each verb with `respuestas` or with success; keeps what it accepted. An empty answer is silence."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, respuestas: Mapping[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), _Sesion)
        self.respuestas = {"HOLA": "220 listo", "DATA": "354 siga", "FIN": "250 aceptado", "QUIT": "221 adios", **respuestas}
        self.recibidos: list[bytes] = []

    @property
    def puerto(self) -> int:
        return int(self.server_address[1])


class _Sesion(socketserver.StreamRequestHandler):
    server: ServidorSMTP

    def handle(self) -> None:
        try:
            self.answer("HOLA")
            while verbo := self.rfile.readline().decode().split(maxsplit=1)[:1]:
                self.answer(verbo[0].upper())
                if verbo[0].upper() == "DATA":
                    self.server.recibidos.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                    self.answer("FIN")
        except (TimeoutError, ConnectionError):
            pass

    def answer(self, verbo: str) -> None:
        respuesta = self.server.respuestas.get(verbo, "250 bien")
        if respuesta:
            self.wfile.write(f"{respuesta}\r\n".encode())
        else:
            self.connection.settimeout(5)
            self.rfile.readline()  # until the client gives up


@contextmanager
def serving(**respuestas: str) -> Iterator[ServidorSMTP]:
    """A server that runs for the length of the block."""
    with ServidorSMTP(respuestas) as servidor:
        hilo = threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.02})
        hilo.start()
        try:
            yield servidor
        finally:
            servidor.shutdown()
            hilo.join()

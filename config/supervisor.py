"""Keep the processes of an embedded installation running: what `manage.py up` does."""

from __future__ import annotations

import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

from config.proceso import Proceso, Programa

GRACIA = 10.0  # seconds that a program has to end what it was doing
LATIDO = 0.2
COLORES = ("36", "33", "35", "32")


class PuertoOcupadoError(Exception):
    """The portal cannot listen where it was told to."""


def demand_port(host: str, puerto: int) -> None:
    """See that the portal will be able to listen.

    :raises PuertoOcupadoError: another program has the port, or this machine does not allow it.
    """
    try:
        socket.create_server((host, puerto), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        raise PuertoOcupadoError(
            f"No se puede escuchar en {host}:{puerto} ({error.strerror}). "
            f"Termine el programa que lo usa o elija otro puerto: manage.py up --puerto {puerto + 1}"
        ) from error


class Supervisor:
    """Start the programs, show what they say, start again the one that dies, and leave none behind."""

    def __init__(self, programas: Sequence[Programa], *, escribir: Callable[[str], object], gracia: float = GRACIA) -> None:
        self.procesos = [Proceso(programa) for programa in programas]
        self.escribir = escribir
        self.gracia = gracia
        self.selector = selectors.DefaultSelector()
        self.restos: dict[int, bytes] = {}
        self.senales = 0
        self.ancho = max(len(programa.nombre) for programa in programas)
        self.en_color = sys.stdout.isatty()

    def run(self, *, direccion: tuple[str, int] | None = None, al_responder: Callable[[], object] = lambda: None) -> None:
        """Until Ctrl-C or SIGTERM; `al_responder` is called once, when something listens at `direccion`."""
        for senal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(senal, self._note_signal)
        try:
            while not self.senales:
                self._raise_the_dead()
                self._show_output(LATIDO)
                if direccion and _listens(direccion):
                    direccion = None
                    al_responder()
        finally:
            self._stop()

    def _note_signal(self, _senal: int, _marco: FrameType | None) -> None:
        self.senales += 1

    def _raise_the_dead(self) -> None:
        for proceso in self.procesos:
            if proceso.hijo is not None and not proceso.is_alive:
                codigo = proceso.hijo.returncode
                self._forget(proceso)
                self._say(proceso, f"terminó ({_ending(codigo)}); se reinicia en {proceso.note_death():.0f} s")
            if proceso.hijo is None and time.monotonic() >= proceso.reintento:
                proceso.start()
                assert proceso.hijo is not None and proceso.hijo.stdout is not None  # noqa: S101
                self.selector.register(proceso.hijo.stdout, selectors.EVENT_READ, proceso)

    def _forget(self, proceso: Proceso) -> None:
        """Take the last words of a dead program, and end what it left running."""
        assert proceso.hijo is not None and proceso.hijo.stdout is not None  # noqa: S101
        proceso.kill_rest()
        salida = proceso.hijo.stdout
        if salida in self.selector.get_map():
            self._read(salida.fileno(), proceso)
        if salida in self.selector.get_map():
            self.selector.unregister(salida)
        self.restos.pop(salida.fileno(), None)
        salida.close()

    def _show_output(self, espera: float) -> None:
        if not self.selector.get_map():
            time.sleep(espera)
            return
        for llave, _ in self.selector.select(espera):
            self._read(llave.fd, llave.data)

    def _read(self, fd: int, proceso: Proceso) -> None:
        """Show the whole lines that have arrived; at the end of the output, stop listening to it."""
        try:
            trozo = os.read(fd, 65536)
        except BlockingIOError:
            return
        if not trozo:
            self.selector.unregister(fd)
        *lineas, resto = (self.restos.get(fd, b"") + trozo).split(b"\n")
        self.restos[fd] = resto
        for linea in lineas if trozo else filter(None, [*lineas, resto]):
            self._say(proceso, linea.decode(errors="replace"))

    def _say(self, proceso: Proceso, texto: str) -> None:
        prefijo = f"{proceso.programa.nombre:<{self.ancho}} │"
        if self.en_color:
            prefijo = f"\033[{COLORES[self.procesos.index(proceso) % len(COLORES)]}m{prefijo}\033[0m"
        self.escribir(f"{prefijo} {texto}")

    def _stop(self) -> None:
        """SIGTERM to all; SIGKILL to those still there after the grace time, or at the second Ctrl-C."""
        vivos = [proceso for proceso in self.procesos if proceso.is_alive]
        for proceso in vivos:
            proceso.hijo.terminate()  # type: ignore[union-attr]  # alive
        limite, antes = time.monotonic() + self.gracia, self.senales
        while any(proceso.is_alive for proceso in vivos) and time.monotonic() < limite and self.senales <= antes:
            self._show_output(LATIDO)
        for proceso in vivos:
            if proceso.is_alive:
                proceso.hijo.kill()  # type: ignore[union-attr]
            proceso.hijo.wait()  # type: ignore[union-attr]
        for proceso in self.procesos:
            if proceso.hijo is not None:
                self._forget(proceso)
        self.selector.close()


def _listens(direccion: tuple[str, int]) -> bool:
    try:
        socket.create_connection(direccion, timeout=LATIDO).close()
    except OSError:
        return False
    return True


def _ending(codigo: int) -> str:
    return f"señal {signal.Signals(-codigo).name}" if codigo < 0 else f"código {codigo}"

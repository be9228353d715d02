"""A child process that dies with its parent, and leaves none of its own children behind."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

PR_SET_PDEATHSIG = 1
ESPERA_MAXIMA = 30.0  # seconds between two tries of a program that keeps dying
VIDA_SANA = 60.0  # seconds after which a death is no longer the same trouble as the one before


@dataclass(frozen=True, slots=True)
class Programa:
    """What has to run: the name that people see, and the command."""

    nombre: str
    orden: tuple[str, ...]


class Proceso:
    """One program, started again whenever it dies, later each time it dies soon."""

    def __init__(self, programa: Programa) -> None:
        self.programa = programa
        self.hijo: subprocess.Popen[bytes] | None = None
        self.empezado = 0.0
        self.espera = 1.0
        self.reintento = 0.0

    def start(self) -> None:
        """Start it, its output in our hands.

        It gets a group of its own: Ctrl-C comes to us and to it once, from us (granian's workers hang on a second signal),
        and what it leaves behind can be found.
        """
        self.hijo = subprocess.Popen(
            self.programa.orden,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            process_group=0,
            preexec_fn=_die_with(os.getpid()),  # safe: this process has one thread
        )
        assert self.hijo.stdout is not None  # noqa: S101  # for the type checker: we asked for a pipe
        os.set_blocking(self.hijo.stdout.fileno(), False)
        self.empezado = time.monotonic()

    def note_death(self) -> float:
        """Forget the dead child; seconds until the next try: 1, 2, 4 … 30, from 1 again after a healthy life."""
        ahora = time.monotonic()
        if ahora - self.empezado >= VIDA_SANA:
            self.espera = 1.0
        espera, self.espera = self.espera, min(self.espera * 2, ESPERA_MAXIMA)
        self.hijo, self.reintento = None, ahora + espera
        return espera

    def kill_rest(self) -> None:
        """End at once what is left of its group: a server killed by force leaves its workers on the port."""
        if self.hijo is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.hijo.pid, signal.SIGKILL)

    @property
    def is_alive(self) -> bool:
        return self.hijo is not None and self.hijo.poll() is None


def _die_with(padre: int) -> Callable[[], None]:
    """What the child does before it becomes the program: ask Linux to end it when the parent is gone."""

    def prepare() -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != padre:  # it died before we asked
            os._exit(1)

    return prepare

"""The services that some tests need: found or started where they can be, a clear reason where not."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

POSTGRES_URL = os.environ.get("POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/solicitudes")
#: The first is the browser without its windows: a third less work for the same pages.
NAVEGADORES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def absent(motivo: str) -> NoReturn:
    """End the test: skipped with `motivo`, or failed where every service is required."""
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(f"REQUIRE_SERVICES=1 y {motivo}", pytrace=False)
    pytest.skip(motivo)


def free_port() -> int:
    """A port of the loopback that nobody has now."""
    with socket.create_server(("127.0.0.1", 0)) as oyente:
        return int(oyente.getsockname()[1])


def answers(puerto: int) -> bool:
    """Whether an installation on that port of the loopback is alive."""
    conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=5)
    try:
        conexion.request("GET", "/livez")
        return conexion.getresponse().status == 200
    except OSError:
        return False
    finally:
        conexion.close()


def wait_until(condicion: Callable[[], Any], *, segundos: float = 120) -> Any:
    """What `condicion` gives as soon as it gives something; the test fails after so many seconds."""
    limite = time.monotonic() + segundos
    while not (hallado := condicion()):
        assert time.monotonic() < limite, "no ocurrió a tiempo"
        time.sleep(0.05)
    return hallado


def find_chromium() -> str | None:
    """Path of the browser, if the machine has one."""
    return next((camino for nombre in NAVEGADORES if (camino := shutil.which(nombre))), None)


def postgres_answers(url: str = POSTGRES_URL) -> bool:
    """Whether a server takes our connection; `postgres` is the base that every server has."""
    import psycopg

    try:
        psycopg.connect(url.rpartition("/")[0] + "/postgres", connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


class ServidorRedis:
    """A Redis of the test's own, on a free port, which the test may stop and start again."""

    def __init__(self, carpeta: Path) -> None:
        self.carpeta = carpeta
        self.puerto = free_port()
        self.url = f"redis://127.0.0.1:{self.puerto}/0"
        self.proceso: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers.

        :raises RuntimeError: it did not answer within ten seconds.
        """
        orden = ["redis-server", "--port", str(self.puerto), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        with (self.carpeta / "redis.log").open("ab") as registro:
            self.proceso = subprocess.Popen([*orden, "--dir", str(self.carpeta)], stdout=registro, stderr=registro)
        limite = time.monotonic() + 10
        while time.monotonic() < limite:
            try:
                socket.create_connection(("127.0.0.1", self.puerto), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise RuntimeError(f"redis-server no respondió: {(self.carpeta / 'redis.log').read_text()}")

    def stop(self) -> None:
        """Stop it; nothing of it survives."""
        if self.proceso:
            self.proceso.terminate()
            self.proceso.wait(timeout=10)
            self.proceso = None


if __name__ == "__main__":  # `make test` asks whether the second pass, on PostgreSQL, can run
    if not postgres_answers():
        sys.exit(1)
    sys.stdout.write(POSTGRES_URL + "\n")

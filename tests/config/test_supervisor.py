"""`manage.py up` with real processes: what dies returns, Ctrl-C ends all, nothing outlives its supervisor."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from config.env import RAIZ
from config.proceso import VIDA_SANA, Proceso, Programa
from tests.servicios import answers, free_port, wait_until

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="mira los procesos en /proc, que es de Linux")

TERCO = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('listo', flush=True); time.sleep(60)"


class EnMarcha:
    """A `manage.py up` of the test's own."""

    def __init__(self, carpeta: Path) -> None:
        self.puerto = free_port()
        self.registro = carpeta / "up.log"
        with self.registro.open("wb") as salida:
            self.proceso = subprocess.Popen(
                [sys.executable, "manage.py", "up", "--puerto", str(self.puerto)],
                cwd=RAIZ, env=os.environ | {"VAR_DIR": str(carpeta)}, stdout=salida, stderr=salida, start_new_session=True,
            )  # fmt: skip

    def answers(self) -> bool:
        return answers(self.puerto)

    def pid_of(self, palabra: str) -> int | None:
        """The child of the supervisor with `palabra` in its command."""
        return next((pid for pid in children_of(self.proceso.pid) if palabra in command_of(pid)), None)

    def family(self) -> list[int]:
        return [nieto for hijo in children_of(self.proceso.pid) for nieto in (hijo, *children_of(hijo))]


def children_of(pid: int) -> list[int]:
    with suppress(FileNotFoundError, ProcessLookupError):
        return [int(hijo) for hijo in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def command_of(pid: int) -> str:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


@pytest.fixture
def en_marcha(tmp_path: Path) -> Iterator[EnMarcha]:
    up = EnMarcha(tmp_path)
    try:
        wait_until(lambda: up.answers() and up.pid_of("trabajador"))
        yield up
    finally:
        with suppress(ProcessLookupError):
            os.killpg(up.proceso.pid, signal.SIGKILL)
        up.proceso.wait(timeout=10)


@pytest.mark.lento
def test_up_restarts_what_dies_and_ctrl_c_ends_all(en_marcha: EnMarcha) -> None:
    trabajador, web = en_marcha.pid_of("trabajador"), en_marcha.pid_of("granian")
    assert trabajador
    assert web
    os.kill(trabajador, signal.SIGKILL)
    os.kill(web, signal.SIGKILL)  # its workers are left holding the port
    wait_until(lambda: en_marcha.pid_of("trabajador") not in (None, trabajador))
    wait_until(lambda: en_marcha.pid_of("granian") not in (None, web) and en_marcha.answers())
    assert "terminó (señal SIGKILL); se reinicia en 1 s" in en_marcha.registro.read_text()

    familia = en_marcha.family()
    os.killpg(en_marcha.proceso.pid, signal.SIGINT)  # as a terminal does
    assert en_marcha.proceso.wait(timeout=12) == 0
    assert [command_of(pid) for pid in familia if command_of(pid)] == []
    assert not en_marcha.answers()


@pytest.mark.lento
def test_up_killed_leaves_no_process(en_marcha: EnMarcha) -> None:
    familia = en_marcha.family()
    assert len(familia) >= 4  # web and its two workers, trabajador
    en_marcha.proceso.kill()
    wait_until(lambda: not any(command_of(pid) for pid in familia))
    assert not en_marcha.answers()


def test_up_on_a_taken_port_says_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as ocupante:
        orden = [sys.executable, "manage.py", "up", "--puerto", str(ocupante.getsockname()[1])]
        resultado = subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True, check=False)
    assert resultado.returncode == 1
    assert "No se puede escuchar en 127.0.0.1" in resultado.stderr
    assert "Traceback" not in resultado.stderr


def test_a_program_deaf_to_sigterm_is_killed_after_its_grace(tmp_path: Path) -> None:
    guion = (
        "import sys\nfrom config.proceso import Programa\nfrom config.supervisor import Supervisor\n"
        f"Supervisor([Programa('terco', (sys.executable, '-c', {TERCO!r}))], escribir=lambda t: print(t, flush=True), gracia=0.5).run()\n"
    )
    proceso = subprocess.Popen([sys.executable, "-c", guion], cwd=RAIZ, stdout=subprocess.PIPE, text=True)
    assert proceso.stdout is not None
    assert proceso.stdout.readline() == "terco │ listo\n"
    hijos = children_of(proceso.pid)
    proceso.terminate()
    assert proceso.wait(timeout=5) == 0
    proceso.stdout.close()
    assert [command_of(pid) for pid in hijos if command_of(pid)] == []


def test_the_wait_doubles_up_to_thirty_seconds_and_a_healthy_life_resets_it() -> None:
    proceso = Proceso(Programa("x", ("true",)))

    def die_after(vida: float) -> float:
        proceso.empezado = time.monotonic() - vida
        return proceso.note_death()

    assert [die_after(1) for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]
    assert die_after(VIDA_SANA + 1) == 1

"""A whole embedded installation of the tests' own: portal, API, worker and beat as `manage.py up` runs them, on a free port."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from solicitudes_cliente import Cliente

from config.env import RAIZ
from tests.servicios import answers, free_port, wait_until

#: The whole of it; and the portal alone, for whoever has no use for a thousand receipts in PDF.
TODO = ("manage.py", "up", "--puerto", "{puerto}")
SOLO_WEB = tuple("-m granian --interface wsgi --port {puerto} --workers 2 --blocking-threads 4 config.wsgi:application".split())
SIN_LIMITE = {f"TASA_{alcance}": "" for alcance in ("PRESENTAR", "CONSULTAR", "CALCULAR", "ACTUAR")}

#: The tables, some bodies of the real directory, a portal, and the system of one ministry with the official who answers for it.
PREPARAR = """
import json
from django.core.management import call_command
from config import reloj
from config.demo.personal import hire_equipo
from solicitudes.alcances import Alcance
from solicitudes.directorio import ARCHIVO, load_directorio, read_directorio
from solicitudes.models import Institucion, Persona
from solicitudes.services.clientes import acreditar
from workflow.roles import Rol

call_command("migrate", verbosity=0)
filas = [fila for fila in read_directorio(ARCHIVO) if fila["tipo"] != "Municipalidad"]
load_directorio(filas, ahora=reloj.ahora(), motivo="prueba")
oficial = Persona.objects.get(username=hire_equipo("MSPAS", unidad_interna="Compras").usuarios[Rol.OFICIAL])
portal, secreto = acreditar(
    nombre="Portal del Lago", ahora=reloj.ahora(), alcances={Alcance.PRESENTAR, Alcance.LEER, Alcance.RECIBIR}
)
sistema, otro = acreditar(
    nombre="Sistema de Salud", ahora=reloj.ahora(), alcances={Alcance.LEER, Alcance.ACTUAR, Alcance.RECIBIR},
    institucion=Institucion.objects.get(codigo="MSPAS"), responsable=oficial,
)
print(json.dumps({"portal": [portal.oidc_id, secreto], "sistema": [sistema.oidc_id, otro]}))
"""


@dataclass(frozen=True, slots=True)
class Servidor:
    """Where it listens, and the credentials (client_id, secret) of the portal and of the ministry's system."""

    puerto: int
    carpeta: Path
    portal: tuple[str, str]
    sistema: tuple[str, str]

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.puerto}"

    def open(self, credenciales: tuple[str, str] = ("", ""), **linea: Any) -> Cliente:
        """A client of it; nobody known without `credenciales`."""
        return Cliente(linea.pop("base", self.base), client_id=credenciales[0], secreto=credenciales[1], **linea)

    def run(self, guion: str) -> Any:
        """`guion` in a process of this installation; what its last line says, read as JSON."""
        return run(guion, self.carpeta)


def build_entorno(carpeta: Path) -> dict[str, str]:
    return os.environ | SIN_LIMITE | {"VAR_DIR": str(carpeta), "MODO": "embebido", "DJANGO_SETTINGS_MODULE": "config.settings"}


def run(guion: str, carpeta: Path) -> Any:
    orden = [sys.executable, "-c", f"import django; django.setup()\n{guion}"]
    hecho = subprocess.run(orden, cwd=RAIZ, env=build_entorno(carpeta), capture_output=True, text=True, check=False, timeout=240)
    assert hecho.returncode == 0, hecho.stderr
    return json.loads(hecho.stdout.splitlines()[-1])


def prepare(carpeta: Path) -> Servidor:
    """An installation in `carpeta` with its tables and its clients, which nobody serves yet."""
    dados = run(PREPARAR, carpeta)
    return Servidor(free_port(), carpeta, tuple(dados["portal"]), tuple(dados["sistema"]))


@contextmanager
def serving(preparado: Servidor, carpeta: Path, *, orden: Sequence[str]) -> Iterator[Servidor]:
    """A copy of `preparado` in `carpeta`, served by the program that `orden` names, where `{puerto}` is its port."""
    shutil.copytree(preparado.carpeta, carpeta, dirs_exist_ok=True)
    servidor = replace(preparado, puerto=free_port(), carpeta=carpeta)
    with (carpeta / "servidor.log").open("wb") as registro:
        proceso = subprocess.Popen(
            [sys.executable, *(parte.format(puerto=servidor.puerto) for parte in orden)],
            cwd=RAIZ, env=build_entorno(carpeta), stdout=registro, stderr=registro, start_new_session=True,
        )  # fmt: skip
    try:
        wait_until(lambda: answers(servidor.puerto))
        yield servidor
    finally:
        proceso.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            proceso.wait(timeout=15)
        with suppress(ProcessLookupError):
            os.killpg(proceso.pid, signal.SIGKILL)

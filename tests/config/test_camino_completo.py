"""The full way with its real parts: PostgreSQL, Redis, a Celery worker with beat, an SMTP server; and Redis away for a while."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from config.env import RAIZ
from tests.notifications.servidor_smtp import ServidorSMTP, serving
from tests.servicios import POSTGRES_URL, ServidorRedis, absent, postgres_answers

pytestmark = [pytest.mark.redis, pytest.mark.postgres]

PRESENTAR = """
import json, sys
from django.test import Client
cuerpo = {"instituciones": ["MSPAS"], "descripcion": "Compras de 2026", "solicitante": {"nombre": "Ana", "correo": "ana@prueba.invalid"}}
respuesta = Client(headers={"X-Forwarded-Proto": "https"}).post(
    "/api/v1/solicitudes/", json.dumps(cuerpo), content_type="application/json", SERVER_NAME="acceso.example"
)
print(json.dumps([respuesta.status_code, respuesta.json()]))
"""
CARGAR = """
from django.core.management import call_command
from config import reloj
from solicitudes.directorio import load_directorio
call_command("migrate", verbosity=0)
load_directorio([{"codigo": "MSPAS", "nombre": "Salud", "siglas": "MSPAS", "tipo": "Ministerio", "departamento": "", "municipio": "",
    "codigo_municipio": "0101", "materias": []}], ahora=reloj.ahora(), motivo="prueba")
"""
CUENTAS = (
    "SELECT count(*) FROM documentos_documento",
    "SELECT count(*) FROM notifications_aviso",
    "SELECT count(*) FROM notifications_salida WHERE estado <> 'hecha'",
)


class Instalacion:
    """One full installation of the test's own, whose parts may be stopped and started."""

    def __init__(self, carpeta: Path, base: str, redis: ServidorRedis, correo: ServidorSMTP) -> None:
        self.redis = redis
        self.carpeta = carpeta
        self.entorno = os.environ | {
            "MODO": "completo",
            "SECRET_KEY": "x7" * 32 + "ñandú-2026",
            "URL_BASE": "https://acceso.example",
            "ALLOWED_HOSTS": "acceso.example",
            "DATABASE_URL": base,
            "REDIS_URL": redis.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{correo.puerto}",
            "DEFAULT_FROM_EMAIL": "acceso@acceso.example",
            "VAR_DIR": str(carpeta),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        self.trabajador: subprocess.Popen[bytes] | None = None

    def run(self, guion: str) -> Any:
        """`guion` in a process of this installation; what its last line says, read as JSON."""
        orden = [sys.executable, "-c", f"import django; django.setup()\n{guion}"]
        resultado = subprocess.run(orden, cwd=RAIZ, env=self.entorno, capture_output=True, text=True, check=False, timeout=60)
        assert resultado.returncode == 0, resultado.stderr
        return json.loads(resultado.stdout.splitlines()[-1]) if resultado.stdout.strip() else None

    def count(self) -> list[int]:
        """Papers issued, people told, rows still in the outbox."""
        with psycopg.connect(self.entorno["DATABASE_URL"]) as conexion:
            return [fila[0] for cuenta in CUENTAS if (fila := conexion.execute(cuenta).fetchone())]

    def start_trabajador(self) -> None:
        orden = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "config",
            "worker",
            "-B",
            "-c",
            "1",
            "-s",
            str(self.carpeta / "beat"),
            "-l",
            "WARNING",
        ]
        with (self.carpeta / "trabajador.log").open("ab") as registro:
            self.trabajador = subprocess.Popen(orden, cwd=RAIZ, env=self.entorno, stdout=registro, stderr=registro, start_new_session=True)

    def kill_trabajador(self) -> None:
        if self.trabajador:
            os.killpg(self.trabajador.pid, signal.SIGKILL)
            self.trabajador.wait(timeout=10)
            self.trabajador = None

    def wait(self, condicion: Callable[[], bool]) -> None:
        limite = time.monotonic() + 45
        while not condicion():
            assert time.monotonic() < limite, (self.carpeta / "trabajador.log").read_text()
            time.sleep(0.2)


@pytest.fixture
def correo() -> Iterator[ServidorSMTP]:
    with serving() as servidor:
        yield servidor


@pytest.fixture
def instalacion(tmp_path: Path, redis_server: ServidorRedis, correo: ServidorSMTP) -> Iterator[Instalacion]:
    if not postgres_answers():
        absent(f"PostgreSQL no responde en {POSTGRES_URL}")
    servidor, nombre = POSTGRES_URL.rpartition("/")[0], f"prueba_completo_{os.getpid()}"
    with psycopg.connect(f"{servidor}/postgres", autocommit=True) as conexion:
        conexion.execute(f"DROP DATABASE IF EXISTS {nombre}")
        conexion.execute(f"CREATE DATABASE {nombre}")
        una = Instalacion(tmp_path, f"{servidor}/{nombre}", redis_server, correo)
        try:
            una.run(CARGAR)
            yield una
        finally:
            una.kill_trabajador()
            conexion.execute(f"DROP DATABASE {nombre} WITH (FORCE)")


def test_filings_go_on_with_redis_away_and_everything_leaves_once_when_it_is_back(instalacion: Instalacion, correo: ServidorSMTP) -> None:
    instalacion.redis.stop()
    instalacion.start_trabajador()
    for _ in range(2):
        estado, recibo = instalacion.run(PRESENTAR)
        assert estado == 201
        assert recibo["solicitudes"][0]["estado"] == "presentada"
    assert instalacion.count() == [0, 0, 4]
    instalacion.redis.start()
    instalacion.wait(lambda: len(correo.recibidos) == 2)
    instalacion.wait(lambda: instalacion.count() == [2, 2, 0])
    assert [mensaje.count(b"Message-ID") for mensaje in correo.recibidos] == [1, 1]


def test_a_killed_worker_loses_nothing_and_doubles_nothing(instalacion: Instalacion, correo: ServidorSMTP) -> None:
    instalacion.start_trabajador()
    instalacion.run(PRESENTAR)
    instalacion.wait(lambda: instalacion.count()[2] < 2)
    instalacion.kill_trabajador()
    with psycopg.connect(instalacion.entorno["DATABASE_URL"]) as conexion:  # its leases are over
        conexion.execute("UPDATE notifications_salida SET tomada_hasta = NULL, proximo_intento = now() WHERE estado = 'pendiente'")
    instalacion.start_trabajador()
    instalacion.wait(lambda: instalacion.count()[2] == 0)
    documentos, avisos, _ = instalacion.count()
    assert (documentos, avisos) == (1, 1)

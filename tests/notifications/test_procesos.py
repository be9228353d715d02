"""Real processes: one killed between the mail and the mark, two relays at once."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from notifications.proceso import ARRIENDO

pytestmark = [pytest.mark.django_db(transaction=True)]

Arrancar = Callable[[str, datetime], "subprocess.Popen[bytes]"]


def share_base(carpeta: Path) -> dict[str, object]:
    """The test's database as another process can open it: a copy in a file where it lives in memory."""
    if connection.vendor == "sqlite":
        archivo = carpeta / "base.sqlite3"
        connection.ensure_connection()
        copia = sqlite3.connect(archivo)
        connection.connection.backup(copia)
        copia.close()
        opciones = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL"}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(archivo), "OPTIONS": opciones}
    claves = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
    return {clave: connection.settings_dict[clave] for clave in claves}


@pytest.fixture
def arrancar(tmp_path: Path) -> Arrancar:
    """Start `relevo_ajeno` on the rows that the test has enqueued before its first call."""
    entorno: dict[str, str] = {}

    def arrancar(orden: str, momento: datetime) -> subprocess.Popen[bytes]:
        if not entorno:
            entorno.update(os.environ, BASE=json.dumps(share_base(tmp_path)), CARPETA=str(tmp_path))
        return subprocess.Popen([sys.executable, "-m", "tests.notifications.relevo_ajeno", orden, momento.isoformat()], env=entorno)

    return arrancar


def read_hechos(carpeta: Path) -> list[str]:
    return (carpeta / "hechos").read_text().splitlines()


def test_worker_killed_between_the_mail_and_the_mark_loses_and_doubles_nothing(poner, ahora, arrancar: Arrancar, tmp_path):
    poner(efecto="enviar-y-seguir")
    assert arrancar("morir", ahora).wait(timeout=20) == -signal.SIGKILL
    assert arrancar("relevar", ahora + ARRIENDO - timedelta(seconds=1)).wait(timeout=20) == 0
    assert arrancar("relevar", ahora + ARRIENDO).wait(timeout=20) == 0
    assert read_hechos(tmp_path) == ["enviado", "drenadas 0", "enviado", "drenadas 1"]
    assert len(list((tmp_path / "correo").iterdir())) == 1


def test_two_relays_at_once_never_hand_on_the_same_row(poner, ahora, arrancar: Arrancar, tmp_path):
    ids = [poner(f"k{n}").pk for n in range(300)]
    procesos = [arrancar("repartir", ahora) for _ in range(2)]
    assert [proceso.wait(timeout=30) for proceso in procesos] == [0, 0]
    repartidas = [int(salida_id) for linea in read_hechos(tmp_path) for salida_id in linea.split()]
    assert sorted(repartidas) == ids

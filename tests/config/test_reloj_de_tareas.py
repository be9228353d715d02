"""The embedded worker and beat: turns, a task that fails, and an orderly end."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from celery import Celery
from celery.schedules import crontab

from config.env import RAIZ
from config.reloj_de_tareas import RelojDeTareas


@pytest.fixture
def app() -> Celery:
    return Celery("prueba", set_as_current=False)


@pytest.mark.django_db
def test_a_failing_task_stops_neither_the_others_nor_its_next_turn(app: Celery, caplog: pytest.LogCaptureFixture) -> None:
    vueltas: list[str] = []

    @app.task(name="rota")
    def rota() -> None:
        vueltas.append("rota")
        raise RuntimeError("se rompió")

    @app.task(name="sana")
    def sana(quien: str) -> None:
        vueltas.append(quien)

    reloj = RelojDeTareas(app, {"a": {"task": "rota", "schedule": 60.0}, "b": {"task": "sana", "schedule": 60.0, "args": ("sana",)}})
    logging.getLogger().addHandler(caplog.handler)  # Celery set Django up again, and its logs with it
    reloj.run_due()
    reloj.run_due()  # nobody's turn: a minute has not passed
    assert vueltas == ["rota", "sana"]
    for entrada in reloj.entradas:
        entrada.turno = 0.0
    reloj.run_due()
    assert vueltas == ["rota", "sana"] * 2
    assert [r.getMessage() for r in caplog.records if r.levelname == "ERROR"] == ["Falló a; se intenta otra vez en su próximo turno"] * 2


@pytest.mark.django_db
def test_a_crontab_waits_for_its_hour(app: Celery) -> None:
    @app.task(name="diaria")
    def diaria() -> None: ...

    reloj = RelojDeTareas(app, {"a": {"task": "diaria", "schedule": crontab(minute=0, hour=3)}})
    reloj.run_due()
    assert 0 < reloj.entradas[0].turno - time.monotonic() <= 24 * 3600


@pytest.mark.lento
def test_trabajador_finishes_the_running_task_on_sigterm(tmp_path: Path) -> None:
    huella = tmp_path / "terminada"
    guion = f"""
import pathlib, time, django
django.setup()
from django.conf import settings
from django.core.management import call_command
from config.celery import app

@app.task(name="larga")
def larga():
    print("empezada", flush=True)
    time.sleep(0.8)
    pathlib.Path({str(huella)!r}).touch()

@app.task(name="siguiente")
def siguiente():
    print("no debía empezar", flush=True)

settings.CELERY_BEAT_SCHEDULE = {{n: {{"task": n, "schedule": 60.0}} for n in ("larga", "siguiente")}}
call_command("trabajador")
"""
    entorno = os.environ | {"VAR_DIR": str(tmp_path)}
    proceso = subprocess.Popen([sys.executable, "-c", guion], cwd=RAIZ, env=entorno, stdout=subprocess.PIPE, text=True)
    assert proceso.stdout is not None
    assert proceso.stdout.readline() == "En marcha: larga, siguiente\n"
    assert proceso.stdout.readline() == "empezada\n"
    proceso.send_signal(signal.SIGTERM)
    resto, _ = proceso.communicate(timeout=10)
    assert proceso.returncode == 0
    assert huella.exists()
    assert resto == ""

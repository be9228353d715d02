"""The full way: it refuses to start half configured, and goes on while Redis is away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.env import RAIZ
from tests.servicios import ServidorRedis, free_port

COMPLETO = {
    "MODO": "completo",
    "SECRET_KEY": "x7" * 32 + "ñandú-2026",
    "URL_BASE": "https://acceso.example",
    "ALLOWED_HOSTS": "acceso.example",
    "DATABASE_URL": "sqlite://:memory:",
    "EMAIL_URL": "smtp+tls://quien:clave@correo.example:587",
    "DEFAULT_FROM_EMAIL": "acceso@acceso.example",
}


def run(guion: str, **entorno: str) -> subprocess.CompletedProcess[str]:
    """`guion` in a process of the full way."""
    avisos = ("-W", "error", "-W", "ignore:No directory at")  # nobody has run collectstatic here
    orden = [sys.executable, *avisos, "-c", f"import django; django.setup()\n{guion}"]
    resultado = subprocess.run(orden, cwd=RAIZ, env=os.environ | COMPLETO | entorno, capture_output=True, text=True, check=False)
    assert resultado.returncode == 0, resultado.stderr
    return resultado


@pytest.mark.parametrize("nombre", ["SECRET_KEY", "URL_BASE", "DATABASE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL"])
def test_a_missing_setting_is_named_without_a_traceback(nombre: str, tmp_path: Path) -> None:
    entorno = os.environ | COMPLETO | {nombre: "", "VAR_DIR": str(tmp_path)}
    resultado = subprocess.run([sys.executable, "manage.py", "check"], cwd=RAIZ, env=entorno, capture_output=True, text=True, check=False)
    assert resultado.returncode == 1
    assert f"Falta {nombre}" in resultado.stderr
    assert "Traceback" not in resultado.stderr


def test_pages_leave_hardened(tmp_path: Path) -> None:
    guion = """
import json
from django.test import Client
a, b = Client(), Client(headers={"X-Forwarded-Proto": "https"})
http, vivo, https = (c.get(r, SERVER_NAME="acceso.example") for c, r in ((a, "/cuentas/login/"), (a, "/livez"), (b, "/livez")))
print(json.dumps({"http": [http.status_code, http.headers.get("Location")], "vivo": vivo.status_code, "https": dict(https.headers)}))
"""
    respuesta = json.loads(run(guion, VAR_DIR=str(tmp_path), REDIS_URL=f"redis://127.0.0.1:{free_port()}/0").stdout.splitlines()[-1])
    assert respuesta["http"] == [301, "https://acceso.example/cuentas/login/"]
    assert respuesta["vivo"] == 200  # probes come from inside, without TLS
    cabeceras = respuesta["https"]
    assert cabeceras["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert cabeceras["X-Content-Type-Options"] == "nosniff"
    assert cabeceras["X-Frame-Options"] == "DENY"
    assert cabeceras["Referrer-Policy"] == "same-origin"
    assert cabeceras["Content-Security-Policy"].startswith("default-src 'self'")


def test_redis_away_costs_neither_a_page_nor_time(tmp_path: Path) -> None:
    guion = """
import json, time
from django.core.cache import cache
from django.test import Client
from config.celery import app
inicio = time.monotonic()
hechos = [cache.get("x", "nada"), cache.add("cerrojo", 1, 5), cache.get_many(["x"]), cache.incr("n"), cache.has_key("x"), cache.delete("x")]
cache.set("x", 1), cache.clear()
try:
    app.send_task("x")
except Exception as error:
    hechos.append(type(error).__name__)
listo = Client(headers={"X-Forwarded-Proto": "https"}).get("/readyz", SERVER_NAME="acceso.example")
print(json.dumps({"hechos": hechos, "segundos": time.monotonic() - inicio, "listo": [listo.status_code, listo.json()["redis"]]}))
"""
    resultado = run(guion, VAR_DIR=str(tmp_path), REDIS_URL=f"redis://127.0.0.1:{free_port()}/0")
    respuesta = json.loads(resultado.stdout.splitlines()[-1])
    assert respuesta["hechos"] == ["nada", True, {}, 1, False, False, "OperationalError"]
    assert respuesta["listo"] == [200, "falla"]
    assert respuesta["segundos"] < 30  # nobody waits for it to come back


@pytest.mark.redis
def test_the_cache_is_redis_while_it_answers(tmp_path: Path, redis_server: ServidorRedis) -> None:
    guion = (
        "from django.core.cache import cache; cache.set('a', {'b': 1}, 30); print(cache.get('a'), cache.add('a', 2), cache.has_key('z'))"
    )
    assert run(guion, VAR_DIR=str(tmp_path), REDIS_URL=redis_server.url).stdout.splitlines()[-1] == "{'b': 1} False False"


def test_logs_are_one_json_object_a_line_without_the_request(tmp_path: Path) -> None:
    guion = """
import logging
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("prueba").exception("falló %s", "algo", extra={"request": "Ana Pérez"})
"""
    (linea,) = run(guion, VAR_DIR=str(tmp_path)).stderr.splitlines()
    registro = json.loads(linea)
    assert (registro["nivel"], registro["origen"], registro["mensaje"]) == ("ERROR", "prueba", "falló algo")
    assert "ZeroDivisionError" in registro["traza"]
    assert "Ana" not in linea

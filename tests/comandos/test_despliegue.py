"""manage.py check --deploy and the migrations: what an operator runs before she opens the doors."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from django.core.management import call_command

from config.env import RAIZ


def test_the_full_way_is_clean_for_deployment(tmp_path: Path) -> None:
    entorno = os.environ | {
        "MODO": "completo",
        "SECRET_KEY": "x7" * 32 + "ñandú-2026",
        "URL_BASE": "https://acceso.example",
        "ALLOWED_HOSTS": "acceso.example",
        "DATABASE_URL": "postgres://nadie@127.0.0.1/nada",
        "EMAIL_URL": "smtp://127.0.0.1",
        "DEFAULT_FROM_EMAIL": "nadie@acceso.example",
        "VAR_DIR": str(tmp_path),
    }
    orden = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    resultado = subprocess.run(orden, cwd=RAIZ, env=entorno, capture_output=True, text=True, check=False)
    assert resultado.returncode == 0, resultado.stderr


def test_no_model_waits_for_its_migration(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", stdout=io.StringIO())

"""The first thing that anybody runs: migrate, load the directory, demo. That it runs again on what it left, .ci/run shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from config.env import RAIZ


def run(carpeta: Path, *orden: str) -> str:
    """A command of an embedded installation whose data are in `carpeta`."""
    entorno = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PYTEST_XDIST_WORKER")}
    entorno |= {"MODO": "embebido", "VAR_DIR": str(carpeta), "DJANGO_SETTINGS_MODULE": "config.settings", "ARCHIVO_ENV": os.devnull}
    resultado = subprocess.run([sys.executable, "manage.py", *orden], cwd=RAIZ, env=entorno, capture_output=True, text=True, check=False)
    assert resultado.returncode == 0, resultado.stderr[-3000:]
    assert "Traceback" not in resultado.stderr
    return resultado.stdout


@pytest.mark.lento
def test_demo_tells_its_three_stories(tmp_path: Path) -> None:
    run(tmp_path, "migrate", "--noinput", "--verbosity", "0")
    run(tmp_path, "cargar_directorio")
    relato = run(tmp_path, "demo")
    assert "bitácora íntegra" in relato
    assert "/oficina/" in relato and "regulador, administrador" in relato
    assert "NO AUTÉNTICO" not in relato
    assert len(set(re.findall(r"folio (GT-\d{4}-[A-Z]+-\d{6}) · clave", relato))) == 3
    papeles = list((tmp_path / "demo").glob("*.pdf"))
    assert len(papeles) >= 6 and all(p.read_bytes().startswith(b"%PDF-") for p in papeles)
    assert list((tmp_path / "correo").rglob("*.eml"))
    assert "ningún hallazgo" in run(tmp_path, "verificar_bitacora")

"""The embedded settings on a temporary folder, deaf to anybody's `.env` and shell; DATABASE_URL alone may choose PostgreSQL."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
from pathlib import Path

for _nombre in re.findall(r"^#?([A-Z_]+)=", (Path(__file__).resolve().parent.parent / ".env.example").read_text(encoding="utf-8"), re.M):
    if _nombre != "DATABASE_URL":
        os.environ.pop(_nombre, None)

# The first process makes the folder and removes it; xdist's workers inherit it and take a room each.
if "CARPETA_DE_PRUEBAS" not in os.environ:
    os.environ["CARPETA_DE_PRUEBAS"] = tempfile.mkdtemp(prefix="solicitudes-pruebas-")
    atexit.register(shutil.rmtree, os.environ["CARPETA_DE_PRUEBAS"], ignore_errors=True)

os.environ |= {
    "MODO": "embebido",
    "ARCHIVO_ENV": os.devnull,
    "VAR_DIR": f"{os.environ['CARPETA_DE_PRUEBAS']}/{os.environ.get('PYTEST_XDIST_WORKER', 'solo')}",
    "SECRET_KEY": "secreto-fijo-de-las-pruebas-que-no-protege-nada-de-nadie",
}

from config.settings import *  # noqa: E402, F403  # after the environment, which it reads

CONTEO_CADA = 10**9  # or a test that counts queries would now and then count one more
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"  # the programs that tests start are the real ones, in the same folder

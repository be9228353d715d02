"""Settings from the environment: each is declared once, with its meaning, and `.env.example` is checked against it."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

RAIZ = Path(__file__).resolve().parent.parent

_env = environ.Env()
environ.Env.read_env(os.environ.get("ARCHIVO_ENV", RAIZ / ".env"))  # the tests name another, so that nobody's .env changes them


@dataclass(frozen=True, slots=True)
class Ajuste:
    """One documented setting: its name, what it means and what it is when nobody says."""

    nombre: str
    explicacion: str
    omision: Any


AJUSTES: dict[str, Ajuste] = {}

OBLIGATORIO = object()


def leer(nombre: str, explicacion: str, *, omision: Any = OBLIGATORIO, tipo: str = "str") -> Any:
    """Read setting `nombre`; `tipo` is a reader of django-environ (`str`, `bool`, `int`, `list`, `dict`, `db_url`, `email_url`).

    :raises ImproperlyConfigured: the setting has no default and is missing or empty, or its value cannot be read.
    """
    AJUSTES[nombre] = Ajuste(nombre, explicacion, None if omision is OBLIGATORIO else omision)
    lector = getattr(_env, tipo)
    try:
        if omision is OBLIGATORIO:
            if not _env.str(nombre, default=""):
                raise ImproperlyConfigured(f"Falta {nombre}: {explicacion} Véase .env.example.")
            return lector(nombre)
        return lector(nombre, default=omision)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"{nombre} no se puede leer ({error}): {explicacion}") from error


def local_secret(archivo: Path) -> str:
    """The secret of an embedded installation: made once, kept in `archivo`, readable by its owner only."""
    if not archivo.exists():
        archivo.parent.mkdir(parents=True, exist_ok=True)
        provisional = archivo.with_suffix(f".{secrets.token_hex(4)}")
        provisional.touch(mode=0o600)
        provisional.write_text(secrets.token_urlsafe(64), encoding="ascii")
        try:
            archivo.hardlink_to(provisional)  # atomic: two processes starting at once agree on one secret
        except FileExistsError:
            pass
        finally:
            provisional.unlink()
    return archivo.read_text(encoding="ascii")

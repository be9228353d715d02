"""The database of the measures: made empty, dropped at the end. Nobody else's data are touched."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

NOMBRE = "banco_solicitudes"
SERVIDOR = "postgres://postgres@127.0.0.1:5432/postgres"


class SinPostgresError(RuntimeError):
    """The measures need a PostgreSQL server and DATABASE_URL names none that answers."""


@contextmanager
def own_database(*, carpeta: Path) -> Iterator[None]:
    """Make the database, point Django's settings at it and at `carpeta`, and drop it when the measures are done.

    :raises SinPostgresError: no server answers.
    """
    servidor = urlsplit(os.environ.get("DATABASE_URL") or SERVIDOR)
    if not servidor.scheme.startswith("postgres"):
        raise SinPostgresError("Las medidas corren sobre PostgreSQL: dé DATABASE_URL=postgres://usuario@servidor:5432/base.")
    _execute(servidor.geturl(), f"DROP DATABASE IF EXISTS {NOMBRE} WITH (FORCE)", f"CREATE DATABASE {NOMBRE}")
    _set_ajustes(url=servidor._replace(path=f"/{NOMBRE}").geturl(), carpeta=carpeta)
    try:
        yield
    finally:
        _execute(servidor.geturl(), f"DROP DATABASE IF EXISTS {NOMBRE} WITH (FORCE)")


def _execute(url: str, *ordenes: str) -> None:
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as conexion:
            for orden in ordenes:
                conexion.execute(orden)
    except psycopg.OperationalError as error:
        raise SinPostgresError(f"PostgreSQL no responde: {error}") from error


def _set_ajustes(*, url: str, carpeta: Path) -> None:
    """The full way, without its mail, its Redis and its limits per client, which are not measured here."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bench.ajustes",
        "ARCHIVO_ENV": os.devnull,
        "MODO": "completo",
        "VAR_DIR": str(carpeta),
        "DATABASE_URL": url,
        "SECRET_KEY": "secreto-de-las-medidas-que-no-protege-nada-de-nadie-0123456789",
        "URL_BASE": "http://127.0.0.1:8000",
        "EMAIL_URL": "consolemail://",
        "DEFAULT_FROM_EMAIL": "nadie@localhost",
        "SECURE_SSL_REDIRECT": "0",
        "PROXIES_DE_CONFIANZA": "0",
        "NIVEL_DE_REGISTRO": "WARNING",
        **{f"TASA_{alcance}": "" for alcance in ("PRESENTAR", "CONSULTAR", "CALCULAR", "ACTUAR")},
    }

"""A relay in a process of its own, for the tests that kill one or run two: `python -m tests.notifications.relevo_ajeno ORDEN AHORA`.

Its settings are the few that the outbox needs, so that it starts at once. What it does goes to the file `hechos` of the folder.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from datetime import datetime
from pathlib import Path

import django
from django.conf import settings

CARPETA = Path(os.environ["CARPETA"])


def main(orden: str, ahora: datetime) -> None:
    settings.configure(
        INSTALLED_APPS=["notifications"],
        DATABASES={"default": json.loads(os.environ["BASE"])},
        USE_TZ=True,
        ENTREGA_DE_TAREAS="directa",
        EMAIL_BACKEND="notifications.channels.archivo.EmailBackend",
        CORREO_DIR=CARPETA / "correo",
        URL_BASE="https://informacion.ejemplo.gt",
        DEFAULT_FROM_EMAIL="no-responder@ejemplo.gt",
    )
    django.setup()
    {"relevar": relevar_con_correo, "morir": relevar_con_correo, "repartir": repartir}[orden](orden, ahora)


def relevar_con_correo(orden: str, ahora: datetime) -> None:
    """Drain; the effect sends a mail and, asked to die, is killed before anybody can write that it was sent."""
    from notifications.channels.correo import enviar
    from notifications.efectos import efecto
    from notifications.relevo import drenar
    from tests.notifications.test_correo import MENSAJE

    @efecto("enviar-y-seguir")
    def enviar_y_seguir(*, ahora: datetime) -> None:
        enviar(MENSAJE, ahora=ahora)
        note("enviado")
        if orden == "morir":
            os.kill(os.getpid(), signal.SIGKILL)

    note(f"drenadas {drenar(ahora=ahora)}")


def repartir(orden: str, ahora: datetime) -> None:
    """Pick lots, as fast as the other process, until nothing is due; each row handed on is noted."""
    from notifications import relevo

    def entregar(*, ids: list[int], ahora: datetime) -> int:
        note(" ".join(map(str, ids)))
        return len(ids)

    relevo.entregar = entregar
    (CARPETA / f"listo.{os.getpid()}").touch()
    while len(list(CARPETA.glob("listo.*"))) < 2:
        time.sleep(0.002)
    while relevo.relevar(ahora=ahora, lote=5):
        pass


def note(linea: str) -> None:
    """One line, whole, even when two processes write."""
    descriptor = os.open(CARPETA / "hechos", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(descriptor, f"{linea}\n".encode())
    os.close(descriptor)


if __name__ == "__main__":
    main(sys.argv[1], datetime.fromisoformat(sys.argv[2]))

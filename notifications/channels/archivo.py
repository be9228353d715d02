"""Mail of the embedded way: each message one `.eml` file that any mail program opens, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Sequence
from email.message import Message
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

_NO_PERMITIDO = re.compile(r"[^A-Za-z0-9._-]+")


class EmailBackend(BaseEmailBackend):
    """Writes to `CORREO_DIR`. The same message sent twice is one file: its name comes from what it tells, not from when."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        carpeta = Path(settings.CORREO_DIR)
        carpeta.mkdir(parents=True, exist_ok=True)
        for mensaje in email_messages:
            contenido = mensaje.message()
            destino = carpeta / _build_nombre(contenido)
            if not destino.exists():
                _write_atomically(destino, contenido.as_bytes())
        return len(email_messages)


def _build_nombre(contenido: Message) -> str:
    """«2026-03-25T09-00_presentada.solicitante_GT-2026-MSPAS-000123_1f3a….eml»; mail of no case has no event nor folio."""
    huella = hashlib.sha256(str(contenido["Message-ID"]).encode()).hexdigest()[:12]
    fecha = str(contenido["X-Solicitud-Fecha"] or "")[:16]
    partes = [fecha, contenido["X-Solicitud-Evento"] or "correo", contenido["X-Solicitud-Folio"] or "", huella]
    return "_".join(_NO_PERMITIDO.sub("-", str(parte)) for parte in partes if parte) + ".eml"


def _write_atomically(destino: Path, octetos: bytes) -> None:
    provisional = destino.with_name(f".{destino.name}.{secrets.token_hex(4)}")
    try:
        with provisional.open("wb") as archivo:
            archivo.write(octetos)
            archivo.flush()
            os.fsync(archivo.fileno())
        provisional.replace(destino)
    finally:
        provisional.unlink(missing_ok=True)

"""What `manage.py check` says of the directories of accounts: one that is registered and by which nobody could come in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.checks import CheckMessage, Warning
from django.db import DatabaseError

from solicitudes.models import Emisor
from solicitudes.oidc.descubrimiento import is_segura
from solicitudes.services.emisores import read_secreto


def check_emisores(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Each active directory. Warnings, for none of them must stop the worker; silent where there are no tables yet."""
    hallados: list[CheckMessage] = []
    if settings.EMISORES_LOCALES and settings.MODO == "completo":
        hallados.append(Warning("EMISORES_LOCALES acepta directorios de cuentas sin TLS: es solo para desarrollar.", id="solicitudes.W001"))
    try:
        emisores = list(Emisor.objects.filter(activo=True).select_related("institucion"))
    except DatabaseError:
        return hallados
    return hallados + [Warning(f"Directorio «{e.clave}»: {falla}", id="solicitudes.W002") for e in emisores for falla in _list_fallas(e)]


def _list_fallas(emisor: Emisor) -> Iterator[str]:
    if not is_segura(emisor.url):
        yield "su dirección no usa https."
    if not emisor.dominios:
        yield "no responde por ningún dominio de correo."
    if not emisor.institucion.activa:
        yield "su institución está cerrada; desactívelo."
    try:
        if not read_secreto(emisor):
            yield "nadie tiene su secreto: póngalo en SECRETOS_DE_EMISORES o cámbielo en su página."
    except InvalidToken:
        yield "su secreto se cifró con otra SECRET_KEY: cámbielo en su página."

"""What the tests of the portal read of a page, and how they walk through it as somebody without scripts."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from config import reloj
from tests.elenco import LUNES, Caso

TEXTO = "¿Cuánto se gastó en medicamentos en 2025?"
NOMBRE = "Ana Pérez Caal"


def leer(respuesta: Any) -> str:
    """The page as a person reads it: words in a row, without markup."""
    cuerpo = re.sub(r"<(script|style).*?</\1>", " ", respuesta.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", cuerpo)).split())


def campo(respuesta: Any, nombre: str) -> str:
    """The value of a hidden field of the page."""
    hallado = re.search(rf'name="{nombre}" value="([^"]*)"', respuesta.content.decode())
    assert hallado, f"No está el campo {nombre}"
    return unescape(hallado[1])


def write_borrador(
    cliente: Client, *, instituciones: tuple[str, ...] = ("MSPAS",), texto: str = TEXTO, nombre: str = NOMBRE
) -> HttpResponse:
    """Answer every question; the page that comes is the review."""
    cliente.post("/pedir/", {"texto": texto})
    cliente.post("/pedir/institucion/", {"instituciones": instituciones, "seguir": "1"})
    return cliente.post("/pedir/datos/", {"nombre": nombre}, follow=True)  # type: ignore[return-value]


def file(cliente: Client, **datos: Any) -> HttpResponse:
    """Write a draft and send it; the page that comes is the receipt."""
    revision = write_borrador(cliente, **datos)
    with reloj.detenido_en(LUNES):
        return cliente.post("/pedir/revisar/", {"borrador": campo(revision, "borrador")}, follow=True)  # type: ignore[return-value]


def open_caso(cliente: Client, caso: Caso) -> Any:
    """Type folio and key; the page that comes is the case."""
    with reloj.detenido_en(caso.ahora):
        return cliente.post("/seguir/", {"folio": caso.folio, "clave": caso.recibo.clave}, follow=True)

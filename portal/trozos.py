"""Pieces of a page: what htmx asks for instead of the whole, answered by the same view from the same template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

#: Django's caches and everybody else's tell a page from its piece by this header.
_PIDE = "HX-Request"


def wants_trozo(request: HttpRequest) -> bool:
    """Whether a script of the page asks for a piece; the history of the browser always gets the whole page."""
    return request.headers.get(_PIDE) == "true" and "HX-History-Restore-Request" not in request.headers


def show(request: HttpRequest, pagina: str, trozo: str, contexto: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """The page, or the piece of it that was asked for; both from the template `trozo`, which the page includes."""
    pide = wants_trozo(request)
    respuesta = render(request, trozo if pide else pagina, {**contexto, "es_trozo": pide, "nivel": 2 if pide else 1}, status=status)
    patch_vary_headers(respuesta, (_PIDE,))
    return respuesta


def page_behind(request: HttpRequest) -> str:
    """The address, on this site, of the page that asks for a piece: where whoever signs in again should come back to."""
    partes = urlsplit(request.headers.get("HX-Current-URL", ""))
    return f"{partes.path}?{partes.query}" if partes.query else partes.path or "/"

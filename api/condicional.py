"""Conditional requests (RFC 9110, section 13; RFC 6585): the ETag of each answer, 304 for what did not change, 428 without If-Match."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from rest_framework.request import Request

from workflow.problema import ProblemaError

PREFIJO = "/api/"
#: What nobody else may keep, and its owner asks about before she uses it again.
PRIVADA = "private, no-cache"
#: For everybody, asked about before it is used again; and what changes so seldom that five minutes do no harm.
PUBLICA, PUBLICA_POR_UN_RATO = "public, no-cache", "public, max-age=300"
_VERSION = re.compile(r'(?:W/)?"?([0-9]{1,9})(?:-[0-9a-f]{16})?"?')
_CON_304 = ("Cache-Control", "Content-Location", "Date", "ETag", "Expires", "Vary")


class CondicionRequeridaError(ProblemaError):
    codigo: ClassVar[str] = "condicion-requerida"
    titulo: ClassVar[str] = "Falta decir qué versión del expediente leyó"
    estatus: ClassVar[int] = 428


class RespuestaCondicional:
    """Middleware of the API: each answer to a GET has an ETag made from its bytes, and is not sent again to whoever has it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        respuesta = self.get_response(request)
        if not request.path_info.startswith(PREFIJO):
            return respuesta
        if not respuesta.has_header("Cache-Control"):
            respuesta["Cache-Control"] = _choose_frescura(request, respuesta)
        _tag(request, respuesta)
        repetible = isinstance(respuesta, HttpResponse) and respuesta.status_code == 200 and request.method in ("GET", "HEAD")
        return not_modified(respuesta) if repetible and is_known(request, respuesta["ETag"]) else respuesta


def require_version(request: Request) -> int:
    """The version of the case that the caller read, from If-Match; -1 when she names one that cannot be.

    The ETag of a case begins with its version: what follows tells one representation of it from another and does not matter to an act.

    :raises CondicionRequeridaError: she names none, or `*`, which says nothing of what she read.
    """
    valor = request.headers.get("If-Match", "").strip()
    if valor in ("", "*"):
        raise CondicionRequeridaError("Lea el expediente y mande su ETag en If-Match, para no actuar sobre algo que cambió.")
    leida = _VERSION.fullmatch(valor)
    return int(leida[1]) if leida else -1


def _choose_frescura(request: HttpRequest, respuesta: HttpResponseBase) -> str:
    """`frescura` of the view that answered well; what is private otherwise."""
    vista = getattr(getattr(request.resolver_match, "func", None), "cls", None)
    return str(getattr(vista, "frescura", PRIVADA)) if respuesta.status_code == 200 and request.method in ("GET", "HEAD") else PRIVADA


def _tag(request: HttpRequest, respuesta: HttpResponseBase) -> None:
    """Give the answer its ETag, if it is one that can be had again: the digest of its bytes, after the version where there is one."""
    version = getattr(respuesta, "version", None)
    if respuesta.has_header("ETag") or not isinstance(respuesta, HttpResponse):
        return
    if version is None and (respuesta.status_code != 200 or request.method not in ("GET", "HEAD")):
        return
    huella = hashlib.sha256(respuesta.content).hexdigest()[:16]
    respuesta["ETag"] = f'"{huella}"' if version is None else f'"{version}-{huella}"'


def is_known(request: HttpRequest | Request, etag: str) -> bool:
    """Whether If-None-Match names `etag`, by the weak comparison that the RFC asks for."""
    conocidas = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in conocidas or etag in {conocida.removeprefix("W/") for conocida in conocidas}


def not_modified(respuesta: HttpResponseBase) -> HttpResponseNotModified:
    """304 in place of the answer, with the headers that the RFC keeps."""
    corta = HttpResponseNotModified()
    for nombre in _CON_304:
        if respuesta.has_header(nombre):
            corta[nombre] = respuesta[nombre]
    corta.cookies = respuesta.cookies
    return corta

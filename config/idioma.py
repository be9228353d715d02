"""In which language each answer is told: a page in the one chosen at its foot, else the browser's; the API in the one asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

#: Where nothing is translated: the doors of other programs, the probes, the administration of Django and the reference of the API.
SOLO_EN_ESPANOL = ("/oauth/", "/cuentas/api/", "/admin/", "/livez", "/readyz", "/api/v1/esquema/", "/api/v1/docs/")
#: What programs read: they keep no cookie of ours, so that each request says its language by itself.
DE_PROGRAMAS = "/api/"

#: The languages that the portal may speak, by their ISO codes and own names. One is offered once its catalogue is in locale/.
IDIOMAS = {"es": "Español", "en": "English", "quc": "Kʼicheʼ", "kek": "Qʼeqchiʼ", "mam": "Mam", "cak": "Kaqchikel"}

#: How the ledger says of a day that the terms were suspended, before the reason that somebody gave.
PLAZO_SUSPENDIDO = "plazo suspendido"  # for translators in portal/etiquetas.py: here the settings are still being read

_INFORMACION = {"quc": "K'iche'", "kek": "Q'eqchi'", "mam": "Mam", "cak": "Kaqchikel"}


def list_idiomas(carpeta: Path) -> list[tuple[str, str]]:
    """Spanish, and each language that has a compiled catalogue in `carpeta`; Django learns the Mayan ones, which it does not know."""
    for codigo, nombre in _INFORMACION.items():
        LANG_INFO.setdefault(codigo, {"bidi": False, "code": codigo, "name": nombre, "name_local": IDIOMAS[codigo]})
    return [(c, nombre) for c, nombre in IDIOMAS.items() if c == "es" or (carpeta / c / "LC_MESSAGES" / "django.mo").is_file()]


def write_galleta(respuesta: HttpResponseBase, idioma: str) -> None:
    """Leave on the device the choice that an account remembers."""
    respuesta.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        idioma,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=cast(Any, settings.LANGUAGE_COOKIE_SAMESITE),  # "Lax", which its type does not know
    )


def tell_etiqueta(texto: str) -> str:
    """A label of the law, of a choice or of a day, in the language of the answer; what nobody has translated stays as it is."""
    suspendido, _separador, motivo = texto.partition(": ")
    if motivo and suspendido == PLAZO_SUSPENDIDO:
        return f"{translation.gettext(suspendido)}: {motivo}"
    return translation.gettext(texto)


def choose_idioma(request: HttpRequest) -> str:
    """The language of the answer; Spanish where nobody asks for one that there is."""
    if request.path_info.startswith(SOLO_EN_ESPANOL):
        return settings.LANGUAGE_CODE
    if not request.path_info.startswith(DE_PROGRAMAS):
        return translation.get_language_from_request(request)
    for codigo, _calidad in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return translation.get_supported_language_variant(codigo)
        except LookupError:
            continue  # «*» too: any will do, and Spanish is the one of the law
    return settings.LANGUAGE_CODE


class IdiomaDeLaPagina:
    """Tell each answer in its language, and caches on what that depends. Nothing stays active once the answer is made.

    Who made the answer may say that it speaks another language than was asked for: the same answer to an Idempotency-Key, for one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.LANGUAGE_CODE = idioma = choose_idioma(request)
        with translation.override(idioma):
            respuesta = self.get_response(request)
        depende = _list_cabeceras(request.path_info)
        if depende or request.path_info.startswith(DE_PROGRAMAS):
            respuesta.headers.setdefault("Content-Language", idioma)
        patch_vary_headers(respuesta, depende)
        return respuesta


def _list_cabeceras(ruta: str) -> tuple[str, ...]:
    """The headers of a request that decide its language."""
    if ruta.startswith(SOLO_EN_ESPANOL):
        return ()
    return ("Accept-Language",) if ruta.startswith(DE_PROGRAMAS) else ("Accept-Language", "Cookie")

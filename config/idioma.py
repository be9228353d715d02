"""In which language each page is told: the one chosen in the footer, else the browser's, else Spanish; what programs read stays Spanish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

#: Where nothing is translated: programs match what they read, and the workbench has no other language yet.
SOLO_EN_ESPANOL = ("/api/", "/oauth/", "/cuentas/api/", "/admin/", "/oficina/", "/livez", "/readyz")

#: The languages that the portal may speak, by their ISO codes and own names. One is offered once its catalogue is in locale/.
IDIOMAS = {"es": "Español", "en": "English", "quc": "Kʼicheʼ", "kek": "Qʼeqchiʼ", "mam": "Mam", "cak": "Kaqchikel"}

_INFORMACION = {"quc": "K'iche'", "kek": "Q'eqchi'", "mam": "Mam", "cak": "Kaqchikel"}


def list_idiomas(carpeta: Path) -> list[tuple[str, str]]:
    """Spanish, and each language that has a compiled catalogue in `carpeta`; Django learns the Mayan ones, which it does not know."""
    for codigo, nombre in _INFORMACION.items():
        LANG_INFO.setdefault(codigo, {"bidi": False, "code": codigo, "name": nombre, "name_local": IDIOMAS[codigo]})
    return [(c, nombre) for c, nombre in IDIOMAS.items() if c == "es" or (carpeta / c / "LC_MESSAGES" / "django.mo").is_file()]


class IdiomaDeLaPagina:
    """Tell each page in its language, and caches on what that depends. Nothing stays active once the answer is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        traducida = not request.path_info.startswith(SOLO_EN_ESPANOL)
        idioma = translation.get_language_from_request(request) if traducida else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = idioma
        with translation.override(idioma):
            respuesta = self.get_response(request)
        if traducida:
            respuesta.headers.setdefault("Content-Language", idioma)
            patch_vary_headers(respuesta, ("Accept-Language", "Cookie"))
        return respuesta

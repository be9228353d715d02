"""What somebody had written when her session ended: kept in the new one while she signs in, so that no word is lost.

Only the form that was sent is kept, only for its own address and its own author, and no longer than an hour.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, QueryDict

from config import reloj

_SESION = "envio"
_MAXIMO = 150_000  # characters: more than any form of the workbench takes
_DURA = timedelta(hours=1)
#: Pages whose words are kept nowhere but in the vault: the number of somebody's document is typed again.
NO_SE_GUARDA = ("/acreditar/",)
#: The field of each form that says whose page it was.
AUTORA = "autora"


def keep_envio(request: HttpRequest) -> None:
    """Keep what was posted from a form that says whose it is; files cannot be kept, and the form says so."""
    if AUTORA not in request.POST or request.path.endswith(NO_SE_GUARDA):
        return
    cuerpo = request.POST.copy()
    cuerpo.pop("csrfmiddlewaretoken", None)
    escrito = cuerpo.urlencode()
    if len(escrito) <= _MAXIMO:
        request.session[_SESION] = {"ruta": request.path, "cuerpo": escrito, "hasta": (reloj.ahora() + _DURA).isoformat()}


def find_envio(request: HttpRequest) -> QueryDict | None:
    """What the person who is signed in had written for this address before her session ended; forgotten when she asks for it."""
    guardado: dict[str, Any] | None = request.session.get(_SESION)
    if guardado is None or guardado["ruta"] != request.path:
        return None
    cuerpo = QueryDict(guardado["cuerpo"])
    vigente = datetime.fromisoformat(guardado["hasta"]) > reloj.ahora() and cuerpo.get(AUTORA) == str(request.user.pk)
    if not vigente or "olvidar" in request.GET:
        forget_envio(request)
        return None
    return cuerpo


def forget_envio(request: HttpRequest) -> None:
    """It has been sent, or is not wanted."""
    request.session.pop(_SESION, None)

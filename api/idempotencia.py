"""Idempotency-Key at the door: every POST that changes something takes it, and does once what comes twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from api.actor import CABECERA_CLAVE, get_acreditacion, get_token
from config import reloj
from solicitudes.bitacora import digest
from solicitudes.cifrado import seal_secreto
from solicitudes.services.idempotencia import Llamada, Respuesta, do_once

CABECERA = "Idempotency-Key"
CABECERA_REPETIDA = "Idempotency-Replayed"
Metodo = Callable[..., Response]


def una_sola_vez(metodo: Metodo | None = None, *, atomica: bool = True, secreta: bool = False) -> Any:
    """Decorate a `post`: with an Idempotency-Key, the same call again gives the same answer. `atomica` as in services/idempotencia.py;
    with `secreta` not even the digest of what was sent can be tried out by whoever reads the database.

    What is refused leaves the key free: nothing was done.
    """
    if metodo is None:
        return lambda decorado: una_sola_vez(decorado, atomica=atomica, secreta=secreta)

    @wraps(metodo)
    def post(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        clave = read_idempotencia(request)
        if clave is None:
            return metodo(self, request, *args, **kwargs)
        respuesta, repetida = do_once(
            llamada=Llamada(_identify(request), clave, seal_secreto(_fingerprint(request)) if secreta else _fingerprint(request)),
            hacer=lambda: _freeze(metodo(self, request, *args, **kwargs)),
            ahora=reloj.ahora(),
            atomica=atomica,
        )
        return _answer(respuesta, repetida=repetida)

    post.una_sola_vez = True  # type: ignore[attr-defined]
    return post


def read_idempotencia(request: Request) -> str | None:
    """The key that came with the request, if one did.

    :raises ValidationError: it is empty or too long.
    """
    clave = request.headers.get(CABECERA)
    if clave is not None and not 1 <= len(clave) <= 255:
        raise ValidationError({CABECERA: [_("Va de 1 a 255 caracteres.")]})
    return clave


def _identify(request: Request) -> str:
    """Whose key it is: of this client, this person, this token of hers, or this applicant with the key of her filing."""
    acreditacion, token = get_acreditacion(request), get_token(request)
    quien = [acreditacion.cliente_id if acreditacion else None, request.user.pk, request.headers.get(CABECERA_CLAVE)]
    quien += [f"token-{token.token_id}"] if token else []
    return digest(quien)


def _fingerprint(request: Request) -> str:
    """What is asked for; a condition in If-Match is no part of it, since whoever repeats may have read again."""
    consulta = sorted((nombre, valor) for nombre, valores in request.query_params.lists() for valor in valores)
    if request.FILES:
        cuerpo: Any = [[nombre, archivo.name, _hash_archivo(archivo)] for nombre, archivo in sorted(request.FILES.items())]
    else:
        cuerpo = dict(request.data) if hasattr(request.data, "lists") else request.data
    return digest([request.method, request.path, consulta, cuerpo])


def _hash_archivo(archivo: UploadedFile[bytes]) -> str:
    huella = hashlib.sha256()
    for trozo in archivo.chunks():
        huella.update(trozo)
    archivo.seek(0)
    return huella.hexdigest()


def _freeze(respuesta: Response) -> Respuesta:
    """The answer with its language, in which it is given again whatever the next call asks for."""
    cuerpo = json.loads(JSONRenderer().render(respuesta.data)) if respuesta.data is not None else None
    cabeceras = dict(respuesta.items()) | {"Content-Language": get_language()}
    return Respuesta(respuesta.status_code, cuerpo, cabeceras, getattr(respuesta, "version", None))


def _answer(guardada: Respuesta, *, repetida: bool) -> Response:
    respuesta = Response(guardada.cuerpo, status=guardada.estatus, headers=guardada.cabeceras)
    if guardada.version is not None:
        respuesta.version = guardada.version  # type: ignore[attr-defined]
    if repetida:
        respuesta[CABECERA_REPETIDA] = "true"
    return respuesta

"""What the directory may lie about. The client with which one asks says how: `llave-ajena` gets a token signed by somebody else."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import jwt
from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from cryptography.hazmat.primitives.asymmetric import rsa
from django.http import HttpRequest, HttpResponse, JsonResponse

HORA = 3600
SECRETO = "un secreto compartido, largo como para firmar con él"
#: What each client gets in its token in the place of the truth.
MENTIRAS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "otro-emisor": lambda ficha: {"iss": "https://otro.example"},
    "otro-destino": lambda ficha: {"aud": "otro-cliente"},
    "varios-destinos": lambda ficha: {"aud": ["varios-destinos", "otro-cliente"]},
    "vencida": lambda ficha: {"iat": ficha["iat"] - HORA, "exp": ficha["iat"] - HORA + 300},
    "del-futuro": lambda ficha: {"iat": ficha["iat"] + HORA, "exp": ficha["iat"] + 2 * HORA},
    "otro-nonce": lambda ficha: {"nonce": "de-otra-persona"},
    "sin-nonce": lambda ficha: {"nonce": None},
    "sin-vencimiento": lambda ficha: {"exp": None},
    "sin-sub": lambda ficha: {"sub": ""},
    "con-mfa": lambda ficha: {"amr": ["pwd", "mfa"]},
    "con-acr": lambda ficha: {"acr": "nivel-2"},
    "con-clave": lambda ficha: {"amr": ["pwd"], "acr": "nivel-1"},
    "correo-en-userinfo": lambda ficha: {"email": None, "email_verified": None},
    "dice-que-si": lambda ficha: {"email_verified": "true"},
}


class Adaptador(DefaultOIDCAdapter):
    """The provider's, with the lies."""

    def populate_id_token(self, id_token: dict[str, Any], client: Any, scopes: Any, **kwargs: Any) -> None:
        for nombre, valor in MENTIRAS.get(client.id, lambda ficha: {})(id_token).items():
            if valor is None:
                id_token.pop(nombre, None)
            else:
                id_token[nombre] = valor


def sign_with(ficha: str, llave: Any, algoritmo: str, **cabecera: str) -> str:
    """What a token says, signed anew under the name of the key that signed it."""
    dicho = jwt.decode(ficha, options={"verify_signature": False})
    return jwt.encode(dicho, llave, algorithm=algoritmo, headers={"kid": jwt.get_unverified_header(ficha)["kid"], **cabecera})


#: What each client gets in the place of the signature.
FIRMAS: dict[str, Callable[[str], str]] = {
    "llave-ajena": lambda ficha: sign_with(ficha, rsa.generate_private_key(65537, 2048), "RS256"),
    "kid-ajeno": lambda ficha: sign_with(ficha, rsa.generate_private_key(65537, 2048), "RS256", kid="otra"),
    "sin-firma": lambda ficha: sign_with(ficha, None, "none"),
    "firma-compartida": lambda ficha: sign_with(ficha, SECRETO, "HS256"),
    "sin-ficha": lambda ficha: "",
}


class Falsedad:
    """What may be wrong with a directory by the first part of the address of its issuer, and with its signature by its client."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        primera = request.path.split("/")[1]
        if primera == "lento":
            time.sleep(20)
        if primera == "impostor":
            return JsonResponse({"issuer": "https://otro.example"})
        if primera == "roto":
            return HttpResponse("<h1>no soy json</h1>", status=int(request.GET.get("s", 200)))
        if primera == "mudado":
            return HttpResponse(status=302, headers={"Location": "/.well-known/openid-configuration"})
        respuesta = self.get_response(request)
        firma = FIRMAS.get(request.POST.get("client_id", "")) if request.path.endswith("/api/token") else None
        if firma is None or respuesta.status_code != 200:
            return respuesta
        dado = json.loads(respuesta.content)
        return JsonResponse(dado | {"id_token": firma(dado["id_token"])})

"""What a directory publishes of itself (OpenID Connect Discovery 1.0), believed only in what concerns itself."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from requests import HTTPError, JSONDecodeError, RequestException, Timeout

from solicitudes.oidc.linea import open_linea
from workflow.problema import ProblemaError

_PUERTAS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class EmisorSinRespuestaError(ProblemaError):
    codigo: ClassVar[str] = "emisor-sin-respuesta"
    titulo: ClassVar[str] = "El directorio no responde como debe"


def discover(url: str) -> dict[str, Any]:
    """The configuration of the issuer `url`.

    :raises EmisorSinRespuestaError: it does not answer in time, says that it is another, or lacks what the sign-in needs: its doors, by
        TLS; the code flow and, if it says which, PKCE with S256.
    """
    documento = read_json(f"{url.rstrip('/')}/.well-known/openid-configuration")
    if documento.get("issuer") != url:
        raise EmisorSinRespuestaError("Dice ser otro emisor: {otro}.", otro=str(documento.get("issuer", ""))[:200], campo="url")
    for puerta in _PUERTAS:
        if not is_segura(documento.get(puerta)):
            raise EmisorSinRespuestaError("No dice dónde está su {puerta}, o no usa https.", puerta=puerta, campo="url")
    if "code" not in documento.get("response_types_supported", ["code"]):
        raise EmisorSinRespuestaError("No admite el ingreso por código.", campo="url")
    if "S256" not in documento.get("code_challenge_methods_supported", ["S256"]):
        raise EmisorSinRespuestaError("No admite PKCE con S256.", campo="url")
    return documento


def read_json(url: str, **cabeceras: str) -> dict[str, Any]:
    """The JSON object at an address of a directory.

    :raises EmisorSinRespuestaError: none, or not in time.
    """
    try:
        with open_linea() as linea:
            respuesta = linea.get(url, headers=cabeceras)
            respuesta.raise_for_status()
            documento = respuesta.json()
    except RequestException as error:
        raise EmisorSinRespuestaError("No respondió: {error}.", error=_explain(error), campo="url") from error
    if not isinstance(documento, dict) or 300 <= respuesta.status_code < 400:
        raise EmisorSinRespuestaError("No respondió con su configuración.", campo="url")
    return documento


def is_segura(url: object) -> bool:
    """Whether it is an address by TLS; plain HTTP only where the installation allows a directory of this same machine."""
    if not isinstance(url, str):
        return False
    try:
        partes = urlsplit(url)
    except ValueError:
        return False
    esquemas = ("https", "http") if settings.EMISORES_LOCALES else ("https",)
    return partes.scheme in esquemas and bool(partes.hostname) and not (partes.username or partes.password or partes.fragment)


def _explain(error: RequestException) -> str:
    """What went wrong, in the words of whoever has to mend it."""
    if isinstance(error, Timeout):
        return "tardó demasiado"
    if isinstance(error, HTTPError):
        return "respondió con un error"
    return "no es JSON" if isinstance(error, JSONDecodeError) else "no se pudo llegar a una dirección pública por https"

"""The ID token: what proves that a directory said who somebody is, to us, now, and in answer to what we asked."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import jwt

from workflow.problema import ProblemaError

#: Signatures by a key of the directory alone: with a shared secret we could have made it ourselves.
ALGORITMOS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
#: Seconds that two clocks may differ.
HOLGURA = 60
#: What every token says (OpenID Connect Core, 2).
_EXIGIDOS = ["iss", "sub", "aud", "exp", "iat"]
LARGO_DE_SUB = 191


class IngresoNoComprobadoError(ProblemaError):
    """Nothing more is told to whoever sent it; the log of the installation has the reason."""

    codigo: ClassVar[str] = "ingreso-no-comprobado"
    titulo: ClassVar[str] = "No pudimos comprobar quién es"
    estatus: ClassVar[int] = 403


@dataclass(frozen=True, slots=True)
class Afirmacion:
    """What a directory says of whoever signed in there. `correo_confirmado` is its word that the address is hers."""

    sub: str
    correo: str = ""
    correo_confirmado: bool = False
    amr: frozenset[str] = frozenset()
    acr: str = ""


def verify_ficha(ficha: object, *, llaves: Mapping[str, Any], emisor: str, cliente_id: str, nonce: str) -> dict[str, Any]:
    """The claims of an ID token (OpenID Connect Core, 3.1.3.7), its signature checked even where TLS would let us trust the line.

    :raises IngresoNoComprobadoError: another key, issuer or addressee; too old, of the future, or the answer to another question.
    """
    try:
        texto = str(ficha)
        llave = _choose_llave(llaves, jwt.get_unverified_header(texto).get("kid"))
        dicho: dict[str, Any] = jwt.decode(
            texto,
            key=llave,
            algorithms=ALGORITMOS,
            audience=cliente_id,
            issuer=emisor,
            leeway=HOLGURA,
            options={"require": _EXIGIDOS, "enforce_minimum_key_length": True},
        )
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as error:
        raise refuse(type(error).__name__) from error
    if not hmac.compare_digest(str(dicho.get("nonce", "")).encode(), nonce.encode()):
        raise refuse("nonce")
    if dicho.get("azp", cliente_id) != cliente_id or (isinstance(dicho["aud"], list) and len(dicho["aud"]) > 1 and "azp" not in dicho):
        raise refuse("azp")
    if not isinstance(dicho["sub"], str) or not 0 < len(dicho["sub"]) <= LARGO_DE_SUB or "\0" in dicho["sub"]:
        raise refuse("sub")
    return dicho


def build_afirmacion(dicho: Mapping[str, Any]) -> Afirmacion:
    """What matters here of the claims. Only the word `true` confirms an address: not «yes», not a text."""
    correo, amr, acr = dicho.get("email"), dicho.get("amr"), dicho.get("acr")
    return Afirmacion(
        sub=dicho["sub"],
        correo=correo.strip().lower() if isinstance(correo, str) else "",
        correo_confirmado=dicho.get("email_verified") is True,
        amr=frozenset(valor for valor in amr if isinstance(valor, str)) if isinstance(amr, list) else frozenset(),
        acr=acr if isinstance(acr, str) else "",
    )


def refuse(motivo: str) -> IngresoNoComprobadoError:
    """The refusal; `motivo` is for the log."""
    error = IngresoNoComprobadoError("Empiece otra vez desde la página de ingreso. Si se repite, avise a quien administra el sistema.")
    error.add_note(motivo)
    return error


def _choose_llave(llaves: Mapping[str, Any], kid: object) -> jwt.PyJWK:
    """The key that the token names; the only one, when it names none."""
    conocidas = [llave for llave in jwt.PyJWKSet.from_dict(dict(llaves)).keys if llave.public_key_use != "enc"]
    elegidas = [llave for llave in conocidas if llave.key_id == kid] if kid is not None else conocidas
    if len(elegidas) != 1:
        raise KeyError("kid")
    return elegidas[0]

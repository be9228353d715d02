"""The ID token by itself: which key proves it, and that nothing else does."""

from __future__ import annotations

import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from solicitudes.oidc.ficha import IngresoNoComprobadoError, build_afirmacion, verify_ficha

LLAVE, OTRA = (rsa.generate_private_key(65537, 2048) for _ in range(2))
CURVA = ec.generate_private_key(ec.SECP256R1())


def publish(llave: Any, **datos: str) -> dict[str, Any]:
    """A public key as a directory publishes it."""
    clase = jwt.algorithms.ECAlgorithm if isinstance(llave, ec.EllipticCurvePrivateKey) else jwt.algorithms.RSAAlgorithm
    return json.loads(clase.to_jwk(llave.public_key())) | datos


def sign(llave: Any = LLAVE, algoritmo: str = "RS256", *, kid: str | None = None, **cambios: Any) -> str:
    ahora = int(time.time())  # noqa: TID251  # the library reads the clock of the machine
    dicho = {"iss": "https://e.example", "aud": "yo", "sub": "1", "iat": ahora, "exp": ahora + 60, "nonce": "n"} | cambios
    return jwt.encode(dicho, llave, algorithm=algoritmo, headers={"kid": kid} if kid else None)


def verify(ficha: object, *llaves: dict[str, Any]) -> dict[str, Any]:
    return verify_ficha(ficha, llaves={"keys": list(llaves)}, emisor="https://e.example", cliente_id="yo", nonce="n")


def test_signed_by_the_key_that_it_names() -> None:
    assert verify(sign(kid="a"), publish(OTRA, kid="b"), publish(LLAVE, kid="a"))["sub"] == "1"


def test_signed_by_the_only_key_when_it_names_none() -> None:
    assert verify(sign(), publish(LLAVE, kid="a"), publish(OTRA, kid="b", use="enc"))["sub"] == "1"


def test_signed_on_a_curve() -> None:
    assert verify(sign(CURVA, "ES256", kid="c"), publish(CURVA, kid="c"))["sub"] == "1"


@pytest.mark.parametrize(
    ("ficha", "llaves"),
    [
        (sign(kid="a"), [publish(OTRA, kid="a")]),
        (sign(kid="z"), [publish(LLAVE, kid="a")]),
        (sign(), [publish(LLAVE, kid="a"), publish(OTRA, kid="b")]),
        (sign(kid="a"), [publish(LLAVE, kid="a", use="enc")]),
        (sign(kid="a"), []),
        (sign(b"x" * 32, "HS256", kid="a"), [{"kty": "oct", "k": "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg", "kid": "a"}]),
        (sign(azp="otro", kid="a"), [publish(LLAVE, kid="a")]),
        (sign(aud=["yo", "otro"], kid="a"), [publish(LLAVE, kid="a")]),
        (sign(sub="x" * 192, kid="a"), [publish(LLAVE, kid="a")]),
        (sign(sub="a\0b", kid="a"), [publish(LLAVE, kid="a")]),
        (None, [publish(LLAVE, kid="a")]),
        ("a.b.c", [publish(LLAVE, kid="a")]),
        ({"no": "es"}, [publish(LLAVE, kid="a")]),
    ],
)
def test_anything_else_proves_nothing(ficha: object, llaves: list[dict[str, Any]]) -> None:
    with pytest.raises(IngresoNoComprobadoError):
        verify(ficha, *llaves)


def test_of_what_it_says_only_what_it_says_well_counts() -> None:
    dicho = {"sub": "1", "email": " Ana@E.example ", "email_verified": "true", "amr": "mfa", "acr": 2}
    afirmacion = build_afirmacion(dicho)
    assert (afirmacion.correo, afirmacion.correo_confirmado, afirmacion.amr, afirmacion.acr) == ("ana@e.example", False, frozenset(), "")
    assert build_afirmacion(dicho | {"email": 7}).correo == ""
    assert build_afirmacion(dicho | {"email_verified": True, "amr": ["mfa", 1], "acr": "x"}).amr == {"mfa"}

"""The way out of this machine to an address that somebody else chose, and that may lead nowhere inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from AntiSSRF import AntiSSRFPolicy, PolicyConfigOptions
from requests import PreparedRequest, Session

#: What this machine's own addresses are called, when they are allowed at all.
LOCALES = ("127.0.0.0/8", "::1/128")


def open_sesion(*, locales: bool, redes: Sequence[str] = ()) -> Session:
    """A session that calls public addresses by TLS and nothing else.

    The host is resolved once, every address that it gives must be public, and that address is the one that is called; proxies of the
    environment are not used, for they would resolve the name again. `redes` are private networks (CIDR) that count as public;
    `locales` lets in this same machine and plain HTTP, to develop.
    """
    politica = AntiSSRFPolicy(PolicyConfigOptions.EXTERNAL_ONLY_LATEST)
    politica.add_xff_header = False
    if permitidas := [*redes, *(LOCALES if locales else ())]:
        politica.add_allowed_addresses(permitidas)
    politica.allow_plain_text_http = locales
    sesion: Session = politica.get_antissrf_session()
    sesion.trust_env = False
    for adaptador in sesion.adapters.values():
        adaptador.add_headers = _name_puerto  # type: ignore[attr-defined]
    return sesion


def _name_puerto(peticion: PreparedRequest, **_: Any) -> None:
    """Say the port too, which the guard leaves out: a server that writes its own address would write another (RFC 9110, 7.2)."""
    peticion.headers["Host"] = urlsplit(str(peticion.url)).netloc.rpartition("@")[2]

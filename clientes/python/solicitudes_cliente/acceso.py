"""How a call says who makes it: with a token that is at hand, or with the credentials of an accredited client (RFC 6749, section 4.4)."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

import requests

#: A token is renewed so many seconds before it ends, so that none ends on the way.
ANTICIPO = 60


class Acceso(Protocol):
    """Says who calls."""

    def get_cabeceras(self, sesion: requests.Session, base: str) -> dict[str, str]:
        """The headers of one call."""
        ...

    def forget(self) -> bool:
        """Drop what was refused with 401; whether it is worth asking for another."""
        ...


@dataclass(frozen=True, slots=True)
class Token:
    """A personal token, or any other that somebody gave."""

    valor: str

    def get_cabeceras(self, sesion: requests.Session, base: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.valor}"}

    def forget(self) -> bool:
        return False


@dataclass
class Credenciales:
    """The credentials of an accredited client. Its token is asked for when it is first needed, and again before it ends."""

    client_id: str
    secreto: str = field(repr=False)
    _token: str = field(default="", init=False, repr=False)
    _hasta: float = field(default=0.0, init=False, repr=False)
    _candado: Lock = field(default_factory=Lock, init=False, repr=False)

    def get_cabeceras(self, sesion: requests.Session, base: str) -> dict[str, str]:
        """:raises requests.HTTPError: the credentials are refused (400, 401)."""
        with self._candado:
            if time.monotonic() >= self._hasta:
                respuesta = sesion.post(
                    f"{base}/oauth/token/",
                    data={"grant_type": "client_credentials"},
                    auth=(self.client_id, self.secreto),
                    timeout=30,
                )
                respuesta.raise_for_status()
                datos = respuesta.json()
                self._token, self._hasta = datos["access_token"], time.monotonic() + float(datos["expires_in"]) - ANTICIPO
            return {"Authorization": f"Bearer {self._token}"}

    def forget(self) -> bool:
        with self._candado:
            habia, self._token, self._hasta = bool(self._token), "", 0.0
        return habia

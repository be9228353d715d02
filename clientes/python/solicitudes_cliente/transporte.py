"""HTTP over a line that fails: every POST carries its key, what may be repeated is repeated, what is refused is a ProblemaError."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import requests

from solicitudes_cliente.acceso import Acceso
from solicitudes_cliente.problemas import ProblemaError, SinRespuestaError

#: The other side may be well in a moment.
PASAJEROS = frozenset({502, 503, 504})
#: Somebody is at it under the same key: the answer will be there soon.
EN_CURSO = "peticion-en-curso"
ESPERA_MAXIMA = 30.0


@dataclass(frozen=True, slots=True)
class Respuesta:
    """An answer that the API gave. `repetida`: it had been given before, to the same key."""

    datos: Any
    etag: str
    repetida: bool
    contenido: bytes
    cabeceras: Mapping[str, str]


class Transporte:
    """One line to one installation. Safe to use from several threads.

    `intentos`: how often a call is tried before SinRespuestaError. `espera`: seconds before the second try; it doubles, with a part of
    chance, up to 30. `tope`: seconds to connect, and to wait for the next byte.
    """

    def __init__(
        self,
        base: str,
        acceso: Acceso | None = None,
        *,
        intentos: int = 6,
        espera: float = 0.5,
        tope: tuple[float, float] = (5.0, 30.0),
        idioma: str = "es",
        dormir: Callable[[float], None] = time.sleep,
    ) -> None:
        self.base, self.acceso = base.rstrip("/"), acceso
        self.intentos, self.espera, self.tope, self.dormir = intentos, espera, tope, dormir
        self.sesion = requests.Session()
        self.sesion.headers.update({"Accept": "application/json", "Accept-Language": idioma, "User-Agent": "solicitudes-cliente/0.1"})

    def ask(
        self,
        metodo: str,
        ruta: str,
        *,
        cuerpo: Any = None,
        archivos: Mapping[str, Any] | None = None,
        parametros: Mapping[str, Any] | None = None,
        cabeceras: Mapping[str, str] | None = None,
        llave: str = "",
    ) -> Respuesta:
        """One call, tried until somebody answers. `ruta` is under `/api/v1/`, or a whole address that the API gave.

        A POST without `llave` gets one of its own, the same in every try: what it asks for is done once.

        :raises ProblemaError: the API refuses.
        :raises SinRespuestaError: nobody answered; ask again with its `llave`.
        """
        direccion = self._locate(ruta)
        llave = llave or (str(uuid.uuid4()) if metodo == "POST" else "")
        propias = dict(cabeceras or {}) | ({"Idempotency-Key": llave} if llave else {})
        causa = ""
        for intento in range(self.intentos):
            if intento:
                self.dormir(min(ESPERA_MAXIMA, self.espera * 2 ** (intento - 1)) * random.uniform(0.5, 1.0))  # noqa: S311 - not a secret
            try:
                respuesta = self._send(metodo, direccion, propias, cuerpo=cuerpo, archivos=archivos, parametros=parametros)
                if causa := self._reason_to_repeat(respuesta):
                    continue
                return _read(respuesta)
            except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError, CortadaError) as error:
                causa = str(error)
        raise SinRespuestaError(metodo, direccion, llave, causa)

    def close(self) -> None:
        self.sesion.close()

    def _locate(self, ruta: str) -> str:
        """:raises ValueError: an address elsewhere, to which no key or token of ours goes."""
        if "://" not in ruta:
            return f"{self.base}/api/v1/{ruta}"
        if not ruta.startswith(f"{self.base}/"):
            raise ValueError(f"{ruta} no es de {self.base}")
        return ruta

    def _send(self, metodo: str, direccion: str, cabeceras: Mapping[str, str], **lo_demas: Any) -> requests.Response:
        for ultima in (False, True):
            propias = dict(cabeceras) | (self.acceso.get_cabeceras(self.sesion, self.base) if self.acceso else {})
            respuesta = self.sesion.request(
                metodo,
                direccion,
                headers=propias,
                json=lo_demas["cuerpo"],
                files=lo_demas["archivos"],
                params=lo_demas["parametros"],
                timeout=self.tope,
                allow_redirects=False,
            )
            if respuesta.status_code != 401 or ultima or not (self.acceso and self.acceso.forget()):
                break
        return respuesta

    def _reason_to_repeat(self, respuesta: requests.Response) -> str:
        if respuesta.status_code == 429:
            self.dormir(min(ESPERA_MAXIMA, float(respuesta.headers.get("Retry-After", "1"))))
            return "demasiadas peticiones"
        if respuesta.status_code in PASAJEROS:
            return f"el servidor respondió {respuesta.status_code}"
        if respuesta.status_code == 409 and _as_json(respuesta).get("codigo") == EN_CURSO:
            return EN_CURSO
        return ""


class CortadaError(Exception):
    """What came is not the whole of an answer."""


def _read(respuesta: requests.Response) -> Respuesta:
    """:raises ProblemaError: it is a refusal.
    :raises CortadaError: it announces JSON and is none.
    """
    es_json = "json" in respuesta.headers.get("Content-Type", "")
    if respuesta.status_code >= 400:
        raise ProblemaError(respuesta.status_code, _as_json(respuesta) if es_json else {"detail": respuesta.text[:200]})
    return Respuesta(
        datos=_as_json(respuesta) if es_json else None,
        etag=respuesta.headers.get("ETag", ""),
        repetida=respuesta.headers.get("Idempotency-Replayed") == "true",
        contenido=respuesta.content,
        cabeceras=respuesta.headers,
    )


def _as_json(respuesta: requests.Response) -> Any:
    try:
        return respuesta.json()
    except requests.JSONDecodeError as error:
        raise CortadaError(f"respuesta {respuesta.status_code} que no es JSON") from error

"""The case system of an institution, small and real: it speaks HTTP and nothing else, keeps what it learnt, and its line fails."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import requests

RESPUESTA = b"producto;precio\nAmoxicilina;0.42\n"


class LineaCaidaError(ConnectionError):
    """The answer did not come; whether the other side did what was asked, nobody knows."""


class SistemaDeInstitucion:
    """Takes cases by asking, does what an officer does, and repeats with the same key whatever it did not hear answered.

    `expedientes` is all that it knows, by folio. With `pierde`, every so many answers that change something are lost on the way back.
    """

    def __init__(self, url: str, client_id: str, secreto: str, *, pierde: int = 0) -> None:
        self.url, self.expedientes = url, dict[str, dict[str, Any]]()
        self.cursor, self.perdidas, self.repetidas = 0, 0, 0
        self._pierde, self._hechas = pierde, 0
        self._sesion = requests.Session()
        par = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secreto}
        token = self._sesion.post(f"{url}/oauth/token/", data=par, timeout=30).json()["access_token"]
        self._sesion.headers["Authorization"] = f"Bearer {token}"

    def pull(self) -> None:
        """Everything that happened since the last time, and each case as it now stands."""
        tocados: dict[str, None] = {}
        while True:
            pagina = self._get("eventos/", {"desde": self.cursor, "limite": 7})
            tocados |= dict.fromkeys(evento["data"]["folio"] for evento in pagina["eventos"])
            self.cursor = pagina["siguiente"]
            if not pagina["hay_mas"]:
                break
        for folio in tocados:
            self._read(folio)

    def acknowledge(self, folio: str, numero: str) -> None:
        """Admit a case and tell the number that it has here."""
        self.act(folio, "admitir", {})
        self.act(folio, "numerar", {"expediente_interno": numero})

    def draft(self, folio: str) -> None:
        """The file of the answer and the draft of the resolution; reviewing and signing it is for people."""
        self._insist(lambda llave: self._attach(folio, llave))
        self.act(folio, "redactar", {"sentido": "entrega_total", "respuesta": "Se entrega el listado."})
        self.act(folio, "enviar-a-revision", {})

    def notify(self, folio: str) -> None:
        self.act(folio, "resolver", {})
        self.act(folio, "entregar", {"constancia": "Por correo."})

    def act(self, folio: str, acto: str, cuerpo: dict[str, Any]) -> None:
        self._insist(lambda llave: self._post(f"solicitudes/{folio}/{acto}/", llave, folio, json=cuerpo))
        self._read(folio)

    def describe(self) -> Iterator[dict[str, Any]]:
        """What it has, as it is reconciled."""
        for folio, e in self.expedientes.items():
            yield {"folio": folio, **{k: e[k] for k in ("expediente_interno", "estado", "version")}, "documentos": sorted(e["papeles"])}

    def reconcile(self) -> dict[str, Any]:
        respuesta = self._sesion.post(f"{self.url}/api/v1/conciliaciones/", json={"expedientes": list(self.describe())}, timeout=30)
        respuesta.raise_for_status()
        return respuesta.json()

    def _read(self, folio: str) -> None:
        expediente = self._get(f"solicitudes/{folio}/")
        papeles = self._get(f"solicitudes/{folio}/documentos/")["results"]
        self.expedientes[folio] = expediente | {"papeles": {p["sha256"]: self._fetch(folio, p) for p in papeles}}

    def _fetch(self, folio: str, papel: dict[str, Any]) -> str:
        """The paper itself, held against the hash that was said of it."""
        respuesta = self._sesion.get(f"{self.url}/api/v1/solicitudes/{folio}/documentos/{papel['codigo']}/", timeout=30)
        respuesta.raise_for_status()
        assert hashlib.sha256(respuesta.content).hexdigest() == papel["sha256"]
        assert respuesta.headers["Repr-Digest"].startswith("sha-256=:")
        return str(papel["tipo"])

    def _attach(self, folio: str, llave: str) -> None:
        huella = hashlib.sha256(RESPUESTA).hexdigest()
        archivos = {"archivo": ("compras.csv", RESPUESTA, "text/csv")}
        self._post(f"solicitudes/{folio}/documentos/", llave, folio, files=archivos, data={"sha256": huella})
        self._read(folio)

    def _insist(self, hacer: Any) -> None:
        """With one key until an answer is heard."""
        llave = str(uuid4())
        for _ in range(3):
            try:
                hacer(llave)
            except LineaCaidaError:
                continue
            return
        raise AssertionError("The line did not come back.")

    def _get(self, ruta: str, consulta: dict[str, Any] | None = None) -> Any:
        respuesta = self._sesion.get(f"{self.url}/api/v1/{ruta}", params=consulta, timeout=30)
        respuesta.raise_for_status()
        return respuesta.json()

    def _post(self, ruta: str, llave: str, folio: str, **cuerpo: Any) -> None:
        cabeceras = {"Idempotency-Key": llave, "If-Match": f'"{self.expedientes[folio]["version"]}"'}
        respuesta = self._sesion.post(f"{self.url}/api/v1/{ruta}", headers=cabeceras, timeout=30, **cuerpo)
        self._hechas += 1
        if self._pierde and self._hechas % self._pierde == 0:
            self.perdidas += 1
            raise LineaCaidaError
        assert respuesta.status_code in (200, 201), respuesta.text
        self.repetidas += respuesta.headers.get("Idempotency-Replayed") == "true"

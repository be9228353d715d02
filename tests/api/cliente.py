"""A caller of the API as tests see one: every answer that she gets is held against the schema."""

from __future__ import annotations

import json
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from solicitudes.models import Persona, Solicitud
from tests.api.contrato import check_respuesta


class Cliente:
    """An applicant with her key, an official with her session, or nobody known."""

    def __init__(self, *, clave: str = "", persona: Persona | None = None, **cabeceras: str) -> None:
        self.cabeceras = cabeceras | ({"X-Clave-Seguimiento": clave} if clave else {})
        self.web = Client(raise_request_exception=False)
        if persona:
            self.web.force_login(persona, backend="django.contrib.auth.backends.ModelBackend")

    def get(self, ruta: str, datos: dict[str, Any] | None = None, **cabeceras: str) -> HttpResponse:
        return self._check(self.web.get(f"/api/v1/{ruta}", datos, headers=self.cabeceras | cabeceras))

    def download(self, ruta: str, **cabeceras: str) -> HttpResponse:
        """A file, read to its end: its bytes are in `.contenido`."""
        respuesta = self.get(ruta, **cabeceras)
        respuesta.contenido = respuesta.getvalue()  # which closes the file
        return respuesta

    def post(self, ruta: str, datos: Any = None, **cabeceras: str) -> HttpResponse:
        """`datos` as JSON; bytes or text go as they are."""
        cuerpo = {} if datos is None else datos
        cabeceras = self.cabeceras | read_condicion(ruta) | cabeceras
        respuesta = self.web.post(f"/api/v1/{ruta}", cuerpo, content_type="application/json", headers=cabeceras)
        return self._check(respuesta)

    def upload(self, folio: str, nombre: str, contenido: bytes, *, hoja: str = "documentos/", **cabeceras: str) -> HttpResponse:
        archivo = SimpleUploadedFile("archivo", contenido, content_type="application/octet-stream")
        archivo._name = nombre  # as it came: SimpleUploadedFile would clean it, which is not what an attacker does
        ruta = f"solicitudes/{folio}/{hoja}"
        respuesta = self.web.post(f"/api/v1/{ruta}", {"archivo": archivo}, headers=self.cabeceras | read_condicion(ruta) | cabeceras)
        return self._check(respuesta)

    def request(self, metodo: str, ruta: str, **cabeceras: str) -> HttpResponse:
        """Any other method, without a body."""
        return self._check(self.web.generic(metodo, f"/api/v1/{ruta}", headers=self.cabeceras | cabeceras))

    def send(self, metodo: str, ruta: str, datos: Any = None, **cabeceras: str) -> HttpResponse:
        """Any method, with `datos` as JSON."""
        cuerpo = json.dumps(datos) if datos is not None else ""
        tipo = "application/json"
        return self._check(self.web.generic(metodo, f"/api/v1/{ruta}", cuerpo, content_type=tipo, headers=self.cabeceras | cabeceras))

    @staticmethod
    def _check(respuesta: HttpResponse) -> HttpResponse:
        check_respuesta(respuesta)
        return respuesta


def read_condicion(ruta: str) -> dict[str, str]:
    """If-Match with the present version, for an act; a test of the condition itself sends its own."""
    acto = re.fullmatch(r"solicitudes/([^/]+)/[^/]+/", ruta)
    if acto is None:
        return {}
    return {"If-Match": f'"{Solicitud.todas.filter(folio=acto[1]).values_list("version", flat=True).first() or 0}"'}

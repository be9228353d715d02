"""The stream of events as tests move it: file through a portal, publish, deliver."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from config import reloj
from notifications.relevo import drenar
from solicitudes.services.publicacion import publicar_eventos
from tests.api.cliente import Cliente
from tests.api.reparto import AHORA, CONSENTIMIENTO, NOMBRE, PREGUNTA, Caso
from tests.receptor import Receptor


def file(portal: Cliente, **cambios: Any) -> Caso:
    datos = {
        "instituciones": ["MSPAS"],
        "descripcion": PREGUNTA,
        "solicitante": {"nombre": NOMBRE},
        "consentimiento": CONSENTIMIENTO,
    } | cambios
    recibo = portal.post("solicitudes/", datos).json()
    return Caso(recibo["solicitudes"][0]["folio"], recibo["clave"], recibo["presentacion"])


def publish(momento: datetime = AHORA) -> int:
    return publicar_eventos(ahora=momento)


def subscribe(cliente: Cliente, receptor: Receptor, *eventos: str) -> dict[str, Any]:
    respuesta = cliente.post("suscripciones/", {"url": receptor.url, "eventos": list(eventos)})
    assert respuesta.status_code == 201, respuesta.content
    return respuesta.json()


def relay(momento: datetime | None = None) -> None:
    """Publish, and deliver whatever is due then."""
    momento = momento or reloj.ahora()
    publish(momento)
    drenar(ahora=momento)


def read_llegadas(receptor: Receptor) -> list[tuple[str, int]]:
    cuerpos = [json.loads(cuerpo)["data"] for _, cuerpo in receptor.llegadas]
    return [(datos["folio"], datos["numero"]) for datos in cuerpos]

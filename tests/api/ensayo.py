"""A sandbox client at the door: it files, does each act in the part of whose act it is, and moves the clock of its case."""

from __future__ import annotations

from typing import Any

from tests.api.cliente import Cliente
from tests.api.reparto import ACTOS, CONSENTIMIENTO, CORREO, NOMBRE, PREGUNTA, Caso

TODOS = ("solicitudes:presentar", "solicitudes:leer", "solicitudes:actuar", "eventos:recibir")
RESUELVE = ("admitir", "redactar", "enviar-a-revision", "revisar", "firmar", "resolver")


def file(cliente: Cliente, *instituciones: str, **cambios: Any) -> Caso:
    """A rehearsal at the MSPAS, if no other institution is named."""
    solicitante = {"nombre": NOMBRE, "correo": CORREO}
    datos = {
        "instituciones": instituciones or ["MSPAS"],
        "descripcion": PREGUNTA,
        "solicitante": solicitante,
        "consentimiento": CONSENTIMIENTO,
    } | cambios
    respuesta = cliente.post("solicitudes/", datos)
    assert respuesta.status_code == 201, respuesta.content
    recibo = respuesta.json()
    return Caso(recibo["solicitudes"][0]["folio"], recibo["clave"], recibo["presentacion"])


def act(cliente: Cliente, caso: Caso, acto: str, **cambios: Any) -> Any:
    """One act, with the key of the applicant where it is hers."""
    quien, cuerpo = ACTOS[acto]
    clave = {"X-Clave-Seguimiento": caso.clave} if quien == "solicitante" else {}
    respuesta = cliente.post(f"{caso.ruta}{acto}/", cuerpo | cambios, **clave)
    assert respuesta.status_code == 200, respuesta.content
    return respuesta.json()


def advance(cliente: Cliente, caso: Caso, dias: int) -> Any:
    """Some days later."""
    respuesta = cliente.post(f"{caso.ruta}adelantar/", {"dias": dias})
    assert respuesta.status_code == 200, respuesta.content
    return respuesta.json()

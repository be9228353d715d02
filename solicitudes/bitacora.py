"""The tamper-evident history: each movement sealed with SHA-256 over its canonical JSON and the seal before it (docs/adr/0006)."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from solicitudes.models import Movimiento, Solicitud
from workflow.eventos import TipoSolicitud

#: The seal before the first movement of every case.
ORIGEN = "0" * 64


def canonical_json(datos: Any) -> bytes:
    """JSON with one possible writing: sorted keys, no spaces, UTF-8, no NaN."""
    return json.dumps(datos, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest(datos: Any) -> str:
    """SHA-256 in hexadecimal of the canonical JSON of `datos`."""
    return hashlib.sha256(canonical_json(datos)).hexdigest()


def digest_bytes(datos: bytes) -> str:
    """SHA-256 in hexadecimal of a file."""
    return hashlib.sha256(datos).hexdigest()


def seal_movimiento(movimiento: Movimiento, *, folio: str) -> str:
    """The seal of a movement: over every field that says something, its case by folio, and the seal before it."""
    return digest(
        {
            "folio": folio,
            "numero": movimiento.numero,
            "acto": movimiento.acto,
            "estado_anterior": movimiento.estado_anterior,
            "estado_nuevo": movimiento.estado_nuevo,
            "rol": movimiento.rol,
            "persona": movimiento.persona_id,
            "fecha_hora": _utc(movimiento.fecha_hora),
            "datos": movimiento.datos,
            "anterior": movimiento.huella_anterior,
        }
    )


def append_movimiento(
    solicitud: Solicitud, *, acto: str, estado_anterior: str, rol: str, persona_id: int | None, ahora: datetime, datos: dict[str, Any]
) -> Movimiento:
    """Build the next movement of a case, sealed, and move the case's `version` and `cabeza` to it. Saves neither.

    The case must be locked, so that no other movement gets the same number.
    """
    movimiento = Movimiento(
        solicitud=solicitud,
        numero=solicitud.version + 1,
        acto=acto,
        estado_anterior=estado_anterior,
        estado_nuevo=solicitud.estado,
        rol=rol,
        persona_id=persona_id,
        fecha_hora=ahora,
        datos=datos,
        huella_anterior=solicitud.cabeza or ORIGEN,
    )
    movimiento.huella = seal_movimiento(movimiento, folio=solicitud.folio)
    solicitud.version, solicitud.cabeza = movimiento.numero, movimiento.huella
    return movimiento


def seal_texto(solicitud: Solicitud) -> str:
    """The seal of what was asked, kept in the first movement so that a changed text shows."""
    texto = [solicitud.folio, solicitud.tipo, solicitud.descripcion, solicitud.forma_entrega]
    if solicitud.tipo == TipoSolicitud.DATOS_RECTIFICACION:
        # Cases filed before the law's three things were asked for have no row, and keep their seal.
        pedida = getattr(solicitud, "rectificacion", None)
        texto += [pedida.sistema, pedida.cambio, pedida.evidencia] if pedida else []
    return digest(texto)


def _utc(momento: datetime) -> str:
    return momento.astimezone(UTC).isoformat(timespec="microseconds")

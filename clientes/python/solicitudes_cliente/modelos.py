"""What the API gives, as far as a program must understand it; the rest stays at hand in `datos`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class ReciboDeSolicitud:
    """The birth of one case. `vence` is the last day to answer, `acuse` the address of its receipt in PDF."""

    folio: str
    institucion: str
    vence: date
    acuse: str


@dataclass(frozen=True, slots=True)
class Recibo:
    """The answer to a filing. `clave` opens all of its cases and is given only here (and to the same Idempotency-Key)."""

    presentacion: str
    clave: str
    solicitudes: tuple[ReciboDeSolicitud, ...]
    repetida: bool


@dataclass(frozen=True, slots=True)
class Expediente:
    """A case as it was read. `etag` says which version: an act on it is done on that version or not at all. `vence` is None while
    nobody can know it. `actos` is what the caller may do now."""

    datos: dict[str, Any]
    etag: str

    @property
    def folio(self) -> str:
        return str(self.datos["folio"])

    @property
    def estado(self) -> str:
        return str(self.datos["estado"])

    @property
    def version(self) -> int:
        return int(self.datos["version"])

    @property
    def vence(self) -> date | None:
        return date.fromisoformat(self.datos["vence"]) if self.datos["vence"] else None

    @property
    def actos(self) -> tuple[str, ...]:
        return tuple(self.datos["actos"])


@dataclass(frozen=True, slots=True)
class Evento:
    """One act of one case. `posicion` rises along the stream, `numero` counts the acts of the case: 1, 2, 3…"""

    tipo: str
    fecha_hora: datetime
    posicion: int
    folio: str
    numero: int
    acto: str
    estado: str
    datos: dict[str, Any]


def build_recibo(datos: dict[str, Any], *, repetida: bool) -> Recibo:
    nacidas = (ReciboDeSolicitud(s["folio"], s["institucion"], date.fromisoformat(s["vence"]), s["acuse"]) for s in datos["solicitudes"])
    return Recibo(datos["presentacion"], datos["clave"], tuple(nacidas), repetida)


def build_evento(cuerpo: dict[str, Any]) -> Evento:
    datos = cuerpo["data"]
    return Evento(
        tipo=cuerpo["type"],
        fecha_hora=datetime.fromisoformat(cuerpo["timestamp"]),
        posicion=datos["posicion"],
        folio=datos["folio"],
        numero=datos["numero"],
        acto=datos["acto"],
        estado=datos["estado_nuevo"],
        datos=datos,
    )

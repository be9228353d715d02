"""What the API refuses (RFC 9457), and what the line never answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ErrorDeCampo:
    """One thing to correct: `puntero` is a JSON pointer into what was sent."""

    puntero: str
    detalle: str


class ProblemaError(Exception):
    """The API said no. Tell problems apart by `codigo`, which does not change; `detalle` is for people.

    `estatus` is the HTTP status, `articulo` the norm that decides (empty where none does), `errores` what has to be corrected.
    """

    def __init__(self, estatus: int, problema: Mapping[str, Any]) -> None:
        self.estatus = estatus
        self.codigo = str(problema.get("codigo", ""))
        self.titulo = str(problema.get("title", ""))
        self.detalle = str(problema.get("detail", ""))
        self.articulo = str(problema.get("articulo", ""))
        self.errores = tuple(ErrorDeCampo(str(e.get("pointer", "")), str(e.get("detalle", ""))) for e in problema.get("errores", ()))
        super().__init__(f"{estatus} {self.codigo}: {self.detalle}")

    @property
    def es_version_anterior(self) -> bool:
        """The case changed since it was read: read it again, look at what changed, and decide (412)."""
        return self.estatus == 412


class SinRespuestaError(Exception):
    """No answer after every try: whether it was done is not known. Ask again with the same `llave`, today or within thirty days: it is
    done once, and the answer is the same."""

    def __init__(self, metodo: str, direccion: str, llave: str, causa: str) -> None:
        self.metodo, self.direccion, self.llave = metodo, direccion, llave
        super().__init__(f"{metodo} {direccion} no tuvo respuesta: {causa}")

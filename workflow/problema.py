"""What can go wrong in the domain: one base class, from which every refusal inherits beside the function that raises it."""

from __future__ import annotations

from typing import Any, ClassVar


class ProblemaError(Exception):
    """A refusal that a person can read and a program can match.

    `codigo` is the Spanish slug that clients match, `titulo` its short fixed text, `estatus` the HTTP status it maps to
    (RFC 9457), `articulo` the article of the law that decides, if one does. `campo` points at the offending input.
    """

    codigo: ClassVar[str] = "problema"
    titulo: ClassVar[str] = "No se pudo completar la acción"
    estatus: ClassVar[int] = 422

    def __init__(self, detalle: str, *, articulo: str = "", campo: str = "") -> None:
        super().__init__(detalle)
        self.detalle = detalle
        self.articulo = articulo
        self.campo = campo

    def as_problem(self) -> dict[str, Any]:
        """The refusal as an RFC 9457 problem object."""
        return problem(self.estatus, self.codigo, self.titulo, self.detalle, articulo=self.articulo, campo=self.campo)


def problem(status: int, codigo: str, titulo: str, detalle: str, *, articulo: str = "", campo: str = "") -> dict[str, Any]:
    """A problem object (RFC 9457): `codigo` is what clients match, `articulo` the article that decides, `campo` the path of the datum."""
    problema: dict[str, Any] = {
        "type": f"urn:solicitudes:problema:{codigo}",
        "title": titulo,
        "status": int(status),
        "detail": detalle,
        "codigo": codigo,
    }
    if articulo:
        problema["articulo"] = articulo
    if campo:
        problema["errores"] = [{"pointer": f"/{campo}", "detalle": detalle}]
    return problema

"""What can go wrong in the domain: one base class, from which every refusal inherits beside the function that raises it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from workflow.frase import Frase, Traductor


class ProblemaError(Exception):
    """A refusal that a person can read and a program can match.

    `codigo` is the Spanish slug that clients match, `titulo` its short fixed text, `estatus` the HTTP status it maps to
    (RFC 9457), `articulo` the article of the law that decides, if one does. `campo` points at the offending input.

    The sentence is a `plantilla` with its `datos`, as in `("Puede durar hasta el {tope:%d/%m/%Y}.", tope=tope)`, so that a door can tell it
    in another language (docs/adr/0021). Without data it is the sentence itself.
    """

    codigo: ClassVar[str] = "problema"
    titulo: ClassVar[str] = "No se pudo completar la acción"
    estatus: ClassVar[int] = 422

    def __init__(self, plantilla: str, *, articulo: str = "", campo: str = "", **datos: Any) -> None:
        self.plantilla = plantilla
        self.datos = datos
        self.articulo = articulo
        self.campo = campo
        self.detalle = self.tell(str)
        super().__init__(self.detalle)

    @classmethod
    def from_otra(cls, otra: ProblemaError) -> Self:
        """What another refusal says of the same datum, as one of this kind."""
        return cls(otra.plantilla, campo=otra.campo, **otra.datos)

    def tell(self, traducir: Traductor) -> str:
        """The sentence in another language."""
        return Frase(self.plantilla, self.datos).tell(traducir)

    def as_problem(self, traducir: Traductor = str) -> dict[str, Any]:
        """The refusal as an RFC 9457 problem object."""
        titulo, detalle = traducir(self.titulo), self.tell(traducir)
        return problem(self.estatus, self.codigo, titulo, detalle, articulo=self.articulo, campo=self.campo)


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

"""What may be charged: the reproduction of what is handed over, never the search nor the reading (LAIP arts. 16 to 18)."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum


class Reproduccion(StrEnum):
    """What is reproduced and counted: pages or units. There is nothing here for searching: it is not charged."""

    COPIA_SIMPLE = "copia_simple"
    COPIA_CERTIFICADA = "copia_certificada"
    DISCO = "disco"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS[self]


ETIQUETAS: dict[Reproduccion, str] = {
    Reproduccion.COPIA_SIMPLE: "Página en copia simple",
    Reproduccion.COPIA_CERTIFICADA: "Página en copia certificada",
    Reproduccion.DISCO: "Disco u otro soporte",
}

#: Forms of delivery that reproduce nothing on paper or on a disk: they cost nothing, whatever anybody types.
GRATUITAS = frozenset({"electronica", "consulta_directa"})

CERO = Decimal("0.00")


def calculate_importe(cantidad: int, monto: Decimal | None) -> Decimal:
    """So many pages or units at the tariff in force; without a tariff nothing may be charged."""
    return (monto * cantidad).quantize(CERO) if monto else CERO

"""The table that a run prints."""

from collections.abc import Iterable
from dataclasses import dataclass

_COLUMNAS = ("medida", "valor", "mín–máx", "piso", "razón", "meta", "")


@dataclass(frozen=True, slots=True)
class Medida:
    """One figure: what was measured, the floor beside it, the target and whether it was met (None where there is none)."""

    figura: str
    valor: str
    rango: str = ""
    piso: str = ""
    razon: str = ""
    meta: str = ""
    cumple: bool | None = None

    @property
    def celdas(self) -> tuple[str, ...]:
        marca = {True: "✓", False: "✗", None: ""}[self.cumple]
        return (self.figura, self.valor, self.rango, self.piso, self.razon, self.meta, marca)


def render_tabla(medidas: Iterable[Medida]) -> str:
    """The figures in aligned columns."""
    filas = [_COLUMNAS, *(m.celdas for m in medidas)]
    anchos = [max(len(fila[columna]) for fila in filas) for columna in range(len(_COLUMNAS))]
    lineas = ["  ".join(celda.ljust(ancho) for celda, ancho in zip(fila, anchos, strict=True)).rstrip() for fila in filas]
    return "\n".join([lineas[0], "  ".join("─" * ancho for ancho in anchos), *lineas[1:]])


def describe_tasa(por_segundo: float) -> str:
    return f"{por_segundo:,.0f}/s"


def describe_razon(veces: float) -> str:
    """A rate as a part of the floor's: 1/2.5; faster than the floor, 1.3."""
    return f"1/{veces:.1f}" if veces > 1 else f"{1 / veces:.1f}"

"""Where each bar, point and mark of a chart stands: arithmetic alone. `partes/grafica.html` draws it, with its numbers in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

#: The drawing in its own units; a telephone shows it almost as it is, a desktop larger.
ANCHO, ALTO = 340, 180
IZQUIERDA, DERECHA, ARRIBA, ABAJO = 30, 4, 8, 32
_MARCAS = 4  # steps of the scale, at most


@dataclass(frozen=True, slots=True)
class Serie:
    """What is measured, one value for each place of the axis; None where there is nothing to measure. `clase` gives its colour."""

    nombre: str
    valores: Sequence[float | None]
    clase: str


@dataclass(frozen=True, slots=True)
class Lugar:
    """A place of the axis: what stands under it, in one or two lines, and its whole name for the table."""

    corto: str
    bajo: str
    entero: str


@dataclass(frozen=True, slots=True)
class Marca:
    """A line of the scale and what it is worth."""

    y: float
    valor: int


@dataclass(frozen=True, slots=True)
class Tramo:
    """A piece of a bar."""

    y: float
    alto: float
    clase: str


@dataclass(frozen=True, slots=True)
class Columna:
    """One place of the axis and what stands on it."""

    x: float
    centro: float
    lugar: Lugar
    tramos: tuple[Tramo, ...]


@dataclass(frozen=True, slots=True)
class Dibujo:
    """Everything that is drawn. `lineas` are the points of each unbroken stretch, as SVG writes them;
    `puntos` all of them; `resumen` says it in words to whoever does not see it."""

    titulo: str
    series: tuple[Serie, ...]
    marcas: tuple[Marca, ...]
    columnas: tuple[Columna, ...]
    ancho_de_barra: float
    lineas: tuple[str, ...] = ()
    puntos: tuple[tuple[float, float], ...] = ()
    resumen: str = ""

    @property
    def filas(self) -> list[tuple[str, list[float | None]]]:
        """The numbers, a row for each place of the axis."""
        return [(c.lugar.entero, [serie.valores[n] for serie in self.series]) for n, c in enumerate(self.columnas)]


def draw_barras(*, titulo: str, lugares: Sequence[Lugar], series: Sequence[Serie]) -> Dibujo:
    """Bars whose pieces add up: one for each place of the axis, the first series below."""
    totales = [sum(serie.valores[n] or 0 for serie in series) for n in range(len(lugares))]
    escala = _Escala(max(totales, default=0))
    ancho = _paso(lugares) * 0.68
    columnas = []
    for n, lugar in enumerate(lugares):
        tramos, pie = [], 0.0
        for serie in series:
            if valor := serie.valores[n] or 0:
                alto = escala.measure(valor)
                tramos.append(Tramo(_redondo(escala.place(pie + valor)), _redondo(alto), serie.clase))
                pie += valor
        centro = _centro(n, lugares)
        columnas.append(Columna(_redondo(centro - ancho / 2), _redondo(centro), lugar, tuple(tramos)))
    return Dibujo(titulo, tuple(series), escala.marcas, tuple(columnas), _redondo(ancho))


def draw_linea(*, titulo: str, lugares: Sequence[Lugar], serie: Serie) -> Dibujo:
    """One line, broken where there is nothing to measure."""
    escala = _Escala(max((valor for valor in serie.valores if valor is not None), default=0))
    columnas = tuple(Columna(0, _redondo(_centro(n, lugares)), lugar, ()) for n, lugar in enumerate(lugares))
    tiras: list[list[tuple[float, float]]] = [[]]
    for columna, valor in zip(columnas, serie.valores, strict=True):
        if valor is None:
            tiras.append([])
        else:
            tiras[-1].append((columna.centro, _redondo(escala.place(valor))))
    lineas = tuple(" ".join(f"{x},{y}" for x, y in tira) for tira in tiras if len(tira) > 1)
    puntos = tuple(punto for tira in tiras for punto in tira)
    return Dibujo(titulo, (serie,), escala.marcas, columnas, 0, lineas, puntos)


class _Escala:
    """From zero to a round number that nothing exceeds, in at most four round steps."""

    def __init__(self, maximo: float) -> None:
        paso = next(p for p in _pasos() if p * _MARCAS >= maximo)
        pasos = max(1, -(-int(-(-maximo // 1)) // paso))
        self.tope = paso * pasos
        self.marcas = tuple(Marca(_redondo(self.place(n * paso)), n * paso) for n in range(pasos + 1))

    def measure(self, valor: float) -> float:
        return valor / self.tope * (ALTO - ARRIBA - ABAJO)

    def place(self, valor: float) -> float:
        return ALTO - ABAJO - self.measure(valor)


def _pasos() -> Any:
    """1, 2, 5, 10, 20, 50…"""
    diez = 1
    while True:
        yield from (diez, 2 * diez, 5 * diez)
        diez *= 10


def _paso(lugares: Sequence[Any]) -> float:
    return (ANCHO - IZQUIERDA - DERECHA) / max(1, len(lugares))


def _centro(n: int, lugares: Sequence[Any]) -> float:
    return IZQUIERDA + _paso(lugares) * (n + 0.5)


def _redondo(valor: float) -> float:
    return round(valor, 1)

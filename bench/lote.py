"""Rows that go into the database together, in the order in which one needs the other."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.copia import copy_filas, number_objetos
from notifications.models import Salida
from solicitudes.avisos import entradas_for
from solicitudes.models import Movimiento, Presentacion, Resolucion, Solicitud


@dataclass
class Lote:
    """Rows that go in together, one list for each table."""

    presentaciones: list[Presentacion] = field(default_factory=list)
    solicitudes: list[Solicitud] = field(default_factory=list)
    movimientos: list[Movimiento] = field(default_factory=list)
    resoluciones: list[Resolucion] = field(default_factory=list)

    def write(self) -> None:
        number_objetos(Solicitud, self.solicitudes)
        for fila in (*self.movimientos, *self.resoluciones):
            fila.solicitud = fila.solicitud  # so that it takes the number that the case has now
        copy_filas(Presentacion, self.presentaciones)
        copy_filas(Solicitud, self.solicitudes)
        copy_filas(Movimiento, self.movimientos)
        copy_filas(Resolucion, self.resoluciones)
        copy_filas(Salida, list(self.list_salidas()))

    def list_salidas(self) -> Iterator[Salida]:
        """What the acts left in the outbox, done long ago."""
        for m in self.movimientos:
            for entrada in entradas_for(m.solicitud, m):
                yield Salida(
                    clave=entrada.clave,
                    efecto=entrada.efecto,
                    argumentos=dict(entrada.argumentos),
                    estado="hecha",
                    intentos=1,
                    proximo_intento=m.fecha_hora,
                    fecha_hora_creada=m.fecha_hora,
                    fecha_hora_fin=m.fecha_hora,
                )

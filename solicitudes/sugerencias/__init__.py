"""Which institution should I ask? Suggestions from a person's own words, in plain Python over data."""

from solicitudes.sugerencias.entradas import Entrada
from solicitudes.sugerencias.motor import Motor
from solicitudes.sugerencias.vocabulario import Vocabulario, read_vocabulario
from solicitudes.sugerencias.voto import Sugerencia

__all__ = ["Entrada", "Motor", "Sugerencia", "Vocabulario", "read_vocabulario"]

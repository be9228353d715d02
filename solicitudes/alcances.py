"""What a client may ask for: each scope in words that a person can grant knowingly."""

from __future__ import annotations

from enum import StrEnum


class Alcance(StrEnum):
    """A scope of an access token. What it opens is decided by policies.py, case by case."""

    PRESENTAR = "solicitudes:presentar"
    LEER = "solicitudes:leer"
    ACTUAR = "solicitudes:actuar"
    RECIBIR = "eventos:recibir"
    ESTADISTICAS = "estadisticas:leer"

    @property
    def explicacion(self) -> str:
        return EXPLICACIONES[self]


EXPLICACIONES: dict[Alcance, str] = {
    Alcance.PRESENTAR: "Presentar solicitudes por una persona.",
    Alcance.LEER: "Leer las solicitudes que presentó y, si es el sistema de una institución, las de ella.",
    Alcance.ACTUAR: "Hacer los actos de oficial en los expedientes de su institución.",
    Alcance.RECIBIR: "Recibir lo que ocurre en esas solicitudes, por consulta o por webhook.",
    Alcance.ESTADISTICAS: "Leer las estadísticas reservadas a quien se identifica.",
}

"""What an institution has open, as the rows of a table with bars: by how much of the term is left, each leading to its cases."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from informes.pendientes import count_pendientes
from portal.oficina.palabras import FORMAS
from solicitudes.despacho import QUE_FIRMAN
from solicitudes.mesa import Mesa
from workflow.restante import Urgencia


@dataclass(frozen=True, slots=True)
class Abiertas:
    """One row: how many, which part of the longest bar they are (0 to 100), and the filter of the inbox that shows them, if one does."""

    nombre: str
    cuantas: int
    parte: float
    urgencia: str
    figura: str
    filtro: str = ""


def list_abiertas(mesa: Mesa) -> list[Abiertas]:
    """The rows, the most urgent first; none when nothing is open. One query."""
    cuenta = count_pendientes(mesa, de=mesa.actor.instituciones(*QUE_FIRMAN))
    filas = (
        (_("Ya vencidas"), cuenta.vencidas, Urgencia.VENCIDA, "vencidas"),
        (_("Vencen hoy"), cuenta.hoy, Urgencia.HOY, "hoy"),
        (_("En 1 a 3 días hábiles"), cuenta.en_3, Urgencia.PRONTO, "3"),
        (_("En 4 o 5"), cuenta.en_5, Urgencia.CON_TIEMPO, "5"),
        (_("En 6 a 10"), cuenta.en_10, Urgencia.CON_TIEMPO, "10"),
        (_("Después"), cuenta.despues, Urgencia.CON_TIEMPO, ""),
        (_("Sin plazo que corra"), cuenta.sin_plazo, None, ""),
    )
    mayor = max(fila[1] for fila in filas)
    if not mayor:
        return []
    return [
        Abiertas(nombre, n, round(n * 100 / mayor, 1), urgencia.value if urgencia else "sin", FORMAS[urgencia] if urgencia else "○", filtro)
        for nombre, n, urgencia, filtro in filas
    ]

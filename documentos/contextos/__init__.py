"""What each template is told: plain JSON values, dates as ISO 8601 strings with their offset.

The service that knows the case fills these in; this room only prints them.
"""

from __future__ import annotations

from documentos.contextos.caida import ConstanciaCaida
from documentos.contextos.comunes import DiaExplicado, Firma, Institucion, LecturaAplicada, Plazo, PlazoDeResolucion
from documentos.contextos.recurso import AcuseRecurso, Amparo, CausalAlegada, DecisionRecurso, PreguntaRecurrida
from documentos.contextos.silencio import (
    CargoVigente,
    Carta,
    ConstanciaSilencio,
    Encargo,
    MovimientoSellado,
    Papel,
)
from documentos.contextos.solicitud import (
    Acuse,
    Anexo,
    Cobro,
    Confidencial,
    LineaDeCobro,
    PreguntaResuelta,
    Rectificacion,
    Recurso,
    Remision,
    Reserva,
    Resolucion,
)

__all__ = [
    "Acuse",
    "AcuseRecurso",
    "Amparo",
    "Anexo",
    "CargoVigente",
    "Carta",
    "CausalAlegada",
    "Cobro",
    "Confidencial",
    "ConstanciaCaida",
    "ConstanciaSilencio",
    "DecisionRecurso",
    "DiaExplicado",
    "Encargo",
    "Firma",
    "Institucion",
    "LecturaAplicada",
    "LineaDeCobro",
    "MovimientoSellado",
    "Papel",
    "Plazo",
    "PlazoDeResolucion",
    "PreguntaRecurrida",
    "PreguntaResuelta",
    "Rectificacion",
    "Recurso",
    "Remision",
    "Reserva",
    "Resolucion",
]

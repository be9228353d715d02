"""What each paper of a case says: the context that documentos/ prints, taken from the history as it stood at the act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from documentos.models import Documento
from solicitudes.models import Movimiento, Solicitud
from solicitudes.papeles.comunes import seguimiento_url
from solicitudes.papeles.recurso import build_acuse_recurso, build_decision_recurso
from solicitudes.papeles.silencio import build_constancia_silencio
from solicitudes.papeles.solicitud import ResolucionSinNotificarError, build_acuse, build_resolucion

__all__ = ["ResolucionSinNotificarError", "build_contexto", "seguimiento_url"]

_CONSTRUCTORES: Mapping[str, Callable[[Solicitud, Movimiento], Any]] = {
    Documento.Tipo.ACUSE.value: build_acuse,
    Documento.Tipo.RESOLUCION.value: build_resolucion,
    Documento.Tipo.ACUSE_RECURSO.value: build_acuse_recurso,
    Documento.Tipo.DECISION_RECURSO.value: build_decision_recurso,
    Documento.Tipo.CONSTANCIA_SILENCIO.value: build_constancia_silencio,
}


def build_contexto(*, tipo: str, solicitud: Solicitud, numero: int) -> dict[str, Any]:
    """The context of paper `tipo` about movement `numero` of a case whose institution and filing are loaded."""
    movimiento = Movimiento.objects.select_related("persona").get(solicitud=solicitud, numero=numero)
    return dict(_CONSTRUCTORES[tipo](solicitud, movimiento))

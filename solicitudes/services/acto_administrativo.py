"""The record of what the administration does, written in the same transaction as the thing itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.models import ActoAdministrativo


def record_acto(
    *, accion: Accion, objeto: str, institucion_id: int | None, actor: Actor, ahora: datetime, detalle: Mapping[str, Any] | None = None
) -> ActoAdministrativo:
    """Write down that `actor`, a person, did `accion` to `objeto`. Call it inside the transaction of what is done.

    `detalle` holds ids and, for a change, `antes` and `despues`; `institucion_id` is None for what concerns no institution.
    """
    if actor.persona_id is None:
        raise ValueError("Only people administer: a policy let nobody known through.")
    return ActoAdministrativo.objects.create(
        accion=accion.value,
        objeto=objeto[:300],
        institucion_id=institucion_id,
        persona_id=actor.persona_id,
        detalle=dict(detalle or {}),
        fecha_hora=ahora,
    )

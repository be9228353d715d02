"""Who has a case open: written when she opens it, thrown away when it is no longer true."""

from __future__ import annotations

from datetime import datetime, timedelta

from solicitudes.models import Presencia, Solicitud

#: For how long after somebody's last look the others are told that she has the case open.
VENTANA = timedelta(minutes=10)
#: A look so soon after the one on record writes nothing.
_FRESCA = timedelta(minutes=1)


def mark_presencia(*, solicitud: Solicitud, persona_id: int, ahora: datetime, anterior: Presencia | None) -> None:
    """Say that she has the case open, since `anterior` if that look is recent. `anterior` is her row as it was read, if she had one.

    One query, or none when she looked less than a minute ago.
    """
    if anterior is not None and ahora - anterior.fecha_hora < _FRESCA:
        return
    sigue = anterior is not None and ahora - anterior.fecha_hora < VENTANA
    desde = anterior.desde if anterior is not None and sigue else ahora
    Presencia.objects.bulk_create(
        [Presencia(solicitud=solicitud, persona_id=persona_id, desde=desde, fecha_hora=ahora)],
        update_conflicts=True,
        unique_fields=["solicitud", "persona"],
        update_fields=["desde", "fecha_hora"],
    )

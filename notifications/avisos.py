"""Telling somebody once: deliver by a channel, keep the proof."""

from __future__ import annotations

from datetime import datetime

from notifications.channels import CANALES
from notifications.channels.mensaje import Mensaje
from notifications.models import Aviso


def avisar(*, mensaje: Mensaje, canal: str, ahora: datetime) -> bool:
    """Deliver `mensaje` by `canal` unless the proof says that it already was; returns whether it left now.

    A process that dies between the delivery and the proof delivers again: the channel's identifier is then the same, so
    that it can be recognised as the same message.
    """
    clave = f"{canal}:{mensaje.identificador}"
    if Aviso.objects.filter(clave=clave).exists():
        return False
    mensaje_id = CANALES[canal].enviar(mensaje, ahora=ahora)
    Aviso.objects.get_or_create(
        clave=clave,
        defaults={
            "folio": mensaje.folio,
            "evento": mensaje.evento,
            "canal": canal,
            "destinatario": mensaje.destinatario,
            "mensaje_id": mensaje_id,
            "fecha_hora_envio": ahora,
        },
    )
    return True

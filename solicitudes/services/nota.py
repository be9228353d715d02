"""What the people who answer a case write to one another about it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from solicitudes.actor import Actor
from solicitudes.models import Nota
from solicitudes.policies import ActoNoAutorizadoError, may_write_nota
from solicitudes.services.acto import lock_solicitud, require_texto

#: The same words of the same person within this time are one note, pressed twice.
_REPETIDA = timedelta(minutes=5)


def anotar(*, folio: str, actor: Actor, texto: str, ahora: datetime) -> Nota:
    """Leave a note on a case. It is no act: state, version and terms stay as they are, and the applicant never sees it.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    :raises ActoNoAutorizadoError: she holds no office over it.
    :raises TextoRequeridoError: nothing is written.
    """
    with transaction.atomic():
        solicitud = lock_solicitud(folio, actor)
        if actor.persona_id is None or not may_write_nota(actor, solicitud):
            raise ActoNoAutorizadoError("Las notas las escribe quien atiende el expediente en su institución.", articulo="LAIP art. 20")
        texto = require_texto(texto, campo="texto", detalle="Escriba la nota.")
        ultima = Nota.objects.filter(solicitud=solicitud, persona=actor.persona_id).order_by("-pk").first()
        if ultima is not None and ultima.texto == texto and ahora - ultima.fecha_hora < _REPETIDA:
            return ultima
        nota = Nota(solicitud=solicitud, persona_id=actor.persona_id, texto=texto, fecha_hora=ahora)
        nota.save()
        return nota

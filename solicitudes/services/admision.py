"""admitir: the information unit takes the case in hand (LAIP art. 42)."""

from __future__ import annotations

from datetime import datetime

from solicitudes.actor import Actor
from solicitudes.models import Solicitud
from solicitudes.services.acto import open_acto


def admitir(*, folio: str, actor: Actor, ahora: datetime, version: int | None = None) -> Solicitud:
    """Admit the case. The term does not wait for it: it runs from the filing (reading D2)."""
    with open_acto("admitir", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        acto.asentar()
        return acto.solicitud

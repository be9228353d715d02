"""prorrogar: more time, once, with reasons, before the term ends (LAIP art. 43)."""

from __future__ import annotations

from datetime import datetime

from solicitudes.actor import Actor
from solicitudes.models import Solicitud
from solicitudes.services.acto import open_acto, require_texto


def prorrogar(*, folio: str, actor: Actor, dias: int, motivo: str, ahora: datetime, version: int | None = None) -> Solicitud:
    """Extend the answer term by `dias` business days, with the reasons that LAIP arts. 43 and 45 ask for.

    :raises ProrrogaFueraDePlazoError: the term has already expired (art. 44 applies instead).
    :raises ProrrogaYaConcedidaError: it was extended before.
    :raises ProrrogaExcedeMaximoError: more days than the law allows.
    """
    with open_acto("prorrogar", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        motivo = require_texto(motivo, campo="motivo", detalle="La prórroga debe decir sus razones.", articulo="LAIP arts. 43 y 45")
        antes = acto.libro.vencimiento
        acto.asentar(datos={"dias": dias, "motivo": motivo, "vencia": antes.isoformat() if antes else None})
        return acto.solicitud

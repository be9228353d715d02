"""What the outbox does for the calendar: the paper of each certificate that the service was down."""

from __future__ import annotations

from datetime import datetime

from documentos.emision import emitir
from documentos.models import Documento
from notifications.efectos import FallaPermanenteError, efecto
from solicitudes.models import ActoCalendario
from solicitudes.papeles.caida import build_constancia_caida, folio_of


@efecto("emitir-constancia-de-caida")
def issue_constancia_de_caida(*, ahora: datetime, numero: int) -> None:
    """Render and keep the certificate of an act, once."""
    acto = ActoCalendario.objects.select_related("persona").filter(numero=numero).first()
    if acto is None:
        raise FallaPermanenteError(f"No hay un acto {numero} del calendario.")
    contexto = build_constancia_caida(acto)
    emitir(
        tipo=Documento.Tipo.CONSTANCIA_CAIDA.value,
        folio=folio_of(numero),
        referencia="",
        institucion_nombre=contexto["institucion"]["nombre"],
        contexto=contexto,
        ahora=ahora,
    )

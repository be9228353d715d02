"""Is this paper authentic? Answered to anybody who has its code, without giving any of its content away."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from documentos.almacen import ContenidoAlteradoError, ContenidoAusenteError, open_contenido
from documentos.codigos import normalize_codigo
from documentos.models import Documento
from documentos.pruebas import is_de_prueba

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verificacion:
    """The answer. `coincide` compares the hash that the person holds, and is None when she gave none.

    `prueba` says that it was a rehearsal and has no legal value.

    An unknown code leaves everything None. A known one whose kept copy was altered or lost is not authentic either, but
    says what it was, so that the institution can be asked.
    """

    autentico: bool
    codigo: str | None = None
    tipo: str | None = None
    folio: str | None = None
    institucion: str | None = None
    fecha_hora_emision: datetime | None = None
    sha256: str | None = None
    coincide: bool | None = None
    prueba: bool = False


def verificar(*, codigo: str, sha256: str | None = None) -> Verificacion:
    """Look up `codigo` as a person types it, hash the kept copy again and compare `sha256` when given. One query.

    :raises AlmacenNoDisponibleError: the store cannot be reached now, so that neither answer would be true.
    """
    normalizado = normalize_codigo(codigo)
    documento = Documento.objects.defer("contexto").filter(codigo=normalizado).first() if normalizado else None
    if documento is None:
        return Verificacion(autentico=False)
    return Verificacion(
        autentico=_is_intact(documento),
        codigo=documento.codigo,
        tipo=documento.tipo,
        folio=documento.folio,
        institucion=documento.institucion_nombre,
        fecha_hora_emision=documento.fecha_hora_emision,
        sha256=documento.sha256,
        coincide=None if sha256 is None else sha256.strip().lower() == documento.sha256,
        prueba=is_de_prueba(documento.folio),
    )


def _is_intact(documento: Documento) -> bool:
    try:
        open_contenido(sha256=documento.sha256).close()
    except (ContenidoAlteradoError, ContenidoAusenteError):
        logger.exception("Kept copy of document %s does not verify", documento.codigo)
        return False
    return True

"""What there is of who asks for her own data: told to her without its bytes, opened by the officer, each time on record (LAIP art. 64)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography.fernet import InvalidToken
from django.db import transaction

from documentos.almacen import ContenidoAlteradoError, ContenidoAusenteError
from solicitudes.actor import Actor
from solicitudes.bitacora import digest_bytes
from solicitudes.boveda import read_secreto
from solicitudes.cifrado import decrypt
from solicitudes.models import AcreditacionIdentidad, PruebaPersonal, Solicitud
from solicitudes.policies_identidad import may_know_acreditada, require_identidad, visible_pruebas
from solicitudes.selectors import get_solicitud
from solicitudes.services.lectura import record_lectura_de_identidad
from workflow.identidad import ParaQue


@dataclass(frozen=True, slots=True)
class Identidad:
    """What she and those who answer her may know of it: whether it is on record, since when, and what she sent."""

    acreditada: AcreditacionIdentidad | None
    pruebas: tuple[PruebaPersonal, ...]

    @property
    def por_revisar(self) -> bool:
        """Whether she sent who she is, and it waits to be looked at."""
        return self.acreditada is None and any(prueba.para == ParaQue.IDENTIDAD for prueba in self.pruebas)


@dataclass(frozen=True, slots=True)
class IdentidadAbierta:
    """All of it, for the officer: `numero` and `mandato` in clear, empty once they were suppressed or cannot be read any more."""

    solicitud: Solicitud
    acreditada: AcreditacionIdentidad | None
    numero: str
    mandato: str
    pruebas: tuple[PruebaPersonal, ...]


def find_identidad(solicitud: Solicitud, *, actor: Actor) -> Identidad | None:
    """What may be told of it; None where nothing is to be accredited, or not to her. Two queries, none in other cases."""
    if not may_know_acreditada(actor, solicitud):
        return None
    # The number and the mandate are not even read from the database.
    acreditadas = AcreditacionIdentidad.objects.filter(solicitud=solicitud).select_related("persona").defer("numero", "mandato")
    return Identidad(acreditadas.first(), tuple(visible_pruebas(actor, solicitud).defer("archivo").order_by("pk")))


def open_identidad(folio: str, *, actor: Actor, ahora: datetime) -> IdentidadAbierta:
    """The accreditation of a case; that she opened it stays on record.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    :raises ActoNoAutorizadoError: it is not hers to open.
    """
    solicitud = get_solicitud(folio, actor=actor)
    rol = require_identidad(actor, solicitud)
    acreditada = AcreditacionIdentidad.objects.filter(solicitud=solicitud).select_related("persona").first()
    if acreditada is not None:
        record_lectura_de_identidad(solicitud=solicitud, actor=actor, rol=rol, por="consultar la acreditación", ahora=ahora)
    return IdentidadAbierta(
        solicitud=solicitud,
        acreditada=acreditada,
        numero=_read(acreditada.numero, folio) if acreditada else "",
        mandato=_read(acreditada.mandato, folio) if acreditada else "",
        pruebas=tuple(visible_pruebas(actor, solicitud).order_by("pk")),
    )


def open_prueba(folio: str, prueba_id: int, *, actor: Actor, ahora: datetime) -> tuple[PruebaPersonal, bytes] | None:
    """One file as it was sent, checked against its hash; that she opened it stays on record. None where there is none, or no longer.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    :raises ActoNoAutorizadoError: it is not hers to open.
    :raises ContenidoAlteradoError: the vault has something else.
    :raises AlmacenNoDisponibleError: the vault cannot be reached.
    """
    solicitud = get_solicitud(folio, actor=actor)
    rol = require_identidad(actor, solicitud)
    prueba = visible_pruebas(actor, solicitud).filter(pk=prueba_id).exclude(archivo="").first()
    if prueba is None:
        return None
    with transaction.atomic():  # what is not on record is not handed out
        record_lectura_de_identidad(solicitud=solicitud, actor=actor, rol=rol, por="abrir una prueba", ahora=ahora)
        try:
            contenido = read_secreto(prueba.archivo, folio=folio)
        except (InvalidToken, ContenidoAusenteError) as error:
            raise ContenidoAlteradoError(f"La prueba {prueba.pk} ya no se puede abrir.") from error
        if digest_bytes(contenido) != prueba.sha256:
            raise ContenidoAlteradoError(f"La prueba {prueba.pk} no es la que se envió.")
    return prueba, contenido


def _read(cifrado: str, folio: str) -> str:
    try:
        return decrypt(cifrado, llave=folio) if cifrado else ""
    except InvalidToken:
        return ""

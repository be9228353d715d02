"""The skeleton of every act: lock → guard → move → movement → ledger → outbox, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, ClassVar

from django.db import transaction

from solicitudes.actor import Actor
from solicitudes.bitacora import append_movimiento
from solicitudes.libros import build_evento, open_libro, project_fechas
from solicitudes.models import Movimiento, Solicitud
from solicitudes.policies import role_for_acto, visible
from solicitudes.services.publicacion import announce
from workflow.estados import Estado
from workflow.libro import Libro
from workflow.problema import ProblemaError
from workflow.roles import Rol
from workflow.transiciones import ACTOS, TRANSICIONES, Transicion


class SolicitudNoEncontradaError(ProblemaError):
    codigo: ClassVar[str] = "solicitud-no-encontrada"
    titulo: ClassVar[str] = "No hay una solicitud así"
    estatus: ClassVar[int] = 404


class ActoNoPermitidoError(ProblemaError):
    codigo: ClassVar[str] = "acto-no-permitido"
    titulo: ClassVar[str] = "Ese acto no cabe en el estado actual"
    estatus: ClassVar[int] = 409


class VersionAnteriorError(ProblemaError):
    codigo: ClassVar[str] = "version-anterior"
    titulo: ClassVar[str] = "El expediente cambió mientras tanto"
    estatus: ClassVar[int] = 412


class TextoRequeridoError(ProblemaError):
    codigo: ClassVar[str] = "texto-requerido"
    titulo: ClassVar[str] = "Falta un texto"


@dataclass
class ActoEnCurso:
    """An act on a locked case that passed its guards; `asentar` does it."""

    solicitud: Solicitud
    transicion: Transicion
    actor: Actor
    rol: Rol
    ahora: datetime

    @cached_property
    def libro(self) -> Libro:
        """The ledger before this act."""
        return open_libro(self.solicitud)

    @property
    def hoy(self) -> date:
        """The day of the act in the zone of the regime."""
        return self.ahora.astimezone(self.libro.regimen.zona).date()

    @property
    def suple(self) -> int | None:
        """The person in whose stead the actor does it, if she does so by substitution."""
        return self.actor.suple_a(self.rol, self.solicitud.institucion_id)

    def prepare(self, datos: dict[str, Any]) -> Movimiento:
        """Move the case in memory: state, ledger, projections, sealed movement. Writes nothing.

        :raises EventoImposibleError: the law does not allow it at this moment.
        """
        anterior = self.solicitud.estado
        if evento := build_evento(self.transicion.acto, self.ahora, datos):
            self.libro.record(evento)
        if self.transicion.acto in TRANSICIONES:
            getattr(self.solicitud, self.transicion.acto)()
        project_fechas(self.solicitud, self.libro, hoy=self.hoy)
        return append_movimiento(
            self.solicitud,
            acto=self.transicion.acto,
            estado_anterior=anterior,
            rol=self.rol,
            persona_id=self.actor.persona_id,
            ahora=self.ahora,
            datos=datos | ({"suple": self.suple} if self.suple else {}) | self.actor.marca,
        )

    def asentar(self, *, datos: dict[str, Any] | None = None, campos: tuple[str, ...] = ()) -> Movimiento:
        """Do the act: write the case and its movement, and ask the outbox to tell whom it concerns.

        `datos` is what the act says, without personal data; `campos` are further columns of the case that the caller changed.

        :raises EventoImposibleError: the law does not allow it at this moment; nothing has changed.
        """
        movimiento = self.prepare(datos or {})
        self.solicitud.save(update_fields=[*CAMPOS_QUE_MUEVE_UN_ACTO, *campos])
        movimiento.save()
        announce([movimiento], ahora=self.ahora)
        return movimiento


CAMPOS_QUE_MUEVE_UN_ACTO = (
    "estado",
    "version",
    "cabeza",
    "fecha_vencimiento",
    "fecha_advertencia",
    "fecha_silencio",
    "fecha_cierre",
    "actos_agotados",
)


@contextmanager
def open_acto(acto: str, *, folio: str, actor: Actor, ahora: datetime, version: int | None = None) -> Iterator[ActoEnCurso]:
    """Lock the case and check what does not depend on the act's own content; all in one transaction with the body.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    :raises VersionAnteriorError: `version` is given and the case has moved since.
    :raises ActoNoPermitidoError: the state does not allow the act.
    :raises ActoNoAutorizadoError: none of the actor's roles may do it.
    """
    with transaction.atomic():
        solicitud = lock_solicitud(folio, actor)
        if version is not None and version != solicitud.version:
            plantilla = (
                "El expediente va por la versión {actual}; usted leyó otra. Vuelva a leerlo."
                if version < 0
                else "El expediente va por la versión {actual}; usted leyó la {leida}. Vuelva a leerlo."
            )
            raise VersionAnteriorError(plantilla, actual=solicitud.version, leida=version)
        transicion = ACTOS[acto]
        if acto in TRANSICIONES:
            require_estado(solicitud, transicion)
        yield ActoEnCurso(solicitud, transicion, actor, role_for_acto(actor, transicion, solicitud), ahora)


def lock_solicitud(folio: str, actor: Actor) -> Solicitud:
    """The case, locked until the transaction ends, with its institution.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    try:
        return visible(actor).select_for_update(of=("self",)).select_related("institucion").get(folio=folio)
    except Solicitud.DoesNotExist:
        raise SolicitudNoEncontradaError(NO_ENCONTRADA) from None


NO_ENCONTRADA = "No hay una solicitud con ese folio que usted pueda ver. Revise el folio y la clave de seguimiento."


def require_estado(solicitud: Solicitud, transicion: Transicion) -> None:
    """:raises ActoNoPermitidoError: the state does not allow the act."""
    if solicitud.estado not in transicion.de:
        raise ActoNoPermitidoError(
            "No se puede {acto} una solicitud en estado «{estado}»; se puede desde: {desde}.",
            acto=transicion.ruta.replace("-", " "),
            estado=Estado(solicitud.estado).etiqueta,
            desde=[f"«{Estado(e).etiqueta}»" for e in sorted(transicion.de)],
            articulo=transicion.fundamento,
        )


def require_texto(texto: str, *, campo: str, detalle: str, articulo: str = "") -> str:
    """`texto` without the spaces around it.

    :raises TextoRequeridoError: nothing is left.
    """
    limpio = texto.strip()
    if not limpio:
        raise TextoRequeridoError(detalle, campo=campo, articulo=articulo)
    return limpio

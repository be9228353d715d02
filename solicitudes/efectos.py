"""What the outbox does for a case once its act is committed: tell people, render papers. Each runs at least once and is idempotent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from documentos.emision import emitir
from notifications.avisos import avisar
from notifications.efectos import FallaPermanenteError, efecto
from notifications.mensajes import compose
from notifications.outbox import Entrada, encolar_varias
from solicitudes.avisos import Destinatario, avisos_for
from solicitudes.cartas import Destino, build_contexto_advertencia, build_contexto_carta, find_buzon, list_destinos
from solicitudes.models import Movimiento, Solicitud
from solicitudes.papeles import build_contexto
from solicitudes.services.recalculo import recalcular_expedientes
from workflow.estados import Estado

_CON_TODO = Solicitud.todas.select_related("institucion", "presentacion", "origen__institucion")


@efecto("avisar")
def tell_movimiento(*, ahora: datetime, folio: str, numero: int) -> None:
    """Ask for one letter for each person whom a movement concerns, so that one bad address holds up nobody else."""
    solicitud = _get_solicitud(folio)
    movimiento = _get_movimiento(solicitud, numero)
    _enqueue_cartas(
        solicitud,
        (
            (evento, destino, numero)
            for evento, d in avisos_for(solicitud, movimiento.acto)
            for destino in list_destinos(solicitud, d, ahora)
        ),
        ahora,
    )


@efecto("advertir")
def warn_vencimiento(*, ahora: datetime, folio: str, fecha: str) -> None:
    """Ask for the letters that warn the officers of a term about to end, or of a clarification that did not come."""
    solicitud = _get_solicitud(folio)
    destinos = list_destinos(solicitud, Destinatario.OFICIAL, ahora)
    evento = "aclaracion_vencida" if solicitud.estado == Estado.EN_ACLARACION else "advertencia"
    _enqueue_cartas(solicitud, ((evento, destino, fecha) for destino in destinos), ahora)


@efecto("enviar-carta")
def send_carta(*, ahora: datetime, folio: str, evento: str, destino: str, sobre: str | int) -> None:
    """Write and send one letter. `sobre` is the movement that it is about, or the day of a warning."""
    solicitud = _get_solicitud(folio)
    receptor = Destino.parse(destino)
    para = receptor.find_correo(solicitud)
    if not para:
        return  # no address any more: the person follows her case by folio and key, the officer by her inbox
    idioma = _find_idioma(solicitud, receptor)
    mensaje = compose(
        evento=evento,
        destinatario=receptor.clase.value,
        contexto=_build_contexto(solicitud, sobre, ahora, idioma=settings.LANGUAGE_CODE),
        traducido=_build_contexto(solicitud, sobre, ahora, idioma=idioma) if idioma != settings.LANGUAGE_CODE else None,
        para=para,
        identificador=f"{folio}:{evento}:{destino}:{sobre}",
        idioma=idioma,
        responder_a=find_buzon(solicitud) if receptor.clase is Destinatario.SOLICITANTE else "",
        responder_nombre=solicitud.institucion_nombre,
    )
    avisar(mensaje=mensaje, canal="correo", ahora=ahora)


def _find_idioma(solicitud: Solicitud, receptor: Destino) -> str:
    """The language that the applicant chose; whoever answers her is written to in that of the law."""
    return solicitud.presentacion.solicitante_idioma if receptor.clase is Destinatario.SOLICITANTE else settings.LANGUAGE_CODE


def _build_contexto(solicitud: Solicitud, sobre: str | int, ahora: datetime, *, idioma: str) -> dict[str, Any]:
    """What a letter says, its labels in `idioma`."""
    with translation.override(idioma):
        if isinstance(sobre, int):
            return build_contexto_carta(solicitud, _get_movimiento(solicitud, sobre))
        return build_contexto_advertencia(solicitud, hoy=date.fromisoformat(sobre), ahora=ahora)


@efecto("emitir-documento")
def issue_documento(*, ahora: datetime, folio: str, numero: int, tipo: str) -> None:
    """Render and keep the paper of a movement, once."""
    solicitud = _get_solicitud(folio)
    contexto = build_contexto(tipo=tipo, solicitud=solicitud, numero=numero)
    posterior = _get_movimiento(solicitud, numero).datos.get("recurso", 1) > 1
    emitir(
        tipo=tipo,
        folio=folio,
        # There is one paper of each kind, but for those of an appeal after the first, which bear its number.
        referencia=contexto["numero"] if posterior else "",
        institucion_nombre=solicitud.institucion_nombre,
        contexto=contexto,
        ahora=ahora,
    )


class RecalculoIncompletoError(RuntimeError):
    """Some case could not be recomputed: the outbox tries again later."""


@efecto("recalcular-expedientes")
def recompute_expedientes(*, ahora: datetime, numero: int) -> None:
    """Bring the open cases up to an act of the calendar, and to any other that waits.

    :raises RecalculoIncompletoError: some case could not be recomputed.
    """
    if fallidas := recalcular_expedientes(ahora=ahora).fallidas:
        raise RecalculoIncompletoError(f"Tras el acto {numero} del calendario, {len(fallidas)} expedientes quedaron sin recalcular.")


def _enqueue_cartas(solicitud: Solicitud, cartas: Iterator[tuple[str, Destino, str | int]], ahora: datetime) -> None:
    with transaction.atomic():
        encolar_varias(
            (
                Entrada(
                    "enviar-carta",
                    f"carta:{solicitud.folio}:{evento}:{destino}:{sobre}",
                    {"folio": solicitud.folio, "evento": evento, "destino": str(destino), "sobre": sobre},
                )
                for evento, destino, sobre in cartas
            ),
            ahora=ahora,
        )


def _get_solicitud(folio: str) -> Solicitud:
    solicitud = _CON_TODO.all().filter(folio=folio).first()
    if solicitud is None:
        raise FallaPermanenteError(f"No existe la solicitud {folio}.")
    return solicitud


def _get_movimiento(solicitud: Solicitud, numero: int) -> Movimiento:
    movimiento = Movimiento.objects.filter(solicitud=solicitud, numero=numero).first()
    if movimiento is None:
        raise FallaPermanenteError(f"La solicitud {solicitud.folio} no tiene movimiento {numero}.")
    return movimiento

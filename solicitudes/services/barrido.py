"""The skeleton of every sweep: "date passed and the act does not exist", in batches, each row on its own if its batch fails."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from solicitudes.actor import RELOJ
from solicitudes.calendarios import Calendarios
from solicitudes.libros import EVENTO_DE_ACTO, fold_libro
from solicitudes.models import Institucion, Movimiento, Solicitud
from solicitudes.services.acto import ActoEnCurso
from solicitudes.services.publicacion import announce
from workflow.capas import ActoConocido
from workflow.libro import Libro
from workflow.regimen import get_regimen, load_regimenes
from workflow.roles import Rol
from workflow.transiciones import TRANSICIONES
from workflow.vigencias import Historial

LOTE = 500
_registro = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Resultado:
    """How many cases a sweep moved, and the ids of those that it could not move and left as they were."""

    hechas: int
    fallidas: tuple[int, ...]


#: Takes locked rows and returns the ids of those that it moved; the others are left for the next run.
Proceso = Callable[[list[Solicitud]], set[int]]


def narrow(de: QuerySet[Solicitud] | None) -> QuerySet[Solicitud]:
    """The cases that a sweep goes over: those of `de` or, as the clock does, every one that is no rehearsal."""
    return Solicitud.objects.all() if de is None else de


def sweep(candidatas: QuerySet[Solicitud], procesar: Proceso, *, lote: int = LOTE) -> Resultado:
    """Take `candidatas` in batches until none is left; `procesar` takes the rows that it moves out of the query.

    Safe to run twice, at once, or days late: rows that another sweep holds are passed over, and a row that raises is set aside
    and reported, without stopping the rest. Memory does not grow with the number of rows that move.
    """
    hechas, apartadas, fallidas = 0, set[int](), list[int]()
    while ids := list(candidatas.exclude(pk__in=apartadas).values_list("pk", flat=True)[:lote]):
        try:
            movidas = _process(candidatas, ids, procesar)
        except Exception:
            _registro.exception("Un lote del barrido falló; se intenta fila por fila")
            movidas, malas = _process_one_by_one(candidatas, ids, procesar)
            fallidas += malas
        hechas += len(movidas)
        apartadas |= set(ids) - movidas
    return Resultado(hechas, tuple(fallidas))


def _process_one_by_one(candidatas: QuerySet[Solicitud], ids: Sequence[int], procesar: Proceso) -> tuple[set[int], list[int]]:
    movidas, malas = set[int](), list[int]()
    for pk in ids:
        try:
            movidas |= _process(candidatas, [pk], procesar)
        except Exception:
            _registro.exception("No se pudo mover la solicitud con id %s", pk)
            malas.append(pk)
    return movidas, malas


def _process(candidatas: QuerySet[Solicitud], ids: Sequence[int], procesar: Proceso) -> set[int]:
    with transaction.atomic():
        bloqueo: dict[str, Any] = {"of": ("self",), "skip_locked": True} if connection.features.has_select_for_update_skip_locked else {}
        filas = list(candidatas.filter(pk__in=ids).select_for_update(**bloqueo).defer("descripcion"))
        instituciones = Institucion.objects.in_bulk({fila.institucion_id for fila in filas})
        for fila in filas:
            fila.institucion = instituciones[fila.institucion_id]
        return procesar(filas) if filas else set()


def write_actos(acto: str, solicitudes: Sequence[Solicitud], *, libros: Mapping[int, Libro], ahora: datetime) -> set[int]:
    """Do one act of the clock on many locked cases, through the same moves as a single act, on the ledgers that `fold_libros` gave.
    A constant number of queries. Returns the ids of all of them.

    :raises EventoImposibleError: the law does not allow it on one of them; nothing has changed.
    """
    movimientos = []
    for solicitud in solicitudes:
        en_curso = ActoEnCurso(solicitud, TRANSICIONES[acto], RELOJ, Rol.RELOJ, ahora)
        en_curso.libro = libros[solicitud.pk]
        movimientos.append(en_curso.prepare(_datos_de(acto, solicitud)))
    _update_many(solicitudes)
    Movimiento.objects.bulk_create(movimientos)
    announce(movimientos, ahora=ahora)
    return {solicitud.pk for solicitud in solicitudes}


def fold_libros(solicitudes: Sequence[Solicitud], *, propuestos: Sequence[ActoConocido] = ()) -> dict[int, Libro]:
    """The ledgers of many cases, as if `propuestos` had been the last acts of the calendar. Two queries."""
    historias: dict[int, list[tuple[str, datetime, dict[str, Any]]]] = {s.pk: [] for s in solicitudes}
    filas = Movimiento.objects.filter(solicitud__in=historias, acto__in=EVENTO_DE_ACTO).order_by("solicitud_id", "numero")
    for pk, *evento in filas.values_list("solicitud_id", "acto", "fecha_hora", "datos"):
        historias[pk].append(tuple(evento))
    calendarios = Calendarios({s.institucion_id: s.institucion for s in solicitudes}.values(), propuestos=propuestos)
    return {s.pk: fold_libro(s, historias[s.pk], _calendario(calendarios, s)) for s in solicitudes}


def latest_hoy(ahora: datetime) -> date:
    """The latest local day of any regime: what may be over somewhere. Each case is then judged by its own ledger."""
    return max(ahora.astimezone(regimen.zona).date() for regimen in load_regimenes().values())


def _calendario(calendarios: Calendarios, solicitud: Solicitud) -> Historial:
    regimen = get_regimen(solicitud.regimen, solicitud.regimen_version)
    return calendarios.get(solicitud.institucion, regimen=regimen, lecturas=regimen.choose_lecturas(solicitud.lecturas))


def _datos_de(acto: str, solicitud: Solicitud) -> dict[str, Any]:
    return {"vencia": solicitud.fecha_vencimiento.isoformat()} if acto == "vencer" and solicitud.fecha_vencimiento else {}


def _update_many(solicitudes: Sequence[Solicitud]) -> None:
    """One UPDATE for all: the clock moves each one version on, to the same state; only the seal and the end of the silence differ."""
    tabla = connection.ops.quote_name(Solicitud._meta.db_table)
    valores = ", ".join(["(%s, %s, %s)"] * len(solicitudes))
    parametros = [dato for s in solicitudes for dato in (s.pk, s.cabeza, s.fecha_silencio)]
    # A column of nulls has no type of its own in PostgreSQL.
    silencio = "v.column3" if any(s.fecha_silencio for s in solicitudes) else "NULL"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {tabla} SET version = version + 1, cabeza = v.column2, estado = %s, "  # noqa: S608 - only placeholders and our own table name
            f"fecha_advertencia = NULL, fecha_cierre = NULL, fecha_silencio = {silencio} "
            f"FROM (VALUES {valores}) AS v WHERE {tabla}.id = v.column1",
            [str(solicitudes[0].estado), *parametros],
        )

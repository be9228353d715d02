"""recalcular: the calendar changed while a term ran; each case that moves says which date it had, which it has and by which basis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Max

from solicitudes.actor import RELOJ
from solicitudes.models import ActoCalendario, Movimiento, Solicitud
from solicitudes.services.acto import ActoEnCurso
from solicitudes.services.barrido import LOTE, fold_libros, sweep
from solicitudes.services.publicacion import announce
from workflow.libro import Libro
from workflow.plazos import Clave
from workflow.roles import Rol
from workflow.transiciones import CON_PLAZO_ABIERTO, TRANSICIONES

ABIERTAS = sorted(estado.value for estado in CON_PLAZO_ABIERTO)


@dataclass(frozen=True, slots=True)
class Cambio:
    """What the calendar did to one term. `sostenido`: it would end earlier, but its last day had been told and stays."""

    plazo: Clave
    antes: date | None
    despues: date | None
    sostenido: bool

    def as_datos(self) -> dict[str, Any]:
        """The change as a movement keeps it."""
        return {
            "plazo": self.plazo.value,
            "fecha_anterior": _iso(self.antes),
            "fecha_nueva": _iso(self.despues),
            "sostenido": self.sostenido,
        }


@dataclass(frozen=True, slots=True)
class Recalculo:
    """How many open cases were looked at, how many dates moved, and the ids of the cases that could not be recomputed."""

    revisadas: int
    movidas: int
    fallidas: tuple[int, ...]


def recalcular_expedientes(*, ahora: datetime, lote: int = LOTE) -> Recalculo:
    """Ask every open case about the calendar acts that it has not counted yet, and write what moves.

    Nothing is remembered but the last act that each case counted: interrupted, it goes on where it was; run twice, or twice at once,
    it does each case once.
    """
    ultimo = last_numero()
    movidas = list[int]()

    def procesar(filas: list[Solicitud]) -> set[int]:
        propias = _recalcular(filas, ultimo=ultimo, ahora=ahora)
        movidas.extend(propias)
        return {fila.pk for fila in filas}

    pendientes = Solicitud.objects.filter(estado__in=ABIERTAS, calendario__lt=ultimo).order_by("calendario", "pk")
    resultado = sweep(pendientes, procesar, lote=lote)
    return Recalculo(resultado.hechas, len(movidas), resultado.fallidas)


def last_numero() -> int:
    """The number of the last act of the calendar; 0 while there is none."""
    return ActoCalendario.objects.aggregate(ultimo=Max("numero"))["ultimo"] or 0


def list_cambios(libro: Libro, *, desde: int, al: datetime) -> list[Cambio]:
    """What the acts after number `desde` did to the terms of a case, as they stand at `al`; nothing if they do not touch it."""
    if libro.historial.vigencias[-1].numero <= desde:
        return []
    cambios = []
    for plazo in libro.list_todos(al):
        previo = plazo.before(desde)
        if previo is None or plazo.clave is Clave.AVISO_PRORROGA:
            continue
        if plazo.vence != previo.vence or (plazo.sostenido and not previo.sostenido):
            cambios.append(Cambio(plazo.clave, previo.vence, plazo.vence, plazo.sostenido))
    return cambios


def _recalcular(filas: Sequence[Solicitud], *, ultimo: int, ahora: datetime) -> list[int]:
    """Recompute locked cases; the ids of those of which some date moved. A constant number of queries."""
    libros = fold_libros(filas)
    actos = ActoCalendario.objects.filter(numero__gt=min(fila.calendario for fila in filas)).in_bulk(field_name="numero")
    tocadas, movimientos, movidas = list[Solicitud](), list[Movimiento](), list[int]()
    for fila in filas:
        libro = libros[fila.pk]
        cambios = list_cambios(libro, desde=fila.calendario, al=ahora)
        if cambios:
            tocadas.append(fila)
            movimientos.append(_write(fila, libro, cambios, actos, ahora))
            movidas += [fila.pk] if any(cambio.antes != cambio.despues for cambio in cambios) else []
        fila.calendario = ultimo
    intactas = {fila.pk for fila in filas} - {fila.pk for fila in tocadas}
    Solicitud.objects.filter(pk__in=intactas).update(calendario=ultimo)
    if tocadas:
        _update_many(tocadas)
        Movimiento.objects.bulk_create(movimientos)
        announce(movimientos, ahora=ahora)
    return movidas


def _write(
    solicitud: Solicitud, libro: Libro, cambios: Sequence[Cambio], actos: Mapping[int, ActoCalendario], ahora: datetime
) -> Movimiento:
    """The movement of one case, sealed, with the case moved in memory."""
    numeros = [v.numero for v in libro.historial.vigencias if v.numero > solicitud.calendario]
    propios = [actos[numero] for numero in numeros if numero in actos]
    en_curso = ActoEnCurso(solicitud, TRANSICIONES["recalcular"], RELOJ, Rol.RELOJ, ahora)
    en_curso.libro = libro
    return en_curso.prepare(
        {
            "actos": [acto.numero for acto in propios],
            "motivo": "; ".join(dict.fromkeys(acto.motivo for acto in propios)),
            "fundamento": "; ".join(dict.fromkeys(acto.fundamento for acto in propios)),
            "fecha_anterior": _iso(cambios[0].antes),
            "fecha_nueva": _iso(cambios[0].despues),
            "cambios": [cambio.as_datos() for cambio in cambios],
        }
    )


def _update_many(solicitudes: Sequence[Solicitud]) -> None:
    """One UPDATE for all of them."""
    tabla = connection.ops.quote_name(Solicitud._meta.db_table)
    filas = [[getattr(solicitud, columna) for columna in _COLUMNAS] for solicitud in solicitudes]
    parametros: list[Any]
    if connection.vendor == "postgresql":
        # One parameter for each column: a statement with thousands of them takes longer to put together than to run.
        arreglos = ", ".join(f"%s::{tipo}[]" for tipo in _COLUMNAS.values())
        fuente = f"UNNEST({arreglos}) AS v({', '.join(f'column{n}' for n in range(1, len(_COLUMNAS) + 1))})"
        parametros = [list(valores) for valores in zip(*filas, strict=True)]
    else:
        marcas = f"({', '.join(['%s'] * len(_COLUMNAS))})"
        fuente = f"(VALUES {', '.join([marcas] * len(filas))}) AS v"
        parametros = [dato for fila in filas for dato in fila]
    asignaciones = ", ".join(f"{columna} = v.column{n}" for n, columna in enumerate(_COLUMNAS, start=1) if columna != "id")
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {tabla} SET {asignaciones} FROM {fuente} WHERE {tabla}.id = v.column1",  # noqa: S608 - only placeholders and our own names
            parametros,
        )


#: What a recomputation writes on a case, with the type that PostgreSQL gives it; `id` comes first.
_COLUMNAS = {
    "id": "bigint",
    "version": "integer",
    "cabeza": "text",
    "calendario": "integer",
    "fecha_vencimiento": "date",
    "fecha_advertencia": "date",
    "fecha_silencio": "date",
    "fecha_cierre": "date",
}


def _iso(fecha: date | None) -> str | None:
    return fecha.isoformat() if fecha else None

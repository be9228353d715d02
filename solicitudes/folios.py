"""Folio numbers: one sequence per institution and year, without gaps, safe when many file at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from solicitudes.models import ContadorFolio, Institucion


def take_folios(instituciones: Sequence[Institucion], *, jurisdiccion: str, anio: int, prueba: bool = False) -> dict[int, str]:
    """The next folio of each institution, by its id, in one query; of the series of rehearsals with `prueba`.

    Must run inside the transaction that uses them: if it is rolled back, so are the numbers. The rows are raised in order of id,
    so that two filings to the same bodies wait for each other instead of deadlocking.
    """
    ordenadas = sorted(instituciones, key=lambda institucion: institucion.pk)
    tabla = connection.ops.quote_name(ContadorFolio._meta.db_table)
    filas = ", ".join(["(%s, %s, %s, 1)"] * len(ordenadas))
    parametros = [dato for institucion in ordenadas for dato in (institucion.pk, anio, prueba)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {tabla} (institucion_id, anio, prueba, ultimo) VALUES {filas} "  # noqa: S608 - only placeholders and our own table name
            f"ON CONFLICT (institucion_id, anio, prueba) DO UPDATE SET ultimo = {tabla}.ultimo + 1 RETURNING institucion_id, ultimo",
            parametros,
        )
        numeros = dict(cursor.fetchall())
    return {i.pk: _write(i, jurisdiccion, anio, numeros[i.pk]) for i in ordenadas}


def take_folios_seguidos(institucion: Institucion, *, jurisdiccion: str, anio: int, cuantos: int) -> list[str]:
    """The next `cuantos` real folios of one institution, in order, in one query; under the same conditions as `take_folios`."""
    tabla = connection.ops.quote_name(ContadorFolio._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {tabla} (institucion_id, anio, prueba, ultimo) VALUES (%s, %s, FALSE, %s) "  # noqa: S608 - only our own table name
            f"ON CONFLICT (institucion_id, anio, prueba) DO UPDATE SET ultimo = {tabla}.ultimo + EXCLUDED.ultimo RETURNING ultimo",
            [institucion.pk, anio, cuantos],
        )
        (ultimo,) = cursor.fetchone()
    return [_write(institucion, jurisdiccion, anio, n) for n in range(ultimo - cuantos + 1, ultimo + 1)]


def _write(institucion: Institucion, jurisdiccion: str, anio: int, numero: int) -> str:
    return f"{jurisdiccion}-{anio}-{institucion.codigo}-{numero:06d}"

"""Adding up the calls of clients: what the doors have counted in memory, written at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from solicitudes.models import ConteoDeLlamadas


@dataclass(frozen=True, slots=True)
class Llamada:
    """What one call counts as: whose, on which day, how it was answered, and the slug if it was refused."""

    cliente_id: int
    fecha: date
    estatus: int
    codigo: str = ""


def add_llamadas(conteos: Mapping[Llamada, int]) -> None:
    """Add these counts to those that are there. One query for any number, safe from many processes at once."""
    if not conteos:
        return
    tabla = connection.ops.quote_name(ConteoDeLlamadas._meta.db_table)
    filas = ", ".join(["(%s, %s, %s, %s, %s)"] * len(conteos))
    # In one order for all, so that two processes wait for each other instead of deadlocking.
    ordenados = sorted(conteos.items(), key=lambda par: (par[0].cliente_id, par[0].fecha, par[0].estatus, par[0].codigo))
    parametros = [dato for c, n in ordenados for dato in (c.cliente_id, c.fecha, c.estatus, c.codigo[:60], n)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {tabla} (cliente_id, fecha, estatus, codigo, llamadas) VALUES {filas} "  # noqa: S608 - placeholders and our own name
            f"ON CONFLICT (cliente_id, fecha, estatus, codigo) DO UPDATE SET llamadas = {tabla}.llamadas + excluded.llamadas",
            parametros,
        )

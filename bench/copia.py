"""Rows into PostgreSQL by COPY: the fastest way in, through the fields of the models."""

from collections.abc import Iterable
from itertools import count

from django.core.management.color import no_style
from django.db import connection, models


def copy_filas(modelo: type[models.Model], objetos: list[models.Model]) -> None:
    """Insert `objetos`; a model with a numeric key gets its own numbers from the database unless the objects carry them."""
    if not objetos:
        return
    con_llave = objetos[0].pk is not None
    campos = [c for c in modelo._meta.concrete_fields if con_llave or not c.primary_key]
    columnas = ", ".join(connection.ops.quote_name(c.column) for c in campos)
    tabla = connection.ops.quote_name(modelo._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {tabla} ({columnas}) FROM STDIN") as copia:
        for objeto in objetos:
            copia.write_row([c.get_db_prep_save(getattr(objeto, c.attname), connection) for c in campos])


def number_objetos(modelo: type[models.Model], objetos: Iterable[models.Model]) -> None:
    """Give each of `objetos` the next free number of its table."""
    ultimo = modelo.objects.aggregate(ultimo=models.Max("pk"))["ultimo"] or 0
    for objeto, numero in zip(objetos, count(ultimo + 1), strict=False):
        objeto.pk = numero


def reset_secuencias(*modelos: type[models.Model]) -> None:
    """Let the database go on counting after the highest number."""
    with connection.cursor() as cursor:
        for orden in connection.ops.sequence_reset_sql(no_style(), modelos):
            cursor.execute(orden)

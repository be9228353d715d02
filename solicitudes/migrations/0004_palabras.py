"""On PostgreSQL, the words of cases and names, by which the inbox is searched."""

from __future__ import annotations

from typing import Any

from django.db import migrations

# As solicitudes/palabras.py writes it: an index serves only the very same expression.
_DE, _A = "áàâéèêíìîóòôúùûüñç-./,:;@_''’", "aaaeeeiiiooouuuunc          "
INDICES = {
    "solicitud_palabras": ("solicitudes_solicitud", "descripcion"),
    "presentacion_palabras": ("solicitudes_presentacion", "solicitante_nombre"),
}


def create_indexes(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for nombre, (tabla, columna) in INDICES.items():
            vector = f"to_tsvector('simple', translate(lower(\"{columna}\"), '{_DE}', '{_A}'))"
            schema_editor.execute(f"CREATE INDEX {nombre} ON {tabla} USING gin ({vector})")


def drop_indexes(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for nombre in INDICES:
            schema_editor.execute(f"DROP INDEX {nombre}")


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0003_solo_insercion")]
    operations = [migrations.RunPython(create_indexes, drop_indexes)]

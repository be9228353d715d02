"""On PostgreSQL, an institution's cases in the order of the inbox whatever their state: open ones by their term, then the others."""

from __future__ import annotations

from typing import Any

from django.db import migrations

# As solicitudes/filtros.py orders them: an index serves only the very same expression.
ABIERTOS = ("en_aclaracion", "en_tramite", "presentada", "vencida")


def create_index(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        estados = ", ".join(f"'{estado}'" for estado in ABIERTOS)
        orden = f"CASE WHEN estado IN ({estados}) THEN fecha_vencimiento ELSE NULL END"
        schema_editor.execute(f"CREATE INDEX solicitud_en_orden ON solicitudes_solicitud (institucion_id, ({orden}), id DESC)")


def drop_index(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX solicitud_en_orden")


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0011_preguntas")]
    operations = [migrations.RunPython(create_index, drop_index)]

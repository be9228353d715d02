"""PostgreSQL itself refuses to change or delete a note or the record of who read personal data."""

from __future__ import annotations

from typing import Any

from django.db import migrations

TABLAS = {"nota_solo_insercion": "solicitudes_nota", "lectura_solo_insercion": "solicitudes_lectura"}


def create_triggers(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for nombre, tabla in TABLAS.items():
            schema_editor.execute(
                f"CREATE TRIGGER {nombre} BEFORE UPDATE OR DELETE ON {tabla} FOR EACH ROW EXECUTE FUNCTION solicitudes_solo_insercion()"
            )


def drop_triggers(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for nombre, tabla in TABLAS.items():
            schema_editor.execute(f"DROP TRIGGER {nombre} ON {tabla}")


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0012_mesa_de_trabajo")]
    operations = [migrations.RunPython(create_triggers, drop_triggers)]

"""PostgreSQL itself refuses to change or delete what is only ever added: the history, the calendar, the registers, who read what."""

from __future__ import annotations

from typing import Any

from django.db import migrations

TABLAS = (
    "movimiento",
    "cambioinstitucion",
    "actocalendario",
    "diacalendario",
    "nota",
    "lectura",
    "actoadministrativo",
    "reserva",
    "prorrogareserva",
    "levantamientoreserva",
    "avisodereserva",
    "tarifa",
)
FUNCION = """
CREATE FUNCTION solicitudes_solo_insercion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'La tabla % solo admite inserciones', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def create_triggers(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCION, params=None)
        for tabla in TABLAS:
            schema_editor.execute(
                f"CREATE TRIGGER {tabla}_solo_insercion BEFORE UPDATE OR DELETE ON solicitudes_{tabla} "
                "FOR EACH ROW EXECUTE FUNCTION solicitudes_solo_insercion()"
            )


def drop_triggers(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for tabla in TABLAS:
            schema_editor.execute(f"DROP TRIGGER {tabla}_solo_insercion ON solicitudes_{tabla}")
        schema_editor.execute("DROP FUNCTION solicitudes_solo_insercion()")


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0002_inicial")]
    operations = [migrations.RunPython(create_triggers, drop_triggers)]

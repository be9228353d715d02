"""PostgreSQL itself refuses to change or delete a movement or a change of institution."""

from django.db import migrations

CREAR = """
CREATE FUNCTION solicitudes_solo_insercion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'La tabla % solo admite inserciones', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER movimiento_solo_insercion BEFORE UPDATE OR DELETE ON solicitudes_movimiento
    FOR EACH ROW EXECUTE FUNCTION solicitudes_solo_insercion();
CREATE TRIGGER cambio_institucion_solo_insercion BEFORE UPDATE OR DELETE ON solicitudes_cambioinstitucion
    FOR EACH ROW EXECUTE FUNCTION solicitudes_solo_insercion();
"""
QUITAR = """
DROP TRIGGER movimiento_solo_insercion ON solicitudes_movimiento;
DROP TRIGGER cambio_institucion_solo_insercion ON solicitudes_cambioinstitucion;
DROP FUNCTION solicitudes_solo_insercion();
"""


def create_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREAR, params=None)


def drop_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(QUITAR)


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0001_inicial")]
    operations = [migrations.RunPython(create_trigger, drop_trigger)]

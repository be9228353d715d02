"""PostgreSQL itself refuses to change or delete an issued document, whoever asks."""

from django.db import migrations

CREAR = """
CREATE FUNCTION documentos_documento_inmutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        MESSAGE = 'Un documento emitido no se modifica ni se borra: ' || OLD.codigo,
        ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER documentos_documento_inmutable BEFORE UPDATE OR DELETE ON documentos_documento
    FOR EACH ROW EXECUTE FUNCTION documentos_documento_inmutable();
"""
QUITAR = """
DROP TRIGGER documentos_documento_inmutable ON documentos_documento;
DROP FUNCTION documentos_documento_inmutable();
"""


def create_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREAR, params=None)


def drop_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(QUITAR, params=None)


class Migration(migrations.Migration):
    dependencies = [("documentos", "0001_inicial")]

    operations = [migrations.RunPython(create_trigger, drop_trigger)]

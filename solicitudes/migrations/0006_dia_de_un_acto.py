"""A day belongs to an act and says nothing that its act says; PostgreSQL itself refuses to change or delete either."""

import django.db.models.deletion
from django.db import migrations, models

CREAR = """
CREATE TRIGGER acto_calendario_solo_insercion BEFORE UPDATE OR DELETE ON solicitudes_actocalendario
    FOR EACH ROW EXECUTE FUNCTION solicitudes_solo_insercion();
CREATE TRIGGER dia_calendario_solo_insercion BEFORE UPDATE OR DELETE ON solicitudes_diacalendario
    FOR EACH ROW EXECUTE FUNCTION solicitudes_solo_insercion();
"""
QUITAR = """
DROP TRIGGER acto_calendario_solo_insercion ON solicitudes_actocalendario;
DROP TRIGGER dia_calendario_solo_insercion ON solicitudes_diacalendario;
"""


def create_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREAR, params=None)


def drop_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(QUITAR)


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0005_dias_con_acto")]
    operations = [
        migrations.RemoveField(model_name="diacalendario", name="codigo_municipio"),
        migrations.RemoveField(model_name="diacalendario", name="fecha_hora_registro"),
        migrations.RemoveField(model_name="diacalendario", name="fundamento"),
        migrations.RemoveField(model_name="diacalendario", name="institucion"),
        migrations.AlterField(
            model_name="diacalendario",
            name="acto",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="dias", to="solicitudes.actocalendario", verbose_name="acto"
            ),
        ),
        migrations.AddConstraint(
            model_name="diacalendario",
            constraint=models.UniqueConstraint(fields=("acto", "fecha"), name="dia_unico_por_acto"),
        ),
        migrations.RunPython(create_triggers, drop_triggers),
    ]

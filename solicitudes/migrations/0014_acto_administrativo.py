"""The acts of the administration, which PostgreSQL itself refuses to change or delete."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def create_trigger(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE TRIGGER acto_administrativo_solo_insercion BEFORE UPDATE OR DELETE ON solicitudes_actoadministrativo "
            "FOR EACH ROW EXECUTE FUNCTION solicitudes_solo_insercion()"
        )


def drop_trigger(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER acto_administrativo_solo_insercion ON solicitudes_actoadministrativo")


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0013_notas_y_lecturas_solo_insercion")]
    operations = [
        migrations.CreateModel(
            name="ActoAdministrativo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("accion", models.CharField(max_length=40, verbose_name="acción")),
                ("objeto", models.CharField(max_length=300, verbose_name="a qué o a quién")),
                ("detalle", models.JSONField(blank=True, default=dict, verbose_name="detalle")),
                ("fecha_hora", models.DateTimeField(verbose_name="fecha y hora")),
                (
                    "institucion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="solicitudes.institucion",
                        verbose_name="institución",
                    ),
                ),
                (
                    "persona",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="persona",
                    ),
                ),
            ],
            options={
                "verbose_name": "acto administrativo",
                "verbose_name_plural": "actos administrativos",
                "ordering": ("-fecha_hora", "-id"),
                "indexes": [
                    models.Index(fields=["-fecha_hora", "-id"], name="acto_admin_reciente"),
                    models.Index(fields=["institucion", "-fecha_hora", "-id"], name="acto_admin_por_institucion"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("accion", ""), _negated=True), models.Q(("objeto", ""), _negated=True)),
                        name="acto_admin_dice_que",
                    )
                ],
            },
        ),
        migrations.RunPython(create_trigger, drop_trigger),
    ]

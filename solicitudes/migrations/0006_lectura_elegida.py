"""Which reading of a disputed point each institution chose, and since when: rows that PostgreSQL itself refuses to change."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def create_trigger(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE TRIGGER lectura_elegida_solo_insercion BEFORE UPDATE OR DELETE ON solicitudes_lecturaelegida "
            "FOR EACH ROW EXECUTE FUNCTION solicitudes_solo_insercion()"
        )


def drop_trigger(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER lectura_elegida_solo_insercion ON solicitudes_lecturaelegida")


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0005_token_personal")]

    operations = [
        migrations.CreateModel(
            name="LecturaElegida",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("regimen", models.CharField(max_length=20, verbose_name="régimen")),
                ("clave", models.CharField(max_length=40, verbose_name="punto de la ley")),
                ("valor", models.CharField(max_length=60, verbose_name="lectura")),
                ("desde", models.DateField(verbose_name="desde")),
                ("motivo", models.TextField(verbose_name="por qué")),
                ("fundamento", models.CharField(max_length=300, verbose_name="fundamento")),
                ("rol", models.CharField(blank=True, max_length=20, verbose_name="en calidad de")),
                ("fecha_hora", models.DateTimeField(verbose_name="registrada")),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lecturas_elegidas",
                        to="solicitudes.institucion",
                        verbose_name="institución",
                    ),
                ),
                (
                    "persona",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="la eligió",
                    ),
                ),
            ],
            options={
                "verbose_name": "lectura elegida",
                "verbose_name_plural": "lecturas elegidas",
                "ordering": ("institucion_id", "clave", "-desde", "-id"),
                "indexes": [models.Index(fields=["institucion", "desde", "id"], name="lectura_elegida_vigente")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("clave", ""), _negated=True),
                            models.Q(("valor", ""), _negated=True),
                            models.Q(("motivo", ""), _negated=True),
                            models.Q(("fundamento", ""), _negated=True),
                        ),
                        name="lectura_elegida_con_razones",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("persona__isnull", True), ("rol", "")),
                            models.Q(("persona__isnull", False), models.Q(("rol", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="lectura_elegida_por_alguien",
                    ),
                ],
            },
        ),
        migrations.RunPython(create_trigger, drop_trigger),
    ]

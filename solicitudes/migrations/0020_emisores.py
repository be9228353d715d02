"""The directories of accounts of the institutions, and who came in by each: rows that PostgreSQL itself refuses to change."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def create_trigger(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE TRIGGER ingreso_solo_insercion BEFORE UPDATE OR DELETE ON solicitudes_ingresoporemisor "
            "FOR EACH ROW EXECUTE FUNCTION solicitudes_solo_insercion()"
        )


def drop_trigger(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER ingreso_solo_insercion ON solicitudes_ingresoporemisor")


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0019_pruebas"),
    ]

    operations = [
        migrations.CreateModel(
            name="Emisor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clave", models.SlugField(max_length=40, unique=True, verbose_name="clave")),
                ("nombre", models.CharField(max_length=100, verbose_name="nombre")),
                ("url", models.CharField(max_length=300, verbose_name="dirección del emisor")),
                ("cliente_id", models.CharField(max_length=191, verbose_name="client_id")),
                ("secreto_cifrado", models.TextField(blank=True, editable=False)),
                ("dominios", models.JSONField(default=list, verbose_name="dominios de correo")),
                ("fia_segundo_factor", models.BooleanField(default=False, verbose_name="se fía de su segundo factor")),
                ("acr", models.CharField(blank=True, max_length=200, verbose_name="acr que lo afirma")),
                ("activo", models.BooleanField(default=True, verbose_name="activo")),
                ("fecha_hora_registrado", models.DateTimeField(verbose_name="registrado")),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emisores",
                        to="solicitudes.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "directorio de cuentas",
                "verbose_name_plural": "directorios de cuentas",
                "ordering": ("nombre", "clave"),
            },
        ),
        migrations.CreateModel(
            name="IngresoPorEmisor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("resultado", models.CharField(max_length=60, verbose_name="resultado")),
                ("segundo_factor", models.BooleanField(default=False, verbose_name="con segundo factor")),
                ("fecha_hora", models.DateTimeField(verbose_name="fecha y hora")),
                (
                    "emisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ingresos",
                        to="solicitudes.emisor",
                        verbose_name="directorio",
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
                        verbose_name="persona",
                    ),
                ),
            ],
            options={
                "verbose_name": "ingreso por directorio",
                "verbose_name_plural": "ingresos por directorio",
                "ordering": ("-fecha_hora", "-id"),
            },
        ),
        migrations.AddConstraint(
            model_name="emisor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("clave", ""), _negated=True),
                    models.Q(("nombre", ""), _negated=True),
                    models.Q(("url", ""), _negated=True),
                    models.Q(("cliente_id", ""), _negated=True),
                ),
                name="emisor_completo",
            ),
        ),
        migrations.AddConstraint(
            model_name="emisor",
            constraint=models.CheckConstraint(
                condition=models.Q(("acr", ""), ("fia_segundo_factor", True), _connector="OR"), name="emisor_acr_si_se_fia"
            ),
        ),
        migrations.AddIndex(
            model_name="ingresoporemisor",
            index=models.Index(fields=["emisor", "-fecha_hora", "-id"], name="ingreso_reciente"),
        ),
        migrations.AddConstraint(
            model_name="ingresoporemisor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resultado", ""), _negated=True),
                    models.Q(models.Q(("resultado", "admitido"), _negated=True), ("persona__isnull", False), _connector="OR"),
                ),
                name="ingreso_con_resultado",
            ),
        ),
        migrations.RunPython(create_trigger, drop_trigger),
    ]

"""What came from the register that an institution kept before: each run, the file that waits for one, and the mark of a case."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def create_trigger(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE TRIGGER importacion_solo_insercion BEFORE UPDATE OR DELETE ON solicitudes_importacion "
            "FOR EACH ROW EXECUTE FUNCTION solicitudes_solo_insercion()"
        )


def drop_trigger(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER importacion_solo_insercion ON solicitudes_importacion")


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0021_consentimiento")]
    operations = [
        migrations.CreateModel(
            name="Importacion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, verbose_name="huella del archivo")),
                ("leidas", models.PositiveIntegerField(verbose_name="filas leídas")),
                ("importadas", models.PositiveIntegerField(verbose_name="expedientes importados")),
                ("resumen", models.JSONField(verbose_name="resumen")),
                ("fecha_hora", models.DateTimeField(verbose_name="fecha y hora")),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="importaciones",
                        to="solicitudes.institucion",
                        verbose_name="institución",
                    ),
                ),
                (
                    "persona",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="la hizo"
                    ),
                ),
            ],
            options={
                "verbose_name": "importación",
                "verbose_name_plural": "importaciones",
                "ordering": ("-fecha_hora", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("importadas__gt", 0), ("importadas__lte", models.F("leidas"))), name="importacion_trae_algo"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CargaDeRegistro",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nombre", models.CharField(max_length=200, verbose_name="nombre del archivo")),
                ("contenido", models.BinaryField(verbose_name="contenido cifrado")),
                ("mapa", models.JSONField(blank=True, default=dict, verbose_name="columnas")),
                ("fecha_hora", models.DateTimeField(verbose_name="enviada")),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="solicitudes.institucion",
                        verbose_name="institución",
                    ),
                ),
                (
                    "persona",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="la envió"
                    ),
                ),
            ],
            options={
                "verbose_name": "carga de un registro",
                "verbose_name_plural": "cargas de registros",
                "ordering": ("-fecha_hora", "-id"),
            },
        ),
        migrations.AddField(
            model_name="solicitud",
            name="expediente_interno",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="número en el registro de la institución"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="solicitud",
            name="importacion",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="solicitudes",
                to="solicitudes.importacion",
                verbose_name="importada por",
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="fecha_hora_respuesta_previa",
            field=models.DateTimeField(blank=True, null=True, verbose_name="respondida antes de importarse"),
        ),
        migrations.AddConstraint(
            model_name="solicitud",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("expediente_interno", ""), _negated=True), ("prueba", False)),
                fields=("institucion", "expediente_interno"),
                name="solicitud_expediente_interno_unico",
            ),
        ),
        migrations.AddConstraint(
            model_name="solicitud",
            constraint=models.CheckConstraint(
                condition=models.Q(("importacion__isnull", True), models.Q(("expediente_interno", ""), _negated=True), _connector="OR"),
                name="solicitud_importada_con_numero",
            ),
        ),
        migrations.AddConstraint(
            model_name="solicitud",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fecha_hora_respuesta_previa__isnull", True),
                    models.Q(("estado", "cerrada"), ("importacion__isnull", False)),
                    _connector="OR",
                ),
                name="solicitud_respuesta_previa_importada",
            ),
        ),
        migrations.RunPython(create_trigger, drop_trigger),
    ]

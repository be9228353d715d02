"""The issued papers."""

import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Documento",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("codigo", models.CharField(max_length=19, unique=True, verbose_name="código de verificación")),
                ("folio", models.CharField(max_length=60, verbose_name="folio de la solicitud")),
                (
                    "tipo",
                    models.CharField(
                        choices=[
                            ("acuse", "Acuse de recibo"),
                            ("resolucion", "Resolución"),
                            ("anexo", "Archivo entregado"),
                            ("acuse_recurso", "Acuse de recurso"),
                            ("decision_recurso", "Decisión del recurso"),
                            ("constancia_silencio", "Constancia de silencio"),
                        ],
                        max_length=30,
                        verbose_name="tipo",
                    ),
                ),
                ("referencia", models.CharField(blank=True, max_length=120, verbose_name="referencia dentro del expediente")),
                ("institucion_nombre", models.CharField(max_length=300, verbose_name="institución que lo emite")),
                ("titulo", models.CharField(max_length=300, verbose_name="título")),
                ("nombre_archivo", models.CharField(max_length=200, verbose_name="nombre del archivo")),
                ("tipo_contenido", models.CharField(max_length=100, verbose_name="tipo de contenido")),
                ("tamano", models.PositiveBigIntegerField(verbose_name="tamaño en bytes")),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="huella SHA-256")),
                ("plantilla", models.CharField(blank=True, max_length=40, verbose_name="plantilla")),
                ("plantilla_version", models.PositiveSmallIntegerField(default=0, verbose_name="versión de la plantilla")),
                ("contexto", models.JSONField(blank=True, default=dict, verbose_name="datos con que se redactó")),
                ("fecha_hora_emision", models.DateTimeField(verbose_name="fecha y hora de emisión")),
            ],
            options={
                "verbose_name": "documento",
                "verbose_name_plural": "documentos",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("folio", "tipo", "referencia"), name="documento_uno_por_referencia"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tipo__in", ("acuse", "resolucion", "anexo", "acuse_recurso", "decision_recurso", "constancia_silencio"))
                        ),
                        name="documento_tipo_conocido",
                    ),
                    models.CheckConstraint(condition=models.Q(("tamano__gt", 0)), name="documento_no_vacio"),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length("sha256"), 64),
                        name="documento_sha256_completo",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("plantilla", ""), ("tipo", "anexo")),
                            models.Q(models.Q(("tipo", "anexo"), _negated=True), ("plantilla_version__gt", 0)),
                            _connector="OR",
                        ),
                        name="documento_plantilla_si_se_redacta",
                    ),
                ],
            },
        ),
    ]

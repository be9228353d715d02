"""What the workbench keeps: notes, templates, views, who looks at a case, who read whose data, who stands in for whom."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0011_actos_agotados"),
    ]

    operations = [
        migrations.CreateModel(
            name="Lectura",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rol", models.CharField(max_length=20, verbose_name="rol")),
                ("por", models.CharField(max_length=60, verbose_name="motivo")),
                ("fecha_hora", models.DateTimeField(verbose_name="fecha y hora")),
            ],
            options={
                "verbose_name": "lectura de datos personales",
                "verbose_name_plural": "lecturas de datos personales",
                "ordering": ("solicitud_id", "id"),
            },
        ),
        migrations.CreateModel(
            name="Nota",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("texto", models.TextField(verbose_name="texto")),
                ("fecha_hora", models.DateTimeField(verbose_name="fecha y hora")),
            ],
            options={
                "verbose_name": "nota",
                "verbose_name_plural": "notas",
                "ordering": ("solicitud_id", "id"),
            },
        ),
        migrations.CreateModel(
            name="PlantillaResolucion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nombre", models.CharField(max_length=120, verbose_name="nombre")),
                (
                    "sentido",
                    models.CharField(
                        choices=[
                            ("entrega_total", "Se entrega la información solicitada"),
                            ("entrega_parcial", "Se entrega una parte de la información"),
                            ("negativa_reservada", "No se entrega: información reservada"),
                            ("negativa_confidencial", "No se entrega: información confidencial"),
                            ("negativa_sin_aclaracion", "No se entrega: la solicitud no fue aclarada"),
                            ("inexistencia", "La información no existe en la institución"),
                        ],
                        max_length=30,
                        verbose_name="sentido",
                    ),
                ),
                ("respuesta", models.TextField(verbose_name="respuesta")),
                ("motivacion", models.TextField(blank=True, verbose_name="motivación")),
                ("fundamento", models.JSONField(blank=True, default=list, verbose_name="fundamento legal")),
                ("activa", models.BooleanField(default=True, verbose_name="activa")),
            ],
            options={
                "verbose_name": "plantilla de resolución",
                "verbose_name_plural": "plantillas de resolución",
                "ordering": ("institucion_id", "nombre"),
            },
        ),
        migrations.CreateModel(
            name="Presencia",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fecha_hora", models.DateTimeField(verbose_name="fecha y hora")),
            ],
            options={
                "verbose_name": "presencia",
                "verbose_name_plural": "presencias",
                "ordering": ("solicitud_id", "-fecha_hora"),
            },
        ),
        migrations.CreateModel(
            name="VistaGuardada",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nombre", models.CharField(max_length=60, verbose_name="nombre")),
                ("consulta", models.CharField(blank=True, max_length=1000, verbose_name="filtros")),
            ],
            options={
                "verbose_name": "vista guardada",
                "verbose_name_plural": "vistas guardadas",
                "ordering": ("persona_id", "nombre"),
            },
        ),
        migrations.AddField(
            model_name="cargo",
            name="suple",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="suplencias",
                to=settings.AUTH_USER_MODEL,
                verbose_name="suple a",
            ),
        ),
        migrations.AddField(
            model_name="presentacion",
            name="cuenta",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="presentaciones",
                to=settings.AUTH_USER_MODEL,
                verbose_name="cuenta de quien solicita",
            ),
        ),
        migrations.AddConstraint(
            model_name="cargo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("suple__isnull", True),
                    models.Q(("hasta__isnull", False), models.Q(("suple", models.F("persona")), _negated=True)),
                    _connector="OR",
                ),
                name="cargo_suplencia_con_fin",
            ),
        ),
        migrations.AddField(
            model_name="lectura",
            name="persona",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="persona"
            ),
        ),
        migrations.AddField(
            model_name="lectura",
            name="solicitud",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lecturas_de_datos",
                to="solicitudes.solicitud",
                verbose_name="solicitud",
            ),
        ),
        migrations.AddField(
            model_name="nota",
            name="persona",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="persona"
            ),
        ),
        migrations.AddField(
            model_name="nota",
            name="solicitud",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notas", to="solicitudes.solicitud", verbose_name="solicitud"
            ),
        ),
        migrations.AddField(
            model_name="plantillaresolucion",
            name="institucion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plantillas",
                to="solicitudes.institucion",
                verbose_name="institución",
            ),
        ),
        migrations.AddField(
            model_name="presencia",
            name="persona",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="persona"
            ),
        ),
        migrations.AddField(
            model_name="presencia",
            name="solicitud",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="presencias", to="solicitudes.solicitud", verbose_name="solicitud"
            ),
        ),
        migrations.AddField(
            model_name="vistaguardada",
            name="persona",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="vistas", to=settings.AUTH_USER_MODEL, verbose_name="persona"
            ),
        ),
        migrations.AddIndex(
            model_name="lectura",
            index=models.Index(fields=["solicitud", "persona", "-fecha_hora"], name="lectura_por_persona"),
        ),
        migrations.AddConstraint(
            model_name="nota",
            constraint=models.CheckConstraint(condition=models.Q(("texto", ""), _negated=True), name="nota_con_texto"),
        ),
        migrations.AddConstraint(
            model_name="plantillaresolucion",
            constraint=models.UniqueConstraint(fields=("institucion", "nombre"), name="plantilla_nombre_unico"),
        ),
        migrations.AddConstraint(
            model_name="plantillaresolucion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sentido__in",
                        [
                            "entrega_total",
                            "entrega_parcial",
                            "negativa_reservada",
                            "negativa_confidencial",
                            "negativa_sin_aclaracion",
                            "inexistencia",
                        ],
                    )
                ),
                name="plantilla_sentido_valido",
            ),
        ),
        migrations.AddConstraint(
            model_name="presencia",
            constraint=models.UniqueConstraint(fields=("solicitud", "persona"), name="presencia_unica"),
        ),
        migrations.AddConstraint(
            model_name="vistaguardada",
            constraint=models.UniqueConstraint(fields=("persona", "nombre"), name="vista_nombre_unico"),
        ),
    ]

"""The transactional outbox."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Salida",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clave", models.CharField(max_length=200, unique=True)),
                ("efecto", models.CharField(max_length=60)),
                ("argumentos", models.JSONField(default=dict)),
                (
                    "estado",
                    models.CharField(
                        choices=[("pendiente", "pendiente"), ("hecha", "hecha"), ("muerta", "muerta")],
                        default="pendiente",
                        max_length=10,
                    ),
                ),
                ("intentos", models.PositiveSmallIntegerField(default=0)),
                ("proximo_intento", models.DateTimeField(verbose_name="próximo intento")),
                (
                    "tomada_hasta",
                    models.DateTimeField(blank=True, help_text="Nadie más la procesa antes de este momento.", null=True),
                ),
                ("ultimo_error", models.CharField(blank=True, max_length=300, verbose_name="último error")),
                ("fecha_hora_creada", models.DateTimeField(verbose_name="creada")),
                ("fecha_hora_fin", models.DateTimeField(blank=True, null=True, verbose_name="terminada")),
            ],
            options={
                "verbose_name": "salida",
                "verbose_name_plural": "salidas",
                "indexes": [
                    models.Index(condition=models.Q(("estado", "pendiente")), fields=["proximo_intento", "id"], name="salida_pendientes"),
                    models.Index(condition=models.Q(("estado", "muerta")), fields=["id"], name="salida_muertas"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("estado", "pendiente"), ("fecha_hora_fin__isnull", True)),
                            models.Q(("estado__in", ["hecha", "muerta"]), ("fecha_hora_fin__isnull", False)),
                            _connector="OR",
                        ),
                        name="salida_fin_coherente",
                    )
                ],
            },
        ),
    ]

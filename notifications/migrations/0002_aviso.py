"""Proof of what people were told."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_salida")]

    operations = [
        migrations.CreateModel(
            name="Aviso",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clave", models.CharField(max_length=200, unique=True)),
                ("folio", models.CharField(db_index=True, max_length=60)),
                ("evento", models.CharField(max_length=60)),
                ("canal", models.CharField(max_length=30)),
                ("destinatario", models.CharField(max_length=40)),
                ("mensaje_id", models.CharField(max_length=200)),
                ("fecha_hora_envio", models.DateTimeField(verbose_name="enviado")),
            ],
            options={
                "verbose_name": "aviso",
                "verbose_name_plural": "avisos",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("folio", ""), _negated=True), models.Q(("mensaje_id", ""), _negated=True)),
                        name="aviso_completo",
                    )
                ],
            },
        ),
    ]

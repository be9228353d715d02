"""The stream of events."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0007_cliente"),
    ]

    operations = [
        migrations.CreateModel(
            name="CursorDeEventos",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ultima", models.PositiveBigIntegerField(default=0, verbose_name="última posición")),
            ],
            options={
                "verbose_name": "cursor de eventos",
                "verbose_name_plural": "cursor de eventos",
            },
        ),
        migrations.CreateModel(
            name="Evento",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("posicion", models.PositiveBigIntegerField(null=True, unique=True, verbose_name="posición")),
            ],
            options={
                "verbose_name": "evento",
                "verbose_name_plural": "eventos",
                "ordering": ("posicion",),
            },
        ),
        migrations.AddConstraint(
            model_name="cursordeeventos",
            constraint=models.CheckConstraint(condition=models.Q(("pk", 1)), name="cursor_de_eventos_uno"),
        ),
        migrations.AddField(
            model_name="evento",
            name="movimiento",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="evento", to="solicitudes.movimiento", verbose_name="movimiento"
            ),
        ),
        migrations.AddField(
            model_name="evento",
            name="solicitud",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="eventos", to="solicitudes.solicitud", verbose_name="solicitud"
            ),
        ),
        migrations.AddIndex(
            model_name="evento",
            index=models.Index(condition=models.Q(("posicion__isnull", True)), fields=["movimiento"], name="evento_por_publicar"),
        ),
    ]

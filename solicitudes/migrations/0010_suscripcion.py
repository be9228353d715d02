"""Webhooks: where clients want to be told, and each delivery."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0009_eventos_anteriores"),
    ]

    operations = [
        migrations.CreateModel(
            name="EntregaDeEvento",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveIntegerField(verbose_name="número del movimiento")),
                (
                    "estado",
                    models.CharField(
                        choices=[("pendiente", "pendiente"), ("entregada", "entregada"), ("apartada", "apartada")],
                        default="pendiente",
                        max_length=10,
                        verbose_name="estado",
                    ),
                ),
                ("vuelta", models.PositiveIntegerField(default=0, verbose_name="vuelta")),
                ("intentos", models.PositiveIntegerField(default=0, verbose_name="intentos")),
                ("codigo_http", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="última respuesta")),
                ("ultimo_error", models.CharField(blank=True, max_length=300, verbose_name="último error")),
                ("fecha_hora_pendiente", models.DateTimeField(verbose_name="pendiente desde")),
                ("fecha_hora_fin", models.DateTimeField(blank=True, null=True, verbose_name="terminada")),
            ],
            options={
                "verbose_name": "entrega de un evento",
                "verbose_name_plural": "entregas de eventos",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="Suscripcion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.URLField(max_length=500, verbose_name="dirección")),
                ("eventos", models.JSONField(blank=True, default=list, verbose_name="actos")),
                ("activa", models.BooleanField(default=True, verbose_name="activa")),
                ("secreto_cifrado", models.TextField(editable=False)),
                ("anterior_cifrado", models.TextField(blank=True, editable=False)),
                ("fecha_hora_fin_anterior", models.DateTimeField(blank=True, null=True, verbose_name="el secreto anterior vale hasta")),
                ("fallas_seguidas", models.PositiveIntegerField(default=0, verbose_name="fallas seguidas")),
                ("pausada_hasta", models.DateTimeField(blank=True, null=True, verbose_name="en pausa hasta")),
                ("motivo_inactiva", models.CharField(blank=True, max_length=200, verbose_name="por qué está inactiva")),
                ("fecha_hora_creada", models.DateTimeField(verbose_name="creada")),
                ("fecha_hora_ultima_entrega", models.DateTimeField(blank=True, null=True, verbose_name="última entrega")),
            ],
            options={
                "verbose_name": "suscripción",
                "verbose_name_plural": "suscripciones",
                "ordering": ("id",),
            },
        ),
        migrations.AddField(
            model_name="entregadeevento",
            name="solicitud",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="solicitudes.solicitud", verbose_name="solicitud"
            ),
        ),
        migrations.AddField(
            model_name="entregadeevento",
            name="evento",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="entregas", to="solicitudes.evento", verbose_name="evento"
            ),
        ),
        migrations.AddField(
            model_name="suscripcion",
            name="cliente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="suscripciones", to="solicitudes.cliente", verbose_name="cliente"
            ),
        ),
        migrations.AddField(
            model_name="entregadeevento",
            name="suscripcion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entregas",
                to="solicitudes.suscripcion",
                verbose_name="suscripción",
            ),
        ),
        migrations.AddConstraint(
            model_name="suscripcion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("anterior_cifrado", ""), ("fecha_hora_fin_anterior__isnull", True)),
                    models.Q(models.Q(("anterior_cifrado", ""), _negated=True), ("fecha_hora_fin_anterior__isnull", False)),
                    _connector="OR",
                ),
                name="suscripcion_anterior_con_fin",
            ),
        ),
        migrations.AddIndex(
            model_name="entregadeevento",
            index=models.Index(
                condition=models.Q(("estado", "pendiente")), fields=["suscripcion", "solicitud", "numero"], name="entrega_pendiente"
            ),
        ),
        migrations.AddConstraint(
            model_name="entregadeevento",
            constraint=models.UniqueConstraint(fields=("suscripcion", "evento"), name="entrega_unica"),
        ),
        migrations.AddConstraint(
            model_name="entregadeevento",
            constraint=models.CheckConstraint(
                condition=models.Q(("estado__in", ["pendiente", "entregada", "apartada"])), name="entrega_estado_valido"
            ),
        ),
        migrations.AddConstraint(
            model_name="entregadeevento",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("estado", "pendiente"), ("fecha_hora_fin__isnull", True)),
                    models.Q(("estado__in", ("entregada", "apartada")), ("fecha_hora_fin__isnull", False)),
                    _connector="OR",
                ),
                name="entrega_fin_coherente",
            ),
        ),
    ]

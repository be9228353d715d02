"""What an administrator sets of a client, who looks after it, and how often it calls."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0017_idioma_de_la_persona"),
    ]

    operations = [
        migrations.AddField("cliente", "correo", models.EmailField(blank=True, max_length=254, verbose_name="correo de contacto")),
        migrations.AddField(
            "cliente", "cuota", models.PositiveIntegerField(blank=True, null=True, verbose_name="peticiones por minuto de cada clase")
        ),
        migrations.AddField("cliente", "fecha_hora_suspendido", models.DateTimeField(blank=True, null=True, verbose_name="suspendido")),
        migrations.AddConstraint(
            "cliente",
            models.CheckConstraint(name="cliente_cuota_de_algo", condition=Q(cuota__isnull=True) | Q(cuota__gt=0)),
        ),
        migrations.AddConstraint(
            "cliente",
            models.CheckConstraint(name="cliente_suspendido_activo", condition=Q(fecha_hora_suspendido__isnull=True) | Q(activo=True)),
        ),
        migrations.CreateModel(
            name="EncargadoDeCliente",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fecha_hora_desde", models.DateTimeField(verbose_name="desde")),
                ("fecha_hora_hasta", models.DateTimeField(blank=True, null=True, verbose_name="hasta")),
                (
                    "cliente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="encargados",
                        to="solicitudes.cliente",
                        verbose_name="cliente",
                    ),
                ),
                (
                    "persona",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clientes_a_cargo",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="persona",
                    ),
                ),
            ],
            options={
                "verbose_name": "persona a cargo de un cliente",
                "verbose_name_plural": "personas a cargo de clientes",
                "ordering": ("cliente_id", "fecha_hora_desde", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cliente", "persona"), name="encargado_una_vez", condition=Q(fecha_hora_hasta__isnull=True)
                    ),
                    models.CheckConstraint(
                        name="encargado_fechas_en_orden",
                        condition=Q(fecha_hora_hasta__isnull=True) | Q(fecha_hora_hasta__gte=F("fecha_hora_desde")),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConteoDeLlamadas",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fecha", models.DateField(verbose_name="día")),
                ("estatus", models.PositiveSmallIntegerField(verbose_name="estado HTTP")),
                ("codigo", models.CharField(blank=True, max_length=60, verbose_name="código del problema")),
                ("llamadas", models.PositiveIntegerField(verbose_name="llamadas")),
                (
                    "cliente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conteos",
                        to="solicitudes.cliente",
                        verbose_name="cliente",
                    ),
                ),
            ],
            options={
                "verbose_name": "conteo de llamadas",
                "verbose_name_plural": "conteos de llamadas",
                "ordering": ("cliente_id", "-fecha", "estatus", "codigo"),
                "constraints": [
                    models.UniqueConstraint(fields=("cliente", "fecha", "estatus", "codigo"), name="conteo_unico"),
                    models.CheckConstraint(name="conteo_de_algo", condition=Q(llamadas__gt=0)),
                ],
            },
        ),
    ]

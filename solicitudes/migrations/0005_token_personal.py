"""Tokens with which the scripts of an official call the API in her name."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0004_palabras"),
    ]

    operations = [
        migrations.CreateModel(
            name="TokenPersonal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nombre", models.CharField(max_length=60, verbose_name="nombre")),
                ("prefijo", models.CharField(max_length=16, unique=True, verbose_name="prefijo")),
                ("huella", models.CharField(max_length=64, unique=True, verbose_name="huella")),
                ("alcances", models.JSONField(default=list, verbose_name="alcances")),
                ("fecha_hora_creado", models.DateTimeField(verbose_name="creado")),
                ("fecha_hora_fin", models.DateTimeField(verbose_name="deja de valer")),
                ("fecha_hora_revocado", models.DateTimeField(blank=True, null=True, verbose_name="revocado")),
                ("fecha_hora_ultimo_uso", models.DateTimeField(blank=True, null=True, verbose_name="último uso")),
                (
                    "persona",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="persona",
                    ),
                ),
            ],
            options={
                "verbose_name": "token personal",
                "verbose_name_plural": "tokens personales",
                "ordering": ("persona_id", "-fecha_hora_creado", "-id"),
                "constraints": [
                    models.CheckConstraint(name="token_personal_con_nombre", condition=~Q(nombre="")),
                    models.CheckConstraint(name="token_personal_vence_despues", condition=Q(fecha_hora_fin__gt=F("fecha_hora_creado"))),
                    models.UniqueConstraint(
                        fields=("persona", "nombre"), name="token_personal_nombre_unico", condition=Q(fecha_hora_revocado__isnull=True)
                    ),
                ],
            },
        ),
    ]

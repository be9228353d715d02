"""The accredited clients, and what each filed."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("allauth_idp_oidc", "0003_client_allow_uri_wildcards"),
        ("solicitudes", "0006_dia_de_un_acto"),
    ]

    operations = [
        migrations.CreateModel(
            name="SecretoDeCliente",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("huella", models.CharField(max_length=64, unique=True, verbose_name="huella")),
                ("fecha_hora_creado", models.DateTimeField(verbose_name="creado")),
                ("fecha_hora_fin", models.DateTimeField(blank=True, null=True, verbose_name="deja de valer")),
            ],
            options={
                "verbose_name": "secreto de un cliente",
                "verbose_name_plural": "secretos de clientes",
                "ordering": ("cliente_id", "-fecha_hora_creado", "-id"),
            },
        ),
        migrations.CreateModel(
            name="CredencialOidc",
            fields=[],
            options={
                "verbose_name": "credencial OAuth",
                "verbose_name_plural": "credenciales OAuth",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("allauth_idp_oidc.client",),
        ),
        migrations.CreateModel(
            name="Cliente",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nombre", models.CharField(max_length=100, verbose_name="nombre")),
                ("alcances", models.JSONField(default=list, verbose_name="alcances")),
                ("activo", models.BooleanField(default=True, verbose_name="activo")),
                ("fecha_hora_acreditado", models.DateTimeField(verbose_name="acreditado")),
                ("fecha_hora_revocado", models.DateTimeField(blank=True, null=True, verbose_name="revocado")),
                ("fecha_hora_ultimo_uso", models.DateTimeField(blank=True, null=True, verbose_name="último uso")),
                (
                    "institucion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clientes",
                        to="solicitudes.institucion",
                        verbose_name="institución",
                    ),
                ),
                (
                    "oidc",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acreditado",
                        to="allauth_idp_oidc.client",
                        verbose_name="cliente OAuth",
                    ),
                ),
                (
                    "responsable",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clientes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="oficial responsable",
                    ),
                ),
            ],
            options={
                "verbose_name": "cliente acreditado",
                "verbose_name_plural": "clientes acreditados",
                "ordering": ("nombre", "id"),
            },
        ),
        migrations.AddField(
            model_name="presentacion",
            name="cliente",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="presentaciones",
                to="solicitudes.cliente",
                verbose_name="portal de origen",
            ),
        ),
        migrations.AddConstraint(
            model_name="presentacion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cliente__isnull", False), models.Q(("id_externo", ""), _negated=True)),
                fields=("cliente", "id_externo"),
                name="presentacion_id_externo_unico",
            ),
        ),
        migrations.AddField(
            model_name="secretodecliente",
            name="cliente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="secretos", to="solicitudes.cliente", verbose_name="cliente"
            ),
        ),
        migrations.AddConstraint(
            model_name="cliente",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("activo", True), ("fecha_hora_revocado__isnull", True)),
                    models.Q(("activo", False), ("fecha_hora_revocado__isnull", False)),
                    _connector="OR",
                ),
                name="cliente_revocado_con_fecha",
            ),
        ),
        migrations.AddConstraint(
            model_name="cliente",
            constraint=models.CheckConstraint(
                condition=models.Q(("responsable__isnull", True), ("institucion__isnull", False), _connector="OR"),
                name="cliente_responsable_de_una_institucion",
            ),
        ),
    ]

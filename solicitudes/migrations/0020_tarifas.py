"""What is charged for reproducing information: tariffs, which PostgreSQL itself refuses to change, and what a resolution charges."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


def create_trigger(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE TRIGGER tarifa_solo_insercion BEFORE UPDATE OR DELETE ON solicitudes_tarifa "
            "FOR EACH ROW EXECUTE FUNCTION solicitudes_solo_insercion()"
        )


def drop_trigger(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER tarifa_solo_insercion ON solicitudes_tarifa")


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0019_remitida_en_parte"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tarifa",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "concepto",
                    models.CharField(
                        choices=[
                            ("copia_simple", "Página en copia simple"),
                            ("copia_certificada", "Página en copia certificada"),
                            ("disco", "Disco u otro soporte"),
                        ],
                        max_length=20,
                        verbose_name="concepto",
                    ),
                ),
                ("monto", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="monto en quetzales")),
                ("fuente", models.CharField(max_length=300, verbose_name="acuerdo que la fija")),
                ("desde", models.DateField(verbose_name="desde")),
                ("hasta", models.DateField(blank=True, null=True, verbose_name="hasta")),
                ("fecha_hora", models.DateTimeField(verbose_name="registrada")),
            ],
            options={
                "verbose_name": "tarifa",
                "verbose_name_plural": "tarifas",
                "ordering": ("institucion_id", "concepto", "-desde", "-id"),
            },
        ),
        migrations.AddField(
            model_name="resolucion",
            name="cobro",
            field=models.DecimalField(
                decimal_places=2, default=Decimal("0.00"), max_digits=10, verbose_name="a pagar por la reproducción, en quetzales"
            ),
        ),
        migrations.AddField(
            model_name="resolucion",
            name="reproduccion",
            field=models.JSONField(blank=True, default=list, verbose_name="reproducción"),
        ),
        migrations.AddConstraint(
            model_name="resolucion",
            constraint=models.CheckConstraint(condition=models.Q(("cobro__gte", 0)), name="resolucion_cobro_positivo"),
        ),
        migrations.AddField(
            model_name="tarifa",
            name="institucion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tarifas",
                to="solicitudes.institucion",
                verbose_name="institución",
            ),
        ),
        migrations.AddField(
            model_name="tarifa",
            name="persona",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="la registró"
            ),
        ),
        migrations.AddConstraint(
            model_name="tarifa",
            constraint=models.UniqueConstraint(fields=("institucion", "concepto", "desde"), name="tarifa_unica_por_dia"),
        ),
        migrations.AddConstraint(
            model_name="tarifa",
            constraint=models.CheckConstraint(
                condition=models.Q(("concepto__in", ["copia_simple", "copia_certificada", "disco"])), name="tarifa_concepto_valido"
            ),
        ),
        migrations.AddConstraint(
            model_name="tarifa",
            constraint=models.CheckConstraint(condition=models.Q(("monto__gte", 0)), name="tarifa_monto_positivo"),
        ),
        migrations.AddConstraint(
            model_name="tarifa",
            constraint=models.CheckConstraint(condition=models.Q(("fuente", ""), _negated=True), name="tarifa_con_fuente"),
        ),
        migrations.AddConstraint(
            model_name="tarifa",
            constraint=models.CheckConstraint(
                condition=models.Q(("hasta__isnull", True), ("hasta__gte", models.F("desde")), _connector="OR"),
                name="tarifa_fechas_en_orden",
            ),
        ),
        migrations.RunPython(create_trigger, drop_trigger),
    ]

"""Rehearsals: a sandbox client, its cases with folios and a clock of their own."""

from __future__ import annotations

from datetime import timedelta

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0018_uso_de_clientes"),
    ]

    operations = [
        migrations.AlterModelManagers("solicitud", [("todas", models.Manager())]),
        migrations.AddField("cliente", "prueba", models.BooleanField(default=False, verbose_name="de pruebas")),
        migrations.AddField("solicitud", "prueba", models.BooleanField(default=False, verbose_name="de prueba")),
        migrations.AddField("solicitud", "adelanto", models.DurationField(default=timedelta, verbose_name="adelanto de su reloj")),
        migrations.AddField("contadorfolio", "prueba", models.BooleanField(default=False, verbose_name="de prueba")),
        migrations.RemoveConstraint("contadorfolio", "contador_folio_unico"),
        migrations.AddConstraint(
            "contadorfolio", models.UniqueConstraint(fields=("institucion", "anio", "prueba"), name="contador_folio_unico")
        ),
        migrations.AddConstraint(
            "solicitud",
            models.CheckConstraint(
                name="solicitud_prueba_por_folio",
                condition=Q(prueba=True, folio__startswith="PRUEBA-") | (Q(prueba=False) & ~Q(folio__startswith="PRUEBA-")),
            ),
        ),
        migrations.AddConstraint(
            "solicitud",
            models.CheckConstraint(name="solicitud_adelanto_de_prueba", condition=Q(prueba=True) | Q(adelanto=timedelta(0))),
        ),
    ]

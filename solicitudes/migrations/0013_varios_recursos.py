"""A case may be appealed twice: against its silence and, once a late answer comes, against that answer."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

_CONTRA = [("silencio", "El silencio"), ("resolucion", "La respuesta")]


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0012_solicitud_en_orden")]

    operations = [
        migrations.AlterField(
            model_name="recurso",
            name="solicitud",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recursos",
                to="solicitudes.solicitud",
                verbose_name="solicitud",
            ),
        ),
        migrations.AddField(
            model_name="recurso",
            name="ordinal",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="cuál de los del expediente"),
        ),
        migrations.AddField(
            model_name="recurso",
            name="contra",
            field=models.CharField(choices=_CONTRA, default="resolucion", max_length=12, verbose_name="contra qué"),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="recurso",
            field=models.OneToOneField(
                blank=True,
                help_text="El último que se interpuso; todos están en `recursos`.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="solicitudes.recurso",
                verbose_name="último recurso",
            ),
        ),
    ]

"""One row for each person, case and hour of reading; since when somebody has a case open."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import migrations, models

_NADIE_HABIA_LEIDO = datetime(2026, 1, 1, tzinfo=UTC)


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0014_acto_administrativo")]
    operations = [
        migrations.RemoveIndex(model_name="lectura", name="lectura_por_persona"),
        migrations.AddField(
            model_name="lectura",
            name="hora",
            field=models.DateTimeField(default=_NADIE_HABIA_LEIDO, verbose_name="hora en punto"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="lectura",
            constraint=models.UniqueConstraint(fields=("solicitud", "persona", "hora"), name="lectura_una_por_hora"),
        ),
        migrations.AddField(
            model_name="presencia",
            name="desde",
            field=models.DateTimeField(default=_NADIE_HABIA_LEIDO, verbose_name="desde"),
            preserve_default=False,
        ),
        migrations.AlterField(model_name="presencia", name="fecha_hora", field=models.DateTimeField(verbose_name="última vez")),
    ]

"""Whether part of a case went to another institution (LAIP art. 38), so that reading the others costs them no query."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0018_peticion_idempotente")]
    operations = [
        migrations.AddField(
            model_name="solicitud",
            name="remitida_en_parte",
            field=models.BooleanField(default=False, verbose_name="una parte se remitió"),
        ),
    ]

"""The acts that a case has used up, beside the dates that its ledger projects."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0010_suscripcion")]

    operations = [
        migrations.AddField(
            model_name="solicitud",
            name="actos_agotados",
            field=models.JSONField(blank=True, default=list, verbose_name="actos que ya no caben"),
        ),
    ]

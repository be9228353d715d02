"""What happened before the stream of events existed is published as well."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0008_evento")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO solicitudes_evento (movimiento_id, solicitud_id) SELECT id, solicitud_id FROM solicitudes_movimiento ORDER BY id",
            migrations.RunSQL.noop,
        ),
    ]

"""A substitution that was annulled holds no day: its last one may be the eve of its first."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0015_recurso_uno_por_asunto")]

    operations = [
        migrations.RemoveConstraint(model_name="cargo", name="cargo_fechas_en_orden"),
        migrations.AddConstraint(
            model_name="cargo",
            constraint=models.CheckConstraint(
                condition=models.Q(("hasta__isnull", True), ("hasta__gte", models.F("desde")), ("suple__isnull", False), _connector="OR"),
                name="cargo_fechas_en_orden",
            ),
        ),
    ]

"""Each matter is appealed once, and the appeals of a case are counted."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0014_recursos_de_antes")]

    operations = [
        migrations.AddConstraint(
            model_name="recurso", constraint=models.UniqueConstraint(fields=("solicitud", "ordinal"), name="recurso_ordinal_unico")
        ),
        migrations.AddConstraint(
            model_name="recurso", constraint=models.UniqueConstraint(fields=("solicitud", "contra"), name="recurso_uno_por_asunto")
        ),
        migrations.AddConstraint(
            model_name="recurso",
            constraint=models.CheckConstraint(condition=models.Q(("ordinal__gte", 1)), name="recurso_ordinal_desde_uno"),
        ),
        migrations.AddConstraint(
            model_name="recurso",
            constraint=models.CheckConstraint(condition=models.Q(("contra__in", ["silencio", "resolucion"])), name="recurso_contra_valido"),
        ),
    ]

"""What an institution chose is in `LecturaElegida`: its own column goes."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0007_mudar_lecturas")]

    operations = [migrations.RemoveField(model_name="institucion", name="lecturas")]

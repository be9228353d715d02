"""The readings that an institution had on its own row become the first choices of its history."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import migrations
from django.db.models.functions import Now

#: The day on which the law came into force: they held for whatever was filed since.
_SIEMPRE = date(2009, 4, 21)


def move(apps: Any, schema_editor: Any) -> None:
    LecturaElegida = apps.get_model("solicitudes", "LecturaElegida")
    for institucion in apps.get_model("solicitudes", "Institucion").objects.exclude(lecturas={}):
        for clave, valor in institucion.lecturas.items():
            LecturaElegida.objects.create(
                institucion=institucion,
                regimen=institucion.regimen,
                clave=clave,
                valor=valor,
                desde=_SIEMPRE,
                motivo="Consta desde antes de que las elecciones llevaran fecha.",
                fundamento="No consta.",
                fecha_hora=Now(),
            )


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0006_lectura_elegida")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]

"""What each appeal that there was contests, and the case that points at it."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps: Any, schema_editor: Any) -> None:
    Recurso, Resolucion = apps.get_model("solicitudes", "Recurso"), apps.get_model("solicitudes", "Resolucion")
    Solicitud = apps.get_model("solicitudes", "Solicitud")
    notificada = Resolucion.objects.filter(
        solicitud=OuterRef("solicitud"), fecha_hora_notificacion__lte=OuterRef("fecha_hora_interposicion")
    )
    sin_respuesta = Recurso.objects.annotate(respuesta=Subquery(notificada.values("pk")[:1])).filter(respuesta__isnull=True)
    Recurso.objects.filter(pk__in=list(sin_respuesta.values_list("pk", flat=True))).update(contra="silencio")
    propio = Recurso.objects.filter(solicitud=OuterRef("pk")).order_by("-ordinal").values("pk")[:1]
    Solicitud.objects.filter(recursos__isnull=False).update(recurso=Subquery(propio))


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0013_varios_recursos")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

"""What each institution charges for copies, as anybody reads it (LAIP art. 18)."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from solicitudes.models import Tarifa


def list_tarifas() -> QuerySet[Tarifa]:
    """Every tariff of every institution, past and to come, newest first. One query."""
    return Tarifa.objects.select_related("institucion").order_by("-desde", "-pk")


def filter_vigentes(tarifas: QuerySet[Tarifa], dia: date) -> QuerySet[Tarifa]:
    """Those in force on `dia`."""
    return tarifas.filter(pk__in=Tarifa.objects.vigentes(dia).order_by().values("pk"))

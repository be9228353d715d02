"""The register of reserved information as anybody reads it: the index of what is classified is public (LAIP art. 10.27)."""

from __future__ import annotations

from datetime import date

from django.db.models import F, QuerySet

from solicitudes.models import Reserva
from solicitudes.models.reserva import ReservaQuerySet


def list_reservas() -> ReservaQuerySet:
    """Every entry of every institution, over or not, newest first, with its extension and its lifting. One query."""
    return Reserva.objects.with_fin().select_related("institucion").order_by("-fecha", "-pk")


def filter_vigentes(reservas: QuerySet[Reserva], dia: date, *, vigentes: bool = True) -> QuerySet[Reserva]:
    """Those that held on `dia`, or, with `vigentes` false, those that did not."""
    ids = Reserva.objects.vigentes(dia).order_by().values("pk")
    return reservas.filter(pk__in=ids) if vigentes else reservas.exclude(pk__in=ids)


def list_ending_by(dia: date) -> ReservaQuerySet:
    """Those that nobody has lifted and whose last day, with the extension, is not after `dia`; soonest first."""
    return Reserva.objects.with_fin().filter(levantamiento__isnull=True, fin__lte=dia).order_by(F("fin"), "pk")

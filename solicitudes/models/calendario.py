"""Days that an act closes or opens, over the calendar that ships with the code."""

from __future__ import annotations

from django.db import models

from solicitudes.models.acto_calendario import ActoCalendario
from solicitudes.models.solo_insercion import SoloInsercion
from workflow.calendario import Clase


class DiaCalendario(SoloInsercion):
    """One day of one act; scope, basis and the moment since which it is known are the act's."""

    acto = models.ForeignKey(ActoCalendario, verbose_name="acto", on_delete=models.PROTECT, related_name="dias")
    fecha = models.DateField("fecha")
    nombre = models.CharField("motivo", max_length=120)
    clase = models.CharField("clase", max_length=10, choices=[(c.value, c.value) for c in Clase], default=Clase.INHABIL.value)

    class Meta:
        verbose_name = "día del calendario"
        verbose_name_plural = "días del calendario"
        ordering = ("fecha", "id")
        constraints = [
            models.CheckConstraint(name="dia_clase_valida", condition=models.Q(clase__in=[c.value for c in Clase])),
            models.UniqueConstraint(fields=("acto", "fecha"), name="dia_unico_por_acto"),
        ]

    def __str__(self) -> str:
        return f"{self.fecha}: {self.nombre}"

"""What the people who answer a case tell one another about it; the applicant never sees it."""

from __future__ import annotations

from django.db import models

from solicitudes.models.persona import Persona
from solicitudes.models.solicitud import Solicitud
from solicitudes.models.solo_insercion import SoloInsercion


class Nota(SoloInsercion):
    """A note inside the institution. It is no act: it moves nothing, and it is not corrected but followed by another."""

    solicitud = models.ForeignKey(Solicitud, verbose_name="solicitud", on_delete=models.PROTECT, related_name="notas")
    persona = models.ForeignKey(Persona, verbose_name="persona", on_delete=models.PROTECT, related_name="+")
    texto = models.TextField("texto")
    fecha_hora = models.DateTimeField("fecha y hora")

    class Meta:
        verbose_name = "nota"
        verbose_name_plural = "notas"
        ordering = ("solicitud_id", "id")
        constraints = [models.CheckConstraint(name="nota_con_texto", condition=~models.Q(texto=""))]

    def __str__(self) -> str:
        return f"{self.solicitud_id}: {self.texto[:40]}"

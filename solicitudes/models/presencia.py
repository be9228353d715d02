"""Who has a case open in front of her, so that two officers do not answer it at once."""

from __future__ import annotations

from django.db import models

from solicitudes.models.persona import Persona
from solicitudes.models.solicitud import Solicitud


class Presencia(models.Model):
    """Since when and until when one person has looked at a case in the workbench; a passing fact, overwritten and thrown away."""

    solicitud = models.ForeignKey(Solicitud, verbose_name="solicitud", on_delete=models.CASCADE, related_name="presencias")
    persona = models.ForeignKey(Persona, verbose_name="persona", on_delete=models.CASCADE, related_name="+")
    desde = models.DateTimeField("desde")
    fecha_hora = models.DateTimeField("última vez")

    class Meta:
        verbose_name = "presencia"
        verbose_name_plural = "presencias"
        ordering = ("solicitud_id", "-fecha_hora")
        constraints = [models.UniqueConstraint(fields=("solicitud", "persona"), name="presencia_unica")]

    def __str__(self) -> str:
        return f"{self.persona_id} en {self.solicitud_id}"

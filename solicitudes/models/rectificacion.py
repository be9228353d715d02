"""What a rectification asks for: the system that holds the datum, the change, and what proves it (LAIP art. 34)."""

from __future__ import annotations

from django.db import models

from solicitudes.models.solicitud import Solicitud
from solicitudes.models.solo_insercion import SoloInsercion


class Rectificacion(SoloInsercion):
    """The three things that the law asks of a request to correct one's own data; sealed with its text, and never changed."""

    solicitud = models.OneToOneField(Solicitud, verbose_name="solicitud", on_delete=models.PROTECT, related_name="rectificacion")
    sistema = models.CharField("sistema o registro que tiene el dato", max_length=300)
    cambio = models.TextField("qué debe corregirse")
    evidencia = models.TextField("con qué se prueba")

    class Meta:
        verbose_name = "rectificación pedida"
        verbose_name_plural = "rectificaciones pedidas"
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                name="rectificacion_completa", condition=~(models.Q(sistema="") | models.Q(cambio="") | models.Q(evidencia=""))
            )
        ]

    def __str__(self) -> str:
        return f"{self.solicitud_id}: {self.sistema}"

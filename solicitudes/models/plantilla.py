"""The beginnings of a resolution that an institution writes again and again."""

from __future__ import annotations

from django.db import models

from solicitudes.models.institucion import Institucion
from workflow.sentidos import Sentido


class PlantillaResolucion(models.Model):
    """Text with which a draft starts: plain words, never code. What a sense demands is checked when the draft is saved."""

    institucion = models.ForeignKey(Institucion, verbose_name="institución", on_delete=models.PROTECT, related_name="plantillas")
    nombre = models.CharField("nombre", max_length=120)
    sentido = models.CharField("sentido", max_length=30, choices=[(s.value, s.etiqueta) for s in Sentido])
    respuesta = models.TextField("respuesta")
    motivacion = models.TextField("motivación", blank=True)
    fundamento = models.JSONField("fundamento legal", default=list, blank=True)
    activa = models.BooleanField("activa", default=True)

    class Meta:
        verbose_name = "plantilla de resolución"
        verbose_name_plural = "plantillas de resolución"
        ordering = ("institucion_id", "nombre")
        constraints = [
            models.UniqueConstraint(fields=("institucion", "nombre"), name="plantilla_nombre_unico"),
            models.CheckConstraint(name="plantilla_sentido_valido", condition=models.Q(sentido__in=[s.value for s in Sentido])),
        ]

    def __str__(self) -> str:
        return self.nombre

"""The units inside an institution: the information unit (LAIP art. 19), the top authority, the internal ones."""

from __future__ import annotations

from django.db import models

from solicitudes.models.institucion import Institucion


class Unidad(models.Model):
    """A unit. Each body has one information unit and one top authority; the internal ones hold the information."""

    class Clase(models.TextChoices):
        INFORMACION = "informacion", "Unidad de Información Pública"
        MAXIMA_AUTORIDAD = "maxima_autoridad", "Máxima autoridad"
        INTERNA = "interna", "Unidad interna"

    institucion = models.ForeignKey(Institucion, verbose_name="institución", on_delete=models.PROTECT, related_name="unidades")
    clase = models.CharField("clase", max_length=20, choices=Clase.choices)
    nombre = models.CharField("nombre", max_length=160)
    correo = models.EmailField("correo electrónico", blank=True)
    activa = models.BooleanField("activa", default=True)

    class Meta:
        verbose_name = "unidad"
        verbose_name_plural = "unidades"
        ordering = ("institucion_id", "clase", "nombre")
        constraints = [
            models.UniqueConstraint(
                fields=("institucion", "clase"),
                name="unidad_unica_por_clase",
                condition=models.Q(clase__in=("informacion", "maxima_autoridad")),
            ),
            models.UniqueConstraint(fields=("institucion", "nombre"), name="unidad_nombre_unico"),
            models.CheckConstraint(
                name="unidad_clase_valida", condition=models.Q(clase__in=("informacion", "maxima_autoridad", "interna"))
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

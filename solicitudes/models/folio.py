"""The last folio number given by each institution in each year."""

from __future__ import annotations

from django.db import models

from solicitudes.models.institucion import Institucion


class ContadorFolio(models.Model):
    """A counter, raised inside the transaction that uses the number, so that no number is lost and none is given twice."""

    institucion = models.ForeignKey(Institucion, on_delete=models.PROTECT)
    anio = models.PositiveSmallIntegerField("año")
    ultimo = models.PositiveIntegerField("último número")

    class Meta:
        verbose_name = "contador de folios"
        verbose_name_plural = "contadores de folios"
        constraints = [models.UniqueConstraint(fields=("institucion", "anio"), name="contador_folio_unico")]

    def __str__(self) -> str:
        return f"{self.institucion_id}/{self.anio}: {self.ultimo}"

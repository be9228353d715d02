"""The last folio number given by each institution in each year."""

from __future__ import annotations

from django.db import models

from solicitudes.models.institucion import Institucion


class ContadorFolio(models.Model):
    """A counter, raised inside the transaction that uses the number, so that no number is lost and none is given twice.

    Rehearsals have a series of their own: none of their numbers can be taken for one of these.
    """

    institucion = models.ForeignKey(Institucion, on_delete=models.PROTECT)
    anio = models.PositiveSmallIntegerField("año")
    prueba = models.BooleanField("de prueba", default=False)
    ultimo = models.PositiveIntegerField("último número")

    class Meta:
        verbose_name = "contador de folios"
        verbose_name_plural = "contadores de folios"
        constraints = [models.UniqueConstraint(fields=("institucion", "anio", "prueba"), name="contador_folio_unico")]

    def __str__(self) -> str:
        return f"{self.institucion_id}/{self.anio}: {self.ultimo}"

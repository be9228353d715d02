"""What came from the register that an institution kept before: each run that brought something, and the file that waits for one."""

from __future__ import annotations

from django.db import models

from solicitudes.models.institucion import Institucion
from solicitudes.models.persona import Persona
from solicitudes.models.solo_insercion import SoloInsercion


class Importacion(SoloInsercion):
    """One run, written once with the cases that it brought; a run that brings nothing writes nothing (docs/adr/0022).

    `sha256` is that of the file, which is not kept. `resumen` holds the totals by year and situation, and nothing of anybody.
    """

    institucion = models.ForeignKey(Institucion, verbose_name="institución", on_delete=models.PROTECT, related_name="importaciones")
    persona = models.ForeignKey(Persona, verbose_name="la hizo", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField("huella del archivo", max_length=64)
    leidas = models.PositiveIntegerField("filas leídas")
    importadas = models.PositiveIntegerField("expedientes importados")
    resumen = models.JSONField("resumen")
    fecha_hora = models.DateTimeField("fecha y hora")

    class Meta:
        verbose_name = "importación"
        verbose_name_plural = "importaciones"
        ordering = ("-fecha_hora", "-id")
        constraints = [
            models.CheckConstraint(
                name="importacion_trae_algo", condition=models.Q(importadas__gt=0) & models.Q(importadas__lte=models.F("leidas"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.institucion_id}: {self.importadas} ({self.fecha_hora:%Y-%m-%d})"


class CargaDeRegistro(models.Model):
    """A file that somebody sent to rehearse, encrypted, until she imports it, drops it or a day goes by: it names applicants."""

    institucion = models.ForeignKey(Institucion, verbose_name="institución", on_delete=models.PROTECT, related_name="+")
    persona = models.ForeignKey(Persona, verbose_name="la envió", on_delete=models.PROTECT, related_name="+")
    nombre = models.CharField("nombre del archivo", max_length=200)
    contenido = models.BinaryField("contenido cifrado")
    mapa = models.JSONField("columnas", default=dict, blank=True)
    fecha_hora = models.DateTimeField("enviada")

    class Meta:
        verbose_name = "carga de un registro"
        verbose_name_plural = "cargas de registros"
        ordering = ("-fecha_hora", "-id")

    def __str__(self) -> str:
        return f"{self.institucion_id}: {self.fecha_hora:%Y-%m-%d %H:%M}"

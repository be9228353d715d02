"""What was asked inside the institution: of whom, by when, and what came back (LAIP arts. 19 and 20)."""

from __future__ import annotations

from django.db import models

from solicitudes.models.persona import Persona
from solicitudes.models.pregunta import Pregunta
from solicitudes.models.solicitud import Solicitud
from solicitudes.models.unidad import Unidad


class Asignacion(models.Model):
    """A case in the hands of a unit or of one person in it, with an internal date that binds nobody outside: the whole of it, or the
    questions that are named."""

    solicitud = models.ForeignKey(Solicitud, verbose_name="solicitud", on_delete=models.PROTECT, related_name="asignaciones")
    unidad = models.ForeignKey(Unidad, verbose_name="unidad", on_delete=models.PROTECT, related_name="asignaciones")
    persona = models.ForeignKey(
        Persona, verbose_name="persona", on_delete=models.PROTECT, null=True, blank=True, related_name="asignaciones"
    )
    fecha_interna = models.DateField("fecha interna")
    preguntas = models.ManyToManyField(Pregunta, verbose_name="preguntas", blank=True, related_name="asignaciones")
    indicaciones = models.TextField("indicaciones", blank=True)
    fecha_hora = models.DateTimeField("asignada")

    class Meta:
        verbose_name = "asignación"
        verbose_name_plural = "asignaciones"
        ordering = ("solicitud_id", "-fecha_hora", "-id")
        indexes = [models.Index(fields=("unidad", "solicitud"), name="asignacion_por_unidad")]

    def __str__(self) -> str:
        return f"{self.solicitud_id} → {self.unidad_id}"

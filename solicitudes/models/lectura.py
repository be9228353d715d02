"""Who read the personal data of a case, when and why; its applicant may see it (LAIP art. 31)."""

from __future__ import annotations

from django.db import models

from solicitudes.models.persona import Persona
from solicitudes.models.solicitud import Solicitud
from solicitudes.models.solo_insercion import SoloInsercion


class Lectura(SoloInsercion):
    """One look at who asks. `rol` is the office in which she looked; `por` the door and what she was doing there."""

    solicitud = models.ForeignKey(Solicitud, verbose_name="solicitud", on_delete=models.PROTECT, related_name="lecturas_de_datos")
    persona = models.ForeignKey(Persona, verbose_name="persona", on_delete=models.PROTECT, related_name="+")
    rol = models.CharField("rol", max_length=20)
    por = models.CharField("motivo", max_length=60)
    fecha_hora = models.DateTimeField("fecha y hora")

    class Meta:
        verbose_name = "lectura de datos personales"
        verbose_name_plural = "lecturas de datos personales"
        ordering = ("solicitud_id", "id")
        indexes = [models.Index(fields=("solicitud", "persona", "-fecha_hora"), name="lectura_por_persona")]

    def __str__(self) -> str:
        return f"{self.persona_id} en {self.solicitud_id}"

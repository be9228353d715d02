"""Who read the personal data of a case, when and why; its applicant may see it (LAIP art. 31)."""

from __future__ import annotations

from django.db import models

from solicitudes.models.persona import Persona
from solicitudes.models.solicitud import Solicitud
from solicitudes.models.solo_insercion import SoloInsercion


class Lectura(SoloInsercion):
    """One look at who asks, or all of one hour: `hora` is the hour in which it fell, so that there is one row for it however often
    the page is opened. `rol` is the office in which she looked; `por` what she was doing there. `de_identidad` is one look at what
    accredits who she is (LAIP arts. 33 and 64): of those there is a row for each, however many in an hour."""

    solicitud = models.ForeignKey(Solicitud, verbose_name="solicitud", on_delete=models.PROTECT, related_name="lecturas_de_datos")
    persona = models.ForeignKey(Persona, verbose_name="persona", on_delete=models.PROTECT, related_name="+")
    rol = models.CharField("rol", max_length=20)
    por = models.CharField("motivo", max_length=60)
    fecha_hora = models.DateTimeField("fecha y hora")
    hora = models.DateTimeField("hora en punto")
    de_identidad = models.BooleanField("abrió lo que acredita la identidad", default=False)

    class Meta:
        verbose_name = "lectura de datos personales"
        verbose_name_plural = "lecturas de datos personales"
        ordering = ("solicitud_id", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("solicitud", "persona", "hora"), name="lectura_una_por_hora", condition=models.Q(de_identidad=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.persona_id} en {self.solicitud_id}"

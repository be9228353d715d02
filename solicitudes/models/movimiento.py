"""The history of a case: one row per act, written once, each sealed with the hash of the one before."""

from __future__ import annotations

from django.db import models

from solicitudes.models.persona import Persona
from solicitudes.models.solicitud import Solicitud
from solicitudes.models.solo_insercion import SoloInsercion


class Movimiento(SoloInsercion):
    """What was done, by whom in which role, when, and to what effect. Never holds the applicant's identity.

    `huella` seals every other field and `huella_anterior` (solicitudes/bitacora.py); PostgreSQL refuses update and delete by a trigger.
    """

    solicitud = models.ForeignKey(Solicitud, verbose_name="solicitud", on_delete=models.PROTECT, related_name="movimientos")
    numero = models.PositiveIntegerField("número")
    acto = models.CharField("acto", max_length=30)
    estado_anterior = models.CharField("estado anterior", max_length=20, blank=True)
    estado_nuevo = models.CharField("estado nuevo", max_length=20)
    rol = models.CharField("rol", max_length=20)
    persona = models.ForeignKey(Persona, verbose_name="persona", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    fecha_hora = models.DateTimeField("fecha y hora")
    datos = models.JSONField("datos", default=dict, blank=True)
    huella_anterior = models.CharField(max_length=64)
    huella = models.CharField(max_length=64)

    class Meta:
        verbose_name = "movimiento"
        verbose_name_plural = "movimientos"
        ordering = ("solicitud_id", "numero")
        constraints = [
            models.UniqueConstraint(fields=("solicitud", "numero"), name="movimiento_numero_unico"),
            models.CheckConstraint(name="movimiento_numero_positivo", condition=models.Q(numero__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.solicitud_id}/{self.numero} {self.acto}"

"""The transactional outbox: one row per thing that must still be told, rendered or stored because of an act."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class EstadoSalida(models.TextChoices):
    """Where a row of the outbox stands; only `PENDIENTE` is ever picked by the relay."""

    PENDIENTE = "pendiente", "pendiente"
    HECHA = "hecha", "hecha"
    MUERTA = "muerta", "muerta"


class Salida(models.Model):
    """An effect that an act asked for, written in the transaction of the act.

    `clave` makes it happen once however often it is asked for. `argumentos` holds identifiers only: who is told, and at
    which address, is read when the effect runs, so that a correction or an erasure made meanwhile counts.
    """

    clave = models.CharField(max_length=200, unique=True)
    efecto = models.CharField(max_length=60)
    argumentos = models.JSONField(default=dict)
    estado = models.CharField(max_length=10, choices=EstadoSalida.choices, default=EstadoSalida.PENDIENTE)
    intentos = models.PositiveSmallIntegerField(default=0)
    proximo_intento = models.DateTimeField("próximo intento")
    tomada_hasta = models.DateTimeField(null=True, blank=True, help_text="Nadie más la procesa antes de este momento.")
    ultimo_error = models.CharField("último error", max_length=300, blank=True)
    fecha_hora_creada = models.DateTimeField("creada")
    fecha_hora_fin = models.DateTimeField("terminada", null=True, blank=True)

    class Meta:
        verbose_name = "salida"
        verbose_name_plural = "salidas"
        constraints = [
            models.CheckConstraint(
                name="salida_fin_coherente",
                condition=Q(estado="pendiente", fecha_hora_fin__isnull=True)
                | Q(estado__in=["hecha", "muerta"], fecha_hora_fin__isnull=False),
            ),
        ]
        indexes = [
            # What the relay reads every few seconds: small however many rows are done.
            models.Index(fields=["proximo_intento", "id"], name="salida_pendientes", condition=Q(estado="pendiente")),
            models.Index(fields=["id"], name="salida_muertas", condition=Q(estado="muerta")),
        ]

    def __str__(self) -> str:
        return f"{self.efecto} · {self.clave}"

"""A request that its caller may send again without doing twice what it asks for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class PeticionIdempotente(models.Model):
    """What became of one Idempotency-Key: claimed, and then answered.

    `llave` is a digest of the caller and of her key, `huella` one of what she asked for. `respuesta` is the answer, encrypted so that only
    whoever sends the key again can have it opened (docs/adr/0012): it may name an applicant or carry a secret.
    """

    llave = models.CharField("llave", max_length=64, unique=True)
    huella = models.CharField("huella de lo que se pidió", max_length=64)
    estatus = models.PositiveSmallIntegerField("estatus de la respuesta", null=True, blank=True)
    respuesta = models.TextField(editable=False, blank=True)
    fecha_hora_reclamada = models.DateTimeField("reclamada", db_index=True)
    fecha_hora_respondida = models.DateTimeField("respondida", null=True, blank=True)

    class Meta:
        verbose_name = "petición idempotente"
        verbose_name_plural = "peticiones idempotentes"
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="peticion_respondida_coherente",
                condition=Q(estatus__isnull=True, fecha_hora_respondida__isnull=True, respuesta="")
                | (Q(estatus__isnull=False, fecha_hora_respondida__isnull=False) & ~Q(respuesta="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.llave[:12]} {self.estatus or 'en curso'}"

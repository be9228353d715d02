"""The order in which the acts of every case are made known to other systems."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from solicitudes.models.movimiento import Movimiento
from solicitudes.models.solicitud import Solicitud


class Evento(models.Model):
    """The place of one movement in the stream. It says nothing of its own: what happened is read from the movement.

    Written without a `posicion` in the transaction of the act; solicitudes/services/publicacion.py gives it one afterwards, in one
    transaction at a time, so that whoever sees a position sees every lower one (docs/adr/0010).
    """

    movimiento = models.OneToOneField(Movimiento, verbose_name="movimiento", on_delete=models.PROTECT, related_name="evento")
    solicitud = models.ForeignKey(Solicitud, verbose_name="solicitud", on_delete=models.PROTECT, related_name="eventos")
    posicion = models.PositiveBigIntegerField("posición", null=True, unique=True)

    class Meta:
        verbose_name = "evento"
        verbose_name_plural = "eventos"
        ordering = ("posicion",)
        indexes = [models.Index(fields=("movimiento",), name="evento_por_publicar", condition=Q(posicion__isnull=True))]

    def __str__(self) -> str:
        return f"{self.posicion}: {self.movimiento_id}"


class CursorDeEventos(models.Model):
    """One row: the last position given. Whoever gives positions holds it locked until what they were given to is committed."""

    ultima = models.PositiveBigIntegerField("última posición", default=0)

    class Meta:
        verbose_name = "cursor de eventos"
        verbose_name_plural = "cursor de eventos"
        constraints = [models.CheckConstraint(name="cursor_de_eventos_uno", condition=Q(pk=1))]

    def __str__(self) -> str:
        return str(self.ultima)

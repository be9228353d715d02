"""How often a client called, by day and by what it was answered: numbers, and nothing of anybody."""

from __future__ import annotations

from django.db import models

from solicitudes.models.cliente import Cliente


class ConteoDeLlamadas(models.Model):
    """The calls of a client on one day that got one status and, if they were refused, one slug (`codigo`)."""

    cliente = models.ForeignKey(Cliente, verbose_name="cliente", on_delete=models.PROTECT, related_name="conteos")
    fecha = models.DateField("día")
    estatus = models.PositiveSmallIntegerField("estado HTTP")
    codigo = models.CharField("código del problema", max_length=60, blank=True)
    llamadas = models.PositiveIntegerField("llamadas")

    class Meta:
        verbose_name = "conteo de llamadas"
        verbose_name_plural = "conteos de llamadas"
        ordering = ("cliente_id", "-fecha", "estatus", "codigo")
        constraints = [
            models.UniqueConstraint(fields=("cliente", "fecha", "estatus", "codigo"), name="conteo_unico"),
            models.CheckConstraint(name="conteo_de_algo", condition=models.Q(llamadas__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.cliente_id} {self.fecha} {self.estatus} {self.codigo}: {self.llamadas}"

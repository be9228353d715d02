"""Who looks after a client: the people of a portal who see how its calls and deliveries go."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from solicitudes.models.cliente import Cliente
from solicitudes.models.persona import Persona


class EncargadoDeCliente(models.Model):
    """An account that sees the use of one client and tries its webhooks. It is no office: no case opens with it."""

    cliente = models.ForeignKey(Cliente, verbose_name="cliente", on_delete=models.PROTECT, related_name="encargados")
    persona = models.ForeignKey(Persona, verbose_name="persona", on_delete=models.PROTECT, related_name="clientes_a_cargo")
    fecha_hora_desde = models.DateTimeField("desde")
    fecha_hora_hasta = models.DateTimeField("hasta", null=True, blank=True)

    class Meta:
        verbose_name = "persona a cargo de un cliente"
        verbose_name_plural = "personas a cargo de clientes"
        ordering = ("cliente_id", "fecha_hora_desde", "id")
        constraints = [
            models.UniqueConstraint(fields=("cliente", "persona"), name="encargado_una_vez", condition=Q(fecha_hora_hasta__isnull=True)),
            models.CheckConstraint(
                name="encargado_fechas_en_orden",
                condition=Q(fecha_hora_hasta__isnull=True) | Q(fecha_hora_hasta__gte=models.F("fecha_hora_desde")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.persona_id} de {self.cliente_id}"

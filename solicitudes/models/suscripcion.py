"""Where a client wants to be told of events, and what became of each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from solicitudes.models.cliente import Cliente
from solicitudes.models.evento import Evento
from solicitudes.models.solicitud import Solicitud


class Suscripcion(models.Model):
    """An address that receives webhooks (Standard Webhooks). Both secrets are encrypted (solicitudes/cifrado.py): to sign they
    must be known, unlike a password. The previous one signs too until `fecha_hora_fin_anterior`.

    `eventos` are the acts that it wants, all when empty. After several failures in a row nothing is tried before `pausada_hasta`.
    """

    cliente = models.ForeignKey(Cliente, verbose_name="cliente", on_delete=models.PROTECT, related_name="suscripciones")
    url = models.URLField("dirección", max_length=500)
    eventos = models.JSONField("actos", default=list, blank=True)
    activa = models.BooleanField("activa", default=True)
    secreto_cifrado = models.TextField(editable=False)
    anterior_cifrado = models.TextField(editable=False, blank=True)
    fecha_hora_fin_anterior = models.DateTimeField("el secreto anterior vale hasta", null=True, blank=True)
    fallas_seguidas = models.PositiveIntegerField("fallas seguidas", default=0)
    pausada_hasta = models.DateTimeField("en pausa hasta", null=True, blank=True)
    motivo_inactiva = models.CharField("por qué está inactiva", max_length=200, blank=True)
    fecha_hora_creada = models.DateTimeField("creada")
    fecha_hora_ultima_entrega = models.DateTimeField("última entrega", null=True, blank=True)

    class Meta:
        verbose_name = "suscripción"
        verbose_name_plural = "suscripciones"
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="suscripcion_anterior_con_fin",
                condition=Q(anterior_cifrado="", fecha_hora_fin_anterior__isnull=True)
                | (~Q(anterior_cifrado="") & Q(fecha_hora_fin_anterior__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cliente_id}: {self.url}"


class EstadoEntrega(models.TextChoices):
    """Where a delivery stands."""

    PENDIENTE = "pendiente", "pendiente"
    ENTREGADA = "entregada", "entregada"
    APARTADA = "apartada", "apartada"


class EntregaDeEvento(models.Model):
    """One event for one subscription. Of the pending ones of a case only the first is in the outbox: the next waits for it.

    `vuelta` tells one round of attempts from the next, when somebody asks for it again.
    """

    suscripcion = models.ForeignKey(Suscripcion, verbose_name="suscripción", on_delete=models.CASCADE, related_name="entregas")
    evento = models.ForeignKey(Evento, verbose_name="evento", on_delete=models.PROTECT, related_name="entregas")
    solicitud = models.ForeignKey(Solicitud, verbose_name="solicitud", on_delete=models.PROTECT, related_name="+")
    numero = models.PositiveIntegerField("número del movimiento")
    estado = models.CharField("estado", max_length=10, choices=EstadoEntrega.choices, default=EstadoEntrega.PENDIENTE)
    vuelta = models.PositiveIntegerField("vuelta", default=0)
    intentos = models.PositiveIntegerField("intentos", default=0)
    codigo_http = models.PositiveSmallIntegerField("última respuesta", null=True, blank=True)
    ultimo_error = models.CharField("último error", max_length=300, blank=True)
    fecha_hora_pendiente = models.DateTimeField("pendiente desde")
    fecha_hora_fin = models.DateTimeField("terminada", null=True, blank=True)

    class Meta:
        verbose_name = "entrega de un evento"
        verbose_name_plural = "entregas de eventos"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=("suscripcion", "evento"), name="entrega_unica"),
            models.CheckConstraint(name="entrega_estado_valido", condition=Q(estado__in=EstadoEntrega.values)),
            models.CheckConstraint(
                name="entrega_fin_coherente",
                condition=Q(estado="pendiente", fecha_hora_fin__isnull=True)
                | Q(estado__in=("entregada", "apartada"), fecha_hora_fin__isnull=False),
            ),
        ]
        indexes = [
            # What is asked at each delivery: the first one pending of a case.
            models.Index(fields=("suscripcion", "solicitud", "numero"), name="entrega_pendiente", condition=Q(estado="pendiente")),
        ]

    def __str__(self) -> str:
        return f"{self.suscripcion_id}: {self.evento_id} {self.estado}"

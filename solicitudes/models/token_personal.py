"""The tokens with which the scripts of an official call the API in her name."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from solicitudes.models.persona import Persona


class TokenPersonalQuerySet(models.QuerySet["TokenPersonal"]):
    def vigentes(self, ahora: datetime) -> TokenPersonalQuerySet:
        """Those that open the door at `ahora`."""
        return self.filter(fecha_hora_revocado__isnull=True, fecha_hora_fin__gt=ahora)


class TokenPersonal(models.Model):
    """A secret that acts as an official, with the offices that she holds that day and never more than its `alcances`.

    Only its SHA-256 is kept; `prefijo` is how it begins, by which people tell one from another and every movement names it. It ends on
    its day or when it is revoked, and stays as a row: it did things.
    """

    persona = models.ForeignKey(Persona, verbose_name="persona", on_delete=models.PROTECT, related_name="tokens")
    nombre = models.CharField("nombre", max_length=60)
    prefijo = models.CharField("prefijo", max_length=16, unique=True)
    huella = models.CharField("huella", max_length=64, unique=True)
    alcances = models.JSONField("alcances", default=list)
    fecha_hora_creado = models.DateTimeField("creado")
    fecha_hora_fin = models.DateTimeField("deja de valer")
    fecha_hora_revocado = models.DateTimeField("revocado", null=True, blank=True)
    fecha_hora_ultimo_uso = models.DateTimeField("último uso", null=True, blank=True)

    objects = TokenPersonalQuerySet.as_manager()

    class Meta:
        verbose_name = "token personal"
        verbose_name_plural = "tokens personales"
        ordering = ("persona_id", "-fecha_hora_creado", "-id")
        constraints = [
            models.CheckConstraint(name="token_personal_con_nombre", condition=~Q(nombre="")),
            models.CheckConstraint(name="token_personal_vence_despues", condition=Q(fecha_hora_fin__gt=F("fecha_hora_creado"))),
            models.UniqueConstraint(
                fields=("persona", "nombre"), name="token_personal_nombre_unico", condition=Q(fecha_hora_revocado__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nombre} ({self.prefijo})"

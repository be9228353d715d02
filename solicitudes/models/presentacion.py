"""A filing: who asks, once, whatever number of institutions she asks. The only table with the applicant's identity."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from solicitudes.models.cliente import Cliente
from solicitudes.models.persona import Persona


class Canal(models.TextChoices):
    """How the request arrived (LAIP art. 38: «verbal, escrita o vía electrónica»)."""

    PORTAL = "portal", "Portal"
    API = "api", "Otro portal"
    MOSTRADOR = "mostrador", "Mostrador"
    TELEFONO = "telefono", "Teléfono"
    CARTA = "carta", "Carta"
    CORREO = "correo", "Correo electrónico"


class FormaEntrega(models.TextChoices):
    """How the applicant wants the information (LAIP art. 45)."""

    ELECTRONICA = "electronica", "Electrónica"
    COPIA_SIMPLE = "copia_simple", "Copia simple"
    COPIA_CERTIFICADA = "copia_certificada", "Copia certificada"
    CONSULTA_DIRECTA = "consulta_directa", "Consulta directa"


class FormaDeConsentimiento(models.TextChoices):
    """How a person told a portal that it may file for her."""

    FORMULARIO = "formulario", "En una página del portal"
    ESCRITO = "escrito", "Por escrito"
    EN_PERSONA = "en_persona", "De palabra, en persona"
    TELEFONO = "telefono", "De palabra, por teléfono"


class Presentacion(models.Model):
    """The filing. The law lets it demand three things: the body, a name and what is asked (LAIP art. 41).

    There is no field for a reason or an interest, on purpose: it may not be asked for. `clave_hash` is the SHA-256 of the key
    with which the applicant follows her cases; the key itself is never stored (docs/adr/0005). `idempotencia_hash` and `cuerpo_hash`
    make a repeated submission the same filing. `cuenta` is the account that the applicant tied to it, if she has one; `cliente`, the
    portal that filed for her, whose own number for it is `id_externo`; `consentimiento_*` say how and when she told it to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    solicitante_nombre = models.CharField("nombre", max_length=200)
    solicitante_correo = models.EmailField("correo electrónico", blank=True)
    solicitante_telefono = models.CharField("teléfono", max_length=30, blank=True)
    solicitante_idioma = models.CharField("idioma", max_length=8, default="es")
    canal = models.CharField("canal", max_length=12, choices=Canal.choices)
    cliente = models.ForeignKey(
        Cliente, verbose_name="portal de origen", on_delete=models.PROTECT, null=True, blank=True, related_name="presentaciones"
    )
    cuenta = models.ForeignKey(
        Persona, verbose_name="cuenta de quien solicita", on_delete=models.PROTECT, null=True, blank=True, related_name="presentaciones"
    )
    id_externo = models.CharField("identificador en el portal de origen", max_length=100, blank=True)
    consentimiento_forma = models.CharField("cómo consintió", max_length=12, choices=FormaDeConsentimiento.choices, blank=True)
    consentimiento_fecha_hora = models.DateTimeField("cuándo consintió", null=True, blank=True)
    clave_hash = models.CharField(max_length=64)
    # Null and not empty where no key was sent: a unique column takes any number of nulls.
    idempotencia_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001
    cuerpo_hash = models.CharField(max_length=64)
    fecha_hora = models.DateTimeField("fecha y hora de presentación")

    class Meta:
        verbose_name = "presentación"
        verbose_name_plural = "presentaciones"
        ordering = ("-fecha_hora", "-id")
        constraints = [
            models.CheckConstraint(name="presentacion_con_nombre", condition=~models.Q(solicitante_nombre="")),
            models.CheckConstraint(name="presentacion_canal_valido", condition=models.Q(canal__in=Canal.values)),
            models.CheckConstraint(
                name="presentacion_consentimiento_entero",
                condition=models.Q(consentimiento_forma="", consentimiento_fecha_hora__isnull=True)
                | models.Q(consentimiento_forma__in=FormaDeConsentimiento.values, consentimiento_fecha_hora__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("cliente", "id_externo"),
                name="presentacion_id_externo_unico",
                condition=models.Q(cliente__isnull=False) & ~models.Q(id_externo=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def consentimiento(self) -> dict[str, Any] | None:
        """How and when she told a portal to file for her; None if she filed herself."""
        if not self.consentimiento_forma:
            return None
        return {"forma": self.consentimiento_forma, "fecha_hora": self.consentimiento_fecha_hora}

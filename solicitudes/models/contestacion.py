"""What an institution answers, be it to a whole request or to one of its questions: sense, reasons, law, and why something is withheld."""

from __future__ import annotations

from django.db import models

from solicitudes.models.reserva import Reserva
from workflow.reservas import CausalConfidencial
from workflow.sentidos import Sentido

_SIN_DANO = models.Q(dano_excepcion="") | models.Q(dano_amenaza="") | models.Q(dano_perjuicio="")


class Contestacion(models.Model):
    """Abstract base. What it withholds as reserved names the entry of the register and answers the three questions of the harm test
    (LAIP arts. 25, 26); what it withholds as confidential, its ground by code (art. 22)."""

    sentido = models.CharField("sentido", max_length=30, choices=[(s.value, s.etiqueta) for s in Sentido])
    respuesta = models.TextField("respuesta")
    motivacion = models.TextField("motivación", blank=True)
    fundamento = models.JSONField("fundamento legal", default=list, blank=True)
    reserva = models.ForeignKey(Reserva, verbose_name="reserva", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dano_excepcion = models.TextField("prueba de daño: por qué encuadra en la excepción", blank=True)
    dano_amenaza = models.TextField("prueba de daño: qué amenaza efectiva causa liberarla", blank=True)
    dano_perjuicio = models.TextField("prueba de daño: por qué el perjuicio es mayor que el interés público", blank=True)
    causal_confidencial = models.CharField(
        "causal de lo confidencial", max_length=30, blank=True, choices=[(c.value, c.etiqueta) for c in CausalConfidencial]
    )

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(name="%(class)s_sentido_valido", condition=models.Q(sentido__in=list(Sentido))),
            models.CheckConstraint(
                name="%(class)s_reserva_con_prueba_de_dano",
                condition=models.Q(reserva__isnull=True, dano_excepcion="", dano_amenaza="", dano_perjuicio="")
                | (models.Q(reserva__isnull=False) & ~_SIN_DANO),
            ),
            models.CheckConstraint(
                name="%(class)s_causal_confidencial_valida",
                condition=models.Q(causal_confidencial__in=["", *(c.value for c in CausalConfidencial)]),
            ),
        )

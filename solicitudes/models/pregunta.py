"""A request in questions: each with its words and its answer, so that none is lost and each is answered (LAIP arts. 42 and 45)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from documentos.models import Documento
from solicitudes.models.contestacion import Contestacion
from solicitudes.models.resolucion import Resolucion
from solicitudes.models.solicitud import Solicitud
from workflow.sentidos import SIN_MOTIVAR


class Pregunta(models.Model):
    """One question of a case under one of its divisions: `Solicitud.division` says which division is in force.

    Its words never change: another division makes other rows, and the seal of each division stands in the history. `remitida_a` is the
    case to which it was forwarded, where it is answered; `anexos` the files that somebody brought for it.
    """

    solicitud = models.ForeignKey(Solicitud, verbose_name="solicitud", on_delete=models.PROTECT, related_name="preguntas")
    division = models.PositiveSmallIntegerField("división")
    numero = models.PositiveSmallIntegerField("número")
    texto = models.TextField("pregunta")
    fecha_hora = models.DateTimeField("separada")
    remitida_a = models.ForeignKey(
        Solicitud, verbose_name="remitida a", on_delete=models.PROTECT, null=True, blank=True, related_name="preguntas_recibidas"
    )
    anexos = models.ManyToManyField(Documento, verbose_name="archivos", blank=True, related_name="preguntas")

    if TYPE_CHECKING:
        respuesta: RespuestaPregunta

    class Meta:
        verbose_name = "pregunta"
        verbose_name_plural = "preguntas"
        ordering = ("solicitud_id", "division", "numero")
        constraints = [
            models.UniqueConstraint(fields=("solicitud", "division", "numero"), name="pregunta_numero_unico"),
            models.CheckConstraint(name="pregunta_numero_positivo", condition=models.Q(numero__gte=1, division__gte=1)),
            models.CheckConstraint(name="pregunta_con_texto", condition=~models.Q(texto="")),
        ]

    def __str__(self) -> str:
        return f"{self.numero}. {self.texto}"

    @property
    def contestada(self) -> RespuestaPregunta | None:
        """Its answer, drafted or notified; None while there is none."""
        return getattr(self, "respuesta", None)


class RespuestaPregunta(Contestacion):
    """What a resolution answers to one question; its own sense, reasons and ground (LAIP arts. 42 and 45)."""

    resolucion = models.ForeignKey(Resolucion, verbose_name="resolución", on_delete=models.PROTECT, related_name="respuestas")
    pregunta = models.OneToOneField(Pregunta, verbose_name="pregunta", on_delete=models.PROTECT, related_name="respuesta")

    class Meta:
        verbose_name = "respuesta a una pregunta"
        verbose_name_plural = "respuestas a preguntas"
        ordering = ("resolucion_id", "pregunta__numero")
        constraints = [
            *Contestacion.Meta.constraints,
            models.CheckConstraint(name="respuestapregunta_con_texto", condition=~models.Q(respuesta="")),
            models.CheckConstraint(
                name="respuestapregunta_negativa_motivada",
                condition=models.Q(sentido__in=[s.value for s in SIN_MOTIVAR]) | ~models.Q(motivacion=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pregunta_id}: {self.sentido}"

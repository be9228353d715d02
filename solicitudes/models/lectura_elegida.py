"""Which reading of a disputed point of the law an institution chose, from which day on, and why."""

from __future__ import annotations

from django.db import models

from solicitudes.models.institucion import Institucion
from solicitudes.models.persona import Persona
from solicitudes.models.solo_insercion import SoloInsercion
from workflow.roles import Rol


class LecturaElegida(SoloInsercion):
    """One choice. The last one of the same point that has begun is in force; nothing is changed, and no case that was filed before
    it is touched: a case keeps the readings of the day on which it came in.

    `clave` and `valor` are those of the regime file. Without `persona` it is older than these choices, as `motivo` says.
    """

    institucion = models.ForeignKey(Institucion, verbose_name="institución", on_delete=models.PROTECT, related_name="lecturas_elegidas")
    regimen = models.CharField("régimen", max_length=20)
    clave = models.CharField("punto de la ley", max_length=40)
    valor = models.CharField("lectura", max_length=60)
    desde = models.DateField("desde")
    motivo = models.TextField("por qué")
    fundamento = models.CharField("fundamento", max_length=300)
    persona = models.ForeignKey(Persona, verbose_name="la eligió", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rol = models.CharField("en calidad de", max_length=20, blank=True)
    fecha_hora = models.DateTimeField("registrada")

    class Meta:
        verbose_name = "lectura elegida"
        verbose_name_plural = "lecturas elegidas"
        ordering = ("institucion_id", "clave", "-desde", "-id")
        indexes = [models.Index(fields=("institucion", "desde", "id"), name="lectura_elegida_vigente")]
        constraints = [
            models.CheckConstraint(
                name="lectura_elegida_con_razones",
                condition=~models.Q(clave="") & ~models.Q(valor="") & ~models.Q(motivo="") & ~models.Q(fundamento=""),
            ),
            models.CheckConstraint(
                name="lectura_elegida_por_alguien",
                condition=models.Q(persona__isnull=True, rol="") | (models.Q(persona__isnull=False) & ~models.Q(rol="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clave}: {self.valor}"

    def get_rol_display(self) -> str:
        """The office in which it was chosen, as a person reads it."""
        return Rol(self.rol).etiqueta if self.rol else ""

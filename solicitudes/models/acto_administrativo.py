"""What the administration did: who opened an account, appointed, ended an appointment, changed a unit, closed a session, and when."""

from __future__ import annotations

from django.db import models

from solicitudes.acciones import ETIQUETAS
from solicitudes.models.institucion import Institucion
from solicitudes.models.persona import Persona
from solicitudes.models.solo_insercion import SoloInsercion


class ActoAdministrativo(SoloInsercion):
    """One act of administration, written once in the transaction that does it.

    `accion` is a word of `solicitudes.acciones`; `objeto` names what it was done to in the words of that day; `detalle` holds ids and,
    for a change, what was and what became. `institucion` is null for what concerns none, as the regulator's appointment.
    """

    persona = models.ForeignKey(Persona, verbose_name="persona", on_delete=models.PROTECT, related_name="+")
    institucion = models.ForeignKey(
        Institucion, verbose_name="institución", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    accion = models.CharField("acción", max_length=40)
    objeto = models.CharField("a qué o a quién", max_length=300)
    detalle = models.JSONField("detalle", default=dict, blank=True)
    fecha_hora = models.DateTimeField("fecha y hora")

    class Meta:
        verbose_name = "acto administrativo"
        verbose_name_plural = "actos administrativos"
        ordering = ("-fecha_hora", "-id")
        indexes = [
            models.Index(fields=("-fecha_hora", "-id"), name="acto_admin_reciente"),
            models.Index(fields=("institucion", "-fecha_hora", "-id"), name="acto_admin_por_institucion"),
        ]
        constraints = [
            models.CheckConstraint(name="acto_admin_dice_que", condition=~models.Q(accion="") & ~models.Q(objeto="")),
        ]

    def __str__(self) -> str:
        return f"{self.accion}: {self.objeto}"

    @property
    def etiqueta(self) -> str:
        """What was done, as a person reads it; the bare word for one that a newer version wrote."""
        return {accion.value: texto for accion, texto in ETIQUETAS.items()}.get(self.accion, self.accion)

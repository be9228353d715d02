"""The acts by which the calendar changes: who closed, opened or suspended what, for whom, by which basis, and since when it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from solicitudes.models.persona import Persona
from solicitudes.models.solo_insercion import SoloInsercion
from workflow.capas import Ambito, ClaseActo, Sector

if TYPE_CHECKING:
    from solicitudes.models.calendario import DiaCalendario


class ActoCalendario(SoloInsercion):
    """One act, written once. It is undone by another one that revokes it, never changed nor deleted.

    `numero` runs without gaps in the order in which acts were registered; `conocida_desde` never goes back from one to the next.
    `valor` names the scope: a sector, a department, a municipality (four digits), an institution (code) or a subject, whose
    institutions at that moment are kept in `alcance`.
    """

    numero = models.PositiveIntegerField("número", unique=True)
    clase = models.CharField("clase", max_length=12, choices=[(c.value, c.etiqueta) for c in ClaseActo])
    ambito = models.CharField("ámbito", max_length=12, choices=[(a.value, a.etiqueta) for a in Ambito])
    valor = models.CharField("de cuál", max_length=60, blank=True)
    alcance = models.JSONField("instituciones alcanzadas", default=list, blank=True, help_text="Solo cuando el ámbito es una materia.")
    sector = models.CharField(
        "sector", max_length=12, choices=[(s.value, s.etiqueta) for s in Sector], blank=True, help_text="Solo en una adscripción."
    )
    desde = models.DateField("primer día", null=True, blank=True)
    hasta = models.DateField("último día", null=True, blank=True)
    revoca = models.OneToOneField(
        "self", verbose_name="revoca", on_delete=models.PROTECT, null=True, blank=True, related_name="revocado_por"
    )
    motivo = models.CharField("motivo", max_length=200)
    fundamento = models.CharField("fundamento", max_length=200)
    publicado_el = models.DateField("publicado", null=True, blank=True)
    conocida_desde = models.DateTimeField("conocido desde")
    persona = models.ForeignKey(Persona, verbose_name="registrado por", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    huella = models.CharField(max_length=64, db_index=True, help_text="SHA-256 de lo que dice, para reconocer el mismo acto.")

    if TYPE_CHECKING:
        revoca_id: int | None
        dias: models.Manager[DiaCalendario]

    class Meta:
        verbose_name = "acto del calendario"
        verbose_name_plural = "actos del calendario"
        ordering = ("numero",)
        constraints = [
            models.CheckConstraint(name="acto_calendario_numero_positivo", condition=models.Q(numero__gte=1)),
            models.CheckConstraint(
                name="acto_calendario_clase_valida",
                condition=models.Q(clase__in=["dias", "suspension", "caida", "adscripcion", "revocacion"]),
            ),
            models.CheckConstraint(
                name="acto_calendario_ambito_valido",
                condition=models.Q(ambito="nacional", valor="")
                | (models.Q(ambito__in=["sector", "departamento", "municipio", "materia", "institucion"]) & ~models.Q(valor="")),
            ),
            models.CheckConstraint(name="acto_calendario_con_fundamento", condition=~models.Q(fundamento="") & ~models.Q(motivo="")),
            models.CheckConstraint(
                name="acto_calendario_con_intervalo",
                condition=(
                    models.Q(clase__in=["suspension", "caida"], desde__isnull=False, hasta__isnull=False)
                    & models.Q(hasta__gte=models.F("desde"))
                )
                | (~models.Q(clase__in=["suspension", "caida"]) & models.Q(desde__isnull=True, hasta__isnull=True)),
            ),
            models.CheckConstraint(
                name="acto_calendario_revoca_a_otro",
                condition=models.Q(clase="revocacion", revoca__isnull=False)
                | (~models.Q(clase="revocacion") & models.Q(revoca__isnull=True)),
            ),
            models.CheckConstraint(
                name="acto_calendario_adscribe_a_uno",
                condition=(models.Q(clase="adscripcion", ambito="institucion") & ~models.Q(sector=""))
                | (~models.Q(clase="adscripcion") & models.Q(sector="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numero}: {self.motivo}"

    @property
    def escrito(self) -> str:
        """The scope in one word, as files and the API write it: `nacional`, `municipio:0901`."""
        return f"{self.ambito}:{self.valor}" if self.valor else self.ambito

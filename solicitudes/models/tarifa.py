"""What an institution charges for reproducing information (LAIP art. 18): by concept, from a day on, with its source."""

from __future__ import annotations

from datetime import date

from django.db import models

from solicitudes.models.institucion import Institucion
from solicitudes.models.persona import Persona
from solicitudes.models.solo_insercion import SoloInsercion, SoloInsercionQuerySet
from workflow.cobros import Reproduccion


class TarifaQuerySet(SoloInsercionQuerySet):
    def vigentes(self, dia: date) -> TarifaQuerySet:
        """Those in force on `dia`: of each institution and concept, the last one that has begun, unless its last day is past."""
        de_lo_mismo = {"institucion": models.OuterRef("institucion"), "concepto": models.OuterRef("concepto")}
        posteriores = Tarifa.objects.filter(**de_lo_mismo, desde__gt=models.OuterRef("desde"), desde__lte=dia)
        sin_terminar = models.Q(hasta__isnull=True) | models.Q(hasta__gte=dia)
        return self.filter(sin_terminar, desde__lte=dia).exclude(models.Exists(posteriores))


class Tarifa(SoloInsercion):
    """A price in quetzales for one page or unit. The next one of the same concept takes its place on its day; nothing is changed."""

    institucion = models.ForeignKey(Institucion, verbose_name="institución", on_delete=models.PROTECT, related_name="tarifas")
    concepto = models.CharField("concepto", max_length=20, choices=[(c.value, c.etiqueta) for c in Reproduccion])
    monto = models.DecimalField("monto en quetzales", max_digits=8, decimal_places=2)
    fuente = models.CharField("acuerdo que la fija", max_length=300)
    desde = models.DateField("desde")
    hasta = models.DateField("hasta", null=True, blank=True)
    persona = models.ForeignKey(Persona, verbose_name="la registró", on_delete=models.PROTECT, related_name="+")
    fecha_hora = models.DateTimeField("registrada")

    objects = TarifaQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "tarifa"
        verbose_name_plural = "tarifas"
        ordering = ("institucion_id", "concepto", "-desde", "-id")
        constraints = [
            models.UniqueConstraint(fields=("institucion", "concepto", "desde"), name="tarifa_unica_por_dia"),
            models.CheckConstraint(name="tarifa_concepto_valido", condition=models.Q(concepto__in=[c.value for c in Reproduccion])),
            models.CheckConstraint(name="tarifa_monto_positivo", condition=models.Q(monto__gte=0)),
            models.CheckConstraint(name="tarifa_con_fuente", condition=~models.Q(fuente="")),
            models.CheckConstraint(
                name="tarifa_fechas_en_orden", condition=models.Q(hasta__isnull=True) | models.Q(hasta__gte=models.F("desde"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_concepto_display()}: Q{self.monto}"

"""Who holds which role in which unit, and from when to when."""

from __future__ import annotations

from datetime import date

from django.db import models

from solicitudes.models.persona import Persona
from solicitudes.models.unidad import Unidad
from workflow.roles import GENERALES, INSTITUCIONALES

_ASIGNABLES = sorted(INSTITUCIONALES | GENERALES)
_GENERALES = sorted(GENERALES)


class CargoQuerySet(models.QuerySet["Cargo"]):
    def vigentes(self, hoy: date) -> CargoQuerySet:
        """Those that hold on `hoy`, first and last day included."""
        return self.filter(models.Q(hasta__isnull=True) | models.Q(hasta__gte=hoy), desde__lte=hoy)


class Cargo(models.Model):
    """An appointment. It ends by getting a last day, never by deletion: the law asks who held a case and when (arts. 61 to 66).

    `unidad` is null for the regulator and the administrator only, who belong to no institution. `suple` is who is away, when
    somebody holds the office in her stead until a last day; one that was annulled, or ended on the day on which it began, holds no day:
    its last one is the eve of its first.
    """

    persona = models.ForeignKey(Persona, verbose_name="persona", on_delete=models.PROTECT, related_name="cargos")
    unidad = models.ForeignKey(Unidad, verbose_name="unidad", on_delete=models.PROTECT, related_name="cargos", null=True, blank=True)
    rol = models.CharField("rol", max_length=20, choices=[(rol.value, rol.etiqueta) for rol in _ASIGNABLES])
    desde = models.DateField("desde")
    hasta = models.DateField("hasta", null=True, blank=True)
    suple = models.ForeignKey(Persona, verbose_name="suple a", on_delete=models.PROTECT, null=True, blank=True, related_name="suplencias")

    objects = CargoQuerySet.as_manager()

    class Meta:
        verbose_name = "cargo"
        verbose_name_plural = "cargos"
        ordering = ("persona_id", "desde")
        constraints = [
            models.CheckConstraint(name="cargo_rol_valido", condition=models.Q(rol__in=[rol.value for rol in _ASIGNABLES])),
            models.CheckConstraint(
                name="cargo_fechas_en_orden",
                condition=models.Q(hasta__isnull=True) | models.Q(hasta__gte=models.F("desde")) | models.Q(suple__isnull=False),
            ),
            models.CheckConstraint(
                name="cargo_unidad_salvo_generales",
                condition=models.Q(rol__in=[rol.value for rol in _GENERALES], unidad__isnull=True)
                | (~models.Q(rol__in=[rol.value for rol in _GENERALES]) & models.Q(unidad__isnull=False)),
            ),
            models.CheckConstraint(
                name="cargo_suplencia_con_fin",
                condition=models.Q(suple__isnull=True) | (models.Q(hasta__isnull=False) & ~models.Q(suple=models.F("persona"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rol_display()}: {self.persona_id}"

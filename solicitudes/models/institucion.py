"""The obliged bodies (LAIP art. 6) and what has changed about them."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import models

from solicitudes.models.solo_insercion import SoloInsercion
from workflow.capas import Sector


def fold_texto(texto: str) -> str:
    """Lower case, accents dropped, one space between words: how names are compared when somebody searches."""
    sin_acentos = "".join(c for c in unicodedata.normalize("NFD", texto.casefold()) if not unicodedata.combining(c))
    return " ".join(sin_acentos.split())


class Institucion(models.Model):
    """A body that must answer. It is renamed, merged or closed, never deleted: its cases keep what it was.

    `codigo` is the acronym, or `MUNI-` and the four-digit INE code; it stands in every folio and never changes.
    """

    codigo = models.CharField("código", max_length=40, unique=True)
    nombre = models.CharField("nombre", max_length=200)
    siglas = models.CharField("siglas", max_length=40, blank=True)
    tipo = models.CharField("tipo", max_length=60)
    departamento = models.CharField("departamento", max_length=60, blank=True)
    municipio = models.CharField("municipio", max_length=80, blank=True)
    codigo_municipio = models.CharField(
        "código del municipio", max_length=4, blank=True, help_text="Cuatro cifras del INE; decide la feria local."
    )
    sector = models.CharField(
        "sector",
        max_length=12,
        choices=[(s.value, s.etiqueta) for s in Sector],
        blank=True,
        help_text="Lo cambia un acto del calendario (lectura D13).",
    )
    materias = models.JSONField("materias", default=list, blank=True)
    busqueda = models.TextField(editable=False, default="", help_text="Todo lo anterior en minúsculas y sin acentos.")
    regimen = models.CharField("régimen", max_length=20, default="gt-laip")
    activa = models.BooleanField("activa", default=True)
    fecha_cierre = models.DateField("fecha de cierre", null=True, blank=True)
    sucesora = models.ForeignKey(
        "self", verbose_name="sucesora", on_delete=models.PROTECT, null=True, blank=True, related_name="antecesoras"
    )

    class Meta:
        verbose_name = "institución"
        verbose_name_plural = "instituciones"
        ordering = ("codigo",)
        constraints = [
            models.CheckConstraint(
                name="institucion_activa_sin_fecha_cierre",
                condition=models.Q(activa=True, fecha_cierre__isnull=True) | models.Q(activa=False, fecha_cierre__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.nombre_distinguible

    def save(self, **kwargs: Any) -> None:
        self.busqueda = fold_texto(" ".join([self.codigo, self.siglas, self.nombre, self.municipio, self.departamento, *self.materias]))
        super().save(**kwargs)

    @property
    def nombre_distinguible(self) -> str:
        """The name with its department where it is a municipality: six names occur twice."""
        return f"{self.nombre}, {self.departamento}" if self.codigo.startswith("MUNI-") else self.nombre


class CambioInstitucion(SoloInsercion):
    """One change of a body: when, what it was, what it became."""

    institucion = models.ForeignKey(Institucion, verbose_name="institución", on_delete=models.PROTECT, related_name="cambios")
    fecha_hora = models.DateTimeField("fecha y hora")
    campo = models.CharField("campo", max_length=40)
    antes = models.JSONField("antes", null=True)
    despues = models.JSONField("después", null=True)
    motivo = models.CharField("motivo", max_length=200)

    class Meta:
        verbose_name = "cambio de institución"
        verbose_name_plural = "cambios de instituciones"
        ordering = ("institucion_id", "fecha_hora", "id")

    def __str__(self) -> str:
        return f"{self.institucion_id}: {self.campo}"

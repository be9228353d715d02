"""A way of looking at the inbox that somebody wants to find again."""

from __future__ import annotations

from django.db import models

from solicitudes.models.persona import Persona


class VistaGuardada(models.Model):
    """A name for a set of filters; `consulta` is what stands in the address after the question mark."""

    persona = models.ForeignKey(Persona, verbose_name="persona", on_delete=models.CASCADE, related_name="vistas")
    nombre = models.CharField("nombre", max_length=60)
    consulta = models.CharField("filtros", max_length=1000, blank=True)

    class Meta:
        verbose_name = "vista guardada"
        verbose_name_plural = "vistas guardadas"
        ordering = ("persona_id", "nombre")
        constraints = [models.UniqueConstraint(fields=("persona", "nombre"), name="vista_nombre_unico")]

    def __str__(self) -> str:
        return self.nombre

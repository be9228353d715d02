"""The table of the floors: as wide a row as a case, and nothing that depends on it."""

from django.db import models


class Fila(models.Model):
    """A row with the columns that a case shows."""

    folio = models.CharField(max_length=64)
    institucion = models.CharField(max_length=260)
    tipo = models.CharField(max_length=20)
    descripcion = models.TextField()
    forma_entrega = models.CharField(max_length=20)
    regimen = models.CharField(max_length=20)
    estado = models.CharField(max_length=20)
    fecha_hora_presentacion = models.DateTimeField()
    fecha_hora_original = models.DateTimeField()
    fecha_vencimiento = models.DateField(null=True)
    version = models.PositiveIntegerField()
    cabeza = models.CharField(max_length=64)

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return self.folio

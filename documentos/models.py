"""The register of papers: one row for each finished document, written once and never touched again."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class DocumentoInmutableError(TypeError):
    """Somebody tried to change or delete an issued document: a fault of the program, never of a person."""


class DocumentoQuerySet(models.QuerySet["Documento"]):
    """Reads and inserts; whatever would change an existing row is refused."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise DocumentoInmutableError("Un documento emitido no se modifica.")

    def delete(self) -> NoReturn:
        raise DocumentoInmutableError("Un documento emitido no se borra.")

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise DocumentoInmutableError("Los documentos se emiten de uno en uno.")  # bulk_create can also update on conflict

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise DocumentoInmutableError("Un documento emitido no se modifica.")


class Documento(models.Model):
    """A paper of a case, or a certificate of the calendar: its bytes are in the store under `sha256`, everything known about it is here.

    The row is inserted after the bytes are safe on disk, so no field is ever pending.
    """

    class Tipo(models.TextChoices):
        ACUSE = "acuse", "Acuse de recibo"
        RESOLUCION = "resolucion", "Resolución"
        ANEXO = "anexo", "Archivo entregado"
        ACUSE_RECURSO = "acuse_recurso", "Acuse de recurso"
        DECISION_RECURSO = "decision_recurso", "Decisión del recurso"
        CONSTANCIA_SILENCIO = "constancia_silencio", "Constancia de silencio"
        CONSTANCIA_CAIDA = "constancia_caida", "Constancia de caída del servicio"

    codigo = models.CharField("código de verificación", max_length=19, unique=True)
    folio = models.CharField("folio de la solicitud", max_length=60)
    tipo = models.CharField("tipo", max_length=30, choices=Tipo.choices)
    referencia = models.CharField("referencia dentro del expediente", max_length=120, blank=True)
    institucion_nombre = models.CharField("institución que lo emite", max_length=300)
    titulo = models.CharField("título", max_length=300)
    nombre_archivo = models.CharField("nombre del archivo", max_length=200)
    tipo_contenido = models.CharField("tipo de contenido", max_length=100)
    tamano = models.PositiveBigIntegerField("tamaño en bytes")
    sha256 = models.CharField("huella SHA-256", max_length=64, db_index=True)
    plantilla = models.CharField("plantilla", max_length=40, blank=True)
    plantilla_version = models.PositiveSmallIntegerField("versión de la plantilla", default=0)
    contexto = models.JSONField("datos con que se redactó", default=dict, blank=True)
    fecha_hora_emision = models.DateTimeField("fecha y hora de emisión")

    objects = DocumentoQuerySet.as_manager()

    class Meta:
        verbose_name = "documento"
        verbose_name_plural = "documentos"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("folio", "tipo", "referencia"), name="documento_uno_por_referencia"),
            models.CheckConstraint(
                condition=models.Q(
                    tipo__in=(
                        "acuse",
                        "resolucion",
                        "anexo",
                        "acuse_recurso",
                        "decision_recurso",
                        "constancia_silencio",
                        "constancia_caida",
                    )
                ),
                name="documento_tipo_conocido",
            ),
            models.CheckConstraint(condition=models.Q(tamano__gt=0), name="documento_no_vacio"),
            models.CheckConstraint(condition=Exact(Length("sha256"), 64), name="documento_sha256_completo"),
            models.CheckConstraint(
                condition=models.Q(tipo="anexo", plantilla="") | (~models.Q(tipo="anexo") & models.Q(plantilla_version__gt=0)),
                name="documento_plantilla_si_se_redacta",
            ),
        )

    def __str__(self) -> str:
        return f"{self.titulo} ({self.codigo})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert, once.

        :raises DocumentoInmutableError: the row exists already.
        """
        if not self._state.adding:
            raise DocumentoInmutableError("Un documento emitido no se modifica.")
        super().save(force_insert=True, using=kwargs.get("using"))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise DocumentoInmutableError("Un documento emitido no se borra.")

"""The directory of accounts of an institution (OpenID Connect), by which its officials may sign in, and who did."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from solicitudes.models.institucion import Institucion
from solicitudes.models.persona import Persona
from solicitudes.models.solo_insercion import SoloInsercion


class Emisor(models.Model):
    """An issuer that says who somebody is, for the officials of one institution and nobody else.

    `clave` stands in the address of return and in the bindings, `url` is the issuer of its tokens: neither changes, or a `sub` would come
    to name another person. An empty `secreto_cifrado` means that the installation has the secret (SECRETOS_DE_EMISORES). Only an
    address of one of its `dominios` binds anybody. With `fia_segundo_factor` its word is enough that a second factor was used:
    `mfa` in `amr` or, if `acr` is not empty, that value.
    """

    clave = models.SlugField("clave", max_length=40, unique=True)
    nombre = models.CharField("nombre", max_length=100)
    institucion = models.ForeignKey(Institucion, verbose_name="institución", on_delete=models.PROTECT, related_name="emisores")
    url = models.CharField("dirección del emisor", max_length=300)
    cliente_id = models.CharField("client_id", max_length=191)
    secreto_cifrado = models.TextField(editable=False, blank=True)
    dominios = models.JSONField("dominios de correo", default=list)
    fia_segundo_factor = models.BooleanField("se fía de su segundo factor", default=False)
    acr = models.CharField("acr que lo afirma", max_length=200, blank=True)
    activo = models.BooleanField("activo", default=True)
    fecha_hora_registrado = models.DateTimeField("registrado")

    class Meta:
        verbose_name = "directorio de cuentas"
        verbose_name_plural = "directorios de cuentas"
        ordering = ("nombre", "clave")
        constraints = [
            models.CheckConstraint(name="emisor_completo", condition=~Q(clave="") & ~Q(nombre="") & ~Q(url="") & ~Q(cliente_id="")),
            models.CheckConstraint(name="emisor_acr_si_se_fia", condition=Q(acr="") | Q(fia_segundo_factor=True)),
        ]

    def __str__(self) -> str:
        return f"{self.nombre} ({self.clave})"


class IngresoPorEmisor(SoloInsercion):
    """One time that a directory said who somebody is: `resultado` is `admitido`, or the slug of why she was not let in.

    `persona` is null while nobody here is known by what it said. `segundo_factor` says whether its word was taken for one.
    """

    ADMITIDO = "admitido"

    emisor = models.ForeignKey(Emisor, verbose_name="directorio", on_delete=models.PROTECT, related_name="ingresos")
    persona = models.ForeignKey(Persona, verbose_name="persona", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resultado = models.CharField("resultado", max_length=60)
    segundo_factor = models.BooleanField("con segundo factor", default=False)
    fecha_hora = models.DateTimeField("fecha y hora")

    class Meta:
        verbose_name = "ingreso por directorio"
        verbose_name_plural = "ingresos por directorio"
        ordering = ("-fecha_hora", "-id")
        indexes = [models.Index(fields=("emisor", "-fecha_hora", "-id"), name="ingreso_reciente")]
        constraints = [
            models.CheckConstraint(
                name="ingreso_con_resultado",
                condition=~Q(resultado="") & (~Q(resultado="admitido") | Q(persona__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.emisor_id}: {self.resultado}"

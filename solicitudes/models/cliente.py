"""The accredited clients: other portals that file for people, and the case systems of institutions."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from allauth.idp.oidc.models import Client
from django.db import models
from django.db.models import Q

from solicitudes.alcances import Alcance
from solicitudes.models.institucion import Institucion
from solicitudes.models.persona import Persona


class Cliente(models.Model):
    """A program with an accreditation of its own. A portal belongs to no institution; an institution's system, to one.

    `oidc` is where allauth hangs its tokens, and its key is the `client_id`. `responsable` is the official in whose office an
    institution's system acts: it may do what she may do, while she holds that office. A suspended client waits outside until it is let
    in again; a revoked one never comes back. `cuota` takes the place of the limits of the installation.
    One that is `prueba` rehearses with cases of its own that have no legal value, and never becomes a real one (docs/adr/0023).
    """

    oidc = models.OneToOneField(Client, verbose_name="cliente OAuth", on_delete=models.PROTECT, related_name="acreditado")
    nombre = models.CharField("nombre", max_length=100)
    institucion = models.ForeignKey(
        Institucion, verbose_name="institución", on_delete=models.PROTECT, null=True, blank=True, related_name="clientes"
    )
    responsable = models.ForeignKey(
        Persona, verbose_name="oficial responsable", on_delete=models.PROTECT, null=True, blank=True, related_name="clientes"
    )
    alcances = models.JSONField("alcances", default=list)
    correo = models.EmailField("correo de contacto", blank=True)
    cuota = models.PositiveIntegerField("peticiones por minuto de cada clase", null=True, blank=True)
    prueba = models.BooleanField("de pruebas", default=False)
    activo = models.BooleanField("activo", default=True)
    fecha_hora_acreditado = models.DateTimeField("acreditado")
    fecha_hora_suspendido = models.DateTimeField("suspendido", null=True, blank=True)
    fecha_hora_revocado = models.DateTimeField("revocado", null=True, blank=True)
    fecha_hora_ultimo_uso = models.DateTimeField("último uso", null=True, blank=True)

    class Meta:
        verbose_name = "cliente acreditado"
        verbose_name_plural = "clientes acreditados"
        ordering = ("nombre", "id")
        constraints = [
            models.CheckConstraint(
                name="cliente_revocado_con_fecha",
                condition=Q(activo=True, fecha_hora_revocado__isnull=True) | Q(activo=False, fecha_hora_revocado__isnull=False),
            ),
            models.CheckConstraint(name="cliente_cuota_de_algo", condition=Q(cuota__isnull=True) | Q(cuota__gt=0)),
            models.CheckConstraint(name="cliente_suspendido_activo", condition=Q(fecha_hora_suspendido__isnull=True) | Q(activo=True)),
            models.CheckConstraint(
                name="cliente_responsable_de_una_institucion",
                condition=Q(responsable__isnull=True) | Q(institucion__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nombre} ({self.oidc_id})"

    @property
    def admitido(self) -> bool:
        """Whether it may come in now."""
        return self.activo and self.fecha_hora_suspendido is None

    @property
    def identificador(self) -> str:
        """The `client_id`."""
        return str(self.oidc_id)


class SecretoDeClienteQuerySet(models.QuerySet["SecretoDeCliente"]):
    def vigentes(self, ahora: datetime) -> SecretoDeClienteQuerySet:
        """Those that open the door at `ahora`."""
        return self.filter(Q(fecha_hora_fin__isnull=True) | Q(fecha_hora_fin__gt=ahora))


class SecretoDeCliente(models.Model):
    """One secret of a client, as a hash only. Two hold at once while one takes the place of the other."""

    cliente = models.ForeignKey(Cliente, verbose_name="cliente", on_delete=models.PROTECT, related_name="secretos")
    huella = models.CharField("huella", max_length=64, unique=True)
    fecha_hora_creado = models.DateTimeField("creado")
    fecha_hora_fin = models.DateTimeField("deja de valer", null=True, blank=True)

    objects = SecretoDeClienteQuerySet.as_manager()

    class Meta:
        verbose_name = "secreto de un cliente"
        verbose_name_plural = "secretos de clientes"
        ordering = ("cliente_id", "-fecha_hora_creado", "-id")

    def __str__(self) -> str:
        return f"{self.cliente_id}: {self.fecha_hora_creado:%Y-%m-%d}"


class CredencialOidc(Client):
    """A client as allauth's token endpoint sees it: its secrets and scopes are the accreditation's, of which allauth knows one
    secret only and for ever."""

    #: Hashes of the secrets that hold now, put here by whoever looks the client up.
    huellas: frozenset[str] = frozenset()

    class Meta:
        proxy = True
        verbose_name = "credencial OAuth"
        verbose_name_plural = "credenciales OAuth"

    def check_secret(self, secret: str) -> bool:
        presentada = hash_secreto(secret)
        return any([hmac.compare_digest(presentada, huella) for huella in self.huellas])

    def get_scopes(self) -> list[str]:
        return [alcance for alcance in self.acreditado.alcances if alcance in set(Alcance)]

    def get_default_scopes(self) -> list[str]:
        return self.get_scopes()

    def get_grant_types(self) -> list[str]:
        return [Client.GrantType.CLIENT_CREDENTIALS]


def hash_secreto(secreto: str) -> str:
    """SHA-256: a secret of 256 random bits needs no slow hash, and a slow one would let anybody keep our processors busy."""
    return hashlib.sha256(secreto.encode()).hexdigest()

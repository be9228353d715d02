"""Letting somebody in on the word of her institution's directory: bound at the first time by her address, known ever after by her `sub`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.models import Cargo, Emisor, IngresoPorEmisor, Persona
from solicitudes.oidc.ficha import Afirmacion
from solicitudes.services.acto_administrativo import record_acto
from workflow.problema import ProblemaError


class IngresoRechazadoError(ProblemaError):
    """The directory said who she is, and that is not enough to come in; nothing is made for her."""

    codigo: ClassVar[str] = "ingreso-rechazado"
    titulo: ClassVar[str] = "No puede entrar así"
    estatus: ClassVar[int] = 403


class SinCargoAquiError(IngresoRechazadoError):
    codigo: ClassVar[str] = "sin-cargo-aqui"
    titulo: ClassVar[str] = "Su cuenta no tiene cargo aquí"


class CorreoNoConfirmadoError(IngresoRechazadoError):
    codigo: ClassVar[str] = "correo-no-confirmado"
    titulo: ClassVar[str] = "Su institución no confirma su correo"


class CuentaYaLigadaError(IngresoRechazadoError):
    codigo: ClassVar[str] = "cuenta-ya-ligada"
    titulo: ClassVar[str] = "Ese correo ya es de otra cuenta de su institución"


class CuentaDesactivadaError(IngresoRechazadoError):
    codigo: ClassVar[str] = "cuenta-desactivada"
    titulo: ClassVar[str] = "Su cuenta está desactivada"


class CargoDeOtraCasaError(IngresoRechazadoError):
    codigo: ClassVar[str] = "cargo-de-otra-casa"
    titulo: ClassVar[str] = "Este directorio no responde por todos sus cargos"


@dataclass(frozen=True, slots=True)
class Admitida:
    """Who came in, the row that binds her, and whether the directory answered for a second factor."""

    ligadura: SocialAccount
    segundo_factor: bool

    @property
    def persona(self) -> Persona:
        persona: Persona = self.ligadura.user
        return persona


def list_emisores_abiertos() -> QuerySet[Emisor]:
    """The directories by which one may sign in now, by name. One query."""
    return Emisor.objects.filter(activo=True, institucion__activa=True).order_by("nombre", "clave")


def admitir_ingreso(*, emisor: Emisor, afirmacion: Afirmacion, ahora: datetime) -> Admitida:
    """Let in whoever the directory named, if she holds an office in its institution and in no other. Written down either way.

    :raises CorreoNoConfirmadoError, SinCargoAquiError, CuentaYaLigadaError: nobody here is bound by what it said.
    :raises CuentaDesactivadaError, SinCargoAquiError, CargoDeOtraCasaError: she is known, and may not.
    """
    segundo_factor = proves_segundo_factor(emisor, afirmacion)
    conocida: list[Persona] = []
    try:
        with transaction.atomic():
            ligadura = SocialAccount.objects.select_related("user").filter(provider=emisor.clave, uid=afirmacion.sub).first()
            persona = ligadura.user if ligadura else _find_persona(emisor, afirmacion)
            conocida.append(persona)
            _require_cargo(emisor, persona, ahora)
            ligadura = ligadura or _bind(emisor, afirmacion.sub, persona, ahora)
            _record(emisor, persona, IngresoPorEmisor.ADMITIDO, segundo_factor, ahora)
    except IngresoRechazadoError as rechazo:
        _record(emisor, conocida[0] if conocida else None, rechazo.codigo, segundo_factor, ahora)
        raise
    return Admitida(ligadura, segundo_factor)


def proves_segundo_factor(emisor: Emisor, afirmacion: Afirmacion) -> bool:
    """Whether its word counts for our second factor: it is trusted to, and said `mfa` (RFC 8176) or the `acr` agreed with it."""
    return emisor.fia_segundo_factor and ("mfa" in afirmacion.amr or bool(emisor.acr and afirmacion.acr == emisor.acr))


def _find_persona(emisor: Emisor, afirmacion: Afirmacion) -> Persona:
    """Whose address it is, here and there; locked, so that two first times of one person see one another."""
    if not afirmacion.correo_confirmado or afirmacion.correo.rpartition("@")[2] not in emisor.dominios:
        raise CorreoNoConfirmadoError(
            "La primera vez, su institución debe confirmar una dirección suya de {dominios}, y no lo hizo. "
            "Pídalo a quien administra las cuentas de su institución.",
            dominios=list(emisor.dominios),
        )
    suyas = EmailAddress.objects.filter(email__iexact=afirmacion.correo, verified=True).values("user")
    persona = Persona.objects.select_for_update(of=("self",)).filter(email__iexact=afirmacion.correo, pk__in=suyas).first()
    if persona is None:
        raise _refuse_sin_cargo(emisor)
    if SocialAccount.objects.filter(user=persona, provider=emisor.clave).exclude(uid=afirmacion.sub).exists():
        raise CuentaYaLigadaError(
            "Quien usaba antes esa dirección entró con otra cuenta. Si es usted, pida a la administración del sistema que la desligue."
        )
    return persona


def _require_cargo(emisor: Emisor, persona: Persona, ahora: datetime) -> None:
    """That she holds an office of this institution today, and none of which its directory knows nothing."""
    if not persona.is_active:
        raise CuentaDesactivadaError("La desactivó la administración del sistema. Si es un error, pídale que la reactive.")
    hoy = ahora.astimezone(timezone.get_current_timezone()).date()
    cargos = Cargo.objects.filter(persona=persona).vigentes(hoy).exclude(unidad__activa=False)
    casas = set(cargos.order_by().values_list("unidad__institucion", flat=True))
    if emisor.institucion_id not in casas:
        raise _refuse_sin_cargo(emisor)
    if casas != {emisor.institucion_id} or persona.is_staff or persona.is_superuser:
        raise CargoDeOtraCasaError(
            "Usted tiene también un cargo que no es de {institucion}. Entre con su contraseña.", institucion=emisor.institucion.nombre
        )


def _refuse_sin_cargo(emisor: Emisor) -> SinCargoAquiError:
    return SinCargoAquiError(
        "{institucion} confirmó quién es usted, pero su cuenta no tiene hoy un cargo aquí. Pídalo a la máxima autoridad de su institución "
        "o a la administración del sistema, con la dirección de correo que usa ahí.",
        institucion=emisor.institucion.nombre,
    )


def _bind(emisor: Emisor, sub: str, persona: Persona, ahora: datetime) -> SocialAccount:
    ligadura, nueva = SocialAccount.objects.get_or_create(user=persona, provider=emisor.clave, uid=sub)
    if not nueva:  # the other of two first times at once
        return ligadura
    record_acto(
        accion=Accion.LIGAR,
        objeto=f"{persona}: {emisor}",
        institucion_id=emisor.institucion_id,
        actor=Actor(persona_id=persona.pk),
        ahora=ahora,
        detalle={"persona": persona.pk, "emisor": emisor.pk, "ligadura": ligadura.pk},
    )
    return ligadura


def _record(emisor: Emisor, persona: Persona | None, resultado: str, segundo_factor: bool, ahora: datetime) -> None:
    IngresoPorEmisor.objects.create(emisor=emisor, persona=persona, resultado=resultado, segundo_factor=segundo_factor, fecha_hora=ahora)


def list_ingresos(emisor: Emisor) -> QuerySet[IngresoPorEmisor]:
    """Who came in by a directory and who was turned away, newest first."""
    return IngresoPorEmisor.objects.filter(emisor=emisor).select_related("persona").order_by("-fecha_hora", "-pk")


def describe_resultado(resultado: str) -> str:
    """What came of an ingress, as a person reads it."""
    titulos = {clase.codigo: clase.titulo for clase in IngresoRechazadoError.__subclasses__()}
    return titulos.get(resultado, "Entró")

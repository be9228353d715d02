"""What somebody reads of an account: its offices and the ways in which it proves who she is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import F, QuerySet

from solicitudes.models import Cargo


@dataclass(frozen=True, slots=True)
class SegundoFactor:
    """The second factor of an account: an application that gives codes, keys (how many) and unused recovery codes."""

    aplicacion: bool
    llaves: int
    codigos: int

    @property
    def activo(self) -> bool:
        return self.aplicacion or self.llaves > 0


def get_segundo_factor(*, persona_id: int) -> SegundoFactor:
    """The second factor of an account. One query."""
    factores = list(Authenticator.objects.filter(user_id=persona_id))
    clases = [factor.type for factor in factores]
    return SegundoFactor(
        aplicacion=Authenticator.Type.TOTP in clases,
        llaves=clases.count(Authenticator.Type.WEBAUTHN),
        codigos=sum(len(f.wrap().get_unused_codes()) for f in factores if f.type == Authenticator.Type.RECOVERY_CODES),
    )


def list_cargos_de(*, persona_id: int) -> QuerySet[Cargo]:
    """Every appointment of somebody, those without a last day first. One query."""
    cargos = Cargo.objects.filter(persona_id=persona_id).select_related("unidad__institucion", "suple")
    return cargos.order_by(F("hasta").desc(nulls_first=True), "-desde", "pk")


def is_vigente(cargo: Cargo, *, hoy: date) -> bool:
    """Whether an appointment holds on `hoy`: it has begun, is not over, and its unit was not closed."""
    return cargo.desde <= hoy and (cargo.hasta is None or cargo.hasta >= hoy) and (cargo.unidad is None or cargo.unidad.activa)

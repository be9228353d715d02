"""Substitution: somebody holds an office in the stead of who is away, from a first day to a last one (LAIP arts. 19, 20 and 61 to 66)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.models import Cargo, Institucion, Persona, Resolucion
from solicitudes.policies import suplible
from solicitudes.services.acto_administrativo import record_acto
from workflow.estados import EstadoResolucion
from workflow.problema import ProblemaError
from workflow.roles import Rol


class SuplenciaInvalidaError(ProblemaError):
    codigo: ClassVar[str] = "suplencia-invalida"
    titulo: ClassVar[str] = "Esa suplencia no puede ser"


class SuplenciaPropiaError(ProblemaError):
    codigo: ClassVar[str] = "suplencia-propia"
    titulo: ClassVar[str] = "Nadie se nombra a sí mismo"
    estatus: ClassVar[int] = 403


class SuplenciaRepetidaError(ProblemaError):
    codigo: ClassVar[str] = "suplencia-repetida"
    titulo: ClassVar[str] = "En esos días ya hay otro nombramiento igual"
    estatus: ClassVar[int] = 409


class SuplenciaNoEncontradaError(ProblemaError):
    codigo: ClassVar[str] = "suplencia-no-encontrada"
    titulo: ClassVar[str] = "No hay un cargo así en el que usted nombre suplentes"
    estatus: ClassVar[int] = 404


#: Offices that approve what somebody else drafted.
_QUE_APRUEBAN = frozenset({Rol.JEFE_UNIDAD, Rol.FIRMANTE, Rol.MAXIMA_AUTORIDAD})
_SIN_NOTIFICAR = [estado.value for estado in EstadoResolucion if estado is not EstadoResolucion.NOTIFICADA]


@dataclass(frozen=True, slots=True)
class Suplencia:
    """Who takes the office of the appointment `cargo_id`, first and last day included."""

    cargo_id: int
    suplente_id: int
    desde: date
    hasta: date


def suplir(*, suplencia: Suplencia, actor: Actor, ahora: datetime) -> Cargo:
    """Name a substitute: the same role in the same unit, in the stead of who is away. Who acts is told by her own name.

    :raises SuplenciaNoEncontradaError: no such appointment in which `actor` names substitutes.
    :raises SuplenciaPropiaError: `actor` would name herself.
    :raises SuplenciaInvalidaError: the dates, the person or what she drafted do not allow it; the field says which.
    :raises SuplenciaRepetidaError: on some of those days she, or another substitute, holds that office.
    """
    with transaction.atomic():
        titular = _find_titular(suplencia.cargo_id, actor)
        _require_fechas(suplencia, titular, hoy=_day(ahora))
        suplente = _require_suplente(suplencia, titular, actor)
        _refuse_overlap(suplencia, titular)
        _refuse_own_drafts(suplente, titular)
        cargo = Cargo.objects.create(
            persona=suplente,
            unidad=titular.unidad,
            rol=titular.rol,
            desde=suplencia.desde,
            hasta=suplencia.hasta,
            suple=titular.persona,
        )
        _record(Accion.SUPLIR, cargo, actor, ahora, suple=titular.persona_id)
    return cargo


def terminar_suplencia(*, cargo_id: int, actor: Actor, ahora: datetime) -> Cargo:
    """End a substitution before its day: yesterday was its last one. One that has not begun is annulled, and one that began today ends
    now: no day is left of it. It stays written, with who ended it and when.

    :raises SuplenciaNoEncontradaError: there is none that `actor` may end.
    :raises SuplenciaInvalidaError: it is over, or was annulled.
    """
    hoy = _day(ahora)
    with transaction.atomic():
        suyas = suplible(actor).filter(suple__isnull=False).select_related("persona", "suple", "unidad__institucion")
        cargo = suyas.select_for_update(of=("self",)).filter(pk=cargo_id).first()
        if cargo is None or cargo.hasta is None:
            raise SuplenciaNoEncontradaError("Revise la lista de suplencias.")
        if cargo.hasta < hoy or cargo.hasta < cargo.desde:
            raise SuplenciaInvalidaError("Esa suplencia ya terminó.")
        antes, cargo.hasta = cargo.hasta, max(cargo.desde, hoy) - timedelta(days=1)
        cargo.save(update_fields=["hasta"])
        accion = Accion.ANULAR_SUPLENCIA if cargo.desde > hoy else Accion.TERMINAR_SUPLENCIA
        _record(accion, cargo, actor, ahora, antes=antes.isoformat(), despues=cargo.hasta.isoformat())
    return cargo


def _find_titular(cargo_id: int, actor: Actor) -> Cargo:
    """The appointment of who will be away; its institution stays locked, so that two substitutes do not get in at once."""
    titular = suplible(actor).filter(pk=cargo_id).select_related("persona", "unidad__institucion").first()
    if titular is None:
        raise SuplenciaNoEncontradaError("Elija a quién se suple entre quienes tienen un cargo en su institución.", campo="cargo")
    if titular.suple_id is not None:
        raise SuplenciaInvalidaError("Quien suple no tiene a su vez suplente: nombre a otra persona por quien se ausenta.", campo="cargo")
    Institucion.objects.select_for_update().get(pk=_casa(titular))
    return titular


def _require_fechas(suplencia: Suplencia, titular: Cargo, *, hoy: date) -> None:
    if suplencia.desde < hoy:
        raise SuplenciaInvalidaError("El primer día ya pasó: nadie actuó entonces como suplente.", campo="desde")
    if suplencia.hasta < suplencia.desde:
        raise SuplenciaInvalidaError("El último día es anterior al primero.", campo="hasta")
    if titular.desde > suplencia.desde or (titular.hasta is not None and titular.hasta < suplencia.hasta):
        raise SuplenciaInvalidaError("La persona que se ausenta no tiene ese cargo en todos esos días.", campo="hasta")


def _require_suplente(suplencia: Suplencia, titular: Cargo, actor: Actor) -> Persona:
    if suplencia.suplente_id == actor.persona_id:
        raise SuplenciaPropiaError("Pídalo a otra persona: así queda quién lo decidió.", campo="suplente")
    if suplencia.suplente_id == titular.persona_id:
        raise SuplenciaInvalidaError("Elija a otra persona: nadie se suple a sí mismo.", campo="suplente")
    de_aqui = Cargo.objects.filter(unidad__institucion=_casa(titular), persona__is_active=True, suple__isnull=True)
    cargo = de_aqui.vigentes(suplencia.desde).filter(persona=suplencia.suplente_id).select_related("persona").first()
    if cargo is None:
        raise SuplenciaInvalidaError("Elija a alguien que tenga un cargo en la institución ese día.", campo="suplente")
    return cargo.persona


def _refuse_overlap(suplencia: Suplencia, titular: Cargo) -> None:
    iguales = Cargo.objects.filter(unidad=titular.unidad_id, rol=titular.rol, desde__lte=suplencia.hasta)
    iguales = iguales.exclude(hasta__lt=suplencia.desde).exclude(hasta__lt=F("desde"))
    if iguales.filter(persona=suplencia.suplente_id).exists():
        raise SuplenciaRepetidaError("Esa persona ya tiene ese cargo en alguno de esos días.", campo="suplente")
    if iguales.filter(suple=titular.persona_id).exists():
        raise SuplenciaRepetidaError("A esa persona ya la suple alguien en alguno de esos días.", campo="desde")


def _refuse_own_drafts(suplente: Persona, titular: Cargo) -> None:
    """Who drafted does not approve (LAIP art. 45): what she left unfinished would wait for a signature that she may not give."""
    if Rol(titular.rol) not in _QUE_APRUEBAN:
        return
    suyas = Resolucion.objects.filter(redactora=suplente, estado__in=_SIN_NOTIFICAR, solicitud__institucion=_casa(titular)).annotate(
        folio=F("solicitud__folio")
    )
    if folios := list(suyas.order_by("pk").values_list("folio", flat=True)[:3]):
        raise SuplenciaInvalidaError(
            "Tendría que aprobar lo que ella misma redactó ({folios}). Elija a otra persona o espere a que se notifique.",
            folios=folios,
            campo="suplente",
            articulo="LAIP art. 45",
        )


def _casa(cargo: Cargo) -> int:
    """The institution of an appointment that has a unit, as all that can be substituted have."""
    if cargo.unidad is None:
        raise TypeError("An appointment outside the institutions has no substitute.")
    return cargo.unidad.institucion_id


def _day(ahora: datetime) -> date:
    return ahora.astimezone(timezone.get_current_timezone()).date()


def _record(accion: Accion, cargo: Cargo, actor: Actor, ahora: datetime, **detalle: Any) -> None:
    record_acto(
        accion=accion,
        objeto=f"{cargo.persona}: {Rol(cargo.rol).etiqueta}, {cargo.unidad}, por suplencia de {cargo.suple}",
        institucion_id=_casa(cargo),
        actor=actor,
        ahora=ahora,
        detalle={
            "cargo": cargo.pk,
            "persona": cargo.persona_id,
            "desde": cargo.desde.isoformat(),
            "hasta": cargo.hasta.isoformat() if cargo.hasta else None,
            **detalle,
        },
    )

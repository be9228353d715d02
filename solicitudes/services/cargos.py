"""Appointments: who holds which role, from a first day to a last one; they end, they are never deleted (LAIP arts. 19, 20, 61 to 66)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.models import Cargo, Institucion, Persona, Unidad
from solicitudes.policies import administrable, is_administrador, require_administrador
from solicitudes.services.acto_administrativo import record_acto
from solicitudes.services.personas import find_or_invite
from solicitudes.services.unidades import get_institucion
from workflow.problema import ProblemaError
from workflow.roles import GENERALES, INSTITUCIONALES, Rol


class NombramientoInvalidoError(ProblemaError):
    codigo: ClassVar[str] = "nombramiento-invalido"
    titulo: ClassVar[str] = "Al nombramiento le falta o le sobra algo"


class NombramientoPropioError(ProblemaError):
    codigo: ClassVar[str] = "nombramiento-propio"
    titulo: ClassVar[str] = "Nadie se nombra a sí mismo"
    estatus: ClassVar[int] = 403


class CargoRepetidoError(ProblemaError):
    codigo: ClassVar[str] = "cargo-repetido"
    titulo: ClassVar[str] = "Ya tiene ese cargo en esas fechas"
    estatus: ClassVar[int] = 409


class CargoNoEncontradoError(ProblemaError):
    codigo: ClassVar[str] = "cargo-no-encontrado"
    titulo: ClassVar[str] = "No hay un cargo así que usted administre"
    estatus: ClassVar[int] = 404


class CargoTerminadoError(ProblemaError):
    codigo: ClassVar[str] = "cargo-terminado"
    titulo: ClassVar[str] = "Ese cargo ya terminó"
    estatus: ClassVar[int] = 409


#: In which unit of the institution each role sits; a liaison's is one of the internal ones, which must be named.
CLASE_DE_ROL: dict[Rol, Unidad.Clase] = {
    Rol.OFICIAL: Unidad.Clase.INFORMACION,
    Rol.JEFE_UNIDAD: Unidad.Clase.INFORMACION,
    Rol.FIRMANTE: Unidad.Clase.MAXIMA_AUTORIDAD,
    Rol.MAXIMA_AUTORIDAD: Unidad.Clase.MAXIMA_AUTORIDAD,
    Rol.ENLACE: Unidad.Clase.INTERNA,
}


@dataclass(frozen=True, slots=True)
class Nombramiento:
    """An appointment to be made. `correo` names the person; her names are needed only if she has no account yet. `hasta` is the last
    day, if it is known; `unidad_id` only for a liaison."""

    correo: str
    rol: Rol
    desde: date
    hasta: date | None = None
    unidad_id: int | None = None
    nombres: str = ""
    apellidos: str = ""


def nombrar(*, codigo: str, nombramiento: Nombramiento, actor: Actor, ahora: datetime) -> Cargo:
    """Appoint somebody in an institution (`codigo`) or, with no code, to watch or administer the whole system; without an account she
    gets one and is written to.

    :raises InstitucionAjenaError: `actor` does not administer that institution.
    :raises ActoNoAutorizadoError: only the administration appoints outside the institutions.
    :raises NombramientoInvalidoError, CorreoInvalidoError, NombreRequeridoError: something is missing or does not fit.
    :raises NombramientoPropioError: `actor` would appoint herself.
    :raises CargoRepetidoError: the person holds that role in that unit on some of those days.
    """
    with transaction.atomic():
        institucion = _require_alcance(codigo, nombramiento.rol, actor)
        _require_fechas(nombramiento, hoy=_day(ahora))
        unidad = _find_unidad(nombramiento, institucion)
        persona = find_or_invite(
            correo=nombramiento.correo,
            nombres=nombramiento.nombres,
            apellidos=nombramiento.apellidos,
            institucion_id=institucion.pk if institucion else None,
            actor=actor,
            ahora=ahora,
        )
        _require_ajena(persona, actor)
        _require_libre(persona, unidad, nombramiento)
        cargo = Cargo.objects.create(
            persona=persona, unidad=unidad, rol=nombramiento.rol.value, desde=nombramiento.desde, hasta=nombramiento.hasta
        )
        _record(Accion.NOMBRAR, cargo, actor, ahora)
    return cargo


def get_cargo(*, cargo_id: int, actor: Actor, bloquear: bool = False) -> Cargo:
    """An appointment that `actor` may end; locked until the transaction ends with `bloquear`. One query.

    :raises CargoNoEncontradoError: there is none.
    """
    suyos = Q(unidad__institucion__in=administrable(actor))
    cargos = Cargo.objects.filter(suyos | Q(unidad__isnull=True) if is_administrador(actor) else suyos)
    try:
        cargos = cargos.select_related("persona", "unidad__institucion")
        return (cargos.select_for_update(of=("self",)) if bloquear else cargos).get(pk=cargo_id)
    except Cargo.DoesNotExist:
        raise CargoNoEncontradoError("Revise la lista de cargos de la institución.") from None


def terminar_cargo(*, cargo_id: int, hasta: date, actor: Actor, ahora: datetime) -> Cargo:
    """Give an appointment its last day: yesterday at the earliest, so that it ends at once, and never before its first.

    :raises CargoNoEncontradoError: there is none that `actor` administers.
    :raises CargoTerminadoError: its last day has passed.
    :raises NombramientoInvalidoError: the day is too early.
    """
    hoy = _day(ahora)
    with transaction.atomic():
        cargo = get_cargo(cargo_id=cargo_id, actor=actor, bloquear=True)
        if cargo.hasta is not None and cargo.hasta < hoy:
            raise CargoTerminadoError("Lo que ya pasó no cambia: quién tuvo un cargo, y cuándo, queda como fue.")
        if hasta < max(cargo.desde, hoy - timedelta(days=1)):
            raise NombramientoInvalidoError("El último día es ayer o después, y nunca antes del primero.", campo="hasta")
        antes, cargo.hasta = cargo.hasta, hasta
        cargo.save(update_fields=["hasta"])
        _record(Accion.TERMINAR_CARGO, cargo, actor, ahora, antes=antes.isoformat() if antes else None)
    return cargo


def _day(ahora: datetime) -> date:
    return ahora.astimezone(timezone.get_current_timezone()).date()


def _require_alcance(codigo: str, rol: Rol, actor: Actor) -> Institucion | None:
    if codigo:
        institucion = get_institucion(codigo=codigo, actor=actor)
        if rol not in INSTITUCIONALES:
            raise NombramientoInvalidoError("Ese cargo no es de una institución.", campo="rol")
        # Two appointments at once wait here, so that the second one sees the first.
        return Institucion.objects.select_for_update().get(pk=institucion.pk)
    require_administrador(actor)
    if rol not in GENERALES:
        raise NombramientoInvalidoError("Ese cargo es de una institución: nombre desde la página de ella.", campo="rol")
    return None


def _require_fechas(nombramiento: Nombramiento, *, hoy: date) -> None:
    if nombramiento.desde < hoy - timedelta(days=1):
        raise NombramientoInvalidoError("El primer día no puede ser anterior a ayer: nadie actuó antes con este cargo.", campo="desde")
    if nombramiento.hasta is not None and nombramiento.hasta < nombramiento.desde:
        raise NombramientoInvalidoError("El último día es anterior al primero.", campo="hasta")


def _find_unidad(nombramiento: Nombramiento, institucion: Institucion | None) -> Unidad | None:
    if institucion is None:
        return None
    clase = CLASE_DE_ROL[nombramiento.rol]
    unidades = Unidad.objects.filter(institucion=institucion, clase=clase, activa=True)
    unidad = unidades.filter(pk=nombramiento.unidad_id or 0).first() if clase is Unidad.Clase.INTERNA else unidades.first()
    if unidad is None:
        raise NombramientoInvalidoError("Elija la unidad interna en la que será enlace; si no está, agréguela antes.", campo="unidad")
    return unidad


def _require_ajena(persona: Persona, actor: Actor) -> None:
    if persona.pk == actor.persona_id:
        raise NombramientoPropioError("Pídalo a otra persona que administre: así queda quién lo decidió.")
    if not persona.is_active:
        raise NombramientoInvalidoError("Esa cuenta está desactivada; la administración del sistema puede reactivarla.", campo="correo")


def _require_libre(persona: Persona, unidad: Unidad | None, nombramiento: Nombramiento) -> None:
    cargos = Cargo.objects.filter(persona=persona, unidad=unidad, rol=nombramiento.rol.value, suple__isnull=True)
    cargos = cargos.filter(Q(hasta__isnull=True) | Q(hasta__gte=nombramiento.desde)).exclude(hasta__lt=F("desde"))
    if nombramiento.hasta is not None:
        cargos = cargos.filter(desde__lte=nombramiento.hasta)
    if cargos.exists():
        raise CargoRepetidoError("Termine antes el cargo que tiene, o cambie las fechas.", campo="desde")


def _record(accion: Accion, cargo: Cargo, actor: Actor, ahora: datetime, **detalle: object) -> None:
    donde = f", {cargo.unidad.nombre}, {cargo.unidad.institucion}" if cargo.unidad else ""
    record_acto(
        accion=accion,
        objeto=f"{cargo.persona}: {Rol(cargo.rol).etiqueta}{donde}",
        institucion_id=cargo.unidad.institucion_id if cargo.unidad else None,
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

"""Acts of the calendar: previewed, applied, and undone by another act, never deleted (LOJ art. 45)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import IntegrityError, transaction

from notifications.outbox import encolar
from solicitudes.actor import Actor
from solicitudes.bitacora import digest
from solicitudes.calendarios import as_conocido, list_conocidos, lugar_of
from solicitudes.directorio import change_institucion
from solicitudes.models import ActoCalendario, DiaCalendario, Institucion, Solicitud
from solicitudes.policies import require_calendario
from solicitudes.services.barrido import fold_libros
from solicitudes.services.propuesta import Alcance, Propuesta, find_alcance, require_propuesta
from solicitudes.services.recalculo import ABIERTAS, list_cambios
from workflow.capas import ActoConocido, ClaseActo, find_sector
from workflow.problema import ProblemaError

#: How many cases a preview holds in memory at once.
LOTE = 1_000
_INTENTOS = 5
#: An act counts as known so long after the clock was read for it. Whoever acted on a case without seeing it, because it was still being
#: written, did so before: the two histories have one order, and replaying them gives what people were told.
MARGEN = timedelta(seconds=30)


class ActoDeCalendarioDesconocidoError(ProblemaError):
    codigo: ClassVar[str] = "acto-de-calendario-desconocido"
    titulo: ClassVar[str] = "No hay un acto del calendario con ese número"
    estatus: ClassVar[int] = 404


class ActoYaRevocadoError(ProblemaError):
    codigo: ClassVar[str] = "acto-de-calendario-ya-revocado"
    titulo: ClassVar[str] = "Ese acto del calendario ya no rige"
    estatus: ClassVar[int] = 409


@dataclass(frozen=True, slots=True)
class Registro:
    """What came of applying an act; `repetido` when the same one was in force already and nothing was written."""

    acto: ActoCalendario
    repetido: bool


@dataclass(frozen=True, slots=True)
class Prevision:
    """What acts would do to the open cases. `sostenidas` would end earlier, but their date was told and stays.

    `primera` and `ultima` are the earliest and the latest of the new dates; `repetidos` the numbers of the acts in force that say
    the very same, which would not be registered again.
    """

    revisadas: int
    movidas: int
    sostenidas: int
    por_institucion: tuple[tuple[str, int], ...]
    primera: date | None
    ultima: date | None
    repetidos: tuple[int, ...] = ()


def previsualizar(*, propuestas: Sequence[Propuesta], actor: Actor, ahora: datetime) -> Prevision:
    """How many cases `propuestas` would move together, whose and to which dates, without writing anything.

    :raises ActoDeCalendarioInvalidoError, ActoNoAutorizadoError, ActoDeCalendarioDesconocidoError, ActoYaRevocadoError:
        as `aplicar` would.
    """
    conocidos, instituciones, repetidos = list[ActoConocido](), set[int](), list[int]()
    anterior = _find_ultimo()
    ultimo = anterior.numero if anterior else 0
    for propuesta in propuestas:
        completa, alcance, igual = _check(propuesta, actor)
        if igual:
            repetidos.append(igual.numero)
        else:
            acto = _build_acto(completa, alcance, actor, ahora, tras=anterior)
            acto.numero = ultimo + len(conocidos) + 1
            conocidos.append(as_conocido(acto, _build_dias(acto, completa)))
            instituciones |= alcance.instituciones
    cuenta, fechas, revisadas, sostenidas = Counter[str](), set[date](), 0, 0
    for lote in _list_lotes(instituciones):
        libros = fold_libros(lote, propuestos=conocidos)
        for solicitud in lote:
            cambios = list_cambios(libros[solicitud.pk], desde=ultimo, al=ahora)
            movidos = [cambio.despues for cambio in cambios if cambio.antes != cambio.despues]
            cuenta[solicitud.institucion.codigo] += bool(movidos)
            sostenidas += bool(cambios) and not movidos
            fechas.update(fecha for fecha in movidos if fecha)
        revisadas += len(lote)
    por_institucion = tuple((codigo, cuantas) for codigo, cuantas in cuenta.most_common() if cuantas)
    bordes = min(fechas, default=None), max(fechas, default=None)
    return Prevision(revisadas, cuenta.total(), sostenidas, por_institucion, *bordes, repetidos=tuple(repetidos))


def aplicar(*, propuesta: Propuesta, actor: Actor, ahora: datetime) -> Registro:
    """Register an act and ask for the open cases to be recomputed. Applied twice, or twice at once, it is registered once.

    :raises ActoDeCalendarioInvalidoError: it does not say what it must; nothing changed.
    :raises ActoNoAutorizadoError: the actor may not change the calendar of that scope.
    :raises ActoDeCalendarioDesconocidoError: the act to revoke does not exist.
    :raises ActoYaRevocadoError: it was revoked before.
    """
    for intento in range(_INTENTOS):
        try:
            with transaction.atomic():
                return _register(propuesta, actor, ahora)
        except IntegrityError:  # somebody registered another at the same time and took the number
            if intento == _INTENTOS - 1:
                raise
    raise AssertionError("range() gives at least one attempt")


def aplicar_todas(*, propuestas: Sequence[Propuesta], actor: Actor, ahora: datetime) -> list[Registro]:
    """Register several acts, all or none. Same errors as `aplicar`."""
    with transaction.atomic():
        return [aplicar(propuesta=propuesta, actor=actor, ahora=ahora) for propuesta in propuestas]


def revocar(*, numero: int, motivo: str, fundamento: str, actor: Actor, ahora: datetime, publicado_el: date | None = None) -> Registro:
    """Undo an act by another one. Dates that it had moved and were told do not come back earlier. Same errors as `aplicar`."""
    propuesta = Propuesta(
        clase=ClaseActo.REVOCACION, ambito="", motivo=motivo, fundamento=fundamento, revoca=numero, publicado_el=publicado_el
    )
    return aplicar(propuesta=propuesta, actor=actor, ahora=ahora)


def _register(propuesta: Propuesta, actor: Actor, ahora: datetime) -> Registro:
    anterior = _find_ultimo()  # before the same act is looked for: whatever is registered meanwhile takes the number of this one
    propuesta, alcance, igual = _check(propuesta, actor)
    if igual:
        return Registro(igual, repetido=True)
    acto = _build_acto(propuesta, alcance, actor, ahora, tras=anterior)
    acto.save()
    DiaCalendario.objects.bulk_create(_build_dias(acto, propuesta))
    _project_sectores(alcance, acto, ahora)
    encolar(efecto="recalcular-expedientes", clave=f"recalcular-expedientes:{acto.numero}", argumentos={"numero": acto.numero}, ahora=ahora)
    if acto.clase == ClaseActo.CAIDA:
        clave = f"constancia-de-caida:{acto.numero}"
        encolar(efecto="emitir-constancia-de-caida", clave=clave, argumentos={"numero": acto.numero}, ahora=ahora)
    return Registro(acto, repetido=False)


def _check(propuesta: Propuesta, actor: Actor) -> tuple[Propuesta, Alcance, ActoCalendario | None]:
    """The proposal, complete; whom it reaches, if the actor may; and the act in force that says the very same, if any."""
    revocado = _find_revocado(propuesta)
    propuesta = require_propuesta(propuesta, revocado=revocado)
    alcance = find_alcance(propuesta, revocado=revocado)
    require_calendario(actor, ambito=alcance.ambito, instituciones=alcance.instituciones)
    igual = ActoCalendario.objects.filter(huella=seal_propuesta(propuesta), revocado_por__isnull=True).first()
    posterior = ActoCalendario.objects.filter(revoca=revocado).first() if revocado and not igual else None
    if posterior:
        raise ActoYaRevocadoError(
            "El acto {acto} ya fue revocado por el acto {posterior}.", acto=propuesta.revoca, posterior=posterior.numero, campo="revoca"
        )
    return propuesta, alcance, igual


def _find_revocado(propuesta: Propuesta) -> ActoCalendario | None:
    if propuesta.clase is not ClaseActo.REVOCACION or propuesta.revoca is None:
        return None
    acto = ActoCalendario.objects.filter(numero=propuesta.revoca).first()
    if acto is None:
        raise ActoDeCalendarioDesconocidoError(
            "No hay ningún acto del calendario con el número {numero}.", numero=propuesta.revoca, campo="revoca"
        )
    return acto


def seal_propuesta(propuesta: Propuesta) -> str:
    """What tells this act from any other."""
    return digest(propuesta.as_datos())


def _find_ultimo() -> ActoCalendario | None:
    return ActoCalendario.objects.order_by("-numero").first()


def _build_acto(propuesta: Propuesta, alcance: Alcance, actor: Actor, ahora: datetime, *, tras: ActoCalendario | None) -> ActoCalendario:
    return ActoCalendario(
        numero=tras.numero + 1 if tras else 1,
        # Never before the act that precedes it, whatever the clocks of two servers say: the order of the numbers is that of knowing.
        conocida_desde=max(ahora + MARGEN, tras.conocida_desde) if tras else ahora + MARGEN,
        clase=propuesta.clase,
        ambito=alcance.ambito,
        valor=alcance.valor,
        alcance=list(alcance.codigos),
        sector=propuesta.sector,
        desde=propuesta.desde,
        hasta=propuesta.hasta,
        revoca=ActoCalendario.objects.get(numero=propuesta.revoca) if propuesta.revoca else None,
        motivo=propuesta.motivo,
        fundamento=propuesta.fundamento,
        publicado_el=propuesta.publicado_el,
        persona_id=actor.persona_id,
        huella=seal_propuesta(propuesta),
    )


def _build_dias(acto: ActoCalendario, propuesta: Propuesta) -> list[DiaCalendario]:
    return [DiaCalendario(acto=acto, fecha=dia.fecha, nombre=dia.nombre, clase=dia.clase.value) for dia in propuesta.dias]


def _project_sectores(alcance: Alcance, acto: ActoCalendario, ahora: datetime) -> None:
    """Write on the institution the sector that the acts give it now, by which it is found."""
    adscribe = acto.clase == ClaseActo.ADSCRIPCION or (acto.revoca is not None and acto.revoca.clase == ClaseActo.ADSCRIPCION)
    for institucion in Institucion.objects.filter(pk__in=alcance.instituciones) if adscribe else ():
        sector = find_sector(list_conocidos([lugar_of(institucion)]), institucion.codigo)
        change_institucion(institucion, {"sector": sector}, ahora=ahora, motivo=f"acto {acto.numero} del calendario: {acto.fundamento}")


def _list_lotes(alcanzadas: Collection[int]) -> Iterator[Sequence[Solicitud]]:
    """The open cases of the institutions of these ids, without the texts that people wrote."""
    solicitudes = Solicitud.objects.filter(estado__in=ABIERTAS, institucion__in=alcanzadas).defer("descripcion").order_by("pk")
    instituciones = Institucion.objects.in_bulk(alcanzadas)
    ultimo = 0
    while lote := list(solicitudes.filter(pk__gt=ultimo)[:LOTE]):
        ultimo = lote[-1].pk
        for solicitud in lote:
            solicitud.institucion = instituciones[solicitud.institucion_id]
        yield lote

"""The register of reserved information: clasificar, prorrogar_reserva, levantar_reserva (LAIP arts. 23 to 29)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import IntegrityError, transaction

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.bitacora import digest
from solicitudes.models import Institucion, LevantamientoReserva, ProrrogaReserva, Reserva
from solicitudes.policies import require_reservas
from solicitudes.registro_reservas import ReservaNoEncontradaError
from solicitudes.services.acto_administrativo import record_acto
from solicitudes.services.presentacion import find_instituciones
from workflow.ley import Regimen
from workflow.problema import ProblemaError
from workflow.regimen import get_regimen_vigente
from workflow.reservas import CausaDeLevantamiento, CausalReserva, ReglasDeReserva, reglas_de_reserva


class ReservaIncompletaError(ProblemaError):
    codigo: ClassVar[str] = "reserva-incompleta"
    titulo: ClassVar[str] = "A la reserva le falta algo que exige la ley"


class ReservaProhibidaError(ProblemaError):
    codigo: ClassVar[str] = "reserva-prohibida"
    titulo: ClassVar[str] = "Esa información no puede reservarse"


class ReservaExcedidaError(ProblemaError):
    codigo: ClassVar[str] = "reserva-excedida"
    titulo: ClassVar[str] = "La reserva dura más de lo que permite la ley"


class ReservaNoPrevistaError(ProblemaError):
    codigo: ClassVar[str] = "reserva-no-prevista"
    titulo: ClassVar[str] = "El régimen de la institución no prevé un registro de reservas"


class ReservaRepetidaError(ProblemaError):
    codigo: ClassVar[str] = "reserva-repetida"
    titulo: ClassVar[str] = "Esa resolución ya está en el registro"
    estatus: ClassVar[int] = 409


class ReservaYaProrrogadaError(ProblemaError):
    codigo: ClassVar[str] = "reserva-ya-prorrogada"
    titulo: ClassVar[str] = "Una reserva se prorroga una sola vez"
    estatus: ClassVar[int] = 409


class ReservaNoVigenteError(ProblemaError):
    codigo: ClassVar[str] = "reserva-no-vigente"
    titulo: ClassVar[str] = "Esa reserva ya terminó"
    estatus: ClassVar[int] = 409


@dataclass(frozen=True, slots=True)
class Clasificacion:
    """What a resolution that reserves information says (LAIP art. 25). `numero` names it inside the institution.

    `ajena_a_violaciones` declares that it concerns neither violations of human rights nor crimes against humanity (art. 24).
    """

    institucion: str
    numero: str
    fecha: date
    autoridad: str
    asunto: str
    fuente: str
    causal: str
    justificacion: str
    partes: str
    custodia: str
    publicacion: str
    fecha_publicacion: date
    desde: date
    hasta: date
    ajena_a_violaciones: bool
    ley: str = ""


@dataclass(frozen=True, slots=True)
class ProrrogaDeReserva:
    """What the resolution that extends a reserve says (LAIP art. 28)."""

    numero: str
    fecha: date
    hasta: date
    justificacion: str
    publicacion: str
    fecha_publicacion: date


@dataclass(frozen=True, slots=True)
class Levantamiento:
    """Why a reserve ends before its day, by which paper, and the first day without it."""

    causa: str
    documento: str
    motivo: str
    desde: date


def clasificar(*, clasificacion: Clasificacion, actor: Actor, ahora: datetime) -> Reserva:
    """Enter in the register a resolution that reserves information, signed and published.

    :raises ActoNoAutorizadoError: the actor is not the top authority of that institution.
    :raises ReservaProhibidaError: it is not declared that it concerns no violation of human rights (LAIP art. 24).
    :raises ReservaIncompletaError: it does not say what art. 25 asks for, or its dates are in no possible order.
    :raises ReservaExcedidaError: it lasts more than the law lets it (art. 27).
    :raises ReservaRepetidaError: that resolution of that institution is there already.
    :raises InstitucionDesconocidaError, InstitucionCerradaError, ReservaNoPrevistaError:
    """
    [institucion] = find_instituciones([clasificacion.institucion])
    persona = require_reservas(actor, institucion.pk)
    regimen = get_regimen_vigente(institucion.regimen, fecha=ahora)
    limpia = _strip(clasificacion)
    _check_clasificacion(limpia, _require_reglas(regimen), hoy=ahora.astimezone(regimen.zona).date())
    try:
        with transaction.atomic():
            reserva = build_reserva(limpia, institucion=institucion, persona_id=persona, ahora=ahora)
            reserva.save()
            _record(Accion.CLASIFICAR, reserva, actor, ahora)
    except IntegrityError:
        if not Reserva.objects.filter(institucion=institucion, numero=limpia.numero).exists():
            raise
        raise ReservaRepetidaError(
            "La resolución «{numero}» de {institucion} ya está en el registro.",
            numero=limpia.numero,
            institucion=str(institucion),
            campo="numero",
            articulo="LAIP art. 25",
        ) from None
    return reserva


def prorrogar_reserva(*, reserva_id: int, prorroga: ProrrogaDeReserva, actor: Actor, ahora: datetime) -> Reserva:
    """Extend a reserve in force, once, because its reasons go on.

    :raises ReservaNoEncontradaError: no such reserve.
    :raises ActoNoAutorizadoError: the actor is not the top authority of that institution.
    :raises ReservaYaProrrogadaError: it was extended before; there is no further extension (LAIP art. 28).
    :raises ReservaNoVigenteError: it is over.
    :raises ReservaIncompletaError, ReservaExcedidaError: as `clasificar` would.
    """
    with transaction.atomic():
        reserva, persona, regimen, hoy = _open(reserva_id, actor, ahora)
        if hasattr(reserva, "prorroga"):
            raise ReservaYaProrrogadaError(
                "Ya se prorrogó hasta el {hasta:%d/%m/%Y}; la ley no permite otra prórroga.",
                hasta=reserva.prorroga.hasta,
                articulo="LAIP art. 28",
            )
        limpia = _strip(prorroga)
        _check_prorroga(limpia, reserva, _require_reglas(regimen), hoy)
        ProrrogaReserva.objects.create(reserva=reserva, persona_id=persona, fecha_hora=ahora, **asdict(limpia))
        _record(Accion.PRORROGAR_RESERVA, reserva, actor, ahora, hasta=limpia.hasta.isoformat())
    return reserva


def levantar_reserva(*, reserva_id: int, levantamiento: Levantamiento, actor: Actor, ahora: datetime) -> Reserva:
    """End a reserve before its day: its reasons ceased (LAIP art. 27) or a court ordered it (art. 29).

    :raises ReservaNoEncontradaError, ActoNoAutorizadoError, ReservaNoVigenteError: as `prorrogar_reserva` would.
    :raises ReservaIncompletaError: it does not say why or by which paper, or from a day that is not its own or lies ahead.
    """
    with transaction.atomic():
        reserva, persona, _, hoy = _open(reserva_id, actor, ahora)
        limpio = _strip(levantamiento)
        _require_textos(limpio, articulo="LAIP arts. 27 y 29")
        if limpio.causa not in set(CausaDeLevantamiento):
            raise ReservaIncompletaError("Elija por qué termina la reserva.", campo="causa", articulo="LAIP arts. 27 y 29")
        if not reserva.desde < limpio.desde <= hoy:
            raise ReservaIncompletaError(
                "El primer día sin reserva va después del {desde:%d/%m/%Y} y no más allá de hoy.",
                desde=reserva.desde,
                campo="desde",
                articulo="LAIP arts. 27 y 29",
            )
        LevantamientoReserva.objects.create(reserva=reserva, persona_id=persona, fecha_hora=ahora, **asdict(limpio))
        _record(Accion.LEVANTAR_RESERVA, reserva, actor, ahora, causa=limpio.causa, desde=limpio.desde.isoformat())
    return reserva


def build_reserva(clasificacion: Clasificacion, *, institucion: Institucion, persona_id: int, ahora: datetime) -> Reserva:
    """The entry as it is written, sealed; saves nothing."""
    datos = asdict(clasificacion)
    del datos["institucion"]
    reserva = Reserva(institucion=institucion, persona_id=persona_id, fecha_hora=ahora, **datos)
    reserva.huella = seal_reserva(reserva)
    return reserva


def seal_reserva(reserva: Reserva) -> str:
    """The seal of an entry: over everything that its resolution says."""
    propios = [f.name for f in fields(Clasificacion) if f.name != "institucion"]
    return digest([reserva.institucion_id, *(_plain(getattr(reserva, nombre)) for nombre in propios)])


def _plain(valor: Any) -> Any:
    return valor.isoformat() if isinstance(valor, date) else valor


def _open(reserva_id: int, actor: Actor, ahora: datetime) -> tuple[Reserva, int, Regimen, date]:
    """A reserve in force, locked, and the person who may change what becomes of it, with its law and its day."""
    reserva = Reserva.objects.select_for_update(of=("self",)).select_related("institucion").filter(pk=reserva_id).first()
    if reserva is None:
        raise ReservaNoEncontradaError("No hay una reserva con ese número en el registro.")
    persona = require_reservas(actor, reserva.institucion_id)
    regimen = get_regimen_vigente(reserva.institucion.regimen, fecha=ahora)
    hoy = ahora.astimezone(regimen.zona).date()
    if hoy > reserva.ultimo_dia:
        raise ReservaNoVigenteError("Esa reserva terminó el {dia:%d/%m/%Y}.", dia=reserva.ultimo_dia, articulo="LAIP art. 27")
    return reserva, persona, regimen, hoy


def _require_reglas(regimen: Regimen) -> ReglasDeReserva:
    reglas = reglas_de_reserva(regimen)
    if not reglas.exige_registro:
        raise ReservaNoPrevistaError(
            "«{regimen}» no prevé un registro de reservas en este sistema.", regimen=regimen.nombre, campo="institucion"
        )
    return reglas


def _check_clasificacion(c: Clasificacion, reglas: ReglasDeReserva, *, hoy: date) -> None:
    if c.ajena_a_violaciones is not True:
        raise ReservaProhibidaError(
            "No puede reservarse información sobre violaciones de derechos humanos ni delitos de lesa humanidad: "
            "declare que esta no los concierne.",
            campo="ajena_a_violaciones",
            articulo="LAIP art. 24",
        )
    _require_textos(c, articulo="LAIP art. 25")
    if c.causal not in set(CausalReserva):
        raise ReservaIncompletaError("Elija una de las causales de la ley.", campo="causal", articulo="LAIP art. 23")
    if CausalReserva(c.causal).exige_ley and not c.ley:
        raise ReservaIncompletaError("Diga qué otra ley manda la reserva, y en qué artículo.", campo="ley", articulo="LAIP art. 23.9")
    _check_publicacion(c.fecha, c.fecha_publicacion, hoy)
    if c.desde < c.fecha_publicacion:
        raise ReservaIncompletaError("Una reserva no rige antes de publicarse.", campo="desde", articulo="LAIP art. 25")
    if c.hasta < c.desde:
        raise ReservaIncompletaError("La reserva terminaría antes de empezar.", campo="hasta", articulo="LAIP art. 25")
    tope = reglas.last_day(c.fecha)
    if tope and c.hasta > tope:
        raise ReservaExcedidaError(
            "Puede durar hasta el {tope:%d/%m/%Y}: {anios} años desde la resolución.",
            tope=tope,
            anios=reglas.anios,
            campo="hasta",
            articulo="LAIP art. 27",
        )


def _check_prorroga(p: ProrrogaDeReserva, reserva: Reserva, reglas: ReglasDeReserva, hoy: date) -> None:
    _require_textos(p, articulo="LAIP art. 28")
    _check_publicacion(p.fecha, p.fecha_publicacion, hoy)
    if p.fecha < reserva.fecha:
        raise ReservaIncompletaError("La prórroga no puede ser anterior a la reserva.", campo="fecha", articulo="LAIP art. 28")
    if p.hasta <= reserva.hasta:
        raise ReservaIncompletaError(
            "La prórroga va más allá del {hasta:%d/%m/%Y}, en que termina la reserva.",
            hasta=reserva.hasta,
            campo="hasta",
            articulo="LAIP art. 28",
        )
    tope = reglas.last_day_extended(reserva.hasta)
    if tope is None or p.hasta > tope:
        plantilla = "Puede llegar hasta el {tope:%d/%m/%Y}: {anios} años más." if tope else "El régimen no prevé prórroga."
        raise ReservaExcedidaError(plantilla, tope=tope, anios=reglas.prorroga_anios, campo="hasta", articulo="LAIP art. 28")


def _check_publicacion(fecha: date, publicada: date, hoy: date) -> None:
    if fecha > hoy:
        raise ReservaIncompletaError("La resolución no puede ser de un día que no ha llegado.", campo="fecha", articulo="LAIP art. 25")
    if not fecha <= publicada <= hoy:
        raise ReservaIncompletaError(
            "La publicación va después de la resolución y no más allá de hoy.", campo="fecha_publicacion", articulo="LAIP art. 25"
        )


def _require_textos(datos: Any, *, articulo: str) -> None:
    """Every text of `datos` but the one that only some grounds need."""
    for campo in fields(datos):
        if getattr(datos, campo.name) == "" and campo.name != "ley":
            raise ReservaIncompletaError(FALTAS[campo.name], campo=campo.name, articulo=articulo)


#: What to say when a text is missing.
FALTAS: dict[str, str] = {
    "institucion": "Diga de qué institución es la reserva.",
    "numero": "Escriba el número de la resolución.",
    "autoridad": "Escriba qué autoridad la firmó.",
    "asunto": "Diga qué información se reserva.",
    "fuente": "Diga de qué fuente es la información.",
    "causal": "Elija una de las causales de la ley.",
    "justificacion": "Escriba la justificación.",
    "partes": "Diga qué partes se reservan.",
    "custodia": "Diga quién responde de conservarla.",
    "publicacion": "Escriba dónde se publicó.",
    "causa": "Elija por qué termina la reserva.",
    "documento": "Escriba qué resolución u orden la termina.",
    "motivo": "Escriba el motivo.",
}


def _strip(datos: Any) -> Any:
    """The same without the spaces around its texts."""
    return replace(datos, **{c.name: v.strip() for c in fields(datos) if isinstance(v := getattr(datos, c.name), str)})


def _record(accion: Accion, reserva: Reserva, actor: Actor, ahora: datetime, **detalle: str) -> None:
    record_acto(
        accion=accion,
        objeto=f"Reserva {reserva.numero}: {reserva.asunto}",
        institucion_id=reserva.institucion_id,
        actor=actor,
        ahora=ahora,
        detalle={"reserva": reserva.pk, "huella": reserva.huella, **detalle},
    )

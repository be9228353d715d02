"""From the history of a case to its ledger, and from the ledger to the dates by which the case is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from solicitudes.calendarios import calendario_for
from solicitudes.models import Movimiento, Solicitud
from workflow.amparo import find_ventana
from workflow.estados import Estado
from workflow.eventos import Evento, TipoEvento, TipoSolicitud
from workflow.libro import Libro
from workflow.plazos import Clave
from workflow.regimen import get_regimen
from workflow.sentidos import Sentido
from workflow.vigencias import Historial

#: Which acts are events of the ledger. An act that is not here moves no date.
EVENTO_DE_ACTO: dict[str, TipoEvento] = {
    "presentar": TipoEvento.PRESENTADA,
    "admitir": TipoEvento.ADMITIDA,
    "migrar": TipoEvento.PRESENTADA,
    "pedir_aclaracion": TipoEvento.ACLARACION_PEDIDA,
    "aclarar": TipoEvento.ACLARADA,
    "prorrogar": TipoEvento.PRORROGADA,
    "resolver": TipoEvento.RESOLUCION_NOTIFICADA,
    "desistir": TipoEvento.DESISTIDA,
    "remitir": TipoEvento.REMITIDA,
    "interponer_recurso": TipoEvento.RECURSO_INTERPUESTO,
    "decidir_recurso": TipoEvento.RECURSO_NOTIFICADO,
    "cumplir_recurso": TipoEvento.CUMPLIDA,
}

_EN_PLAZO = (Estado.PRESENTADA, Estado.EN_TRAMITE)

#: What the law lets be done so many times and no more, with the days for which it is tried.
_UNA_VEZ = {"pedir_aclaracion": 0, "prorrogar": 1}


def build_evento(acto: str, fecha_hora: datetime, datos: dict[str, Any]) -> Evento | None:
    """The event that an act is for the ledger, if it is one. What was registered later than it came in happened when it came in."""
    tipo = EVENTO_DE_ACTO.get(acto)
    if tipo is None or is_cerrada_antes(acto, datos):
        return None
    fecha_hora = _real_moment(fecha_hora, datos)
    return Evento(
        tipo,
        fecha_hora,
        dias=datos.get("dias", 0),
        motivo=datos.get("motivo", ""),
        sentido=datos.get("sentido", ""),
        recurso=datos.get("recurso", 1),
    )


def is_cerrada_antes(acto: str, datos: dict[str, Any]) -> bool:
    """Whether the case came in closed from a former register: its dates are those of that register, and no term of ours is counted."""
    return acto == "migrar" and not datos["abierta"]


def build_eventos(acto: str, fecha_hora: datetime, datos: dict[str, Any]) -> Iterator[Evento]:
    """The events of one act: its own, and those that the former register says had happened before (docs/adr/0022)."""
    if evento := build_evento(acto, fecha_hora, datos):
        yield evento
    for antes in datos.get("antecedentes", ()):
        yield Evento(EVENTO_DE_ACTO[antes["acto"]], datetime.fromisoformat(antes["fecha_hora"]), dias=antes.get("dias", 0))


def received_at(movimiento: Movimiento) -> datetime:
    """When the institution received what a first movement registers: then, unless it says that it had come in before."""
    return _real_moment(movimiento.fecha_hora, movimiento.datos)


def _real_moment(fecha_hora: datetime, datos: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(datos["recibida"]) if datos.get("recibida") else fecha_hora


def new_libro(solicitud: Solicitud, calendario: Historial) -> Libro:
    """An empty ledger for a case, under the version of the law to which it is pinned and its readings."""
    regimen = get_regimen(solicitud.regimen, solicitud.regimen_version)
    return Libro(
        regimen=regimen, tipo=TipoSolicitud(solicitud.tipo), calendario=calendario, lecturas=regimen.choose_lecturas(solicitud.lecturas)
    )


def open_libro(solicitud: Solicitud, calendario: Historial | None = None) -> Libro:
    """The ledger of a case, folded from its history. Two queries; `solicitud.institucion` must be loaded."""
    filas = (
        Movimiento.objects.filter(solicitud=solicitud, acto__in=EVENTO_DE_ACTO)
        .order_by("numero")
        .values_list("acto", "fecha_hora", "datos")
    )
    return fold_libro(solicitud, filas, calendario or calendario_of(solicitud))


def fold_libro(solicitud: Solicitud, filas: Iterable[tuple[str, datetime, dict[str, Any]]], calendario: Historial) -> Libro:
    """The ledger of a case from rows of (acto, fecha_hora, datos), oldest first."""
    libro = new_libro(solicitud, calendario)
    for acto, fecha_hora, datos in filas:
        for evento in build_eventos(acto, fecha_hora, datos):
            libro.record(evento)
        if acto in ("presentar", "migrar") and datos.get("vence"):
            libro.announce(date.fromisoformat(datos["vence"]))
    return libro


def calendario_of(solicitud: Solicitud) -> Historial:
    """The calendar by which a case is counted. One query."""
    regimen = get_regimen(solicitud.regimen, solicitud.regimen_version)
    return calendario_for(solicitud.institucion, regimen=regimen, lecturas=regimen.choose_lecturas(solicitud.lecturas))


def project_fechas(solicitud: Solicitud, libro: Libro, *, hoy: date) -> None:
    """Write on the case the dates by which sweeps and lists find it, and the acts that are used up; the ledger stays the truth."""
    estado = Estado(solicitud.estado)
    solicitud.fecha_vencimiento = libro.vencimiento
    solicitud.fecha_advertencia = next_advertencia(libro, estado, hoy=hoy)
    solicitud.fecha_silencio = _silence_end(libro) if estado is Estado.VENCIDA and not solicitud.silencio_certificado else None
    solicitud.fecha_cierre = _closing_day(estado, solicitud.sentido, libro)
    solicitud.actos_agotados = list_agotados(libro, estado)


def list_agotados(libro: Libro, estado: Estado) -> list[str]:
    """The acts that the state would allow and the ledger no longer takes: what is done once, or not in this type of case."""
    ahora = libro.ultimo
    if ahora is None or estado not in _EN_PLAZO:
        return []
    ensayos = (Evento(EVENTO_DE_ACTO[acto], ahora, dias=dias) for acto, dias in _UNA_VEZ.items())
    return [acto for acto, ensayo in zip(_UNA_VEZ, ensayos, strict=True) if libro.find_impedimento(ensayo)]


def next_advertencia(libro: Libro, estado: Estado, *, hoy: date) -> date | None:
    """The next day, after `hoy`, on which the officer is warned: the term is ending, by the days that the regime sets, or the
    clarification did not come, so that no case waits for ever on somebody who no longer answers."""
    fechas: list[date] = []
    if estado in _EN_PLAZO and (vence := libro.vencimiento) is not None:
        dias = libro.regimen.reglas["advertencias.dias_antes"].valor
        fechas = [libro.calendario.subtract_habiles(vence, n) for n in dias]
    elif estado is Estado.EN_ACLARACION and libro.aclaracion_pedida is not None:
        fin = libro.end_of(Clave.ACLARACION, libro.notice_of(libro.aclaracion_pedida))
        fechas = [fin + timedelta(days=1)] if fin else []
    return min((fecha for fecha in fechas if fecha > hoy), default=None)


def _closing_day(estado: Estado, sentido: str, libro: Libro) -> date | None:
    """The first day on which nothing is open any more: the day after the term to appeal is over (LAIP art. 54), or after the window
    that the end of an appeal opens (art. 60).

    What was withdrawn or forwarded stays open for as long, counted from the act. What is still to be handed over does not close.
    """
    if libro.has_appeal_pending:
        return None
    fin: date | None = None
    if estado in (Estado.DESISTIDA, Estado.REMITIDA) and libro.ultimo is not None:
        fin = libro.end_of(Clave.RECURSO_INTERPOSICION, libro.ultimo)
    elif estado is Estado.ENTREGADA or (estado is Estado.RESUELTA and not Sentido(sentido).entrega):
        fines = [_end_of_window(libro, asunto.numero) if asunto.impugnacion else libro.deadline_of(asunto) for asunto in libro.asuntos]
        fin = max(filter(None, fines)) if all(fines) else None
    return fin and fin + timedelta(days=1)


def _end_of_window(libro: Libro, recurso: int) -> date | None:
    """The last day to go further once an appeal is over; where the law has nothing further, the last day on which something happened."""
    if libro.ultimo is None:
        return None
    ventana = find_ventana(libro, libro.ultimo, recurso=recurso)
    return ventana.vence if ventana else libro.ultimo.astimezone(libro.regimen.zona).date()


def _silence_end(libro: Libro) -> date | None:
    """The last day of the ten in which what was asked must be handed over after all (LAIP art. 44)."""
    vence = libro.vencimiento
    if vence is None or libro.tipo not in libro.regimen.reglas["silencio.tipos"].valor:
        return None
    return libro.end_of(Clave.AFIRMATIVA_FICTA, libro.end_of_day(vence))

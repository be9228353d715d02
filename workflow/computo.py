"""How the terms of a case are counted from what is known of it: the term to answer, the one to appeal, and any that an event opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, ClassVar

from workflow.calendario import Calendario
from workflow.eventos import Evento, TipoSolicitud
from workflow.hojas import MESES, Termino, Unidad
from workflow.impugnacion import Asunto, Impugnacion
from workflow.ley import SIN_ATRIBUTOS, Regimen
from workflow.plazos import Clave, Pausa, calculate_vencimiento
from workflow.problema import ProblemaError
from workflow.vigencias import Cuenta, Historial, Vigencia, count_term


class EventoImposibleError(ProblemaError):
    codigo: ClassVar[str] = "evento-imposible"
    titulo: ClassVar[str] = "Eso no pudo ocurrir en ese momento del expediente"
    estatus: ClassVar[int] = 409


class FaltaPresentacionError(EventoImposibleError):
    codigo: ClassVar[str] = "falta-presentacion"
    titulo: ClassVar[str] = "El expediente empieza con su presentación"


class Computo:
    """What is known of one case under one version of a law, one calendar and one choice of readings, and the dates that follow."""

    def __init__(
        self,
        *,
        regimen: Regimen,
        tipo: TipoSolicitud,
        calendario: Calendario | Historial,
        lecturas: Mapping[str, str],
        atributos: Mapping[str, Any] = SIN_ATRIBUTOS,
    ) -> None:
        self.regimen, self.tipo, self.lecturas = regimen, tipo, lecturas
        self.termino = regimen.term_for(tipo, atributos)
        self.historial = calendario if isinstance(calendario, Historial) else Historial((Vigencia(calendario),))
        self.ultimo: datetime | None = None
        self.presentada: Evento | None = None
        self.admitida: Evento | None = None
        self.inicio: date | None = None
        self.inicio_el: datetime | None = None
        self.recibida: date | None = None  # the first `inicio`, which a clarification does not move
        self.avisado: date | None = None  # the last day to answer that the receipt told: it is never shortened
        self.pausas: list[Pausa] = []
        self.suspendida = False
        self.prorroga: Evento | None = None
        self.prorrogas = 0
        self.dias_prorroga = 0  # in the unit of the term to answer, however the law measures the extension
        self.aclaracion_pedida: Evento | None = None
        self.aclarada: Evento | None = None
        self.aclaraciones = 0
        self.tercero_consultado: Evento | None = None
        self.tercero_opuesto: Evento | None = None
        self.cobro: Evento | None = None
        self.pago: Evento | None = None
        self.resolucion: Evento | None = None
        self.recursos: list[Impugnacion] = []
        self.fin: Evento | None = None
        self._contada: Cuenta | None = None  # the term to answer, until something happens
        self._puntos = regimen.name_lecturas(lecturas)
        self._rueda = self._regla("computo.fin_en_inhabil") == "siguiente_habil"

    # ── questions ─────────────────────────────────────────────────────────────

    @property
    def calendario(self) -> Calendario:
        """The calendar as it is known now."""
        return self.historial.actual

    def require_presentacion(self) -> date:
        """The day from which the term to answer runs.

        :raises FaltaPresentacionError: nothing was filed yet.
        """
        if self.inicio is None:
            raise FaltaPresentacionError("Falta la presentación: es lo primero que ocurre.")
        return self.inicio

    @property
    def vencimiento(self) -> date | None:
        """The last day to answer, any extension included; None while it cannot be known."""
        return self._count_resolucion().vence

    @property
    def asuntos(self) -> tuple[Asunto, ...]:
        """What may be or was appealed, in order: the silence while nobody has answered or once it was appealed, and then the answer."""
        silencio = next((recurso for recurso in self.recursos if recurso.contra is None), None)
        respuesta = next((recurso for recurso in self.recursos if recurso.contra is not None), None)
        hay: list[tuple[Evento | None, Impugnacion | None]] = []
        if silencio or self.resolucion is None:
            hay.append((None, silencio))
        if self.resolucion:
            hay.append((self.resolucion, respuesta))
        return tuple(Asunto(numero, *uno) for numero, uno in enumerate(hay, start=1))

    def find_asunto(self, numero: int) -> Asunto:
        """The matter of appeal `numero`; the last one there is, if there are not so many."""
        asuntos = self.asuntos
        return asuntos[min(max(numero, 1), len(asuntos)) - 1]

    @property
    def appeal_deadline(self) -> date | None:
        """The last day to appeal what can still be: from the notice of the resolution, or from silence by the reading on it."""
        return self.deadline_of(self.asuntos[-1])

    def deadline_of(self, asunto: Asunto) -> date | None:
        """The last day to appeal a matter; None while there is none."""
        return self._count_recurso(asunto).vence

    @property
    def has_appeal_pending(self) -> bool:
        """Whether somebody still owes something of an appeal: a decision, or what it ordered."""
        return any(not recurso.terminada for recurso in self.recursos)

    @property
    def sentidos_vetados(self) -> tuple[str, ...]:
        """The outcomes that an opposition of a third party closes: what concerns her may not be released, the rest may."""
        return ("entrega_total",) if self.tercero_opuesto and self._regla("tercero.veto") else ()

    def is_vencida(self, dia: date) -> bool:
        """Whether the term to answer was over on `dia` with no resolution notified by then."""
        vence = self.vencimiento
        respondida = self.resolucion and vence is not None and self._day(self.resolucion) <= vence
        return vence is not None and dia > vence and not respondida

    def announce(self, vence: date) -> None:
        """The receipt told the last day to answer: nothing makes it earlier from now on."""
        self.avisado, self._contada = vence, None

    def end_of(self, clave: Clave, desde: datetime) -> date | None:
        """The last day of a term of the regime's own number of days that begins at `desde`."""
        return self._fin(desde, self.regimen.terminos[clave], cierre=None).vence

    def notice_of(self, evento: Evento) -> datetime:
        """When a notice counts as received: at once or, by the reading on electronic ones, on the next open day if it went on a closed."""
        if self._puntos["notificacion_electronica"] == "al_enviar":
            return evento.fecha_hora
        dia = self._day(evento)
        abierto = self.historial.known_at(evento.fecha_hora).actual.next_habil(dia)
        return evento.fecha_hora if abierto == dia else self.end_of_day(abierto)

    def is_after_corte(self, fecha_hora: datetime) -> bool:
        """Whether, by the reading on the hour after which what comes in counts as the next day, it came in after it."""
        corte = self._puntos["hora_de_corte"]
        return corte != "ninguna" and fecha_hora.astimezone(self.regimen.zona).strftime("%H:%M:%S") > f"{corte}:00"

    def local_day(self, momento: datetime) -> date:
        """The day of a moment in the zone of the regime."""
        return self._local(momento)

    def end_of_day(self, dia: date) -> datetime:
        """The last moment of `dia`, at which a term that ends with it gives way to the next."""
        return datetime.combine(dia, time.max, self.regimen.zona)

    # ── the counts ────────────────────────────────────────────────────────────

    def _count_resolucion(self) -> Cuenta:
        """The term to answer, on which most of the others hang: counted once after each thing that happens."""
        if self._contada is None:
            dias = self.termino.dias + self.dias_prorroga
            self._contada = self._count_answer(dias, cierre=self.resolucion or self.fin, piso=self.avisado)
        return self._contada

    def _count_answer(self, dias: int, *, cierre: Evento | None, roll: bool = True, piso: date | None = None) -> Cuenta:
        desde, unidad, rueda = self.require_presentacion(), self._unidad(self.termino), roll and self._rueda
        if self._is_diferida() or self.inicio_el is None:
            return Cuenta(None, self.calendario, tuple(self.pausas))
        return self._count(
            lambda calendario, pausas: calculate_vencimiento(calendario, desde=desde, dias=dias, unidad=unidad, pausas=pausas, roll=rueda),
            self.pausas,
            abierto=self.inicio_el,
            cierre=cierre,
            piso=piso,
        )

    def _count_recurso(self, asunto: Asunto) -> Cuenta:
        termino = self._term_to_appeal(asunto)
        cierre = asunto.impugnacion.interpuesta if asunto.impugnacion else None
        sin_ultimo_dia = Cuenta(None, self.calendario, self._suspensiones)
        if termino is None:
            return sin_ultimo_dia
        if asunto.contra:
            return self._fin(self.notice_of(asunto.contra), termino, cierre=cierre)
        vence, lectura = self.vencimiento, self._puntos["recurso_por_silencio"]
        if vence is not None and lectura == "desde_el_fin_de_la_ficta":
            ficta = self.regimen.terminos["afirmativa_ficta"]
            vence = self._fin(self.end_of_day(vence), ficta, cierre=self.resolucion or self.fin).vence
        if vence is None or lectura == "sin_vencimiento":
            return sin_ultimo_dia
        return self._fin(self.end_of_day(vence), termino, cierre=cierre)

    def _fin(self, desde: datetime, termino: Termino, *, cierre: Evento | None) -> Cuenta:
        dia, unidad, rueda = self._local(desde), self._unidad(termino), self._rueda
        return self._count(
            lambda calendario, pausas: calculate_vencimiento(
                calendario, desde=dia, dias=termino.dias, unidad=unidad, pausas=pausas, roll=rueda
            ),
            self._suspensiones,
            abierto=desde,
            cierre=cierre,
        )

    def _count(
        self,
        contar: Callable[[Calendario, tuple[Pausa, ...]], date | None],
        pausas: Iterable[Pausa],
        *,
        abierto: datetime,
        cierre: Evento | None,
        piso: date | None = None,
    ) -> Cuenta:
        cerrado = cierre.fecha_hora if cierre else None
        vigencias, zona = self.historial.vigencias, self.regimen.zona
        return count_term(vigencias, contar=contar, pausas=pausas, abierto=abierto, cerrado=cerrado, zona=zona, piso=piso)

    # ── small questions ───────────────────────────────────────────────────────

    @property
    def _suspensiones(self) -> tuple[Pausa, ...]:
        """The pauses that stop every term; those with a cause of their own stop the term to answer only."""
        return tuple(pausa for pausa in self.pausas if not pausa.causa)

    def _term_to_appeal(self, asunto: Asunto) -> Termino | None:
        """The term to file the first remedy, which against silence may be another."""
        terminos = self.regimen.terminos
        por_silencio = None if asunto.contra else terminos.get("recurso_interposicion_por_silencio")
        return por_silencio or terminos.get("recurso_interposicion")

    def _is_diferida(self) -> bool:
        """Whether the term to answer has not started yet because a clarification is awaited."""
        espera = self.aclaracion_pedida is not None and self.aclarada is None
        return espera and self._puntos["efecto_de_la_aclaracion"] in ("inicio_diferido", "reinicio")

    def _unidad(self, termino: Termino) -> Unidad:
        lectura = self._puntos["unidad_de_los_dias"]
        if lectura in ("la_del_plazo", termino.unidad) or termino.unidad_expresa or termino.unidad in MESES:
            return termino.unidad
        return Unidad(lectura)

    def _regla(self, clave: str) -> Any:
        return self.regimen.reglas[clave].valor

    def _articulos(self, *claves: str) -> str:
        return self.regimen.join_articulos(claves)

    def _day(self, evento: Evento) -> date:
        return self._local(evento.fecha_hora)

    def _local(self, momento: datetime) -> date:
        return momento.astimezone(self.regimen.zona).date()

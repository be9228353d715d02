"""What each event does to a case, and when it cannot have happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from typing import ClassVar, Self

from workflow.computo import Computo, EventoImposibleError
from workflow.eventos import Evento, TipoEvento
from workflow.impugnacion import Impugnacion
from workflow.plazos import Pausa, calculate_vencimiento, count_dias
from workflow.problema import ProblemaError

_PRORROGA = ("plazos.prorroga", "prorroga.factor", "prorroga.fecha_prometida")


class EventosEnDesordenError(EventoImposibleError):
    codigo: ClassVar[str] = "eventos-en-desorden"
    titulo: ClassVar[str] = "Los eventos no están en orden"


class ActoNoPrevistoError(ProblemaError):
    codigo: ClassVar[str] = "acto-no-previsto"
    titulo: ClassVar[str] = "La ley de este expediente no prevé ese acto"


class ProrrogaYaConcedidaError(EventoImposibleError):
    codigo: ClassVar[str] = "prorroga-ya-concedida"
    titulo: ClassVar[str] = "La prórroga se concede una sola vez"


class ProrrogaFueraDePlazoError(EventoImposibleError):
    codigo: ClassVar[str] = "prorroga-fuera-de-plazo"
    titulo: ClassVar[str] = "El plazo ya venció y no puede prorrogarse"


class ProrrogaExcedeMaximoError(ProblemaError):
    codigo: ClassVar[str] = "prorroga-excede-maximo"
    titulo: ClassVar[str] = "La prórroga es más larga que lo que permite la ley"


class ProrrogaSinFechaError(ProblemaError):
    codigo: ClassVar[str] = "prorroga-sin-fecha"
    titulo: ClassVar[str] = "La prórroga no dice hasta cuándo"


class ProrrogaNoPrevistaError(ProblemaError):
    codigo: ClassVar[str] = "prorroga-no-prevista"
    titulo: ClassVar[str] = "La ley no prevé prórroga para este tipo de solicitud"


class AclaracionYaPedidaError(EventoImposibleError):
    codigo: ClassVar[str] = "aclaracion-ya-pedida"
    titulo: ClassVar[str] = "La aclaración se pide una sola vez"


class AclaracionFueraDePlazoError(EventoImposibleError):
    codigo: ClassVar[str] = "aclaracion-fuera-de-plazo"
    titulo: ClassVar[str] = "El plazo ya venció y no puede pedirse aclaración"


class RemisionFueraDePlazoError(EventoImposibleError):
    codigo: ClassVar[str] = "remision-fuera-de-plazo"
    titulo: ClassVar[str] = "El plazo ya venció y la solicitud no puede remitirse"


class OposicionFueraDePlazoError(EventoImposibleError):
    codigo: ClassVar[str] = "oposicion-fuera-de-plazo"
    titulo: ClassVar[str] = "El plazo del tercero para oponerse ya venció"


class EntregaVetadaError(EventoImposibleError):
    codigo: ClassVar[str] = "entrega-vetada"
    titulo: ClassVar[str] = "La oposición de un tercero impide entregar"


class RecursoFueraDePlazoError(EventoImposibleError):
    codigo: ClassVar[str] = "recurso-fuera-de-plazo"
    titulo: ClassVar[str] = "El plazo para interponer el recurso ya venció"


class Historia(Computo):
    """A case that takes its events one by one, in the order in which they happened."""

    def record(self, evento: Evento) -> None:
        """Take one more event.

        :raises EventoImposibleError: it cannot have happened; the subclasses say which and by which article.
        :raises ActoNoPrevistoError: the law of the case knows no such act.
        """
        try:
            self._refuse_out_of_order(evento)
            _REGISTRO[evento.tipo](self, evento)
        except EventoImposibleError as error:
            error.articulo = error.articulo or self._articulo_de(evento.tipo)
            raise
        self.ultimo, self._contada = evento.fecha_hora, None

    def rehearse(self, evento: Evento) -> Self:
        """A copy of the case that has taken the event; this one stays as it was.

        :raises EventoImposibleError, ActoNoPrevistoError: as `record`.
        """
        ensayo = copy(self)
        ensayo.pausas, ensayo.recursos = list(self.pausas), list(self.recursos)
        ensayo.record(evento)
        return ensayo

    def find_impedimento(self, evento: Evento) -> ProblemaError | None:
        """Why `record` would refuse the event; None if it would take it. Nothing is recorded."""
        try:
            self.rehearse(evento)
        except ProblemaError as impedimento:
            return impedimento
        return None

    # ── receipt ───────────────────────────────────────────────────────────────

    def _on_presentada(self, evento: Evento) -> None:
        if self.inicio is not None:
            raise EventoImposibleError("La solicitud ya fue presentada.")
        self.presentada = evento
        self.inicio, self.inicio_el = self._reception_day(evento.fecha_hora), evento.fecha_hora
        self.recibida = self.inicio

    def _on_admitida(self, evento: Evento) -> None:
        """Where the term runs from the admission (reading on the beginning of the term), it begins again; never once it was over."""
        self._refuse_after_resolucion(evento)
        if self.admitida:
            raise EventoImposibleError("La solicitud ya fue admitida.")
        self.admitida = evento
        desde_la_admision = self._puntos["inicio_del_plazo"] == "admision" and not self.aclaracion_pedida
        if desde_la_admision and not self.is_vencida(self._day(evento)):
            self.inicio, self.inicio_el = max(self.require_presentacion(), self._day(evento)), evento.fecha_hora

    def _on_recibida_por_la_unidad(self, evento: Evento) -> None:
        """The right office has it: the term runs from here, but never from later than the law allows (FOIA, 552(a)(6)(A))."""
        self._refuse_after_resolucion(evento)
        self._require("plazos.recepcion", "«{regimen}» no prevé la recepción por otra oficina.")
        tope = self._fin(self.end_of_day(self.require_presentacion()), self.regimen.terminos["recepcion"], cierre=None).vence
        dia = self._reception_day(evento.fecha_hora)
        self.inicio, self.inicio_el = min(dia, tope or dia), evento.fecha_hora
        self.recibida = self.inicio

    # ── clarification ─────────────────────────────────────────────────────────

    def _on_aclaracion_pedida(self, evento: Evento) -> None:
        self._refuse_after_resolucion(evento)
        veces = self._regla("aclaracion.veces")
        if (self.aclaracion_pedida and not self.aclarada) or (veces is not None and self.aclaraciones >= veces):
            articulo = self._articulos("plazos.aclaracion") or self._articulos("aclaracion.veces")
            raise AclaracionYaPedidaError("Ya se pidió aclaración en este expediente.", articulo=articulo)
        if self.is_vencida(self._day(evento)):
            articulo = self._articulos("silencio.efecto")
            raise AclaracionFueraDePlazoError("El plazo para resolver ya venció: no se puede pedir aclaración.", articulo=articulo)
        self._refuse_late_aclaracion(evento)
        self.aclaracion_pedida, self.aclarada = evento, None
        self.aclaraciones += 1
        if self._puntos["efecto_de_la_aclaracion"] == "suspension":
            self.pausas.append(Pausa(self._day(evento), None, "aclaración pedida", causa="aclaracion"))

    def _refuse_late_aclaracion(self, evento: Evento) -> None:
        termino = self.regimen.terminos.get("aclaracion_pedido")
        if termino and self.inicio:
            vence = self._fin(self.end_of_day(self.inicio), termino, cierre=None).vence
            if vence is not None and self._day(evento) > vence:
                raise AclaracionFueraDePlazoError(
                    "La aclaración podía pedirse hasta el {vence:%d/%m/%Y}.", vence=vence, articulo=termino.articulo
                )

    def _on_aclarada(self, evento: Evento) -> None:
        self._refuse_after_resolucion(evento)
        if not self.aclaracion_pedida or self.aclarada:
            raise EventoImposibleError("No hay una aclaración pendiente.")
        self.aclarada = evento
        if self._puntos["efecto_de_la_aclaracion"] in ("inicio_diferido", "reinicio"):
            self.inicio, self.inicio_el = self._day(evento), evento.fecha_hora
        else:
            self._end_pausa(evento, causa="aclaracion")

    # ── extension ─────────────────────────────────────────────────────────────

    def _on_prorrogada(self, evento: Evento) -> None:
        self._refuse_after_resolucion(evento)
        articulo = self._articulos(*_PRORROGA)
        if not articulo or self.tipo not in self._regla("prorroga.tipos"):
            raise ProrrogaNoPrevistaError("La ley no prevé prórroga para este tipo de solicitud.", articulo=articulo)
        if self.prorrogas >= self._regla("prorroga.veces"):
            raise ProrrogaYaConcedidaError("El plazo ya se prorrogó una vez.", articulo=articulo)
        if self._is_diferida():
            raise EventoImposibleError("No se puede prorrogar mientras se espera una aclaración.")
        if self.is_vencida(self._day(evento)):
            articulo = self._articulos(*_PRORROGA, "silencio.efecto")
            raise ProrrogaFueraDePlazoError("El plazo ya venció: no se puede prorrogar.", articulo=articulo)
        self.dias_prorroga += self._measure_prorroga(evento, articulo)
        self.prorrogas += 1
        self.prorroga = evento

    def _measure_prorroga(self, evento: Evento, articulo: str) -> int:
        """The days that it adds to the term to answer, in the unit of that term, which is how they are kept."""
        if self._regla("prorroga.fecha_prometida") and evento.fecha is None and not evento.dias:
            raise ProrrogaSinFechaError("La prórroga dice en qué fecha se responderá.", articulo=articulo, campo="fecha")
        dias, maximo = evento.dias, self._max_prorroga()
        if evento.fecha is not None:
            dias = self._count_from_vencimiento(self.calendario.next_habil(evento.fecha))
        if dias < 1 or (maximo is not None and dias > maximo):
            plantilla = "La prórroga puede ser de 1 a {maximo} días." if maximo else "La prórroga debe acabar después del plazo."
            raise ProrrogaExcedeMaximoError(plantilla, maximo=maximo, articulo=articulo, campo="fecha" if evento.fecha else "dias")
        return dias

    def _max_prorroga(self) -> int | None:
        """The most days that the law lets an extension add; None where the institution names the date (Peru, United Kingdom)."""
        prorroga, factor = self.regimen.terminos.get("prorroga"), self._regla("prorroga.factor")
        if factor is not None:
            return self.termino.dias * (int(factor) - 1)
        if prorroga is None:
            return None
        if prorroga.unidad is self.termino.unidad:
            return prorroga.dias
        # A month on top of business days (Costa Rica) is as many business days as fit in it.
        vence = self._require_vencimiento()
        fin = calculate_vencimiento(self.calendario, desde=vence, dias=prorroga.dias, unidad=self._unidad(prorroga), roll=self._rueda)
        return self._count_from_vencimiento(fin) if fin else None

    def _count_from_vencimiento(self, hasta: date) -> int:
        return count_dias(self.calendario, self._require_vencimiento(), hasta, self._unidad(self.termino))

    def _require_vencimiento(self) -> date:
        vence = self.vencimiento
        if vence is None:
            raise EventoImposibleError("El plazo está suspendido: todavía no tiene una fecha que prorrogar.")
        return vence

    # ── suspension, third parties, fees ───────────────────────────────────────

    def _on_suspendida(self, evento: Evento) -> None:
        if self.suspendida:
            raise EventoImposibleError("Los plazos ya están suspendidos.")
        self.suspendida = True
        self.pausas.append(Pausa(self._day(evento), None, evento.motivo))

    def _on_reanudada(self, evento: Evento) -> None:
        if not self.suspendida:
            raise EventoImposibleError("Los plazos no están suspendidos.")
        self.suspendida = False
        self._end_pausa(evento, causa="")

    def _on_tercero_consultado(self, evento: Evento) -> None:
        self._refuse_after_resolucion(evento)
        self._require("plazos.tercero_oposicion", "«{regimen}» no prevé la consulta a terceros.")
        if self.tercero_consultado:
            raise EventoImposibleError("Ya se consultó al tercero.")
        self.tercero_consultado = evento

    def _on_tercero_opuesto(self, evento: Evento) -> None:
        self._refuse_after_resolucion(evento)
        if not self.tercero_consultado or self.tercero_opuesto:
            raise EventoImposibleError("No hay un tercero consultado que pueda oponerse.")
        termino = self.regimen.terminos["tercero_oposicion"]
        vence = self._fin(self.tercero_consultado.fecha_hora, termino, cierre=None).vence
        if vence is not None and self._day(evento) > vence:
            raise OposicionFueraDePlazoError("El tercero podía oponerse hasta el {vence:%d/%m/%Y}.", vence=vence, articulo=termino.articulo)
        self.tercero_opuesto = evento

    def _on_cobro_notificado(self, evento: Evento) -> None:
        self._refuse_after_resolucion(evento)
        if not self._articulos("cobro.reloj", "plazos.cobro_pago"):
            raise ActoNoPrevistoError("«{regimen}» no dice nada de un cobro antes de la respuesta.", regimen=self.regimen.nombre)
        if self.cobro and not self.pago:
            raise EventoImposibleError("Hay un cobro pendiente de pago.")
        self.cobro, self.pago = evento, None
        if self._regla("cobro.reloj") == "suspension":
            self.pausas.append(Pausa(self._day(evento), None, "cobro notificado", causa="cobro"))

    def _on_cobro_pagado(self, evento: Evento) -> None:
        self._refuse_after_resolucion(evento)
        if not self.cobro or self.pago:
            raise EventoImposibleError("No hay un cobro pendiente de pago.")
        self.pago = evento
        self._end_pausa(evento, causa="cobro")

    # ── answer, remedy, end ───────────────────────────────────────────────────

    def _on_resolucion_notificada(self, evento: Evento) -> None:
        self._refuse_after_resolucion(evento)
        if evento.sentido in self.sentidos_vetados:
            articulo = self._articulos("tercero.veto")
            raise EntregaVetadaError("Un tercero se opuso en plazo: no se puede entregar todo.", articulo=articulo, campo="sentido")
        self.resolucion = evento

    def _on_recurso_interpuesto(self, evento: Evento) -> None:
        asunto = self.asuntos[-1]
        if asunto.impugnacion:
            contra = "esa respuesta" if asunto.contra else "el silencio"
            raise EventoImposibleError("Ya se interpuso un recurso contra {contra}.", contra=contra)
        if not self.regimen.recursos:
            raise ActoNoPrevistoError("«{regimen}» no declara ningún recurso.", regimen=self.regimen.nombre)
        dia, articulo = self._day(evento), self._articulos("plazos.recurso_interposicion")
        if not self.resolucion and not self.is_vencida(dia):
            articulo = self._articulos("recurso_por_silencio") or articulo
            raise EventoImposibleError("Todavía no hay resolución ni ha vencido el plazo: nada que recurrir.", articulo=articulo)
        vence = self.appeal_deadline
        if vence is not None and dia > vence:
            raise RecursoFueraDePlazoError("El plazo para el recurso venció el {vence:%d/%m/%Y}.", vence=vence, articulo=articulo)
        self.recursos.append(Impugnacion(evento, asunto.contra))

    def _on_recurso_notificado(self, evento: Evento) -> None:
        posicion = self._find_recurso(evento, lambda recurso: recurso.decision is None, "No hay un recurso pendiente de decisión.")
        self.recursos[posicion] = replace(self.recursos[posicion], decision=evento)

    def _on_cumplida(self, evento: Evento) -> None:
        posicion = self._find_recurso(
            evento, lambda recurso: recurso.ordena and not recurso.cumplida, "No hay una orden pendiente de cumplir."
        )
        self.recursos[posicion] = replace(self.recursos[posicion], cumplida=evento)

    def _find_recurso(self, evento: Evento, espera: Callable[[Impugnacion], bool], si_no: str) -> int:
        """The position of the appeal of which the event tells: the one that it names, or the first that waits for it."""
        for posicion, recurso in enumerate(self.recursos):
            if espera(recurso) and evento.recurso in (0, posicion + 1):
                return posicion
        raise EventoImposibleError(si_no)

    def _on_desistida(self, evento: Evento) -> None:
        self._refuse_after_resolucion(evento)
        self.fin = evento

    def _on_remitida(self, evento: Evento) -> None:
        if self.is_vencida(self._day(evento)):
            articulo = self._articulos("silencio.efecto")
            raise RemisionFueraDePlazoError("El plazo para responder ya venció: la solicitud no puede remitirse.", articulo=articulo)
        self._on_desistida(evento)

    # ── what they share ───────────────────────────────────────────────────────

    def _refuse_out_of_order(self, evento: Evento) -> None:
        if evento.tipo is TipoEvento.PRESENTADA:
            return
        self.require_presentacion()
        if self.ultimo is not None and evento.fecha_hora < self.ultimo:
            raise EventosEnDesordenError("Lleva una fecha anterior a la de lo que le precede: {evento}.", evento=evento.tipo.etiqueta)
        if self.fin:
            raise EventoImposibleError(
                "Ya consta {previo}: no puede ocurrir {evento}.", evento=evento.tipo.etiqueta, previo=self.fin.tipo.etiqueta
            )

    def _articulo_de(self, tipo: TipoEvento) -> str:
        """The article by which the law knows the act; empty where its file says nothing of it, as of a withdrawal."""
        if tipo in (TipoEvento.PRESENTADA, TipoEvento.ADMITIDA, TipoEvento.RESOLUCION_NOTIFICADA):
            return self.termino.articulo
        return self._articulos(*_HOJAS.get(tipo, ()))

    def _refuse_after_resolucion(self, evento: Evento) -> None:
        if self.resolucion:
            raise EventoImposibleError("No puede ocurrir {evento} después de notificada la resolución.", evento=evento.tipo.etiqueta)

    def _require(self, clave: str, sentencia: str) -> None:
        if not self._articulos(clave):
            raise ActoNoPrevistoError(sentencia, regimen=self.regimen.nombre)

    def _end_pausa(self, evento: Evento, *, causa: str) -> None:
        for posicion, pausa in enumerate(self.pausas):
            if pausa.hasta is None and pausa.causa == causa:
                self.pausas[posicion] = Pausa(pausa.desde, self._day(evento), pausa.motivo, causa)

    def _reception_day(self, fecha_hora: datetime) -> date:
        """The day of receipt, by the readings on closed days and on the hour after which it counts as the next day."""
        dia = self._local(fecha_hora)
        calendario = self.historial.known_at(fecha_hora).actual
        if self.is_after_corte(fecha_hora):
            return calendario.add_habiles(dia, 1)
        return calendario.next_habil(dia) if self._puntos["recibida_en_inhabil"] == "siguiente_habil" else dia


#: The leaves of the law on each act, for a refusal that no other article decides.
_HOJAS: Mapping[TipoEvento, tuple[str, ...]] = {
    TipoEvento.RECIBIDA_POR_LA_UNIDAD: ("plazos.recepcion",),
    TipoEvento.ACLARACION_PEDIDA: ("plazos.aclaracion", "aclaracion.veces"),
    TipoEvento.ACLARADA: ("plazos.aclaracion",),
    TipoEvento.PRORROGADA: _PRORROGA,
    TipoEvento.TERCERO_CONSULTADO: ("plazos.tercero_oposicion",),
    TipoEvento.TERCERO_OPUESTO: ("plazos.tercero_oposicion",),
    TipoEvento.COBRO_NOTIFICADO: ("cobro.reloj", "plazos.cobro_pago"),
    TipoEvento.COBRO_PAGADO: ("cobro.reloj", "plazos.cobro_pago"),
    TipoEvento.RECURSO_INTERPUESTO: ("plazos.recurso_interposicion",),
    TipoEvento.RECURSO_NOTIFICADO: ("plazos.recurso_resolucion",),
    TipoEvento.CUMPLIDA: ("plazos.recurso_cumplimiento",),
}

_REGISTRO: Mapping[TipoEvento, Callable[[Historia, Evento], None]] = {tipo: getattr(Historia, f"_on_{tipo.value}") for tipo in TipoEvento}

"""The deadline ledger: the terms of a case are a fold over its events, never a stored date that somebody edits.

`Libro` takes the events one by one (`workflow.historia`), counts (`workflow.computo`), and answers with the terms at any moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from workflow.calendario import Calendario
from workflow.computo import EventoImposibleError, FaltaPresentacionError
from workflow.eventos import Evento, TipoSolicitud
from workflow.historia import Historia
from workflow.hojas import Unidad
from workflow.impugnacion import Asunto
from workflow.ley import SIN_ATRIBUTOS, Regimen
from workflow.plazos import Clave, EstadoPlazo, Plazo, evaluate_estado
from workflow.vigencias import Cuenta, Historial

__all__ = ["EventoImposibleError", "FaltaPresentacionError", "Libro"]


class Libro(Historia):
    """The terms of one case under one version of a law, one calendar and one choice of readings."""

    @classmethod
    def fold(
        cls,
        eventos: Iterable[Evento],
        *,
        regimen: Regimen,
        tipo: TipoSolicitud,
        calendario: Calendario | Historial,
        lecturas: Mapping[str, str],
        atributos: Mapping[str, Any] = SIN_ATRIBUTOS,
    ) -> Libro:
        """The ledger after all `eventos`, oldest first.

        :raises EventoImposibleError: one of them cannot have happened; the subclasses say which and by which article.
        """
        libro = cls(regimen=regimen, tipo=tipo, calendario=calendario, lecturas=lecturas, atributos=atributos)
        for evento in eventos:
            libro.record(evento)
        libro.require_presentacion()
        return libro

    def list_plazos(self, al: datetime, *, recurso: int = 1) -> list[Plazo]:
        """Every term that has been triggered by `al`, in the order in which a case meets them, each kind once.

        Of the appeals, those of number `recurso`: a case whose silence was appealed has a second one to come, against the answer.
        None of a case of which nothing was counted here: it came in closed from another register.
        """
        if self.inicio is None:
            return []
        return [*(plazo for crear in _PLAZOS for plazo in crear(self, al)), *self.list_plazos_de_recurso(al, recurso)]

    def list_todos(self, al: datetime) -> list[Plazo]:
        """Every term of the case, those of each of its appeals."""
        posteriores = (self.list_plazos_de_recurso(al, asunto.numero) for asunto in self.asuntos[1:])
        return [*self.list_plazos(al), *(plazo for plazos in posteriores for plazo in plazos)]

    def list_plazos_de_recurso(self, al: datetime, numero: int) -> list[Plazo]:
        """The terms of one appeal: to file it, to decide it, to comply; none where nothing was counted here."""
        if self.inicio is None:
            return []
        asunto = self.find_asunto(numero)
        return [replace(plazo, recurso=asunto.numero) for crear in _PLAZOS_DE_RECURSO for plazo in crear(self, al, asunto)]

    # ── before the answer ─────────────────────────────────────────────────────

    def _plazo_aclaracion_pedido(self, al: datetime) -> Iterator[Plazo]:
        yield from self._from_receipt(Clave.ACLARACION_PEDIDO, al, cumplido=self.aclaracion_pedida)

    def _plazo_aclaracion(self, al: datetime) -> Iterator[Plazo]:
        if self.aclaracion_pedida and Clave.ACLARACION in self.regimen.terminos:
            desde = self.notice_of(self.aclaracion_pedida)
            yield self._term(Clave.ACLARACION, desde, al, cumplido=self.aclarada, cierre=self.resolucion or self.fin)

    def _plazo_tercero_consulta(self, al: datetime) -> Iterator[Plazo]:
        if self.tercero_consultado:
            yield from self._from_receipt(Clave.TERCERO_CONSULTA, al, cumplido=self.tercero_consultado)

    def _plazo_tercero_oposicion(self, al: datetime) -> Iterator[Plazo]:
        if self.tercero_consultado:
            cierre = self.resolucion or self.fin
            yield self._simple(Clave.TERCERO_OPOSICION, self.tercero_consultado, al, cumplido=self.tercero_opuesto, cierre=cierre)

    def _plazo_cobro_pago(self, al: datetime) -> Iterator[Plazo]:
        if self.cobro and Clave.COBRO_PAGO in self.regimen.terminos:
            yield self._simple(Clave.COBRO_PAGO, self.cobro, al, cumplido=self.pago, cierre=self.resolucion or self.fin)

    # ── the answer ────────────────────────────────────────────────────────────

    def _plazo_resolucion(self, al: datetime) -> Iterator[Plazo]:
        dias, articulo = self.termino.dias + self.dias_prorroga, self.termino.articulo
        if self.prorroga:
            articulo = self._join(articulo, self._articulos("plazos.prorroga", "prorroga.factor", "prorroga.fecha_prometida"))
        cuenta = self._count_resolucion()
        yield self._answer_term(Clave.RESOLUCION, dias, articulo, cuenta, al, cumplido=self.resolucion, cierre=self.fin)

    def _plazo_aviso_prorroga(self, al: datetime) -> Iterator[Plazo]:
        aviso = self.regimen.terminos.get("aviso_prorroga")
        if aviso is None or self.tipo not in self._regla("prorroga.tipos"):
            return
        dias = aviso.dias
        if self._regla("prorroga.aviso") == "antes_del_fin":
            antes = aviso.dias if self._puntos["aviso_de_prorroga"] == "al_menos_dos_antes" else aviso.dias - 1
            dias = self.termino.dias - antes
        cierre = self.resolucion or self.fin
        cuenta = self._count_answer(dias, cierre=self.prorroga or cierre, roll=False)
        yield self._answer_term(Clave.AVISO_PRORROGA, dias, aviso.articulo, cuenta, al, cumplido=self.prorroga, cierre=cierre)

    # ── silence ───────────────────────────────────────────────────────────────

    def _plazo_afirmativa_ficta(self, al: datetime) -> Iterator[Plazo]:
        silencio = self._silence_begins(al, efecto="entrega")
        if silencio and Clave.AFIRMATIVA_FICTA in self.regimen.terminos:
            yield self._term(Clave.AFIRMATIVA_FICTA, self.end_of_day(silencio), al, cumplido=self.resolucion, cierre=self.fin)
        elif silencio:
            yield self._endless(Clave.AFIRMATIVA_FICTA, silencio, al)

    def _plazo_silencio_negativo(self, al: datetime) -> Iterator[Plazo]:
        if silencio := self._silence_begins(al, efecto="negativo"):
            yield self._endless(Clave.SILENCIO_NEGATIVO, silencio, al)

    def _plazo_silencio_recurrible(self, al: datetime) -> Iterator[Plazo]:
        if silencio := self._silence_begins(al, efecto="recurso"):
            yield self._endless(Clave.SILENCIO_RECURRIBLE, silencio, al)

    # ── the first remedy, of each matter ──────────────────────────────────────

    def _plazo_recurso_interposicion(self, al: datetime, asunto: Asunto) -> Iterator[Plazo]:
        if not self.regimen.primer_recurso:
            return
        desde = self._local(self.notice_of(asunto.contra)) if asunto.contra else self._silence_begins(al)
        if desde is None:
            return
        termino, cuenta = self._term_to_appeal(asunto), self._count_recurso(asunto)
        sin_fin = asunto.contra is None and self._puntos["recurso_por_silencio"] == "sin_vencimiento"
        articulo = termino.articulo if termino else self.regimen.primer_recurso.procedencia.articulo
        if asunto.contra is None:
            articulo = self._articulos("recurso_por_silencio") or articulo
        cierre, sin_ultimo_dia = (None, termino is None) if asunto.contra else (self.fin, cuenta.vence is None)
        interpuesta = asunto.impugnacion.interpuesta if asunto.impugnacion else None
        estado = self._estado(cuenta, al, cumplido=interpuesta, cierre=cierre, sin_ultimo_dia=sin_ultimo_dia)
        dias = termino.dias if termino and not sin_fin else None
        yield _build(Clave.RECURSO_INTERPOSICION, desde, cuenta, dias, self._unidad(termino or self.termino), articulo, estado)

    def _plazo_recurso_resolucion(self, al: datetime, asunto: Asunto) -> Iterator[Plazo]:
        recurso = asunto.impugnacion
        if recurso and Clave.RECURSO_RESOLUCION in self.regimen.terminos:
            yield self._simple(Clave.RECURSO_RESOLUCION, recurso.interpuesta, al, cumplido=recurso.decision, cierre=None)

    def _plazo_recurso_cumplimiento(self, al: datetime, asunto: Asunto) -> Iterator[Plazo]:
        recurso = asunto.impugnacion
        if recurso and recurso.ordena and recurso.decision and Clave.RECURSO_CUMPLIMIENTO in self.regimen.terminos:
            dias = recurso.decision.dias or None  # the decision may state the term itself (art. 59)
            yield self._simple(Clave.RECURSO_CUMPLIMIENTO, recurso.decision, al, cumplido=recurso.cumplida, cierre=None, dias=dias)

    # ── how they are told ─────────────────────────────────────────────────────

    def _simple(
        self, clave: Clave, desde: Evento, al: datetime, *, cumplido: Evento | None, cierre: Evento | None, dias: int | None = None
    ) -> Plazo:
        return self._term(clave, desde.fecha_hora, al, cumplido=cumplido, cierre=cierre, dias=dias)

    def _from_receipt(self, clave: Clave, al: datetime, *, cumplido: Evento | None) -> Iterator[Plazo]:
        if self.recibida and clave in self.regimen.terminos:
            yield self._term(clave, self.end_of_day(self.recibida), al, cumplido=cumplido, cierre=self.resolucion or self.fin)

    def _term(
        self, clave: Clave, desde: datetime, al: datetime, *, cumplido: Evento | None, cierre: Evento | None, dias: int | None = None
    ) -> Plazo:
        """A term that starts at one moment and has the regime's own number of days, unless `dias` says another."""
        termino = self.regimen.terminos[clave]
        termino = replace(termino, dias=dias) if dias else termino
        cuenta = self._fin(desde, termino, cierre=cumplido or cierre)
        estado = self._estado(cuenta, al, cumplido=cumplido, cierre=cierre)
        return _build(clave, self._local(desde), cuenta, termino.dias, self._unidad(termino), termino.articulo, estado)

    def _answer_term(
        self, clave: Clave, dias: int, articulo: str, cuenta: Cuenta, al: datetime, *, cumplido: Evento | None, cierre: Evento | None
    ) -> Plazo:
        """A term that lives inside the term to answer: it waits while that one waits for a clarification or a payment."""
        estado = self._estado(cuenta, al, cumplido=cumplido, cierre=cierre)
        return _build(clave, self.require_presentacion(), cuenta, dias, self._unidad(self.termino), articulo, estado)

    def _endless(self, clave: Clave, silencio: date, al: datetime) -> Plazo:
        """What silence opens without saying until when."""
        cuenta = Cuenta(None, self.calendario, self._suspensiones)
        estado = self._estado(cuenta, al, cumplido=self.resolucion, cierre=self.fin, sin_ultimo_dia=True)
        return _build(clave, silencio, cuenta, None, self._unidad(self.termino), self._articulos("silencio.efecto"), estado)

    def _estado(
        self, cuenta: Cuenta, al: datetime, *, cumplido: Evento | None, cierre: Evento | None, sin_ultimo_dia: bool = False
    ) -> EstadoPlazo:
        return evaluate_estado(
            vence=cuenta.vence,
            cumplido_el=cumplido.fecha_hora if cumplido else None,
            cerrado_el=cierre.fecha_hora if cierre else None,
            pausas=cuenta.pausas,
            suspendido=cuenta.vence is None and not sin_ultimo_dia,
            al=al,
            zona=self.regimen.zona,
        )

    def _silence_begins(self, al: datetime, *, efecto: str = "") -> date | None:
        """The last day of the term to answer, if by `al` it had passed in silence and silence has that effect."""
        if efecto and (self._regla("silencio.efecto") != efecto or self.tipo not in self._regla("silencio.tipos")):
            return None
        hasta = min(al, self.fin.fecha_hora) if self.fin else al
        return self.vencimiento if self.is_vencida(self._local(hasta)) else None

    @staticmethod
    def _join(*articulos: str) -> str:
        return ", ".join(dict.fromkeys(articulos))


def _build(clave: Clave, desde: date, cuenta: Cuenta, dias: int | None, unidad: Unidad, articulo: str, estado: EstadoPlazo) -> Plazo:
    return Plazo(
        clave,
        desde,
        cuenta.vence,
        dias,
        unidad,
        articulo,
        estado,
        cuenta.pausas,
        sostenido=cuenta.sostenida,
        calendario=cuenta.calendario,
        pasos=cuenta.pasos,
    )


_DE_RECURSO = (Clave.RECURSO_INTERPOSICION, Clave.RECURSO_RESOLUCION, Clave.RECURSO_CUMPLIMIENTO)
_PLAZOS: tuple[Callable[[Libro, datetime], Iterator[Plazo]], ...] = tuple(
    getattr(Libro, f"_plazo_{clave.value}") for clave in Clave if clave not in _DE_RECURSO
)
_PLAZOS_DE_RECURSO: tuple[Callable[[Libro, datetime, Asunto], Iterator[Plazo]], ...] = tuple(
    getattr(Libro, f"_plazo_{clave.value}") for clave in _DE_RECURSO
)

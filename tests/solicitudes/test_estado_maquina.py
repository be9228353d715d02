"""A case in anybody's hands: random acts by random people on a calendar that changes, and what must hold after each."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, ClassVar

import hypothesis.strategies as st
from django.db import transaction
from hypothesis import HealthCheck, note, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from notifications.models import Salida
from solicitudes.auditoria import list_hallazgos
from solicitudes.avisos import DOCUMENTOS
from solicitudes.libros import open_libro
from solicitudes.models import ActoCalendario, Movimiento, Pregunta, Recurso, Reserva, Resolucion, Solicitud
from solicitudes.papeles import build_contexto
from solicitudes.policies import visible
from solicitudes.selectors import get_expediente
from solicitudes.services.calendario import aplicar, revocar
from solicitudes.services.cierre import cerrar_expedientes
from solicitudes.services.cobro import Reproducido
from solicitudes.services.propuesta import Propuesta
from solicitudes.services.recalculo import recalcular_expedientes
from solicitudes.services.recurso import vencer_recursos
from solicitudes.services.reserva import Levantamiento, levantar_reserva
from solicitudes.services.resolucion import Borrador, seal_resolucion
from solicitudes.services.tarifa import DatosDeTarifa, fijar_tarifa
from solicitudes.services.vencimiento import advertir_vencimientos, certificar_silencios, vencer_plazos
from tests.elenco import (
    ACTOS,
    CONCEDE,
    CONFIRMA,
    DENIEGA,
    GUATEMALA,
    LUNES,
    PREGUNTAS,
    REVOCA,
    SIN_ACLARAR,
    Caso,
    Elenco,
    snapshot,
    un_expediente,
)
from tests.preguntas import INEXISTENTE, respond
from tests.solicitudes.decretos import DECRETO
from workflow.calendario import Clase, Dia
from workflow.capas import CON_INTERVALO, ClaseActo
from workflow.estados import Estado, EstadoRecurso
from workflow.problema import ProblemaError
from workflow.roles import Rol
from workflow.transiciones import CON_PLAZO_ABIERTO, TRANSICIONES

DE_LA_CASA = ("la_solicitante", "la_oficial", "la_jefa", "el_firmante", "la_autoridad")
PERSONAS = (*DE_LA_CASA, "otra_oficial", "el_enlace", "el_regulador", "una_extrana")
#: What a person does; the acts of the clock are done by its sweeps.
DE_PERSONAS = sorted(acto for acto in ACTOS if acto not in TRANSICIONES or TRANSICIONES[acto].roles != {Rol.RELOJ})
#: Acts after which little is left to do, or that lead nowhere: left to chance, every story would be made of them.
RARAS = ("desistir", "remitir", "asignar", "adjuntar")
BARRIDOS = (vencer_plazos, advertir_vencimientos, certificar_silencios, cerrar_expedientes, vencer_recursos)
#: `PROFUNDO=1`: thousands of steps, other ones each time, which hypothesis writes down if they fail (CONTRIBUTING.md).
PROFUNDO = os.environ.get("PROFUNDO") == "1"
COPIAS = replace(CONCEDE, reproduccion=(Reproducido("copia_simple", 50),))
TARIFA = DatosDeTarifa("MSPAS", "copia_simple", Decimal("0.50"), "Acuerdo 1-2026", LUNES.date())


class ExpedienteEnManos(RuleBasedStateMachine):
    """One case and those that are born of it, until the steps run out."""

    elenco: ClassVar[Elenco]
    caso: Caso

    def __init__(self) -> None:
        super().__init__()
        self.bloque = transaction.atomic()
        self.bloque.__enter__()
        self.huellas: dict[str, list[str]] = {}
        self.papeles: set[tuple[str, int]] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.bloque.__exit__(None, None, None)

    # ── what happens ──────────────────────────────────────────────────────────

    @initialize(
        estado=st.sampled_from(["en_tramite", "presentada", "vencida", "en_aclaracion", "resuelta"]),
        niega=st.booleans(),
        copias=st.booleans(),
    )
    def begin(self, estado: str, niega: bool, copias: bool) -> None:
        """Filed in March, and somewhere on its way; what is asked for on paper costs what the tariff says."""
        fijar_tarifa(datos=TARIFA, actor=self.elenco.la_autoridad, ahora=LUNES)
        self.concede, forma = (COPIAS, "copia_simple") if copias else (CONCEDE, "electronica")
        self.caso = un_expediente(self.elenco, estado, asignado=niega, borrador=DENIEGA if niega else self.concede, forma_entrega=forma)

    @rule(dias=st.sampled_from([1, 2, 3, 7, 12]), horas=st.integers(0, 14))
    def let_time_pass(self, dias: int, horas: int) -> None:
        self.caso.at(self.caso.ahora + timedelta(days=dias, hours=horas))

    @rule(data=st.data(), semillas=st.lists(st.integers(0, 2**32), min_size=2, max_size=6))
    def do_what_is_offered(self, data: Any, semillas: list[int]) -> None:
        """What the list of acts offers may be refused by the law of that moment, never for want of a role."""
        for semilla in semillas:
            ofertas = [(acto, quien) for quien in DE_LA_CASA for acto in self.list_ofrecidos(quien)]
            azar = Random(semilla)  # evenly, where hypothesis would try the first ones first
            if ofertas and (azar.random() < 0.2 or (ofertas := [o for o in ofertas if o[0] not in RARAS])):
                error = self.attempt(data, *azar.choice(ofertas))
                assert error is None or error.estatus in (409, 422) or error.codigo == "misma-persona"

    @rule(data=st.data(), acto=st.sampled_from(DE_PERSONAS), quien=st.sampled_from(PERSONAS))
    def do_anything(self, data: Any, acto: str, quien: str) -> None:
        self.attempt(data, acto, quien)

    @rule(data=st.data(), acto=st.sampled_from(DE_PERSONAS))
    def do_it_on_what_one_read_before(self, data: Any, acto: str) -> None:
        error = self.attempt(data, acto, "la_oficial", version=self.caso.solicitud.version - 1)
        assert error is not None and error.estatus == 412

    @rule()
    def let_the_clock_act(self) -> None:
        for barrer in BARRIDOS:
            assert barrer(ahora=self.caso.ahora).fallidas == ()
        antes = snapshot()
        for barrer in BARRIDOS:
            assert barrer(ahora=self.caso.ahora).hechas == 0
        assert snapshot() == antes

    @rule(
        data=st.data(), clase=st.sampled_from([ClaseActo.DIAS, ClaseActo.DIAS, ClaseActo.SUSPENSION, ClaseActo.CAIDA, ClaseActo.REVOCACION])
    )
    def change_the_calendar(self, data: Any, clase: ClaseActo) -> None:
        """A day that closes or opens, terms that are suspended, an act undone: what runs ends later or as it was (LOJ art. 45)."""
        actor, ahora = self.elenco.la_administradora, self.caso.ahora
        antes = dict(Solicitud.objects.filter(estado__in=CON_PLAZO_ABIERTO).values_list("folio", "fecha_vencimiento"))
        if clase is ClaseActo.REVOCACION:
            vivos = ActoCalendario.objects.exclude(clase=clase).filter(revocado_por__isnull=True).order_by("numero")
            if not vivos:
                return
            numero = data.draw(st.sampled_from([acto.numero for acto in vivos]))
            revocar(numero=numero, motivo="Queda sin efecto", fundamento=DECRETO, actor=actor, ahora=ahora)
        else:
            aplicar(propuesta=self.draw_propuesta(data, clase), actor=actor, ahora=ahora)
        assert recalcular_expedientes(ahora=ahora).fallidas == ()
        despues = dict(Solicitud.objects.values_list("folio", "fecha_vencimiento"))
        for folio, vencia in antes.items():
            vence = despues[folio]
            assert vencia is None or vence is None or vence >= vencia, "a told date came earlier"

    @precondition(lambda self: Reserva.objects.filter(levantamiento=None).exists())
    @rule()
    def lift_the_reserve(self) -> None:
        """Its reasons ceased: from today on nothing is denied by it (LAIP art. 27)."""
        levantamiento = Levantamiento(
            "cesaron_las_razones", "Acta 3-2026", "Terminó la negociación.", desde=self.caso.ahora.astimezone(GUATEMALA).date()
        )
        levantar_reserva(
            reserva_id=Reserva.objects.get().pk, levantamiento=levantamiento, actor=self.elenco.la_autoridad, ahora=self.caso.ahora
        )

    @precondition(lambda self: self.caso.solicitud.estado == Estado.EN_TRAMITE)
    @rule(data=st.data())
    def answer_it(self, data: Any) -> None:
        """The long way to an answer, which chance alone seldom walks to its end."""
        for acto in ("redactar", "enviar_a_revision", "revisar", "firmar", "resolver"):
            self.attempt(data, acto, ACTOS[acto][1])

    def list_ofrecidos(self, quien: str, folio: str = "") -> list[str]:
        actor, folio = self.caso.actor(quien), folio or self.caso.folio
        if not visible(actor).filter(folio=folio).exists():
            assert quien in ("una_extrana", "el_enlace") or folio != self.caso.folio
            return []
        return [acto.replace("-", "_") for acto in get_expediente(folio, actor=actor, al=self.caso.ahora).actos]

    def attempt(self, data: Any, acto: str, quien: str, **mas: Any) -> ProblemaError | None:
        antes = snapshot()
        note(f"{self.caso.ahora:%d/%m %H:%M} {quien}: {acto} {mas}")
        try:
            self.caso.hacer(acto, por=quien, **self.draw_datos(data, acto), **mas)
        except ProblemaError as error:
            note(f"    {error.codigo}: {error.detalle}")
            assert snapshot() == antes, "a refusal left a trace"
            return error
        return None

    def draw_datos(self, data: Any, acto: str) -> dict[str, Any]:
        if acto == "dividir":
            return {"preguntas": data.draw(st.sampled_from([PREGUNTAS, PREGUNTAS[:2], ("Otra cosa.", *PREGUNTAS[1:])]))}
        if acto == "redactar" and self.caso.solicitud.division:
            propias = Pregunta.objects.filter(solicitud=self.caso.solicitud, division=self.caso.solicitud.division)
            return {"borrador": Borrador(preguntas=tuple(respond(p.numero, self.draw_borrador(data)) for p in propias))}
        if acto == "redactar":
            return {"borrador": data.draw(st.sampled_from([self.concede, DENIEGA, SIN_ACLARAR]))}
        if acto == "prorrogar":
            return {"dias": data.draw(st.integers(0, 11))}
        if acto == "entregar":
            return {"pago": data.draw(st.sampled_from(["", "63-A 1234"]))}
        if acto == "decidir_recurso":
            return {"decision": data.draw(st.sampled_from([REVOCA, CONFIRMA]))}
        return {"fecha_interna": self.caso.ahora.date() + timedelta(days=2)} if acto == "asignar" else {}

    def draw_borrador(self, data: Any) -> Borrador:
        return data.draw(st.sampled_from([CONCEDE, DENIEGA, INEXISTENTE, SIN_ACLARAR]))

    def draw_propuesta(self, data: Any, clase: ClaseActo) -> Propuesta:
        """Of days about now, for the whole country, for the town of the case or for its body."""
        hoy = self.caso.ahora.date()
        cercanos = st.integers(-3, 25).map(lambda n: hoy + timedelta(days=n))
        ambito = data.draw(st.sampled_from(["nacional", "municipio:0101", "institucion:MSPAS"]))
        if clase in CON_INTERVALO:
            desde: date = data.draw(cercanos)
            return Propuesta(clase, ambito, "Calamidad", DECRETO, desde=desde, hasta=desde + timedelta(days=data.draw(st.integers(0, 9))))
        dias = st.builds(Dia, cercanos, st.just("Asueto"), st.sampled_from(list(Clase)))
        propios = data.draw(st.lists(dias, min_size=1, max_size=4, unique_by=lambda dia: dia.fecha))
        return Propuesta(clase, ambito, "Asueto", DECRETO, tuple(propios))

    # ── what must hold ────────────────────────────────────────────────────────

    @invariant()
    def history_only_grows_and_verifies(self) -> None:
        for folio in Solicitud.objects.values_list("folio", flat=True):
            movimientos = list(Movimiento.objects.filter(solicitud__folio=folio).order_by("numero"))
            huellas = [m.huella for m in movimientos]
            assert huellas[: len(self.huellas.get(folio, []))] == self.huellas.get(folio, [])
            self.huellas[folio] = huellas
            fechas = [m.fecha_hora for m in movimientos]
            assert fechas == sorted(fechas)
        assert [(folio, []) for folio in sorted(self.huellas)] == sorted(list_hallazgos(folios=list(self.huellas)))

    @invariant()
    def the_dates_are_those_that_the_history_gives(self) -> None:
        for solicitud in self.list_familia():
            libro = open_libro(solicitud)
            assert solicitud.fecha_vencimiento == libro.vencimiento
            claves = [plazo.clave for plazo in libro.list_plazos(self.caso.ahora)]
            assert len(claves) == len(set(claves)), "two terms of a kind"

    @invariant()
    def nothing_open_is_without_an_owner_and_a_timer(self) -> None:
        for solicitud in self.list_familia():
            quienes = DE_LA_CASA if solicitud.folio == self.caso.folio else ("la_solicitante", "una_extrana")
            ofrecidos = {quien: self.list_ofrecidos(quien, solicitud.folio) for quien in quienes}
            deja = find_desamparo(solicitud, {quien for quien, actos in ofrecidos.items() if actos})
            assert not deja, f"{solicitud.folio} {solicitud.estado}: {deja}"

    @invariant()
    def an_answer_is_a_notified_resolution_with_its_seal(self) -> None:
        for solicitud in self.list_familia():
            respondida = Movimiento.objects.filter(solicitud=solicitud, acto="resolver").exists()
            assert bool(solicitud.sentido) == respondida
            if not respondida:
                assert solicitud.estado not in (Estado.RESUELTA, Estado.ENTREGADA)
                continue
            resolucion = Resolucion.objects.get(solicitud=solicitud)
            assert (resolucion.estado, resolucion.sentido) == ("notificada", solicitud.sentido)
            assert resolucion.huella == seal_resolucion(resolucion)
            assert len({resolucion.redactora_id, resolucion.revisora_id}) == 2

    @invariant()
    def what_is_late_costs_nothing_and_the_rest_what_was_reproduced(self) -> None:
        """LAIP arts. 18 and 44."""
        for resolucion in Resolucion.objects.filter(estado="notificada").select_related("solicitud__institucion"):
            libro = open_libro(resolucion.solicitud)
            assert libro.resolucion is not None
            tarde = libro.vencimiento is not None and libro.resolucion.fecha_hora.astimezone(libro.regimen.zona).date() > libro.vencimiento
            assert resolucion.cobro == (25 if resolucion.reproduccion and not tarde else 0)
            if resolucion.cobro and resolucion.solicitud.estado == Estado.ENTREGADA:
                assert Movimiento.objects.get(solicitud=resolucion.solicitud, acto="entregar").datos["pago"]

    @invariant()
    def no_outcome_is_without_its_paper(self) -> None:
        """Each is asked of the outbox in the transaction of its act, and can be written from the history as it stands."""
        movimientos = Movimiento.objects.filter(acto__in=DOCUMENTOS).select_related("solicitud__institucion", "solicitud__presentacion")
        hechos = {(m.solicitud.folio, m.numero): m for m in movimientos}
        pedidos = {(s.argumentos["folio"], s.argumentos["numero"]) for s in Salida.objects.filter(efecto="emitir-documento")}
        assert pedidos == set(hechos)
        for clave in hechos.keys() - self.papeles:
            movimiento = hechos[clave]
            assert build_contexto(tipo=DOCUMENTOS[movimiento.acto], solicitud=movimiento.solicitud, numero=movimiento.numero)
        self.papeles = set(hechos)

    def list_familia(self) -> list[Solicitud]:
        """The case, and those that were born of it by forwarding."""
        return list(Solicitud.objects.select_related("institucion", "presentacion").order_by("pk"))


def find_desamparo(solicitud: Solicitud, quienes: set[str]) -> str:
    """What an open case lacks: somebody who can do something, or the day on which the clock looks at it again; empty when neither.

    Two things wait for a person alone: what silence left unanswered once it is certified, which stays first in the inbox, and what is
    resolved and still to be handed over.
    """
    estado, recurso = Estado(solicitud.estado), Recurso.objects.filter(solicitud=solicitud).first()
    if estado is Estado.CERRADA:
        return ""
    if estado in (Estado.DESISTIDA, Estado.REMITIDA):
        return "" if solicitud.fecha_cierre else "closes never"
    if not quienes:
        return "" if solicitud.fecha_cierre or (recurso and recurso.fecha_limite) else "nobody can do anything"
    if recurso and recurso.estado in (EstadoRecurso.INTERPUESTO, EstadoRecurso.DECIDIDO) and recurso.pendiente:
        return "" if recurso.fecha_limite else "nobody watches the appeal"
    relojes = {
        Estado.PRESENTADA: solicitud.fecha_vencimiento,
        Estado.EN_TRAMITE: solicitud.fecha_vencimiento,
        Estado.EN_ACLARACION: solicitud.fecha_advertencia or "la_oficial" in quienes,
        Estado.VENCIDA: solicitud.fecha_silencio or solicitud.silencio_certificado,
    }
    return "" if relojes.get(estado, True) else "nobody watches the term"


def test_a_case_in_anybodys_hands(elenco: Elenco) -> None:
    ExpedienteEnManos.elenco = elenco
    profundidad: dict[str, Any] = (
        {"max_examples": 60, "stateful_step_count": 50} if PROFUNDO else {"max_examples": 15, "stateful_step_count": 12}
    )
    run_state_machine_as_test(
        ExpedienteEnManos,
        settings=settings(derandomize=not PROFUNDO, deadline=None, suppress_health_check=list(HealthCheck), **profundidad),
    )

"""A case in anybody's hands: random acts by random people on a calendar that only goes forward, and what must hold after each."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any, ClassVar

import hypothesis.strategies as st
from django.db import transaction
from hypothesis import HealthCheck, note, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from solicitudes.auditoria import list_hallazgos
from solicitudes.libros import open_libro
from solicitudes.models import Pregunta
from solicitudes.policies import visible
from solicitudes.selectors import get_expediente
from solicitudes.services.cierre import cerrar_expedientes
from solicitudes.services.recurso import vencer_recursos
from solicitudes.services.resolucion import Borrador, seal_resolucion
from solicitudes.services.vencimiento import advertir_vencimientos, certificar_silencios, vencer_plazos
from tests.elenco import ACTOS, CONCEDE, CONFIRMA, DENIEGA, PREGUNTAS, REVOCA, SIN_ACLARAR, Caso, Elenco, snapshot, un_expediente
from tests.preguntas import INEXISTENTE, respond
from workflow.estados import Estado
from workflow.problema import ProblemaError
from workflow.roles import Rol
from workflow.transiciones import TRANSICIONES

DE_LA_CASA = ("la_solicitante", "la_oficial", "la_jefa", "el_firmante", "la_autoridad")
PERSONAS = (*DE_LA_CASA, "otra_oficial", "el_enlace", "el_regulador", "una_extrana")
#: What a person does; the acts of the clock are done by its sweeps.
DE_PERSONAS = sorted(acto for acto in ACTOS if acto not in TRANSICIONES or TRANSICIONES[acto].roles != {Rol.RELOJ})
#: Acts after which little is left to do, or that lead nowhere: left to chance, every story would be made of them.
RARAS = ("desistir", "remitir", "asignar", "adjuntar")
BARRIDOS = (vencer_plazos, advertir_vencimientos, certificar_silencios, cerrar_expedientes, vencer_recursos)


class ExpedienteEnManos(RuleBasedStateMachine):
    """One case, until the steps run out."""

    elenco: ClassVar[Elenco]
    caso: Caso

    def __init__(self) -> None:
        super().__init__()
        self.bloque = transaction.atomic()
        self.bloque.__enter__()
        self.huellas: list[str] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.bloque.__exit__(None, None, None)

    # ── what happens ──────────────────────────────────────────────────────────

    @initialize(estado=st.sampled_from(["en_tramite", "presentada", "vencida", "en_aclaracion", "resuelta"]), niega=st.booleans())
    def begin(self, estado: str, niega: bool) -> None:
        """Filed in March, and somewhere on its way."""
        self.caso = un_expediente(self.elenco, estado, asignado=niega, borrador=DENIEGA if niega else CONCEDE)

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

    @precondition(lambda self: self.caso.solicitud.estado == Estado.EN_TRAMITE)
    @rule(data=st.data())
    def answer_it(self, data: Any) -> None:
        """The long way to an answer, which chance alone seldom walks to its end."""
        for acto in ("redactar", "enviar_a_revision", "revisar", "firmar", "resolver"):
            self.attempt(data, acto, ACTOS[acto][1])

    def list_ofrecidos(self, quien: str) -> list[str]:
        actor = self.caso.actor(quien)
        if not visible(actor).filter(folio=self.caso.folio).exists():
            assert quien in ("una_extrana", "el_enlace")
            return []
        return [acto.replace("-", "_") for acto in get_expediente(self.caso.folio, actor=actor, al=self.caso.ahora).actos]

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
            return {"borrador": data.draw(st.sampled_from([CONCEDE, DENIEGA, SIN_ACLARAR]))}
        if acto == "prorrogar":
            return {"dias": data.draw(st.integers(0, 11))}
        if acto == "decidir_recurso":
            return {"decision": data.draw(st.sampled_from([REVOCA, CONFIRMA]))}
        return {"fecha_interna": self.caso.ahora.date() + timedelta(days=2)} if acto == "asignar" else {}

    def draw_borrador(self, data: Any) -> Borrador:
        return data.draw(st.sampled_from([CONCEDE, DENIEGA, INEXISTENTE, SIN_ACLARAR]))

    # ── what must hold ────────────────────────────────────────────────────────

    @invariant()
    def history_only_grows_and_verifies(self) -> None:
        huellas = [m.huella for m in self.caso.movimientos]
        assert huellas[: len(self.huellas)] == self.huellas
        self.huellas = huellas
        assert list(list_hallazgos(folios=[self.caso.folio])) == [(self.caso.folio, [])]
        fechas = [m.fecha_hora for m in self.caso.movimientos]
        assert fechas == sorted(fechas)

    @invariant()
    def the_dates_are_those_that_the_history_gives(self) -> None:
        solicitud = self.caso.solicitud
        libro = open_libro(solicitud)
        assert solicitud.fecha_vencimiento == libro.vencimiento
        claves = [plazo.clave for plazo in libro.list_plazos(self.caso.ahora)]
        assert len(claves) == len(set(claves))

    @invariant()
    def nothing_open_is_without_an_owner_or_a_timer(self) -> None:
        solicitud = self.caso.solicitud
        if solicitud.estado == Estado.CERRADA:
            return
        recurso = getattr(solicitud, "recurso", None)
        fechas = (solicitud.fecha_cierre, solicitud.fecha_silencio, recurso and recurso.fecha_limite)
        en_plazo = solicitud.estado in TRANSICIONES["vencer"].de and solicitud.fecha_vencimiento
        assert en_plazo or any(fechas) or any(self.list_ofrecidos(quien) for quien in DE_LA_CASA)

    @invariant()
    def an_answer_is_a_notified_resolution_with_its_seal(self) -> None:
        solicitud = self.caso.solicitud
        respondida = any(m.acto == "resolver" for m in self.caso.movimientos)
        assert bool(solicitud.sentido) == respondida
        if respondida:
            resolucion = self.caso.resolucion
            assert (resolucion.estado, resolucion.sentido) == ("notificada", solicitud.sentido)
            assert resolucion.huella == seal_resolucion(resolucion)
            assert len({resolucion.redactora_id, resolucion.revisora_id}) == 2
        else:
            assert solicitud.estado not in (Estado.RESUELTA, Estado.ENTREGADA)


def test_a_case_in_anybodys_hands(elenco: Elenco) -> None:
    ExpedienteEnManos.elenco = elenco
    run_state_machine_as_test(
        ExpedienteEnManos,
        settings=settings(
            derandomize=True, max_examples=25, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )

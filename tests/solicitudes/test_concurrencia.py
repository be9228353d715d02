"""Two at once: threads with connections of their own, on the locks of the real database."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from notifications.models import Salida
from solicitudes.actor import ANONIMO, Actor
from solicitudes.auditoria import list_hallazgos
from solicitudes.folios import take_folios
from solicitudes.models import AcreditacionIdentidad, ActoCalendario, ContadorFolio, Movimiento, Presentacion, Resolucion, Solicitud
from solicitudes.services.calendario import Registro, aplicar
from solicitudes.services.cierre import cerrar_expedientes
from solicitudes.services.presentacion import presentar
from solicitudes.services.propuesta import Propuesta
from solicitudes.services.recalculo import Recalculo, recalcular_expedientes
from solicitudes.services.vencimiento import advertir_vencimientos, vencer_plazos
from tests.elenco import LUNES, Elenco, cuando, un_expediente, una_peticion
from tests.solicitudes.test_identidad import acreditar_en, un_caso
from workflow.calendario import Dia
from workflow.capas import ClaseActo
from workflow.problema import ProblemaError

pytestmark = pytest.mark.django_db(transaction=True)

ESPERA = 60


def at_once(*tareas: Callable[[], Any]) -> list[Any]:
    """Start all together, each in a thread; gives what each returned, or the refusal that it met."""
    salida, resultados = threading.Barrier(len(tareas)), [None] * len(tareas)

    def run(posicion: int, tarea: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            salida.wait(ESPERA)
            resultados[posicion] = tarea()
        except Exception as error:
            resultados[posicion] = error
        finally:
            connection.close()

    hilos = [threading.Thread(target=run, args=par, daemon=True) for par in enumerate(tareas)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(ESPERA)
        assert not hilo.is_alive(), "one of them waits for ever"
    return resultados


def refusals(resultados: Sequence[Any]) -> list[str]:
    """The slugs of what was refused; anything else that was raised is a fault."""
    errores = [r for r in resultados if isinstance(r, Exception)]
    assert all(isinstance(e, ProblemaError) for e in errores), errores
    return [e.codigo for e in errores]


@pytest.fixture(autouse=True)
def _history_stays_whole() -> Any:
    """Whatever they did at once, every history and every numbering is whole afterwards."""
    yield
    assert [(clave, razones) for clave, razones in list_hallazgos() if razones] == []


@pytest.mark.parametrize(
    ("estado", "acto", "por", "refused"),
    [
        ("presentada", "admitir", ("la_oficial", "otra_oficial"), "acto-no-permitido"),
        ("en_tramite", "prorrogar", ("la_oficial", "otra_oficial"), "prorroga-ya-concedida"),
        ("en_tramite", "pedir_aclaracion", ("la_oficial", "otra_oficial"), "acto-no-permitido"),
        ("en_tramite", "remitir", ("la_oficial", "otra_oficial"), "acto-no-permitido"),
        ("en_aclaracion", "aclarar", ("la_solicitante", "la_solicitante"), "acto-no-permitido"),
        ("presentada", "desistir", ("la_solicitante", "la_solicitante"), "acto-no-permitido"),
        ("resuelta", "entregar", ("la_oficial", "la_solicitante"), "acto-no-permitido"),
    ],
    ids=["admitir", "prorrogar", "pedir_aclaracion", "remitir", "aclarar", "desistir", "entregar"],
)
def test_the_same_act_by_two_at_once_happens_once(elenco: Elenco, estado: str, acto: str, por: tuple[str, str], refused: str) -> None:
    caso = un_expediente(elenco, estado)
    version, salidas = caso.solicitud.version, Salida.objects.filter(efecto="avisar").count()
    resultados = at_once(*(lambda quien=quien: caso.hacer(acto, por=quien) for quien in por))
    assert refusals(resultados) == [refused]
    assert caso.solicitud.version == version + 1
    assert Movimiento.objects.filter(solicitud__folio=caso.folio, acto=acto).count() == 1
    assert Salida.objects.filter(efecto="avisar").count() == salidas + (2 if acto == "remitir" else 1)
    assert Solicitud.objects.count() == (2 if acto == "remitir" else 1)


@pytest.mark.parametrize("acto", ["redactar", "firmar", "resolver"])
def test_the_same_step_of_the_resolution_by_two_at_once(elenco: Elenco, acto: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    if acto != "redactar":
        caso.answer(hasta="revisar" if acto == "firmar" else "firmar")
    por = ("el_firmante", "la_autoridad") if acto == "firmar" else ("la_oficial", "otra_oficial")
    resultados = at_once(*(lambda quien=quien: caso.hacer(acto, por=quien) for quien in por))
    # A draft may be corrected, so both write it, one after the other; nobody signs or notifies twice.
    assert len(refusals(resultados)) == (0 if acto == "redactar" else 1)
    assert Resolucion.objects.count() == 1


def test_two_who_read_the_same_version_and_only_one_is_up_to_date(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    resultados = at_once(
        lambda: caso.hacer("asignar", version=2), lambda: caso.hacer("asignar", version=2, unidad_id=elenco.archivo.pk, por="otra_oficial")
    )
    assert refusals(resultados) == ["version-anterior"]
    assert caso.solicitud.asignaciones.count() == 1


def test_an_extension_and_a_withdrawal_at_once_leave_one_of_two_true_stories(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    at_once(lambda: caso.hacer("prorrogar"), lambda: caso.hacer("desistir"))
    assert [m.acto for m in caso.movimientos][2:] in (["prorrogar", "desistir"], ["desistir"])
    assert caso.solicitud.estado == "desistida"


def test_eight_filings_at_once_are_numbered_without_gap_or_double(elenco: Elenco) -> None:
    recibos = at_once(*[lambda: presentar(peticion=una_peticion(), actor=ANONIMO, ahora=LUNES)] * 8)
    assert refusals(recibos) == []
    assert sorted(r.solicitudes[0].folio for r in recibos) == [f"GT-2026-MSPAS-{n:06d}" for n in range(1, 9)]


def test_filings_to_the_same_bodies_in_opposite_orders_do_not_deadlock(elenco: Elenco) -> None:
    ordenes = [("MSPAS", "MINEDUC", "MUNI-0901"), ("MUNI-0901", "MINEDUC", "MSPAS")] * 4
    recibos = at_once(*(lambda o=o: presentar(peticion=una_peticion(*o), actor=ANONIMO, ahora=LUNES) for o in ordenes))
    assert refusals(recibos) == []
    assert set(ContadorFolio.objects.values_list("ultimo", flat=True)) == {8}
    for recibo, orden in zip(recibos, ordenes, strict=True):
        assert tuple(linea.institucion for linea in recibo.solicitudes) == orden


def test_the_same_submission_from_eight_threads_is_one_case_and_one_answer(elenco: Elenco) -> None:
    peticion = una_peticion("MSPAS", "MINEDUC")
    recibos = at_once(*[lambda: presentar(peticion=peticion, actor=ANONIMO, ahora=LUNES, idempotencia="clic")] * 8)
    assert refusals(recibos) == []
    assert len({(r.presentacion, r.clave, r.solicitudes) for r in recibos}) == 1
    assert sorted(r.repetida for r in recibos) == [False] + [True] * 7
    assert (Presentacion.objects.count(), Solicitud.objects.count()) == (1, 2)
    assert set(ContadorFolio.objects.values_list("ultimo", flat=True)) == {1}


def test_two_petitions_under_one_key_at_once_are_one_case_and_one_refusal(elenco: Elenco) -> None:
    peticiones = una_peticion(), una_peticion(descripcion="Otra cosa.")
    recibos = at_once(*(lambda p=p: presentar(peticion=p, actor=ANONIMO, ahora=LUNES, idempotencia="clic") for p in peticiones))
    assert refusals(recibos) == ["clave-de-idempotencia-reutilizada"]
    assert Solicitud.objects.count() == 1


def test_a_filing_that_is_rolled_back_gives_its_number_back(elenco: Elenco) -> None:
    presentar(peticion=una_peticion(), actor=ANONIMO, ahora=LUNES)
    with transaction.atomic():
        presentar(peticion=una_peticion(), actor=ANONIMO, ahora=LUNES)
        transaction.set_rollback(True)
    assert presentar(peticion=una_peticion(), actor=ANONIMO, ahora=LUNES).solicitudes[0].folio == "GT-2026-MSPAS-000002"


def test_a_filing_that_fails_while_another_waits_for_its_number_leaves_no_gap(elenco: Elenco) -> None:
    tomado = threading.Event()

    def fail() -> None:
        with transaction.atomic():
            take_folios([elenco.salud], jurisdiccion="GT", anio=2026)
            tomado.set()
            transaction.set_rollback(True)

    def wait() -> str:
        tomado.wait(ESPERA)
        return presentar(peticion=una_peticion(), actor=ANONIMO, ahora=LUNES).solicitudes[0].folio

    assert at_once(fail, wait) == [None, "GT-2026-MSPAS-000001"]


def test_two_bodies_that_forward_to_each_other_at_once_do_not_deadlock(elenco: Elenco) -> None:
    aqui = un_expediente(elenco)
    alla = presentar(peticion=una_peticion("MINEDUC"), actor=ANONIMO, ahora=LUNES).solicitudes[0].folio
    from solicitudes.services.remision import remitir

    resultados = at_once(
        lambda: aqui.hacer("remitir"),
        lambda: remitir(folio=alla, actor=elenco.una_extrana, institucion="MSPAS", motivo="La tiene Salud.", ahora=cuando(3, 3)),
    )
    assert refusals(resultados) == []
    assert Solicitud.objects.count() == 4


@pytest.mark.parametrize(
    ("sweep", "estado", "efecto", "ahora"),
    [
        (vencer_plazos, "en_tramite", "avisar", cuando(3, 17)),
        (advertir_vencimientos, "en_tramite", "advertir", cuando(3, 11)),
        (cerrar_expedientes, "desistida", None, cuando(4, 1)),
    ],
    ids=["vencer", "advertir", "cerrar"],
)
def test_two_sweeps_at_once_move_each_case_once(elenco: Elenco, sweep, estado: str, efecto: str | None, ahora) -> None:
    casos = [un_expediente(elenco, estado) for _ in range(6)]
    antes = Salida.objects.filter(efecto=efecto).count()
    resultados = at_once(*[lambda: sweep(ahora=ahora, lote=2)] * 2)
    assert refusals(resultados) == []
    assert sum(r.hechas for r in resultados) == len(casos)
    assert [r.fallidas for r in resultados] == [(), ()]
    if efecto:
        assert Salida.objects.filter(efecto=efecto).count() - antes == len(casos)


def test_a_sweep_and_an_answer_at_once_leave_one_of_two_true_stories(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta="firmar").at(cuando(3, 17))
    assert refusals(at_once(lambda: vencer_plazos(ahora=caso.ahora), lambda: caso.hacer("resolver"))) == []
    assert caso.solicitud.estado == "resuelta"
    assert [m.acto for m in caso.movimientos if m.acto in ("vencer", "resolver")] in (["vencer", "resolver"], ["resolver"])


def _decree(actor: Actor, dia: int) -> Registro:
    propuesta = Propuesta(ClaseActo.DIAS, "nacional", "Asueto", f"Acuerdo {dia}-2026", (Dia(date(2026, 3, dia), "Asueto"),))
    return aplicar(propuesta=propuesta, actor=actor, ahora=cuando(3, 3))


def test_the_same_decree_twice_at_once_is_one_act(elenco: Elenco) -> None:
    registros = at_once(*[lambda: _decree(elenco.la_administradora, 10)] * 4)
    assert refusals(registros) == []
    assert sorted(r.repetido for r in registros) == [False, True, True, True]
    assert ActoCalendario.objects.count() == 1


def test_different_decrees_at_once_are_numbered_one_after_the_other(elenco: Elenco) -> None:
    caso = un_expediente(elenco)
    registros = at_once(*(lambda d=dia: _decree(elenco.la_administradora, d) for dia in (10, 11, 12)))
    assert refusals(registros) == []
    assert sorted(r.acto.numero for r in registros) == [1, 2, 3]
    recalcular_expedientes(ahora=cuando(3, 3))
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 19)


def test_two_recomputations_at_once_do_each_case_once(elenco: Elenco) -> None:
    casos = [un_expediente(elenco) for _ in range(7)]
    _decree(elenco.la_administradora, 10)
    resultados = at_once(*[lambda: recalcular_expedientes(ahora=cuando(3, 3), lote=2)] * 3)
    assert refusals(resultados) == []
    assert sum(r.movidas for r in resultados) == len(casos)
    assert [[m.acto for m in caso.movimientos] for caso in casos] == [["presentar", "recalcular"]] * len(casos)
    assert recalcular_expedientes(ahora=cuando(3, 3)) == Recalculo(0, 0, ())


def test_filings_while_a_decree_comes_out_all_end_with_its_date(elenco: Elenco) -> None:
    tareas = [lambda: presentar(peticion=una_peticion(), actor=ANONIMO, ahora=cuando(3, 3))] * 5
    resultados = at_once(*tareas, lambda: _decree(elenco.la_administradora, 10), *tareas)
    assert refusals(resultados) == []
    recalcular_expedientes(ahora=cuando(3, 3, 10))
    assert set(Solicitud.objects.values_list("fecha_vencimiento", "calendario")) == {(date(2026, 3, 18), 1)}


def test_two_officers_put_one_person_on_record_once(elenco: Elenco) -> None:
    caso = un_caso(elenco)
    resultados = at_once(*(lambda quien=quien: acreditar_en(caso, por=quien) for quien in ("la_oficial", "otra_oficial")))
    assert refusals(resultados) == ["identidad-ya-acreditada"]
    assert AcreditacionIdentidad.objects.count() == 1 and [m.acto for m in caso.movimientos].count("acreditar") == 1

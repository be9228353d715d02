"""Acts previewed, applied twice, interrupted and resumed: each open case is recomputed once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from notifications.models import Salida
from portal.linea import tell_historia
from solicitudes.actor import Actor
from solicitudes.libros import open_libro
from solicitudes.models import ActoCalendario, DiaCalendario, Movimiento, Solicitud
from solicitudes.seguimiento import follow_solicitud
from solicitudes.services import recalculo
from solicitudes.services.calendario import aplicar, previsualizar, revocar
from solicitudes.services.propuesta import Propuesta
from solicitudes.services.recalculo import recalcular_expedientes
from solicitudes.services.vencimiento import vencer_plazos
from tests.elenco import Caso, Elenco, cuando, un_expediente, una_peticion
from tests.solicitudes.decretos import decree, decreto, recalculos
from workflow.calendario import Clase
from workflow.capas import ClaseActo


@pytest.fixture
def la_administradora(elenco: Elenco) -> Actor:
    return elenco.la_administradora


def test_a_preview_says_what_applying_does_and_writes_nothing(elenco: Elenco, la_administradora: Actor) -> None:
    casos = [un_expediente(elenco), un_expediente(elenco, "en_tramite"), Caso(elenco, peticion=una_peticion("MUNI-0901"))]
    un_expediente(elenco, "desistida")
    ahora = cuando(3, 5)
    antes = [list(tabla.objects.order_by("pk").values()) for tabla in (Solicitud, Movimiento, Salida, ActoCalendario, DiaCalendario)]
    prevision = previsualizar(propuestas=[decreto((3, 10), (3, 11))], actor=la_administradora, ahora=ahora)
    assert antes == [
        list(tabla.objects.order_by("pk").values()) for tabla in (Solicitud, Movimiento, Salida, ActoCalendario, DiaCalendario)
    ]
    assert (prevision.revisadas, prevision.movidas, prevision.sostenidas) == (3, 3, 0)
    assert prevision.por_institucion == (("MSPAS", 2), ("MUNI-0901", 1))
    assert (prevision.primera, prevision.ultima) == (date(2026, 3, 18), date(2026, 3, 18))
    decree(la_administradora, decreto((3, 10), (3, 11)), ahora)
    assert {caso.solicitud.fecha_vencimiento for caso in casos} == {date(2026, 3, 18)}


def test_a_preview_of_a_revocation_says_that_nothing_comes_earlier(elenco: Elenco, la_administradora: Actor) -> None:
    un_expediente(elenco)
    registro = decree(la_administradora, decreto((3, 10)), cuando(3, 3))
    revocacion = Propuesta(ClaseActo.REVOCACION, "", "Cesa", "Acuerdo 2-2026", revoca=registro.acto.numero)
    prevision = previsualizar(propuestas=[revocacion], actor=la_administradora, ahora=cuando(3, 4))
    assert (prevision.revisadas, prevision.movidas, prevision.sostenidas) == (1, 0, 1)


def test_an_act_applied_twice_is_one_act(elenco: Elenco, la_administradora: Actor) -> None:
    caso = un_expediente(elenco)
    primero = decree(la_administradora, decreto((3, 10)), cuando(3, 3))
    segundo = decree(la_administradora, decreto((3, 10)), cuando(3, 4))
    assert (segundo.acto.pk, segundo.repetido, primero.repetido) == (primero.acto.pk, True, False)
    assert previsualizar(propuestas=[decreto((3, 10))], actor=la_administradora, ahora=cuando(3, 4)).repetidos == (primero.acto.numero,)
    assert len(recalculos(caso)) == 1
    assert recalcular_expedientes(ahora=cuando(3, 5)) == recalculo.Recalculo(0, 0, ())


def test_a_revoked_act_may_be_registered_again(elenco: Elenco, la_administradora: Actor) -> None:
    caso = un_expediente(elenco)
    primero = decree(la_administradora, decreto((3, 10)), cuando(3, 3))
    revocar(numero=primero.acto.numero, motivo="Cesa", fundamento="Acuerdo 2-2026", actor=la_administradora, ahora=cuando(3, 4))
    tercero = decree(la_administradora, decreto((3, 10)), cuando(3, 5))
    assert (tercero.acto.numero, tercero.repetido) == (3, False)
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 17)


def test_what_a_crash_left_is_finished_by_the_next_run(elenco: Elenco, la_administradora: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    casos = [un_expediente(elenco) for _ in range(5)]
    aplicar(propuesta=decreto((3, 10)), actor=la_administradora, ahora=cuando(3, 3))
    bueno, vueltas = recalculo._recalcular, []

    def die_after_two(filas: Any, **resto: Any) -> list[int]:
        if len(vueltas) == 2:
            raise KeyboardInterrupt
        vueltas.append(filas)
        return bueno(filas, **resto)

    monkeypatch.setattr(recalculo, "_recalcular", die_after_two)
    with pytest.raises(KeyboardInterrupt):
        recalcular_expedientes(ahora=cuando(3, 3), lote=2)
    assert sum(len(recalculos(caso)) for caso in casos) == 4
    monkeypatch.setattr(recalculo, "_recalcular", bueno)
    assert recalcular_expedientes(ahora=cuando(3, 3, 12), lote=2) == recalculo.Recalculo(1, 1, ())
    assert [len(recalculos(caso)) for caso in casos] == [1] * 5
    assert {caso.solicitud.fecha_vencimiento for caso in casos} == {date(2026, 3, 17)}


def test_one_bad_case_does_not_stop_the_rest(elenco: Elenco, la_administradora: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    casos = [un_expediente(elenco) for _ in range(3)]
    aplicar(propuesta=decreto((3, 10)), actor=la_administradora, ahora=cuando(3, 3))
    bueno, mala = recalculo._write, casos[1].solicitud.pk

    def fail_on_one(solicitud: Solicitud, *resto: Any) -> Movimiento:
        if solicitud.pk == mala:
            raise RuntimeError("ilegible")
        return bueno(solicitud, *resto)

    monkeypatch.setattr(recalculo, "_write", fail_on_one)
    assert recalcular_expedientes(ahora=cuando(3, 3)) == recalculo.Recalculo(2, 2, (mala,))
    monkeypatch.setattr(recalculo, "_write", bueno)
    assert recalcular_expedientes(ahora=cuando(3, 4)) == recalculo.Recalculo(1, 1, ())


@pytest.mark.parametrize("primero", ["el decreto", "la solicitud"])
def test_a_filing_at_the_very_moment_of_a_decree_is_told_what_moved(elenco: Elenco, la_administradora: Actor, primero: str) -> None:
    """Neither saw the other: the case is born with the old date, and moves with its reason."""
    if primero == "el decreto":
        aplicar(propuesta=decreto((3, 10)), actor=la_administradora, ahora=cuando(3, 2))
    caso = Caso(elenco, ahora=cuando(3, 2))
    if primero == "la solicitud":
        aplicar(propuesta=decreto((3, 10)), actor=la_administradora, ahora=cuando(3, 2))
    assert caso.movimientos[0].datos["vence"] == "2026-03-16"
    recalcular_expedientes(ahora=cuando(3, 2, 9, 5))
    assert [(m.datos["fecha_anterior"], m.datos["fecha_nueva"]) for m in recalculos(caso)] == [("2026-03-16", "2026-03-17")]
    assert caso.solicitud.fecha_vencimiento == open_libro(caso.solicitud).vencimiento == date(2026, 3, 17)


def test_a_filing_at_the_very_moment_of_an_opening_keeps_the_date_of_its_receipt(elenco: Elenco, la_administradora: Actor) -> None:
    aplicar(propuesta=decreto((3, 7), clase=Clase.HABIL), actor=la_administradora, ahora=cuando(3, 2))
    caso = Caso(elenco, ahora=cuando(3, 2))
    recalcular_expedientes(ahora=cuando(3, 2, 9, 5))
    assert caso.solicitud.fecha_vencimiento == open_libro(caso.solicitud).vencimiento == date(2026, 3, 16)
    assert Caso(elenco, ahora=cuando(3, 2, 10)).solicitud.fecha_vencimiento == date(2026, 3, 13)


def test_between_the_act_and_its_recomputation_the_law_is_the_new_one(elenco: Elenco, la_administradora: Actor) -> None:
    """An officer acts and the clock sweeps before anybody recomputed: both judge by the calendar that is known."""
    caso = un_expediente(elenco, "en_tramite")
    aplicar(propuesta=decreto((3, 16)), actor=la_administradora, ahora=cuando(3, 16, 9))
    assert vencer_plazos(ahora=cuando(3, 17, 1)).hechas == 0
    caso.at(cuando(3, 17, 9)).hacer("prorrogar")
    assert recalcular_expedientes(ahora=cuando(3, 17, 10)).movidas == 1
    assert caso.ultimo.datos["fecha_anterior"] < caso.ultimo.datos["fecha_nueva"] == caso.solicitud.fecha_vencimiento.isoformat()


def test_the_history_tells_the_applicant_what_moved_and_what_did_not(elenco: Elenco, la_administradora: Actor) -> None:
    caso = un_expediente(elenco)
    registro = decree(la_administradora, decreto((3, 10)), cuando(3, 3))
    revocar(numero=registro.acto.numero, motivo="Cesa", fundamento="Acuerdo 2-2026", actor=la_administradora, ahora=cuando(3, 4))
    recalcular_expedientes(ahora=cuando(3, 4, 10))
    seguimiento = follow_solicitud(caso.folio, actor=caso.la_solicitante, al=cuando(3, 5))
    ultimos = tell_historia(seguimiento)[:2]
    assert [hito.cita for hito in ultimos] == ["Cesa", "Asueto"]
    assert [hito.texto for hito in ultimos] == [
        "Cambió el calendario, pero la fecha que ya tenía no se adelanta: martes 17 de marzo de 2026.",
        "La fecha pasó del lunes 16 de marzo de 2026 al martes 17 de marzo de 2026.",
    ]

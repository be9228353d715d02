"""The relay: what is due, oldest first, once, in flat memory."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from config import reloj
from notifications.efectos import efecto
from notifications.models import Salida
from notifications.outbox import Entrada, encolar, encolar_varias
from notifications.proceso import ARRIENDO
from notifications.relevo import drenar, relevar
from notifications.tasks import procesar_salida, relevar_salidas

pytestmark = pytest.mark.django_db


def enqueue(cuantas: int, ahora, desde: int = 0) -> None:
    with transaction.atomic():
        encolar_varias((Entrada("anotar", f"k{n}", {"n": n}) for n in range(desde, desde + cuantas)), ahora=ahora)


def test_relevar_does_what_is_due_oldest_first_and_leaves_the_rest(poner, ahora, hechos):
    poner("futura", desde=ahora + timedelta(minutes=1), n=3)
    poner("nueva", n=2)
    poner("vieja", desde=ahora - timedelta(hours=1), n=1)
    assert relevar(ahora=ahora) == 2
    assert [llamada["n"] for llamada in hechos] == [1, 2]
    assert relevar(ahora=ahora) == 0
    assert relevar(ahora=ahora + timedelta(minutes=1)) == 1


def test_relevar_takes_no_more_than_its_lot(ahora, hechos):
    enqueue(5, ahora)
    assert [relevar(ahora=ahora, lote=2) for _ in range(4)] == [2, 2, 1, 0]
    assert [llamada["n"] for llamada in hechos] == [0, 1, 2, 3, 4]


def test_relevar_what_was_handed_on_and_forgotten_is_handed_on_again_after_the_lease(poner, ahora, hechos, monkeypatch):
    monkeypatch.setattr("notifications.relevo.entregar", lambda *, ids, ahora: len(ids))  # a broker that loses everything
    poner()
    assert (relevar(ahora=ahora), relevar(ahora=ahora + ARRIENDO - timedelta(seconds=1))) == (1, 0)
    monkeypatch.undo()
    assert hechos == []
    assert relevar(ahora=ahora + ARRIENDO) == 1


def test_relevar_one_row_that_fails_does_not_stop_the_others(poner, ahora, hechos):
    poner("mala", efecto="nadie", desde=ahora - timedelta(hours=1))
    poner("buena")
    assert relevar(ahora=ahora) == 2
    assert len(hechos) == 1


def test_relevar_waits_out_the_pause_of_a_failure(poner, ahora):
    @efecto("fallar")
    def fallar(*, ahora) -> None:
        raise ConnectionError

    salida = poner(efecto="fallar")
    relevar(ahora=ahora)
    salida.refresh_from_db()
    assert relevar(ahora=salida.proximo_intento - timedelta(seconds=1)) == 0
    assert relevar(ahora=salida.proximo_intento) == 1


def test_relevar_cost_does_not_grow_with_the_table(ahora, hechos):
    def count_queries(filas: int, desde: int) -> int:
        enqueue(filas, ahora, desde)
        with CaptureQueriesContext(connection) as consultas:
            assert relevar(ahora=ahora) == filas
        return len(consultas)

    una = count_queries(1, 0)
    assert count_queries(11, 100) == una + 10 * 3
    assert count_queries(1, 200) == una


def test_drenar_goes_on_until_nothing_is_due(ahora, hechos):
    enqueue(250, ahora)
    assert drenar(ahora=ahora) == 250
    assert not Salida.objects.exclude(estado="hecha").exists()
    assert {llamada["ahora"] for llamada in hechos} == {ahora}


def test_drenar_ends_its_turn_and_leaves_the_rest_for_the_next(ahora, hechos, monkeypatch):
    enqueue(60, ahora)
    momentos = iter([0.0, 12.0, 24.0])
    monkeypatch.setattr("notifications.relevo.monotonic", lambda: next(momentos))
    assert drenar(ahora=ahora, segundos=20) == 50
    assert Salida.objects.filter(estado="pendiente", proximo_intento=ahora).count() == 10


def test_drenar_also_does_what_an_effect_asks_for(poner, ahora, hechos):
    @efecto("encadenar")
    def encadenar(*, ahora) -> None:
        with transaction.atomic():
            encolar(efecto="anotar", clave="segunda", argumentos={}, ahora=ahora)

    poner(efecto="encadenar")
    assert drenar(ahora=ahora) == 2
    assert len(hechos) == 1


def test_drenar_that_lasts_takes_leases_that_are_not_over(poner, ahora, monkeypatch):
    momentos = []

    @efecto("mirar")
    def mirar(*, ahora) -> None:
        momentos.append(ahora)

    for n in range(26):
        poner(f"k{n}", efecto="mirar")
    segundos = iter([0.0, 190.0, 191.0])
    monkeypatch.setattr("notifications.relevo.monotonic", lambda: next(segundos))
    drenar(ahora=ahora)
    assert (momentos[24], momentos[25]) == (ahora, ahora + timedelta(minutes=3))


def test_tasks_read_the_clock_at_the_door(poner, ahora, hechos):
    poner("una")
    otra = poner("otra", desde=ahora + timedelta(days=1))
    with reloj.detenido_en(ahora):
        assert relevar_salidas.run() == 1
        procesar_salida.run(otra.pk)
    assert [llamada["ahora"] for llamada in hechos] == [ahora, ahora]

"""One row done: once, retried with growing gaps, parked, and never in two hands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from notifications.efectos import EfectoRepetidoError, FallaPermanenteError, efecto
from notifications.models import Salida
from notifications.proceso import ARRIENDO, calculate_pausa, procesar

pytestmark = pytest.mark.django_db


def test_procesar_runs_the_effect_and_marks_it_done(poner, ahora, hechos):
    salida = poner(solicitud_id=5)
    procesar(salida_id=salida.pk, ahora=ahora)
    salida.refresh_from_db()
    assert hechos == [{"ahora": ahora, "solicitud_id": 5}]
    assert (salida.estado, salida.intentos, salida.fecha_hora_fin, salida.tomada_hasta) == ("hecha", 1, ahora, None)


def test_procesar_twice_does_it_once(poner, ahora, hechos):
    salida = poner()
    procesar(salida_id=salida.pk, ahora=ahora)
    procesar(salida_id=salida.pk, ahora=ahora + timedelta(days=1))
    assert len(hechos) == 1


def test_procesar_of_a_row_that_is_gone_does_nothing(poner, ahora, hechos):
    poner()
    procesar(salida_id=999_999, ahora=ahora)
    assert hechos == []


def test_procesar_while_somebody_else_does_it_returns_at_once(poner, ahora):
    corridas = []

    @efecto("lenta")
    def lenta(*, ahora) -> None:
        corridas.append(1)
        procesar(salida_id=salida.pk, ahora=ahora)  # the second worker, while the first is still here

    salida = poner(efecto="lenta")
    procesar(salida_id=salida.pk, ahora=ahora)
    assert corridas == [1]
    salida.refresh_from_db()
    assert salida.intentos == 1


@pytest.mark.django_db(transaction=True)
def test_procesar_runs_the_effect_outside_any_transaction(poner, ahora):
    vistas = []

    @efecto("mirar")
    def mirar(*, ahora) -> None:
        vistas.append(transaction.get_connection().in_atomic_block)

    procesar(salida_id=poner(efecto="mirar").pk, ahora=ahora)
    assert vistas == [False]


def test_procesar_a_passing_failure_waits_longer_each_time_and_is_parked_at_the_maximum(poner, ahora):
    @efecto("fallar", maximo=6)
    def fallar(*, ahora) -> None:
        raise ConnectionError("sin servidor")

    salida, momento, pausas = poner(efecto="fallar"), ahora, []
    for intento in range(1, 6):
        procesar(salida_id=salida.pk, ahora=momento)
        salida.refresh_from_db()
        assert (salida.estado, salida.intentos, salida.ultimo_error) == ("pendiente", intento, "ConnectionError: sin servidor")
        pausas.append(salida.proximo_intento - momento)
        momento = salida.proximo_intento
    assert pausas == sorted(set(pausas))
    assert all(timedelta(minutes=2**n * 0.8) <= pausa <= timedelta(minutes=2**n) for n, pausa in enumerate(pausas, start=1))
    procesar(salida_id=salida.pk, ahora=momento)
    salida.refresh_from_db()
    assert (salida.estado, salida.intentos, salida.fecha_hora_fin) == ("muerta", 6, momento)


def test_procesar_a_message_delivered_twice_does_not_shorten_the_pause(poner, ahora):
    @efecto("fallar")
    def fallar(*, ahora) -> None:
        raise ConnectionError

    salida = poner(efecto="fallar")
    procesar(salida_id=salida.pk, ahora=ahora)
    procesar(salida_id=salida.pk, ahora=ahora + timedelta(seconds=30))
    salida.refresh_from_db()
    assert (salida.intentos, salida.ultimo_error) == (1, "ConnectionError")


def test_pausa_is_capped_at_six_hours_spread_and_twenty_attempts_span_three_days():
    pausas = [calculate_pausa(salida_id=1, intentos=n) for n in range(1, 20)]
    assert max(pausas) <= timedelta(hours=6)
    assert timedelta(days=2.4) < sum(pausas, timedelta()) < timedelta(days=3.2)
    assert len({calculate_pausa(salida_id=n, intentos=3) for n in range(50)}) == 50


@pytest.mark.parametrize(
    ("nombre", "error"),
    [("rendirse", "FallaPermanenteError: no existe ese buzón"), ("nadie", "EfectoDesconocidoError: No existe el efecto «nadie».")],
)
def test_procesar_a_permanent_failure_is_parked_at_once(poner, ahora, nombre, error):
    @efecto("rendirse")
    def rendirse(*, ahora) -> None:
        raise FallaPermanenteError("no existe ese buzón")

    salida = poner(efecto=nombre)
    procesar(salida_id=salida.pk, ahora=ahora)
    salida.refresh_from_db()
    assert (salida.estado, salida.intentos, salida.ultimo_error) == ("muerta", 1, error)


def test_procesar_killed_in_the_middle_comes_back_after_the_lease(poner, ahora):
    vidas = iter([True, False])

    @efecto("morir")
    def morir(*, ahora) -> None:
        if next(vidas):
            raise SystemExit("the process is stopped")

    salida = poner(efecto="morir")
    with pytest.raises(SystemExit):
        procesar(salida_id=salida.pk, ahora=ahora)
    procesar(salida_id=salida.pk, ahora=ahora + ARRIENDO - timedelta(seconds=1))
    salida.refresh_from_db()
    assert (salida.estado, salida.intentos) == ("pendiente", 1)
    procesar(salida_id=salida.pk, ahora=ahora + ARRIENDO)
    salida.refresh_from_db()
    assert (salida.estado, salida.intentos) == ("hecha", 2)


def test_procesar_an_effect_that_kills_every_process_is_parked_in_the_end(poner, ahora):
    @efecto("veneno", maximo=2)
    def veneno(*, ahora) -> None:
        raise SystemExit

    salida = poner(efecto="veneno")
    for vuelta in range(2):
        with pytest.raises(SystemExit):
            procesar(salida_id=salida.pk, ahora=ahora + vuelta * ARRIENDO)
    procesar(salida_id=salida.pk, ahora=ahora + 2 * ARRIENDO)
    salida.refresh_from_db()
    assert (salida.estado, salida.ultimo_error) == ("muerta", "IntentosAgotadosError: El proceso terminó sin aviso en el último intento.")


def test_procesar_slower_than_its_lease_does_not_undo_what_another_did(poner, ahora):
    corridas = []

    @efecto("lenta")
    def lenta(*, ahora) -> None:
        corridas.append(1)
        if len(corridas) == 1:
            procesar(salida_id=salida.pk, ahora=ahora + ARRIENDO)  # another worker, when our lease is over
            raise ConnectionError("too late")

    salida = poner(efecto="lenta")
    procesar(salida_id=salida.pk, ahora=ahora)
    salida.refresh_from_db()
    assert (salida.estado, salida.ultimo_error, len(corridas)) == ("hecha", "", 2)


def test_procesar_keeps_no_address_and_no_row_of_the_database_in_error_nor_log(poner, ahora, caplog):
    secreto = 'rechazado {"ana.perez@ejemplo.gt": 550} <luis+x@ejemplo.gt> "ana pérez"@ejemplo.gt ñandú@ejemplo.gt ' + "x" * 500

    @efecto("delatar")
    def delatar(*, ahora) -> None:
        raise ValueError(f"{secreto}\nDETAIL: Failing row contains (Ana Pérez, 5512-3456)")

    salida = poner(efecto="delatar")
    procesar(salida_id=salida.pk, ahora=ahora)
    texto = Salida.objects.get(pk=salida.pk).ultimo_error
    for donde in (texto, caplog.text):
        assert "rechazado" in donde
        assert not any(rastro in donde for rastro in ("@", "ana", "luis", "andú", "Pérez", "5512"))
    assert len(texto) == 300


def test_procesar_costs_three_queries(poner, ahora, hechos, django_assert_num_queries):
    salida = poner()
    with django_assert_num_queries(3):
        procesar(salida_id=salida.pk, ahora=ahora)


def test_efecto_of_a_name_that_is_taken_is_refused():
    efecto("uno")(lambda **_: None)
    with pytest.raises(EfectoRepetidoError, match="uno"):
        efecto("uno")(test_procesar_costs_three_queries)

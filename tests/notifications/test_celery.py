"""Handing on through Celery: a broker that is down loses nothing, and does not keep the relay waiting."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from time import monotonic

import pytest
from celery import Celery

from config.celery import app as aplicacion_propia
from notifications.models import Salida
from notifications.relevo import drenar, relevar
from notifications.tasks import procesar_salida
from tests.servicios import ServidorRedis, free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def use_broker(settings) -> Iterator[Callable[[str], Celery]]:
    """Hand on through the broker at an address, with the timeouts of the real settings."""
    abiertas: list[Celery] = []
    settings.ENTREGA_DE_TAREAS = "celery"

    def use(url: str) -> Celery:
        aplicacion = Celery("prueba", broker=url)
        aplicacion.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
        aplicacion.set_current()
        abiertas.append(aplicacion)
        return aplicacion

    yield use
    for aplicacion in abiertas:
        aplicacion.close()
    aplicacion_propia.set_current()


def take_messages(aplicacion: Celery) -> list[int]:
    """The rows named by the messages in the queue, which is then empty."""
    with aplicacion.connection_for_read() as conexion, conexion.SimpleQueue("celery") as cola:
        tomados = []
        with contextlib.suppress(cola.Empty):
            while True:
                mensaje = cola.get(timeout=0.2)
                mensaje.ack()
                assert mensaje.headers["task"] == "notifications.tasks.procesar_salida"
                tomados.append(mensaje.payload[0][0])
        return tomados


def test_relevar_without_broker_gives_up_soon_and_the_rows_stay_due(poner, ahora, use_broker, caplog):
    salidas = [poner(f"k{n}") for n in range(3)]
    use_broker(f"redis://127.0.0.1:{free_port()}/0")
    inicio = monotonic()
    assert relevar(ahora=ahora) == 0
    assert drenar(ahora=ahora) == 0
    assert monotonic() - inicio < 30  # it does not wait for the broker to come back
    for salida in salidas:
        salida.refresh_from_db()
        assert (salida.estado, salida.proximo_intento, salida.intentos) == ("pendiente", ahora, 0)
    assert "quedan 3 salidas para el próximo turno" in caplog.text


def test_relevar_without_broker_also_gives_back_a_row_that_failed_before(poner, ahora, use_broker):
    salida = poner()
    vencido = ahora - timedelta(minutes=1)
    Salida.objects.update(tomada_hasta=vencido, proximo_intento=vencido, intentos=1)
    use_broker(f"redis://127.0.0.1:{free_port()}/0")
    relevar(ahora=ahora)
    salida.refresh_from_db()
    assert salida.proximo_intento == ahora


@pytest.mark.redis
def test_relevar_puts_each_row_in_the_queue_once(poner, ahora, use_broker, redis_server: ServidorRedis, hechos):
    ids = [poner(f"k{n}", n=n).pk for n in range(3)]
    aplicacion = use_broker(redis_server.url)
    assert (relevar(ahora=ahora), relevar(ahora=ahora)) == (3, 0)
    assert hechos == []
    tomados = take_messages(aplicacion)
    assert tomados == ids
    for salida_id in [*tomados, *tomados]:  # the broker may deliver twice
        procesar_salida.run(salida_id)
    assert [llamada["n"] for llamada in hechos] == [0, 1, 2]
    assert Salida.objects.filter(estado="hecha").count() == 3


@pytest.mark.redis
def test_everything_asked_for_while_redis_was_down_goes_when_it_is_back(poner, ahora, use_broker, redis_server: ServidorRedis):
    aplicacion = use_broker(redis_server.url)
    primera = poner("antes").pk
    assert relevar(ahora=ahora) == 1
    assert take_messages(aplicacion) == [primera]
    redis_server.stop()
    durante = [poner(f"durante{n}").pk for n in range(120)]
    assert drenar(ahora=ahora) == 0
    redis_server.start()
    assert drenar(ahora=ahora) == 120
    assert take_messages(aplicacion) == durante

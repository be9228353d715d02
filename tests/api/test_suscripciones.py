"""Webhooks: in the order of each case, at least once, until somebody takes them or three days are over."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from standardwebhooks import Webhook

from config import reloj
from notifications.models import Salida
from notifications.proceso import ARRIENDO
from notifications.relevo import drenar
from solicitudes.models import Cliente as Acreditado
from solicitudes.models import EntregaDeEvento, Suscripcion
from solicitudes.services.clientes import revocar
from solicitudes.webhooks import FALLAS_ANTES_DE_PAUSAR, PACIENCIA
from tests import receptor as receptores
from tests.api.cliente import Cliente
from tests.api.corriente import file, publish, read_llegadas, relay, subscribe
from tests.api.reparto import AHORA, Reparto
from tests.receptor import Receptor

pytestmark = pytest.mark.django_db


def test_each_act_is_delivered_once_signed(reparto: Reparto, portal: Cliente, receptor: Receptor) -> None:
    secreto = subscribe(portal, receptor)["secreto"]
    caso = file(portal, id_externo="A-1")
    with reloj.detenido_en(None):  # the library of the standard compares with the clock on the wall
        relay()
        relay()
    ((cabeceras, cuerpo),) = receptor.llegadas
    evento = Webhook(secreto).verify(cuerpo, cabeceras)
    assert (evento["type"], evento["data"]["folio"], evento["data"]["id_externo"]) == ("solicitud.presentar", caso.folio, "A-1")
    assert cabeceras["webhook-id"] == "evt_1"
    assert evento == portal.get("eventos/").json()["eventos"][0] | {"timestamp": evento["timestamp"]}
    (entrega,) = portal.get(f"suscripciones/{Suscripcion.objects.get().pk}/entregas/").json()["results"]
    assert (entrega["estado"], entrega["codigo_http"], entrega["intentos"]) == ("entregada", 204, 1)


def test_only_what_was_asked_for_and_only_of_its_own_cases(reparto: Reparto, portal: Cliente, receptor: Receptor) -> None:
    subscribe(portal, receptor, "admitir")
    propia, ajena = file(portal), reparto.file()
    reparto.act(propia, "admitir")
    reparto.act(ajena, "admitir")
    relay()
    assert read_llegadas(receptor) == [(propia.folio, 2)]


def test_a_later_event_of_a_case_waits_for_the_earlier_and_other_cases_do_not(
    reparto: Reparto, portal: Cliente, receptor: Receptor
) -> None:
    subscribe(portal, receptor)
    uno, otro = file(portal), file(portal)
    reparto.act(uno, "admitir")
    receptor.respuesta = lambda peticion: peticion.send_error(500 if len(receptor.llegadas) == 1 else 204)
    relay()
    assert read_llegadas(receptor) == [(uno.folio, 1), (otro.folio, 1)]  # the second of `uno` has not left
    relay(AHORA + timedelta(minutes=1))
    assert len(receptor.llegadas) == 2
    receptor.respuesta = 204
    relay(AHORA + timedelta(minutes=3))
    assert read_llegadas(receptor)[2:] == [(uno.folio, 1), (uno.folio, 2)]


def test_after_three_days_it_is_parked_and_the_next_of_the_case_goes_on(reparto: Reparto, portal: Cliente, receptor: Receptor) -> None:
    sus = subscribe(portal, receptor)
    caso = file(portal)
    reparto.act(caso, "admitir")
    receptor.respuesta = 503
    momento = AHORA
    while momento < AHORA + PACIENCIA + timedelta(hours=8):
        relay(momento)
        momento += timedelta(hours=1)
    primera, segunda = EntregaDeEvento.objects.order_by("numero")
    assert (primera.estado, segunda.estado) == ("apartada", "apartada")
    assert Salida.objects.filter(efecto="entregar-webhook", estado="muerta").exists()
    assert primera.fecha_hora_fin - AHORA >= PACIENCIA
    receptor.respuesta, antes = 204, len(receptor.llegadas)
    with reloj.detenido_en(momento):
        assert portal.post(f"suscripciones/{sus['id']}/reenviar/", {"desde": 1, "hasta": 2}).json() == {"eventos": 2}
    Suscripcion.objects.update(pausada_hasta=None)
    relay(momento)
    assert read_llegadas(receptor)[antes:] == [(caso.folio, 1), (caso.folio, 2)]


def test_a_receiver_that_keeps_failing_is_left_alone_for_a_while(reparto: Reparto, portal: Cliente, receptor: Receptor) -> None:
    subscribe(portal, receptor)
    receptor.respuesta = 500
    for _ in range(10):
        file(portal)
    relay()
    assert len(receptor.llegadas) == FALLAS_ANTES_DE_PAUSAR
    receptor.respuesta = 204
    for horas in range(1, 12):
        relay(AHORA + timedelta(hours=horas))
    assert not EntregaDeEvento.objects.exclude(estado="entregada").exists()
    assert Suscripcion.objects.get().fallas_seguidas == 0


def test_gone_switches_it_off_and_switched_on_it_goes_on(reparto: Reparto, portal: Cliente, receptor: Receptor) -> None:
    sus = subscribe(portal, receptor)
    receptor.respuesta = 410
    caso = file(portal)
    relay()
    ruta = f"suscripciones/{sus['id']}/"
    assert (portal.get(ruta).json()["activa"], "410" in portal.get(ruta).json()["motivo_inactiva"]) == (False, True)
    receptor.respuesta = 204
    relay(AHORA + timedelta(hours=1))
    assert len(receptor.llegadas) == 1
    assert portal.send("PATCH", ruta, {"activa": True}).json()["activa"] is True
    relay(AHORA + timedelta(hours=2))
    assert read_llegadas(receptor)[1:] == [(caso.folio, 1)]


def test_redirected_to_the_metadata_of_the_cloud_is_a_failure(reparto: Reparto, portal: Cliente, receptor: Receptor) -> None:
    sus = subscribe(portal, receptor)
    receptor.respuesta = receptores.redirect_to("http://169.254.169.254/latest/meta-data/")
    file(portal)
    relay()
    (entrega,) = portal.get(f"suscripciones/{sus['id']}/entregas/").json()["results"]
    assert (entrega["estado"], entrega["codigo_http"]) == ("pendiente", 302)
    assert "no se siguen" in entrega["ultimo_error"]


def test_a_worker_killed_after_the_delivery_delivers_again_under_the_same_id(
    reparto: Reparto, portal: Cliente, receptor: Receptor, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(*args: Any) -> None:
        raise Killed

    subscribe(portal, receptor)
    caso = file(portal)
    reparto.act(caso, "admitir")
    publish()
    with monkeypatch.context() as contexto:
        contexto.setattr("solicitudes.webhooks._finish", die)
        with pytest.raises(Killed):
            drenar(ahora=AHORA)
    drenar(ahora=AHORA + ARRIENDO - timedelta(seconds=1))
    assert read_llegadas(receptor) == [(caso.folio, 1)]
    drenar(ahora=AHORA + ARRIENDO)
    assert read_llegadas(receptor) == [(caso.folio, 1), (caso.folio, 1), (caso.folio, 2)]
    assert [cabeceras["webhook-id"] for cabeceras, _ in receptor.llegadas] == ["evt_1", "evt_1", "evt_2"]


def test_new_secret_signs_with_the_old_one_for_seven_days(reparto: Reparto, portal: Cliente, receptor: Receptor) -> None:
    sus = subscribe(portal, receptor)
    nuevo = portal.post(f"suscripciones/{sus['id']}/rotar-firma/").json()["secreto"]
    assert nuevo != sus["secreto"]

    def count_firmas(momento: datetime) -> int:
        file(portal)
        relay(momento)
        return len(receptor.llegadas[-1][0]["webhook-signature"].split())

    assert [count_firmas(AHORA + timedelta(days=d)) for d in (0, 6, 7)] == [2, 2, 1]
    assert all(secreto not in str(list(Suscripcion.objects.values())) for secreto in (nuevo, sus["secreto"]))
    assert "secreto" not in portal.get(f"suscripciones/{sus['id']}/").json()


def test_try_it_now(reparto: Reparto, portal: Cliente, receptor: Receptor) -> None:
    ruta = f"suscripciones/{subscribe(portal, receptor)['id']}/probar/"
    assert portal.post(ruta).json() == {"entregada": True, "codigo_http": 204, "error": ""}
    assert json.loads(receptor.llegadas[0][1])["type"] == "prueba"
    receptor.respuesta = 500
    assert portal.post(ruta).json() == {"entregada": False, "codigo_http": 500, "error": "Respondió 500."}


def test_a_range_is_told_again_in_order_under_the_same_ids(reparto: Reparto, portal: Cliente, receptor: Receptor) -> None:
    caso = file(portal)
    reparto.act(caso, "admitir")
    publish()  # before anybody subscribed
    sus = subscribe(portal, receptor)
    reparto.act(caso, "prorrogar")
    relay()
    assert read_llegadas(receptor) == [(caso.folio, 3)]
    ruta = f"suscripciones/{sus['id']}/reenviar/"
    assert portal.post(ruta, {"desde": 1, "hasta": 3}).json() == {"eventos": 3}
    relay()
    assert [c["webhook-id"] for c, _ in receptor.llegadas] == ["evt_3", "evt_1", "evt_2", "evt_3"]
    assert portal.post(ruta, {"desde": 1, "hasta": 1001}).json()["codigo"] == "demasiados-eventos"
    assert portal.post(ruta, {"desde": 5, "hasta": 4}).json() == {"eventos": 0}


def test_revoked_client_is_told_nothing_more(reparto: Reparto, portal: Cliente, receptor: Receptor) -> None:
    subscribe(portal, receptor)
    file(portal)
    publish()
    revocar(identificador=Acreditado.objects.get().identificador, ahora=AHORA)
    reparto.file()
    relay()
    assert receptor.llegadas == []


def test_cancelled_subscription_is_told_nothing_more(reparto: Reparto, portal: Cliente, receptor: Receptor) -> None:
    sus = subscribe(portal, receptor)
    file(portal)
    publish()
    assert portal.send("DELETE", f"suscripciones/{sus['id']}/").status_code == 204
    relay()
    assert receptor.llegadas == []
    assert portal.get("suscripciones/").json() == {"suscripciones": []}


@pytest.mark.parametrize(
    "datos",
    [
        {"url": "http://portal.example/"},
        {"url": "ftp://portal.example/"},
        {"url": "https://u:p@portal.example/"},
        {"url": "https://portal.example/#x"},
        {"url": "no"},
        {"url": "https://portal.example/" + "a" * 500},
        {"url": "https://portal.example/", "eventos": ["volar"]},
        {},
    ],
)
def test_subscription_that_cannot_be_is_422(portal: Cliente, datos: dict[str, Any]) -> None:
    assert portal.post("suscripciones/", datos).status_code == 422
    assert not Suscripcion.objects.exists()


def test_twenty_subscriptions_and_no_more(portal: Cliente) -> None:
    estados = [portal.post("suscripciones/", {"url": "https://portal.example/"}).status_code for _ in range(21)]
    assert estados == [201] * 20 + [422]
    assert portal.post("suscripciones/", {"url": "https://portal.example/"}).json()["codigo"] == "suscripcion-invalida"

"""What the people of a portal see of it, and the counting behind it: numbers alone, and no write for a read."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from api.throttling import TasaPorAlcance
from config import reloj
from config.conteo import CONTADOR
from solicitudes.consumo import measure_consumo
from solicitudes.models import Cliente, ConteoDeLlamadas, EncargadoDeCliente, Evento, Persona
from solicitudes.services.clientes import acreditar, suspender
from solicitudes.services.conteo import Llamada, add_llamadas
from solicitudes.services.publicacion import publicar_eventos
from tests.elenco import CORREO, LUNES, NOMBRE, Elenco
from tests.portal.oficina.conftest import sign_in
from tests.portal.paginas import leer
from tests.receptor import Receptor, open_receptor

ALCANCES = ("solicitudes:presentar", "solicitudes:leer", "eventos:recibir")


class Lago:
    """A portal with a token, and Inés, who looks after it."""

    def __init__(self) -> None:
        self.fila, secreto = acreditar(nombre="Portal del Lago", alcances=ALCANCES, ahora=LUNES)
        datos = {"grant_type": "client_credentials", "client_id": self.fila.identificador, "client_secret": secreto}
        self.cabeceras = {"Authorization": f"Bearer {Client().post('/oauth/token/', datos).json()['access_token']}"}
        self.ines = Persona.objects.create_user("ines", "ines@portal.example")
        EncargadoDeCliente.objects.create(cliente=self.fila, persona=self.ines, fecha_hora_desde=LUNES)
        self.navegador = sign_in(Client(), self.ines)
        self.pagina = f"/integraciones/{self.fila.identificador}/"

    def get(self, ruta: str = "solicitudes/") -> Any:
        return Client().get(f"/api/v1/{ruta}", headers=self.cabeceras)

    def post(self, ruta: str, datos: Any) -> Any:
        return Client().post(f"/api/v1/{ruta}", datos, content_type="application/json", headers=self.cabeceras)

    def file(self) -> Any:
        return self.post(
            "solicitudes/",
            {
                "instituciones": ["MSPAS"],
                "descripcion": "¿Cuánto?",
                "solicitante": {"nombre": NOMBRE, "correo": CORREO},
                "consentimiento": {"forma": "escrito", "fecha_hora": "2026-02-20T09:00:00-06:00"},
            },
        )


@pytest.fixture
def lago(elenco: Elenco) -> Iterator[Lago]:
    with reloj.detenido_en(LUNES):
        yield Lago()


def test_she_sees_calls_by_day_and_refusals_by_slug(lago: Lago) -> None:
    with reloj.detenido_en(LUNES - timedelta(days=1)):
        lago.get()
    for _ in range(3):
        lago.get()
    lago.get("solicitudes/GT-2026-MSPAS-999999/")
    lago.post("suscripciones/", {"url": "http://sin-tls.example"})
    texto = leer(lago.navegador.get(lago.pagina))
    assert "02/03 3 2 0 01/03 1 0 0" in texto
    assert "1 × 404 solicitud-no-encontrada" in texto and "1 × 422 suscripcion-invalida" in texto
    assert "Aquí no hay límite" in texto


def test_a_read_writes_nothing_and_what_was_counted_is_written_at_once(lago: Lago, django_assert_num_queries) -> None:
    lago.get()
    with django_assert_num_queries(2):  # the token, the list
        lago.get()
    assert not ConteoDeLlamadas.objects.exists()
    with django_assert_num_queries(1):
        CONTADOR.flush()
    with django_assert_num_queries(0):
        CONTADOR.flush()
    lago.get()
    CONTADOR.flush()
    assert ConteoDeLlamadas.objects.get().llamadas == 3


def test_after_a_minute_any_request_writes_what_waits(lago: Lago, settings: Any) -> None:
    lago.get()
    settings.CONTEO_CADA = 0
    Client().get("/livez")
    assert ConteoDeLlamadas.objects.get().llamadas == 1


def test_what_cannot_be_written_now_is_written_later(lago: Lago) -> None:
    lago.get()
    CONTADOR.add(Llamada(lago.fila.pk, LUNES.date(), -1))  # the database refuses the whole statement
    with transaction.atomic():
        CONTADOR.flush()
        transaction.set_rollback(True)
    assert len(CONTADOR._pendientes) == 2


def test_no_name_and_no_folio_is_counted(lago: Lago) -> None:
    folio = lago.file().json()["solicitudes"][0]["folio"]
    lago.get(f"solicitudes/{folio}/")
    CONTADOR.flush()
    filas = str(list(ConteoDeLlamadas.objects.values()))
    assert not [dato for dato in (NOMBRE, CORREO, folio) if dato in filas]


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_lose_nothing(elenco: Elenco) -> None:
    lago = Lago()

    def add(_: int) -> None:
        try:
            add_llamadas({Llamada(lago.fila.pk, date(2026, 3, 2), 200): 2, Llamada(lago.fila.pk, date(2026, 3, 2), 404, "x"): 1})
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as hilos:
        list(hilos.map(add, range(6)))
    assert [(c.estatus, c.llamadas) for c in ConteoDeLlamadas.objects.all()] == [(200, 12), (404, 6)]


def test_only_the_last_fourteen_days_are_shown(lago: Lago) -> None:
    base = Llamada(lago.fila.pk, LUNES.date(), 200)
    add_llamadas({replace(base, fecha=LUNES.date() - timedelta(days=n)): 1 for n in (0, 13, 14)})
    assert measure_consumo(lago.fila, hoy=LUNES.date()).total == 2


def test_she_sees_what_is_left_of_a_quota_of_its_own(lago: Lago, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TasaPorAlcance, "THROTTLE_RATES", {"consultar": "100/min"})
    Cliente.objects.update(cuota=2)
    assert [lago.get().status_code for _ in range(3)] == [200, 200, 429]
    texto = leer(lago.navegador.get(lago.pagina))
    assert "consultar : 0 de 2 en 60 segundos" in texto and "presentar : 2 de 2" in texto
    assert "1 × 429" in texto


@pytest.fixture
def receptor(settings: Any) -> Iterator[Receptor]:
    settings.WEBHOOKS_LOCALES = True
    with open_receptor() as abierto:
        yield abierto


def test_she_tries_a_webhook_and_sends_a_part_of_the_stream_again(lago: Lago, receptor: Receptor) -> None:
    numero = lago.post("suscripciones/", {"url": receptor.url}).json()["id"]
    folio = lago.file().json()["solicitudes"][0]["folio"]
    publicar_eventos(ahora=LUNES)
    pagina = f"{lago.pagina}avisos/{numero}/"
    assert folio in leer(lago.navegador.get(pagina)) and receptor.url in leer(lago.navegador.get(lago.pagina))
    assert "el receptor respondió 204" in leer(lago.navegador.post(pagina, {"que": "probar"}))
    receptor.respuesta = 500
    assert "No llegó" in leer(lago.navegador.post(pagina, {"que": "probar"}))
    assert len(receptor.llegadas) == 2
    posicion = Evento.objects.get().posicion
    assert "otra vez 1 aviso" in leer(lago.navegador.post(pagina, {"que": "reenviar", "desde": posicion, "hasta": posicion}))
    assert "como máximo" in leer(lago.navegador.post(pagina, {"que": "reenviar", "desde": 1, "hasta": 5000}))
    assert "Escriba la posición" in leer(lago.navegador.post(pagina, {"que": "reenviar"}))


def test_nothing_is_tried_while_it_is_suspended(lago: Lago, receptor: Receptor, elenco: Elenco) -> None:
    numero = lago.post("suscripciones/", {"url": receptor.url}).json()["id"]
    suspender(identificador=lago.fila.identificador, actor=elenco.la_administradora, ahora=LUNES)
    assert "Suspendido" in leer(lago.navegador.get(lago.pagina))
    assert lago.navegador.post(f"{lago.pagina}avisos/{numero}/", {"que": "probar"}).status_code == 403
    assert receptor.llegadas == []


def test_nobody_else_sees_it(lago: Lago, receptor: Receptor, elenco: Elenco, client: Client) -> None:
    numero = lago.post("suscripciones/", {"url": receptor.url}).json()["id"]
    otra = sign_in(Client(), elenco.la_oficial)
    assert "No tiene ninguno" in leer(otra.get("/integraciones/"))
    for ruta in (lago.pagina, f"{lago.pagina}avisos/{numero}/"):
        assert otra.get(ruta).status_code == 404 and otra.post(ruta, {"que": "probar"}).status_code in (404, 405)
        assert client.get(ruta).headers["Location"].startswith("/cuentas/login/")
    ajeno, _ = acreditar(nombre="Otro", alcances=ALCANCES, ahora=LUNES)
    EncargadoDeCliente.objects.create(cliente=ajeno, persona=lago.ines, fecha_hora_desde=LUNES)
    assert lago.navegador.get(f"/integraciones/{ajeno.identificador}/avisos/{numero}/").status_code == 404


def test_the_page_costs_the_same_for_any_number(lago: Lago, django_assert_num_queries) -> None:
    def look() -> None:
        with django_assert_num_queries(5):
            lago.navegador.get(lago.pagina)

    look()
    add_llamadas({Llamada(lago.fila.pk, LUNES.date() - timedelta(days=n), e, f"c{e}"): 1 for n in range(14) for e in (200, 404, 500)})
    look()

"""One signed POST, to good and bad receivers, and to addresses where nobody should be let."""

from __future__ import annotations

import base64
import json
import secrets
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from config import reloj
from notifications import webhooks
from notifications.webhooks import Respuesta, post_webhook
from tests import receptor as receptores
from tests.receptor import Receptor, open_receptor

CUERPO = json.dumps({"type": "prueba", "data": {"ñ": 1}}, ensure_ascii=False)
UNO, OTRO = (f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}" for _ in range(2))


@pytest.fixture
def receptor(settings: Any) -> Iterator[Receptor]:
    settings.WEBHOOKS_LOCALES = True
    with open_receptor() as abierto:
        yield abierto


def post(url: str, *secretos: str) -> Respuesta:
    return post_webhook(url=url, identificador="evt_1", cuerpo=CUERPO, secretos=secretos or (UNO,), ahora=reloj.ahora())


def test_signed_so_that_the_library_of_the_standard_believes_it(receptor: Receptor) -> None:
    assert post(receptor.url) == Respuesta(204)
    ((cabeceras, cuerpo),) = receptor.llegadas
    assert Webhook(UNO).verify(cuerpo, cabeceras) == json.loads(CUERPO)
    assert (cabeceras["webhook-id"], cabeceras["content-type"]) == ("evt_1", "application/json")
    for falsa in ({"webhook-id": "evt_2"}, {"webhook-timestamp": str(int(cabeceras["webhook-timestamp"]) + 1)}):
        with pytest.raises(WebhookVerificationError):
            Webhook(UNO).verify(cuerpo, cabeceras | falsa)
    with pytest.raises(WebhookVerificationError):
        Webhook(UNO).verify(cuerpo + b" ", cabeceras)
    with pytest.raises(WebhookVerificationError):
        Webhook(OTRO).verify(cuerpo, cabeceras)


def test_two_secrets_are_two_signatures_and_either_is_enough(receptor: Receptor) -> None:
    post(receptor.url, UNO, OTRO)
    ((cabeceras, cuerpo),) = receptor.llegadas
    assert len(cabeceras["webhook-signature"].split()) == 2
    assert Webhook(UNO).verify(cuerpo, cabeceras) == Webhook(OTRO).verify(cuerpo, cabeceras)


@pytest.mark.parametrize(("codigo", "entregada"), [(200, True), (202, True), (204, True), (400, False), (410, False), (500, False)])
def test_delivered_is_what_is_answered_2xx(receptor: Receptor, codigo: int, entregada: bool) -> None:
    receptor.respuesta = codigo
    respuesta = post(receptor.url)
    assert (respuesta.codigo, respuesta.entregada) == (codigo, entregada)


@pytest.mark.parametrize("donde", ["http://169.254.169.254/latest/meta-data/", "/otra", "//evil.example/", "file:///etc/passwd"])
def test_redirects_are_not_followed(receptor: Receptor, donde: str) -> None:
    receptor.respuesta = receptores.redirect_to(donde)
    respuesta = post(receptor.url)
    assert (respuesta.codigo, respuesta.entregada, len(receptor.llegadas)) == (302, False, 1)


def test_receiver_that_hangs_is_left(receptor: Receptor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "ESPERA", (0.2, 0.2))
    receptor.respuesta = receptores.hang
    assert post(receptor.url) == Respuesta(None, "No se pudo entregar: ReadTimeout.")


def test_receiver_that_drips_is_left_when_its_time_is_over(receptor: Receptor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "PLAZO", 0.3)
    receptor.respuesta = receptores.drip
    assert "No respondió" in post(receptor.url).error


def test_receiver_that_lies_about_its_body_is_not_read(receptor: Receptor) -> None:
    receptor.respuesta = receptores.lie
    assert post(receptor.url) == Respuesta(200)


def test_receiver_that_does_not_speak_http_is_a_failure(receptor: Receptor) -> None:
    receptor.respuesta = receptores.babble
    assert not post(receptor.url).entregada


def test_nobody_there_is_a_failure_and_says_no_address(receptor: Receptor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as libre:
        url = f"http://127.0.0.1:{libre.getsockname()[1]}/"
    assert post(url) == Respuesta(None, "No se pudo entregar: ConnectionError.")


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://10.0.0.5/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://100.64.0.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[fd00::1]/",
        "http://example.com/",
        "ftp://example.com/",
        "https://",
    ],
)
def test_address_that_is_not_public_is_not_called(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("it called")

    monkeypatch.setattr(socket.socket, "connect", connect)
    respuesta = post(url)
    assert (respuesta.codigo, respuesta.entregada) == (None, False)
    assert "AssertionError" not in respuesta.error


def _resolve(monkeypatch: pytest.MonkeyPatch, *respuestas: list[str]) -> list[str]:
    """From now on a name gives these addresses, one answer after the other; returns the names that were asked."""
    preguntas: list[str] = []
    pendientes = list(respuestas)

    def getaddrinfo(nombre: str, puerto: Any, *args: Any, **kwargs: Any) -> list[Any]:
        preguntas.append(nombre)
        direcciones = [nombre] if nombre[0].isdigit() else pendientes.pop(0) if len(pendientes) > 1 else pendientes[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, puerto or 0)) for ip in direcciones]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return preguntas


def test_name_that_leads_inside_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolve(monkeypatch, ["10.0.0.5"])
    assert post("https://portal.example/").error == "La dirección no es pública o no usa https."


def test_name_with_one_address_inside_among_others_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolve(monkeypatch, ["93.184.216.34", "169.254.169.254"])
    assert post("https://portal.example/").error == "La dirección no es pública o no usa https."


def test_name_that_changes_after_it_was_looked_at_is_called_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: public when it is checked, inside when it is called."""
    preguntas = _resolve(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
    llamadas: list[Any] = []

    def connect(self: socket.socket, direccion: Any) -> None:
        llamadas.append(direccion)
        raise OSError("no network in the tests")

    monkeypatch.setattr(socket.socket, "connect", connect)
    assert not post("https://portal.example/").entregada
    assert {direccion[0] for direccion in llamadas} == {"93.184.216.34"}
    assert preguntas.count("portal.example") == 1


def test_proxies_of_the_environment_are_not_used(receptor: Receptor, monkeypatch: pytest.MonkeyPatch) -> None:
    for nombre in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(nombre, "http://169.254.169.254:3128")
    assert post(receptor.url).entregada

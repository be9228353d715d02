"""The mail channel against a real server: what leaves, and which failures are for good."""

from __future__ import annotations

import email
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default

import pytest

from notifications.channels.correo import CorreoAplazadoError, CorreoRechazadoError, DireccionInvalidaError, enviar
from notifications.channels.mensaje import Mensaje
from notifications.efectos import FallaPermanenteError
from tests.notifications.conftest import T
from tests.notifications.servidor_smtp import ServidorSMTP, serving
from tests.servicios import free_port

MENSAJE = Mensaje(
    para="ana@ejemplo.gt",
    asunto="[GT-2026-MSPAS-000123] Recibimos su solicitud de información",
    texto="Buen día:\n\nRecibimos su solicitud.\n",
    html="<p>Buen día:</p><p>Recibimos su solicitud.</p>",
    identificador="presentada:GT-2026-MSPAS-000123:solicitante",
    evento="presentada",
    folio="GT-2026-MSPAS-000123",
    destinatario="solicitante",
    fecha_hora=T,
    responder_a="unidad@mspas.ejemplo.gt",
    responder_nombre="Unidad de Información, MSPAS",
)


@pytest.fixture(autouse=True)
def _smtp(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 0.5
    settings.URL_BASE = "https://informacion.ejemplo.gt:8443"


def send(servidor: ServidorSMTP, settings, mensaje: Mensaje = MENSAJE) -> str:
    settings.EMAIL_PORT = servidor.puerto
    return enviar(mensaje, ahora=T)


def read(octetos: bytes) -> EmailMessage:
    leido = email.message_from_bytes(octetos, policy=default)
    assert isinstance(leido, EmailMessage)
    return leido


def test_enviar_sends_text_and_html_with_the_headers_of_an_automatic_message(settings):
    with serving() as servidor:
        mensaje_id = send(servidor, settings)
    correo = read(servidor.recibidos[0])
    assert correo["Message-ID"] == mensaje_id
    assert correo["Subject"].strip() == MENSAJE.asunto
    assert correo["To"] == "ana@ejemplo.gt"
    assert correo["Auto-Submitted"] == "auto-generated"
    assert correo["Date"].datetime == T
    assert correo["Reply-To"].addresses[0].addr_spec == "unidad@mspas.ejemplo.gt"
    assert correo["Reply-To"].addresses[0].display_name == "Unidad de Información, MSPAS"
    assert [parte.get_content_type() for parte in correo.iter_parts()] == ["text/plain", "text/html"]
    assert correo.get_body(("plain",)).get_content().replace("\r\n", "\n") == MENSAJE.texto


def test_enviar_message_id_is_the_identifier_s_and_ours(settings):
    with serving() as servidor:
        una = send(servidor, settings)
        otra_vez = send(servidor, settings, replace(MENSAJE, texto="otro texto"))
        otro = send(servidor, settings, replace(MENSAJE, identificador="otro"))
    assert una == otra_vez != otro
    assert una.endswith("@informacion.ejemplo.gt>")


@pytest.mark.parametrize(
    "cambios",
    [
        {"asunto": "Hola\nBcc: otra@ejemplo.gt"},
        {"folio": "GT-1\r\nBcc: otra@ejemplo.gt"},
        {"responder_nombre": "Unidad\r\nBcc: otra@ejemplo.gt"},
        {"responder_a": "unidad@ejemplo.gt\r\nBcc: otra@ejemplo.gt"},
    ],
    ids=lambda cambios: next(iter(cambios)),
)
def test_enviar_no_line_break_starts_a_header(settings, cambios):
    with serving() as servidor:
        send(servidor, settings, replace(MENSAJE, **cambios))
    correo = read(servidor.recibidos[0])
    assert correo["Bcc"] is None
    assert correo["To"] == "ana@ejemplo.gt"


def test_enviar_a_badly_written_unit_address_does_not_cost_the_message(settings):
    with serving() as servidor:
        send(servidor, settings, replace(MENSAJE, responder_a="no tiene"))
    assert read(servidor.recibidos[0])["Reply-To"] is None


@pytest.mark.parametrize(
    "para", ["", "ana", "ana@", "a@b@c.gt", "Ana <ana@ejemplo.gt>", "ana@ejemplo.gt, luis@ejemplo.gt", "ana@ejemplo.gt\nBcc: x@y.gt"]
)
def test_enviar_a_malformed_address_is_for_good_and_never_reaches_the_server(settings, para):
    with serving() as servidor, pytest.raises(DireccionInvalidaError) as error:
        send(servidor, settings, replace(MENSAJE, para=para))
    assert servidor.recibidos == []
    assert isinstance(error.value, FallaPermanenteError)


@pytest.mark.parametrize(
    ("respuestas", "esperado"),
    [
        pytest.param({"RCPT": "550 ana@ejemplo.gt no existe"}, CorreoRechazadoError, id="5xx recipient"),
        pytest.param({"FIN": "554 ana@ejemplo.gt no lo quiere"}, CorreoRechazadoError, id="5xx message"),
        pytest.param({"RCPT": "450 ana@ejemplo.gt ocupado"}, CorreoAplazadoError, id="4xx recipient"),
        pytest.param({"FIN": "451 intente luego"}, CorreoAplazadoError, id="4xx message"),
        pytest.param({"MAIL": "530 identifiquese"}, CorreoAplazadoError, id="our own credentials"),
        pytest.param({"HOLA": "421 cerrado"}, CorreoAplazadoError, id="server closing"),
        pytest.param({"HOLA": ""}, CorreoAplazadoError, id="no answer in time"),
    ],
)
def test_enviar_tells_permanent_failures_from_passing_ones(settings, respuestas, esperado):
    with serving(**respuestas) as servidor, pytest.raises(esperado) as error:
        send(servidor, settings)
    assert "@" not in str(error.value)
    assert isinstance(error.value, FallaPermanenteError) is (esperado is CorreoRechazadoError)


def test_enviar_without_a_server_is_passing(settings):
    settings.EMAIL_PORT = free_port()
    with pytest.raises(CorreoAplazadoError):
        enviar(MENSAJE, ahora=T)

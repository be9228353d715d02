"""What a directory, somebody between us or somebody who copied an address could send back, and none of it opens anything."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from solicitudes.models import IngresoPorEmisor, Persona
from solicitudes.oidc import linea
from tests.elenco import Elenco
from tests.emisor.casa import add_emisor, confirm_correos
from tests.emisor.mentiras import FIRMAS
from tests.emisor.servidor import DirectorioDePruebas, Navegador
from tests.portal.paginas import leer
from tests.servicios import free_port

CLAVE = "una clave larga de prueba"


@pytest.fixture(autouse=True)
def _locales(settings, elenco: Elenco) -> Iterator[None]:
    settings.EMISORES_LOCALES = True
    confirm_correos(elenco)
    yield
    assert not SocialAccount.objects.exists() and not IngresoPorEmisor.objects.filter(resultado="admitido").exists()


@pytest.fixture
def navegador(elenco: Elenco, directorio: DirectorioDePruebas) -> Navegador:
    add_emisor(elenco.salud, directorio.url)
    return Navegador(directorio)


def unproved(respuesta) -> bool:
    """The page of an answer that proves nothing; it says no more than that."""
    return respuesta.status_code == 403 and "No pudimos comprobar quién es" in leer(respuesta)


# ── tokens ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "clave",
    [
        *FIRMAS,
        "otro-emisor", "otro-destino", "varios-destinos", "vencida", "del-futuro", "otro-nonce", "sin-nonce", "sin-vencimiento", "sin-sub",
    ],
)  # fmt: skip
def test_a_token_that_proves_nothing_opens_nothing(
    elenco: Elenco, directorio: DirectorioDePruebas, caplog: pytest.LogCaptureFixture, clave: str
) -> None:
    add_emisor(elenco.salud, directorio.url, clave)
    navegador = Navegador(directorio)
    with caplog.at_level(logging.WARNING, "config.ingreso"):
        respuesta = navegador.enter("oficial", clave=clave)
    assert unproved(respuesta) and navegador.quien is None
    assert f"Ingreso por {clave} sin terminar" in caplog.text
    assert "oficina.example" not in caplog.text


# ── the way back ──────────────────────────────────────────────────────────────


def test_a_return_is_good_once(navegador: Navegador, elenco: Elenco) -> None:
    vuelta = navegador.identify(navegador.leave("honesto"), "nadie")
    assert "no tiene cargo" in leer(navegador.come_back(vuelta))
    assert unproved(navegador.come_back(vuelta))


def test_a_return_that_another_browser_began_is_nobodys(navegador: Navegador) -> None:
    vuelta = navegador.identify(navegador.leave("honesto"), "oficial")
    ajeno = Navegador(navegador.emisor)
    assert unproved(ajeno.come_back(vuelta)) and ajeno.quien is None


def test_a_code_of_another_sign_in_does_not_fit_ours(navegador: Navegador) -> None:
    """Somebody puts her code in the place of ours: PKCE and the nonce belong to the session that asked."""
    ajeno = Navegador(navegador.emisor)
    suya = ajeno.identify(ajeno.leave("honesto"), "oficial")
    nuestra = navegador.identify(navegador.leave("honesto"), "nadie")
    codigo = suya.split("code=")[1].split("&")[0]
    mezcla = nuestra.replace(nuestra.split("code=")[1].split("&")[0], codigo)
    respuesta = navegador.come_back(mezcla)
    assert respuesta.status_code == 503 and navegador.quien is None


def test_a_state_of_one_directory_does_not_serve_in_another(navegador: Navegador, elenco: Elenco) -> None:
    add_emisor(elenco.educacion, navegador.emisor.url, "otra-casa")
    vuelta = navegador.identify(navegador.leave("honesto"), "oficial")
    assert unproved(navegador.come_back(vuelta.replace("/honesto/", "/otra-casa/")))


@pytest.mark.parametrize("cola", ["", "?state=", "?state=x&code=y", "?code=y", "?error=access_denied", "?state=x&error=server_error"])
def test_a_return_without_what_we_gave_is_told_to_begin_again(navegador: Navegador, cola: str) -> None:
    assert unproved(navegador.portal.get(f"/cuentas/institucion/honesto/{cola}"))


def test_whoever_cancels_there_is_told_so_here(navegador: Navegador) -> None:
    estado = navegador.leave("honesto").split("state=")[1].split("&")[0]
    assert unproved(navegador.portal.get(f"/cuentas/institucion/honesto/?state={estado}&error=access_denied"))


def test_the_wrong_secret_opens_nothing(elenco: Elenco, directorio: DirectorioDePruebas, settings) -> None:
    settings.SECRETOS_DE_EMISORES = {"honesto": "no es este"}
    add_emisor(elenco.salud, directorio.url, secreto_cifrado="")
    navegador = Navegador(directorio)
    assert navegador.enter("oficial").status_code == 503 and navegador.quien is None


# ── the directory does not answer ─────────────────────────────────────────────


@pytest.fixture
def con_clave(elenco: Elenco) -> Persona:
    persona = Persona.objects.get(pk=elenco.la_oficial.persona_id)
    persona.set_password(CLAVE)
    persona.save()
    return persona


def press(cliente: Client, clave: str):
    return cliente.post("/cuentas/institucion/", {"directorio": clave})


@pytest.mark.parametrize("camino", ["/impostor", "/roto", "/mudado", "/nada", "/lento", "caido"])
def test_one_that_does_not_answer_says_so_in_time_and_the_password_works(
    elenco: Elenco, directorio: DirectorioDePruebas, con_clave: Persona, client: Client, monkeypatch: pytest.MonkeyPatch, camino: str
) -> None:
    monkeypatch.setattr(linea, "PLAZO", 0.5)
    url = f"http://127.0.0.1:{free_port()}" if camino == "caido" else directorio.url + camino
    add_emisor(elenco.salud, url)
    antes = time.monotonic()
    respuesta = press(client, "honesto")
    assert time.monotonic() - antes < 5
    assert respuesta.status_code == 503 and "Su institución no responde" in leer(respuesta)
    assert "la contraseña que eligió aquí" in leer(respuesta)
    entrada = client.post("/cuentas/login/", {"login": con_clave.email, "password": CLAVE})
    assert entrada.headers["Location"] == "/oficina/"


def test_one_that_falls_while_somebody_is_there_says_so_too(navegador: Navegador, settings) -> None:
    vuelta = navegador.identify(navegador.leave("honesto"), "oficial")
    settings.EMISORES_LOCALES = False  # from now on its address leads nowhere
    respuesta = navegador.come_back(vuelta)
    assert respuesta.status_code == 503 and "Su institución no responde" in leer(respuesta)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1", "https://127.0.0.1:1", "https://localhost", "https://169.254.169.254", "https://10.2.3.4", "http://8.8.8.8"],
)
def test_nothing_inside_is_called(elenco: Elenco, client: Client, settings, url: str) -> None:
    settings.EMISORES_LOCALES = False
    add_emisor(elenco.salud, url)
    assert press(client, "honesto").status_code == 503

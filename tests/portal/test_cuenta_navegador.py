"""The appeal and the account in a real browser: without scripts, on a telephone and a desk, in Spanish and English, and what axe says."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Page, expect

from config import reloj
from notifications.relevo import drenar
from solicitudes.models import Persona, Recurso
from solicitudes.services.cuenta import reclamar
from solicitudes.services.recurso import vencer_recursos
from tests.elenco import DENIEGA, REVOCA, Caso, Elenco, cuando, un_expediente
from tests.portal.conftest import Abrir
from tests.portal.test_pantallas import ANCHOS, ESQUEMAS, look, open_with_key, press

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]

CLAVE = "una clave larga de prueba"
#: Each width and each language once with the other: what differs between them is the words, which English makes shorter.
VENTANAS = [("telefono", "es"), ("escritorio", "es"), ("telefono", "en")]


def speak(pagina: Page, idioma: str) -> None:
    """Change the language at the foot of the page."""
    nombre = {"es": "Español", "en": "English"}[idioma]
    with pagina.expect_navigation():
        pagina.get_by_role("button", name=nombre, exact=True).click()
    expect(pagina.locator("html")).to_have_attribute("lang", idioma)


def register() -> Persona:
    persona = Persona.objects.create_user("ana", "ana@correo.example", CLAVE)
    EmailAddress.objects.create(user=persona, email=persona.email, verified=True, primary=True)
    return persona


def sign_in(pagina: Page) -> None:
    pagina.goto("/mi-cuenta/")
    pagina.locator("[name=login]").fill("ana@correo.example")
    pagina.locator("[name=password]").fill(CLAVE)
    with pagina.expect_navigation():
        pagina.get_by_role("button", name="Entrar", exact=True).click()
    expect(pagina).to_have_url(re.compile(r"/mi-cuenta/$"))


@pytest.mark.parametrize(("tamano", "idioma"), VENTANAS)
def test_the_appeal_is_accessible_and_fits(abrir: Abrir, elenco: Elenco, tamano: str, idioma: str) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    pagina = abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano])
    with reloj.detenido_en(caso.ahora):
        open_with_key(pagina, caso)
        speak(pagina, idioma)
        look(pagina, f"_con-recurso-{idioma}", tamano)
        pagina.goto(f"/seguir/{caso.folio}/recurrir/")
        look(pagina, "recurrir" if idioma == "es" else "_recurrir-en", tamano)
        with pagina.expect_navigation():
            pagina.locator("main form button").click()
        expect(pagina.locator("#errores")).to_be_focused()
        look(pagina, f"_recurrir-error-{idioma}", tamano)


@pytest.mark.parametrize(("tamano", "idioma"), VENTANAS)
def test_the_case_with_an_appeal_is_accessible_and_fits(abrir: Abrir, elenco: Elenco, tamano: str, idioma: str) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    caso.hacer("interponer_recurso", causales=("denegada", "incompleta"), agravios="La reserva venció en enero.")
    caso.at(cuando(3, 16)).hacer("decidir_recurso", decision=REVOCA)
    vencer_recursos(ahora=caso.at(cuando(3, 24)).ahora)
    drenar(ahora=caso.ahora)
    pagina = abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano])
    with reloj.detenido_en(caso.ahora):
        open_with_key(pagina, caso)
        speak(pagina, idioma)
        look(pagina, f"_recurso-{idioma}", tamano)


def test_an_appeal_without_scripts(abrir: Abrir, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    pagina = abrir(script=False)
    with reloj.detenido_en(caso.ahora):
        open_with_key(pagina, caso)
        press(pagina, "Presentar un recurso")
        pagina.get_by_label("Me negaron la información").check()
        pagina.get_by_label("Leí qué pasa al presentarlo y quiero hacerlo").check()
        press(pagina, "Presentar el recurso")
        expect(pagina.get_by_role("heading", name="Su recurso de revisión")).to_be_visible()
    assert Recurso.objects.get().causales == ["denegada"]


@pytest.mark.parametrize(("tamano", "idioma"), VENTANAS)
def test_the_account_is_accessible_and_fits(abrir: Abrir, elenco: Elenco, settings, tamano: str, idioma: str) -> None:
    settings.REGISTRO_ABIERTO = True
    persona, casos = register(), [un_expediente(elenco, estado) for estado in ("en_aclaracion", "en_tramite", "vencida")]
    for caso in casos:
        reclamar(folio=caso.folio, clave=caso.recibo.clave, cuenta=persona.pk)
    pagina = abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano])
    pagina.goto("/cuentas/signup/")
    look(pagina, "_crear-cuenta", tamano)
    sign_in(pagina)
    speak(pagina, idioma)
    look(pagina, "mi-cuenta" if idioma == "es" else "_mi-cuenta-en", tamano)
    for ruta in ("/mi-cuenta/borrar/", "/cuentas/email/", "/cuentas/password/change/", "/cuentas/2fa/", "/cuentas/logout/"):
        pagina.goto(ruta)
        nombre = ruta.strip("/").replace("/", "-")
        look(pagina, nombre if idioma == "es" else f"_{nombre}-en", tamano)


def test_an_earlier_case_comes_to_the_account_without_scripts(abrir: Abrir, elenco: Elenco) -> None:
    caso, _ = Caso(elenco), register()
    pagina = abrir(script=False)
    sign_in(pagina)
    pagina.locator("#id_folio").fill(caso.folio)
    pagina.locator("#id_clave").fill(caso.recibo.clave)
    press(pagina, "Añadir a mi cuenta")
    press(pagina, caso.folio, papel="link")
    expect(pagina.get_by_role("heading", name=caso.folio)).to_be_visible()


@pytest.mark.parametrize("tamano", ANCHOS)
def test_english_pages_are_accessible_and_fit(abrir: Abrir, tamano: str) -> None:
    pagina = abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano])
    pagina.goto("/calculadora/?fecha=2026-03-25&municipio=0901")
    speak(pagina, "en")
    expect(pagina).to_have_url(re.compile(r"municipio=0901$"))
    for ruta in ("/calculadora/?fecha=2026-03-25&municipio=0901", "/", "/pedir/", "/guia/privacidad/", "/seguir/"):
        pagina.goto(ruta)
        look(pagina, f"_en{ruta.partition('?')[0].replace('/', '-')}", tamano)

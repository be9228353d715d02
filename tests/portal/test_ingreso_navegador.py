"""Signing in by the directory of one's institution in a real browser, and its pages: axe, 360 and 1280 pixels, light and dark."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as ajustes
from playwright.sync_api import Page, expect

from solicitudes.models import Emisor, IngresoPorEmisor, Persona
from tests.elenco import LUNES, Elenco
from tests.emisor.casa import add_emisor, confirm_correos
from tests.emisor.servidor import CLAVE, DirectorioDePruebas
from tests.portal.conftest import Abrir
from tests.portal.oficina.conftest import sign_in_browser
from tests.portal.test_pantallas import ANCHOS, ESQUEMAS, look, press, visit

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def emisor(elenco: Elenco, directorio: DirectorioDePruebas, live_server, settings) -> Emisor:
    settings.EMISORES_LOCALES = True
    settings.URL_BASE = live_server.url
    confirm_correos(elenco)
    directorio.send_back_to(f"{live_server.url}/cuentas/institucion/honesto/")
    return add_emisor(elenco.salud, directorio.url)


def go_there(pagina: Page) -> None:
    """From the page of sign-in to that of the directory."""
    pagina.goto("/cuentas/login/?next=/oficina/cuenta/")
    pagina.get_by_label("Su institución", exact=True).select_option("honesto")
    pagina.get_by_role("button", name="Continuar").click()
    pagina.wait_for_url(re.compile(r"/cuentas/login/\?next=/identity/"))


def identify(pagina: Page, usuario: str) -> None:
    pagina.locator("input[name=login]").fill(usuario)
    pagina.locator("input[name=password]").fill(CLAVE)
    pagina.locator("button[type=submit]").click()


@pytest.mark.parametrize("script", [True, False])
def test_an_official_goes_to_her_institution_and_comes_back_to_where_she_was_going(abrir: Abrir, emisor: Emisor, script: bool) -> None:
    pagina = abrir(ancho=360, script=script)
    go_there(pagina)
    assert pagina.url.startswith(emisor.url)
    identify(pagina, "oficial")
    pagina.wait_for_url("**/oficina/cuenta/")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("la_oficial")
    expect(pagina.get_by_role("heading", name="La cuenta de su institución")).to_be_visible()
    # Known there since, she comes straight back: the chain of redirects of her institution breaks no rule of ours.
    pagina.context.clear_cookies(name=ajustes.SESSION_COOKIE_NAME)
    pagina.goto("/cuentas/login/")
    pagina.get_by_role("button", name="Continuar").click()
    pagina.wait_for_url("**/oficina/")


def turn_away(pagina: Page) -> None:
    go_there(pagina)
    identify(pagina, "nadie")
    pagina.get_by_role("heading", name="Su cuenta no tiene cargo aquí").wait_for()


def fail(pagina: Page) -> None:
    Emisor.objects.update(url="https://127.0.0.1:1")
    pagina.goto("/cuentas/login/")
    pagina.get_by_role("button", name="Continuar").click()
    pagina.get_by_role("heading", name="Su institución no responde").wait_for()


def go_out(pagina: Page) -> None:
    pagina.route(f"{Emisor.objects.get().url}/identity/**", lambda ruta: ruta.fulfill(status=204))  # and the page stays
    pagina.goto("/cuentas/login/")
    pagina.get_by_role("button", name="Continuar").click()
    pagina.get_by_role("heading", name="Va al ingreso de su institución").wait_for()


def unbind(pagina: Page) -> None:
    pagina.goto("/oficina/cuenta/")
    with pagina.expect_navigation():
        pagina.get_by_role("link", name="Desligarla").click()


def send_nothing(pagina: Page) -> None:
    pagina.goto("/oficina/administracion/directorios/nuevo/")
    press(pagina, "Comprobarlo y registrarlo")


def see_one(pagina: Page) -> None:
    pagina.goto("/oficina/administracion/directorios/")
    press(pagina, "Ministerio de Salud", papel="link")


def try_one(pagina: Page) -> None:
    Emisor.objects.update(url="https://127.0.0.1:1")
    see_one(pagina)
    press(pagina, "Probar si responde")


#: Each page: who looks at it, if anybody, and how it is reached.
PAGINAS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "ingreso-por-institucion": ("", visit("/cuentas/login/")),
    "_ingreso-salida": ("", go_out),
    "ingreso-sin-cargo": ("", turn_away),
    "_ingreso-falla": ("", fail),
    "directorios": ("la_administradora", visit("/oficina/administracion/directorios/")),
    "directorio-nuevo": ("la_administradora", visit("/oficina/administracion/directorios/nuevo/")),
    "_directorio-nuevo-error": ("la_administradora", send_nothing),
    "administracion-directorio": ("la_administradora", see_one),
    "_directorio-falla": ("la_administradora", try_one),
    "_cuenta-ligada": ("la_oficial", visit("/oficina/cuenta/")),
    "desligar": ("la_oficial", unbind),
}


@pytest.mark.parametrize("tamano", ANCHOS)
@pytest.mark.parametrize("nombre", PAGINAS)
def test_each_page_is_accessible_and_fits(abrir: Abrir, elenco: Elenco, emisor: Emisor, live_server, nombre: str, tamano: str) -> None:
    quien, llegar = PAGINAS[nombre]
    persona_id = elenco.la_oficial.persona_id
    SocialAccount.objects.create(user_id=persona_id, provider="honesto", uid="1")
    for resultado, persona in (("admitido", persona_id), ("sin-cargo-aqui", None)):
        IngresoPorEmisor.objects.create(
            emisor=emisor, persona_id=persona, resultado=resultado, segundo_factor=persona is not None, fecha_hora=LUNES
        )
    pagina = abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano])
    if quien:
        sign_in_browser(pagina, Persona.objects.get(pk=getattr(elenco, quien).persona_id), url=live_server.url)
    llegar(pagina)
    look(pagina, nombre, tamano)

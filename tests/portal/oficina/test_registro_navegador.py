"""The counter, the desk of who signs and the substitutions in Chromium: by keyboard alone, small and large, light and dark, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from config import reloj
from solicitudes.models import Presentacion
from tests.elenco import DENIEGA, Elenco, cuando, un_expediente
from tests.portal.conftest import Abrir
from tests.portal.oficina.conftest import Entrar
from tests.portal.test_navegador import tab_to
from tests.portal.test_pantallas import ANCHOS, ESQUEMAS, look

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]

MIERCOLES = cuando(3, 4)
TEXTO = "¿Cuánto se gastó en medicinas en 2025?"


class Teclado:
    """Counts what an officer presses beside the words themselves."""

    def __init__(self, pagina: Page) -> None:
        self.pagina, self.teclas = pagina, 0

    def press(self, tecla: str, veces: int = 1) -> None:
        for _ in range(veces):
            self.pagina.keyboard.press(tecla)
            self.teclas += 1

    def on(self, selector: str) -> None:
        """The focus is there, and shows."""
        expect(self.pagina.locator(selector)).to_be_focused()

    def follow(self) -> None:
        with self.pagina.expect_navigation():
            self.press("Enter")


def fill(pagina: Page) -> None:
    pagina.goto("/oficina/registrar/")
    pagina.get_by_label("¿Quién la pide?").fill("Ana Pérez Caal")
    pagina.get_by_label("¿Qué información pide?").fill(TEXTO)


def press(pagina: Page, nombre: str) -> None:
    with pagina.expect_navigation():
        pagina.get_by_role("button", name=nombre).click()


def test_a_registration_by_keyboard_alone_takes_thirteen_keys_beside_the_words(abrir: Abrir, entrar: Entrar, elenco: Elenco) -> None:
    with reloj.detenido_en(MIERCOLES):
        pagina = entrar(abrir(ancho=1280), elenco.la_oficial)
        pagina.goto("/oficina/registrar/")
        teclado = Teclado(pagina)
        teclado.on("#id_canal_0")
        teclado.press("Tab", 3)
        teclado.on("#id_nombre")
        pagina.keyboard.type("Ana Pérez Caal")
        teclado.press("Tab", 3)
        teclado.on("#id_texto")
        pagina.keyboard.type(TEXTO)
        teclado.press("Tab", 5)
        teclado.follow()
        expect(pagina.get_by_role("heading", level=1)).to_have_text("Léaselo a la persona")
        teclado.follow()
        expect(pagina.locator("#clave")).to_be_visible()
        teclado.on("[data-imprimir]")
    assert teclado.teclas == 13
    assert Presentacion.objects.get().solicitante_nombre == "Ana Pérez Caal"


def test_a_letter_of_monday_by_keyboard_alone(abrir: Abrir, entrar: Entrar, elenco: Elenco) -> None:
    with reloj.detenido_en(MIERCOLES):
        pagina = entrar(abrir(ancho=1280), elenco.la_oficial)
        pagina.goto("/oficina/registrar/")
        teclado = Teclado(pagina)
        teclado.on("#id_canal_0")
        teclado.press("ArrowDown", 2)
        teclado.on("#id_canal_2")
        teclado.press("Tab")
        pagina.keyboard.type("2/3/2026")
        teclado.press("Tab", 2)
        pagina.keyboard.type("Ana Pérez Caal")
        teclado.press("Tab", 3)
        pagina.keyboard.type(TEXTO)
        teclado.press("Tab", 5)
        teclado.follow()
        expect(pagina.locator(".vence")).to_have_text("lunes 16 de marzo de 2026")
        teclado.follow()
        expect(pagina.get_by_text("Se registró el miércoles 4 de marzo")).to_be_visible()
    assert Presentacion.objects.get().canal == "carta"


@pytest.mark.parametrize("script", [True, False], ids=["con scripts", "sin scripts"])
def test_a_double_press_files_once(abrir: Abrir, entrar: Entrar, elenco: Elenco, script: bool) -> None:
    with reloj.detenido_en(MIERCOLES):
        pagina = entrar(abrir(ancho=1280, script=script), elenco.la_oficial)
        fill(pagina)
        press(pagina, "Continuar y leérselo")
        pagina.get_by_role("button", name="Está bien: registrar").dblclick()
        expect(pagina.locator("#clave")).to_be_visible()
    assert Presentacion.objects.count() == 1


@pytest.mark.parametrize("tamano", ANCHOS)
def test_each_page_is_accessible_and_fits(abrir: Abrir, entrar: Entrar, elenco: Elenco, tamano: str) -> None:
    with reloj.detenido_en(MIERCOLES):
        pagina = entrar(abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano]), elenco.la_oficial)
        pagina.goto("/oficina/registrar/")
        look(pagina, "registrar", tamano)
        press(pagina, "Continuar y leérselo")
        expect(pagina.locator("#errores")).to_be_focused()
        look(pagina, "_registrar-error", tamano)
        fill(pagina)
        press(pagina, "Continuar y leérselo")
        look(pagina, "registrar-revisar", tamano)
        press(pagina, "Está bien: registrar")
        look(pagina, "registrar-recibo", tamano)


def test_on_paper_only_the_slip(abrir: Abrir, entrar: Entrar, elenco: Elenco) -> None:
    with reloj.detenido_en(MIERCOLES):
        pagina = entrar(abrir(ancho=1280), elenco.la_oficial)
        fill(pagina)
        press(pagina, "Continuar y leérselo")
        press(pagina, "Está bien: registrar")
        pagina.emulate_media(media="print")
        for visible in ("#clave", ".comprobante__hoja .folio", ".comprobante__hoja .vence"):
            expect(pagina.locator(visible)).to_be_visible()
        for oculto in (".camino", ".pie", ".faja", ".acciones"):
            expect(pagina.locator(oculto)).to_be_hidden()


@pytest.mark.parametrize("tamano", ANCHOS)
def test_the_desk_of_who_signs_is_accessible_and_fits(abrir: Abrir, entrar: Entrar, elenco: Elenco, tamano: str) -> None:
    un_expediente(elenco, "en_tramite").at(cuando(3, 10)).answer(DENIEGA, hasta="revisar")
    un_expediente(elenco, "resuelta", borrador=DENIEGA).at(cuando(3, 12)).hacer("interponer_recurso")
    un_expediente(elenco, "vencida", asignado=True)
    with reloj.detenido_en(cuando(3, 18)):
        pagina = entrar(abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano]), elenco.la_autoridad)
        pagina.goto("/oficina/firmas/")
        look(pagina, "firmas", tamano)
        pagina.get_by_role("link", name="por firmar").click()
        expect(pagina).to_have_url(re.compile("#firmar$"))


def test_from_the_desk_to_what_waits_by_keyboard_alone(abrir: Abrir, entrar: Entrar, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 10)).answer(DENIEGA, hasta="revisar")
    with reloj.detenido_en(cuando(3, 11)):
        pagina = entrar(abrir(ancho=1280), elenco.el_firmante)
        pagina.goto("/oficina/firmas/")
        tab_to(pagina, f'a[href="/oficina/{caso.folio}/"]')
        with pagina.expect_navigation():
            pagina.keyboard.press("Enter")
        expect(pagina).to_have_url(re.compile(f"/oficina/{caso.folio}/$"))


@pytest.mark.parametrize("tamano", ANCHOS)
def test_the_page_of_substitutions_is_accessible_and_fits(abrir: Abrir, entrar: Entrar, elenco: Elenco, tamano: str) -> None:
    with reloj.detenido_en(MIERCOLES):
        pagina = entrar(abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano]), elenco.la_autoridad)
        pagina.goto("/oficina/suplencias/")
        look(pagina, "_suplencias", tamano)
        press(pagina, "Nombrar")
        expect(pagina.locator("#errores")).to_be_focused()
        look(pagina, "_suplencias-error", tamano)
        pagina.get_by_label("¿Quién se ausenta?").select_option("el_firmante, Firmante")
        pagina.get_by_label("¿Quién la o lo suple?").select_option("la_jefa")
        pagina.get_by_label("Primer día").fill("4/3/2026")
        pagina.get_by_label("Último día").fill("6/3/2026")
        press(pagina, "Nombrar")
        expect(pagina.get_by_text("La suplencia quedó registrada.")).to_be_visible()
        look(pagina, "suplencias", tamano)
        press(pagina, "Terminarla ya")
        expect(pagina.get_by_text("La suplencia terminó.")).to_be_visible()

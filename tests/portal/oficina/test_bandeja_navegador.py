"""The inbox in Chromium: no fault that axe can find, nothing wider than the screen, and its shortcuts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from config import reloj
from solicitudes.models import Asignacion
from tests.elenco import Elenco
from tests.portal.conftest import Abrir
from tests.portal.oficina.conftest import Entrar
from tests.portal.oficina.poblacion import HOY, populate
from tests.portal.test_pantallas import ANCHOS, ESQUEMAS, look, press

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]


def open_all(pagina: Page) -> None:
    pagina.evaluate("document.querySelectorAll('details').forEach(detalle => { detalle.open = true })")


@pytest.mark.parametrize("tamano", ANCHOS)
@pytest.mark.parametrize("quien", ["la_oficial", "la_autoridad", "el_enlace"])
def test_the_inbox_is_accessible_and_fits(abrir: Abrir, entrar: Entrar, elenco: Elenco, quien: str, tamano: str) -> None:
    populate(elenco)
    pagina = entrar(abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano]), getattr(elenco, quien))
    with reloj.detenido_en(HOY):
        pagina.goto("/oficina/")
        look(pagina, {"la_oficial": "bandeja", "el_enlace": "bandeja-enlace"}.get(quien, f"_bandeja-{quien}"), tamano)
        open_all(pagina)
        look(pagina, "_bandeja-abierta", tamano)
        pagina.goto("/oficina/?plazo=nunca&desde=2026-03-09&hasta=2026-03-01")
        look(pagina, "_bandeja-errores", tamano)
        pagina.goto("/oficina/?buscar=nada+de+esto")
        look(pagina, "_bandeja-vacia", tamano)


@pytest.mark.parametrize("tamano", ANCHOS)
def test_the_other_pages_are_accessible_and_fit(abrir: Abrir, entrar: Entrar, elenco: Elenco, tamano: str) -> None:
    casos = populate(elenco)
    pagina = entrar(abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano]), elenco.la_oficial)
    with reloj.detenido_en(HOY):
        for nombre, ruta in {"vistas": "/oficina/vistas/", "libro": "/oficina/libro/", "_nada": "/oficina/asignar/"}.items():
            pagina.goto(ruta)
            look(pagina, nombre, tamano)
        pagina.goto(f"/oficina/asignar/?folio={casos['hoy'].folio}&folio={casos['resuelta'].folio}")
        press(pagina, "Asignar")
        look(pagina, "asignar-varias", tamano)


@pytest.mark.parametrize("script", [True, False], ids=["con scripts", "sin scripts"])
def test_an_officer_finds_today_chooses_and_assigns(abrir: Abrir, entrar: Entrar, elenco: Elenco, script: bool) -> None:
    casos = populate(elenco)
    pagina = entrar(abrir(script=script), elenco.la_oficial)
    with reloj.detenido_en(HOY):
        pagina.goto("/oficina/")
        with pagina.expect_navigation():
            pagina.get_by_role("link", name="vencen hoy").click()
        expect(pagina.locator("[data-caso]")).to_have_count(1)
        expect(pagina.locator("[data-caso]")).to_contain_text("vence hoy")
        pagina.get_by_label(f"Elegir {casos['hoy'].folio}").check()
        pagina.get_by_role("button", name="Asignar los elegidos", exact=True).click()  # with scripts, a piece of the page
        pagina.get_by_label("¿A quién se pide la información?").select_option(label="Archivo")
        pagina.get_by_label("Fecha interna").fill("2026-03-16")
        pagina.get_by_role("button", name="Asignar", exact=True).click()
        expect(pagina.locator("main")).to_contain_text("Asignado.")
        assert Asignacion.objects.filter(solicitud__folio=casos["hoy"].folio, unidad=elenco.archivo).count() == 1
        if not script:  # with scripts she never left it
            with pagina.expect_navigation():
                pagina.get_by_role("link", name="Volver a la bandeja").click()
        assert pagina.url.endswith("/oficina/?plazo=hoy")


def test_the_shortcuts_walk_choose_and_search(abrir: Abrir, entrar: Entrar, elenco: Elenco) -> None:
    casos = populate(elenco)
    pagina = entrar(abrir(ancho=1280), elenco.la_oficial)
    with reloj.detenido_en(HOY):
        pagina.goto("/oficina/")
        pagina.keyboard.press("j")
        expect(pagina.get_by_role("link", name=casos["vencida"].folio)).to_be_focused()
        pagina.keyboard.press("j")
        expect(pagina.get_by_role("link", name=casos["hoy"].folio)).to_be_focused()
        pagina.keyboard.press("x")
        expect(pagina.get_by_label(f"Elegir {casos['hoy'].folio}")).to_be_checked()
        pagina.keyboard.press("k")
        expect(pagina.get_by_role("link", name=casos["vencida"].folio)).to_be_focused()
        pagina.keyboard.press("?")
        expect(pagina.locator("#atajos")).to_have_attribute("open", "")
        pagina.keyboard.press("/")
        buscar = pagina.get_by_label("Folio, palabras del texto o nombre")
        expect(buscar).to_be_focused()
        pagina.keyboard.type("jkx/?")
        expect(buscar).to_have_value("jkx/?")


def test_the_shortcuts_can_be_turned_off_for_good(abrir: Abrir, entrar: Entrar, elenco: Elenco) -> None:
    casos = populate(elenco)
    pagina = entrar(abrir(ancho=1280), elenco.la_oficial)
    with reloj.detenido_en(HOY):
        pagina.goto("/oficina/")
        pagina.keyboard.press("?")
        pagina.get_by_label("Usar los atajos en este aparato").uncheck()
        pagina.keyboard.press("j")
        expect(pagina.get_by_role("link", name=casos["vencida"].folio)).not_to_be_focused()
        pagina.reload()
        pagina.keyboard.press("j")
        expect(pagina.locator("#usar-atajos")).not_to_be_checked()
        expect(pagina.get_by_role("link", name=casos["vencida"].folio)).not_to_be_focused()

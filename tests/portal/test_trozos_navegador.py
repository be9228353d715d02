"""What htmx changes in a page, in Chromium: the focus stays or goes where it should, it is read aloud, and a refusal loses no text."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.portal.conftest import Abrir
from tests.portal.test_pantallas import write_institucion

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]


def spoken(pagina: Page) -> str:
    """What a screen reader was told last."""
    return pagina.locator("body > [role=status]").inner_text()


def test_institutions_appear_while_somebody_types_and_what_she_checked_stays(abrir: Abrir) -> None:
    pagina = abrir()
    write_institucion(pagina)
    buscar = pagina.get_by_label("Busque por nombre")
    buscar.press_sequentially("quetzaltenango")
    xela = pagina.get_by_label("Municipalidad de Quetzaltenango")
    expect(xela).to_be_visible()
    expect(buscar).to_be_focused()
    assert "«quetzaltenango»" in spoken(pagina) and pagina.url.endswith("/pedir/institucion/")
    xela.check()
    buscar.fill("educación")
    expect(pagina.get_by_role("group", name="Las que marcó al buscar")).to_be_visible()
    expect(xela).to_be_checked()
    with pagina.expect_navigation():
        pagina.get_by_role("button", name="Continuar").click()
    expect(pagina.get_by_label("Su nombre")).to_be_visible()


def test_a_search_without_a_line_or_without_its_draft_says_so_and_goes_on(abrir: Abrir) -> None:
    pagina = abrir()
    write_institucion(pagina)
    pagina.context.set_offline(True)
    buscar = pagina.get_by_label("Busque por nombre")
    buscar.fill("quetzal")
    expect(pagina.get_by_role("alert")).to_have_text(re.compile("No hay conexión"))
    pagina.context.set_offline(False)
    pagina.context.clear_cookies(name="sessionid")
    buscar.fill("quetzalt")
    expect(pagina.get_by_role("alert")).to_have_text(re.compile("pulse «Buscar» y seguirá donde estaba"))
    expect(buscar).to_be_focused()
    expect(buscar).to_have_value("quetzalt")
    pagina.get_by_role("button", name="Buscar").click()
    expect(pagina.get_by_label("Municipalidad de Quetzaltenango")).to_be_visible()


def test_the_directory_keeps_its_address_and_goes_back(abrir: Abrir) -> None:
    pagina = abrir()
    pagina.goto("/directorio/")
    pagina.get_by_label("Nombre, siglas").press_sequentially("salud")
    expect(pagina).to_have_url(re.compile(r"/directorio/\?buscar=salud$"))
    expect(pagina.get_by_text("1 institución", exact=True).first).to_be_visible()
    pagina.get_by_label("Departamento").select_option("Quetzaltenango")
    expect(pagina).to_have_url(re.compile(r"buscar=salud&departamento=Quetzaltenango$"))
    pagina.go_back()
    expect(pagina).to_have_url(re.compile(r"/directorio/\?buscar=salud$"))
    expect(pagina.get_by_label("Nombre, siglas")).to_have_value("salud")
    expect(pagina.get_by_role("link", name="Ministerio de Salud")).to_be_visible()

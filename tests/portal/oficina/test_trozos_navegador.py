"""What htmx changes in the workbench, in Chromium: the focus stays or goes where it should, and a refusal loses no text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from config import reloj
from solicitudes.models import Asignacion, Nota
from tests.elenco import Elenco, cuando, un_expediente
from tests.portal.conftest import Abrir
from tests.portal.oficina.conftest import Entrar
from tests.portal.oficina.poblacion import HOY, populate
from tests.portal.test_trozos_navegador import spoken
from workflow.problema import ProblemaError

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]


def test_the_inbox_is_filtered_in_place_with_the_focus_and_the_way_back(abrir: Abrir, entrar: Entrar, elenco: Elenco) -> None:
    casos = populate(elenco)
    pagina = entrar(abrir(ancho=1280), elenco.la_oficial)
    with reloj.detenido_en(HOY):
        pagina.goto("/oficina/")
        pagina.get_by_role("link", name="Ya vencieron").click()
        expect(pagina).to_have_url(re.compile(r"/oficina/\?plazo=vencidas$"))
        expect(pagina.locator("#casos [data-foco]")).to_be_focused()
        expect(pagina.locator("[data-fila]")).to_have_text([casos["vencida"].folio])
        expect(pagina.get_by_role("link", name="Ya vencieron")).to_have_attribute("aria-current", "true")
        pagina.keyboard.press("j")
        expect(pagina.locator("[data-fila]")).to_be_focused()
        pagina.get_by_label("Folio, palabras").fill("ambulancias")
        expect(pagina.get_by_text("Ningún expediente coincide")).to_be_visible()
        pagina.get_by_label("Plazo", exact=True).focus()
        pagina.get_by_label("Plazo", exact=True).select_option("")
        expect(pagina.locator("[data-fila]")).to_have_text([casos["pronto"].folio])
        expect(pagina.get_by_label("Plazo", exact=True)).to_be_focused()
        assert "1 expediente." in spoken(pagina)
        expect(pagina).to_have_url(re.compile(r"/oficina/\?buscar=ambulancias$"))
        pagina.go_back()
        expect(pagina).to_have_url(re.compile(r"buscar=ambulancias&plazo=vencidas$"))
        expect(pagina.get_by_label("Plazo", exact=True)).to_have_value("vencidas")


def test_a_date_of_the_inbox_is_explained_in_its_row(abrir: Abrir, entrar: Entrar, elenco: Elenco) -> None:
    caso = populate(elenco)["luego"]
    pagina = entrar(abrir(), elenco.la_oficial)
    with reloj.detenido_en(HOY):
        pagina.goto("/oficina/")
        porque = pagina.locator("summary", has_text=caso.folio)
        porque.click()
        expect(pagina.locator(".caso .calendario")).to_be_visible()
        expect(porque).to_be_focused()
        assert pagina.evaluate("document.documentElement.scrollWidth") <= 360


def test_cases_are_assigned_without_leaving_the_inbox(abrir: Abrir, entrar: Entrar, elenco: Elenco) -> None:
    casos = populate(elenco)
    pagina = entrar(abrir(ancho=1280), elenco.la_oficial)
    with reloj.detenido_en(HOY):
        pagina.goto("/oficina/")
        pagina.locator(f"#e-{casos['manana'].folio}").check()
        pagina.get_by_role("button", name="Asignar los elegidos").click()
        expect(pagina.get_by_role("heading", name="Asignar 1 expediente")).to_be_focused()
        pagina.get_by_label("Indicaciones").fill("Por renglón.")
        pagina.get_by_role("button", name="Asignar", exact=True).click()
        expect(pagina.locator("#errores")).to_be_focused()
        pagina.get_by_label("¿A quién se pide").select_option(f"{elenco.compras.pk}-")
        pagina.get_by_label("Fecha interna").fill("2026-03-18")
        pagina.context.set_offline(True)
        pagina.get_by_role("button", name="Asignar", exact=True).click()
        expect(pagina.get_by_text("No hay conexión")).to_be_visible()
        expect(pagina.get_by_label("Indicaciones")).to_have_value("Por renglón.")
        pagina.context.set_offline(False)
        pagina.get_by_role("button", name="Asignar", exact=True).click()
        expect(pagina.get_by_role("heading", name="Qué pasó con cada expediente")).to_be_focused()
        expect(pagina.locator("#casos").get_by_text("para el 18 mar")).to_be_visible()
    assert Asignacion.objects.filter(solicitud__folio=casos["manana"].folio, indicaciones="Por renglón.").count() == 1


class _NoSePuedeError(ProblemaError):
    codigo = "no-se-puede"
    titulo = "Así no se puede"


def _refuse_with(estatus: int) -> Callable[..., None]:
    def anotar(**_: object) -> None:
        if estatus == 500:
            raise RuntimeError("una falla")
        problema = _NoSePuedeError("Alguien lo cambió.")
        problema.estatus = estatus  # type: ignore[misc]
        raise problema

    return anotar


def test_a_note_that_is_refused_loses_no_word(abrir: Abrir, entrar: Entrar, elenco: Elenco, monkeypatch: pytest.MonkeyPatch) -> None:
    caso = un_expediente(elenco, "en_tramite")
    pagina = entrar(abrir(), elenco.la_oficial)
    nota, dejar = pagina.get_by_label("Nota para"), pagina.get_by_role("button", name="Dejar la nota")

    with reloj.detenido_en(caso.ahora):
        pagina.goto(f"/oficina/{caso.folio}/")
        nota.fill("Llamé a Compras.")
        for estatus, dicho in ((409, "Alguien lo cambió."), (412, "Alguien lo cambió."), (422, "Alguien lo cambió."), (500, "Algo falló")):
            with monkeypatch.context() as parche:
                parche.setattr("portal.oficina.views.expediente.anotar", _refuse_with(estatus))
                dejar.click()
                expect(pagina.get_by_role("alert")).to_contain_text(dicho)
                expect(nota).to_have_value("Llamé a Compras.")
            expect(dejar).to_be_focused()
        dejar.click()
        expect(pagina.locator("#bloque-notas li")).to_be_focused()
        expect(pagina.get_by_role("alert")).to_have_count(0)
        nota.fill("Otra.")
        pagina.context.clear_cookies(name="sessionid")
        dejar.click()
        expect(pagina.get_by_role("alert").get_by_role("link", name="Entrar otra vez")).to_be_visible()
        expect(nota).to_have_value("Otra.")
    assert list(Nota.objects.values_list("texto", flat=True)) == ["Llamé a Compras."]


def test_whoever_has_the_case_open_sees_who_comes_in(abrir: Abrir, entrar: Entrar, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    ana, rosa = entrar(abrir(ancho=1280), elenco.la_oficial), entrar(abrir(), elenco.otra_oficial)
    with reloj.detenido_en(cuando(3, 5, 10, 42)):
        ana.clock.install()
        ana.goto(f"/oficina/{caso.folio}/")
        ana.get_by_label("Nota para").fill("A medias")
        rosa.goto(f"/oficina/{caso.folio}/")
        ana.clock.fast_forward(31_000)
        expect(ana.get_by_text("tiene abierto este expediente desde las 10:42").first).to_be_visible()
        expect(ana.get_by_label("Nota para")).to_be_focused()
        assert "tiene abierto este expediente" in spoken(ana)
        ana.context.clear_cookies(name="sessionid")
        ana.clock.fast_forward(31_000)
        expect(ana.get_by_role("alert")).to_contain_text("Su sesión se cerró")
        expect(ana.get_by_label("Nota para")).to_have_value("A medias")

"""The citizen's whole journey in Chromium: telephone and desktop, with and without scripts, and by keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from config import reloj
from notifications.relevo import drenar
from solicitudes.models import Presentacion, Solicitud
from tests.elenco import LUNES, Caso, Elenco, cuando
from tests.portal.conftest import Abrir
from tests.portal.paginas import NOMBRE, TEXTO

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]


def ask(pagina: Page, *, texto: str = TEXTO) -> None:
    """From the start to the receipt."""
    pagina.goto("/")
    pagina.get_by_role("button", name="Pedir información").click()
    pagina.get_by_label("¿Qué información quiere?").fill(texto)
    pagina.get_by_role("button", name="Continuar").click()
    pagina.get_by_label("Ministerio de Salud").check()
    pagina.get_by_role("button", name="Continuar").click()
    pagina.get_by_label("Su nombre").fill(NOMBRE)
    pagina.get_by_role("button", name="Continuar").click()
    pagina.get_by_role("button", name="Enviar la solicitud").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Su solicitud ya está presentada")


def act(elenco: Elenco, acto: str, dia: int, **datos: object) -> None:
    """Somebody in the institution does an act, by the same service as always."""
    from tests.elenco import ACTOS

    servicio, quien, omision = ACTOS[acto]
    servicio(
        folio=Solicitud.objects.get().folio, actor=getattr(elenco, quien), ahora=cuando(3, dia), **{"version": None, **omision, **datos}
    )


@pytest.mark.parametrize(("ancho", "script"), [(360, True), (1280, False)], ids=["teléfono", "escritorio sin scripts"])
def test_a_citizen_asks_clarifies_and_gets_it(abrir: Abrir, elenco: Elenco, ancho: int, script: bool) -> None:
    pagina = abrir(ancho=ancho, script=script)
    with reloj.detenido_en(LUNES):
        ask(pagina)
        clave = pagina.locator("#clave").inner_text()
        pagina.get_by_role("button", name="Terminar y borrar").click()
    folio = Solicitud.objects.get().folio
    act(elenco, "admitir", 3)
    act(elenco, "pedir_aclaracion", 4)
    with reloj.detenido_en(cuando(3, 5)):
        pagina.goto(f"/seguir/{folio}/")
        pagina.get_by_label("Clave de seguimiento").fill(clave.lower())
        pagina.get_by_role("button", name="Ver mi solicitud").click()
        pagina.get_by_role("button", name="Responder la pregunta").click()
        pagina.get_by_label("Su respuesta").fill("Solo las compras.")
        pagina.get_by_role("button", name="Enviar la respuesta").click()
        expect(pagina.get_by_text("La institución prepara la respuesta.")).to_be_visible()
        assert clave not in pagina.url
    for dia, acto in enumerate(("adjuntar", "redactar", "enviar_a_revision", "revisar", "firmar", "resolver"), 9):
        act(elenco, acto, dia)
    drenar(ahora=cuando(3, 16))
    with reloj.detenido_en(cuando(3, 16)):
        pagina.reload()
        expect(pagina.get_by_role("heading", name="La respuesta está lista")).to_be_visible()
        with pagina.expect_download() as descarga:
            pagina.get_by_role("link", name="compras.csv").click()
        assert b"Amoxicilina" in descarga.value.path().read_bytes()
        pagina.get_by_role("button", name="Confirmar que ya recibí").click()
        expect(pagina.get_by_text("Entregada", exact=True)).to_be_visible()


def test_the_filing_by_keyboard_alone(abrir: Abrir) -> None:
    pagina = abrir(ancho=1280)
    pagina.goto("/pedir/")
    pagina.keyboard.press("Tab")
    expect(pagina.get_by_role("link", name="Ir al contenido")).to_be_focused()
    pagina.keyboard.press("Enter")
    tab_to(pagina, "textarea")
    pagina.keyboard.type(TEXTO)
    press(pagina, "Continuar")
    tab_to(pagina, "#i-MSPAS")
    pagina.keyboard.press("Space")
    press(pagina, "Continuar")
    tab_to(pagina, "#id_nombre")
    pagina.keyboard.type(NOMBRE)
    press(pagina, "Continuar")
    press(pagina, "Enviar la solicitud")
    expect(pagina.locator("#clave")).to_be_visible()


def tab_to(pagina: Page, selector: str) -> None:
    """Press Tab until the control has the focus; it must show that it has."""
    for _ in range(60):
        pagina.keyboard.press("Tab")
        if pagina.evaluate("s => document.activeElement.matches(s)", selector):
            estilo = pagina.evaluate("() => { const e = getComputedStyle(document.activeElement); return e.outlineWidth + e.boxShadow }")
            assert estilo != "0pxnone", f"{selector} no muestra que tiene el foco"
            return
    pytest.fail(f"Con el teclado no se llega a {selector}")


def press(pagina: Page, boton: str) -> None:
    """Reach a button with Tab and press it with Enter."""
    for _ in range(60):
        pagina.keyboard.press("Tab")
        if pagina.evaluate("t => document.activeElement.textContent.trim() === t", boton):
            with pagina.expect_navigation():
                pagina.keyboard.press("Enter")
            return
    pytest.fail(f"Con el teclado no se llega a «{boton}»")


def test_errors_take_the_focus_and_lead_to_the_field(abrir: Abrir) -> None:
    pagina = abrir()
    pagina.goto("/pedir/")
    pagina.get_by_role("button", name="Continuar").click()
    expect(pagina.locator("#errores")).to_be_focused()
    pagina.get_by_role("link", name="Escriba qué información quiere").click()
    expect(pagina.locator("textarea")).to_be_focused()


def test_a_text_half_written_survives_a_lost_connection_and_a_reload(abrir: Abrir) -> None:
    pagina = abrir()
    pagina.goto("/pedir/")
    pagina.get_by_label("¿Qué información quiere?").fill(TEXTO)
    pagina.context.set_offline(True)
    pagina.get_by_role("button", name="Continuar").click()
    pagina.context.set_offline(False)
    pagina.goto("/pedir/")
    expect(pagina.get_by_label("¿Qué información quiere?")).to_have_value(TEXTO)


def test_the_receipt_leaves_no_text_on_the_telephone(abrir: Abrir) -> None:
    pagina = abrir()
    ask(pagina)
    assert pagina.evaluate("sessionStorage.length") == 0


def test_back_button_after_sending_files_nothing_more(abrir: Abrir) -> None:
    pagina = abrir()
    ask(pagina)
    folio = pagina.locator(".folio").first.inner_text()
    pagina.go_back()
    pagina.goto("/pedir/revisar/")
    expect(pagina.locator(".folio").first).to_have_text(folio)
    assert Presentacion.objects.count() == 1


def test_a_double_click_files_once(abrir: Abrir) -> None:
    pagina = abrir()
    pagina.goto("/pedir/")
    pagina.get_by_label("¿Qué información quiere?").fill(TEXTO)
    pagina.get_by_role("button", name="Continuar").click()
    pagina.get_by_label("Ministerio de Salud").check()
    pagina.get_by_role("button", name="Continuar").click()
    pagina.get_by_label("Su nombre").fill(NOMBRE)
    pagina.get_by_role("button", name="Continuar").click()
    pagina.get_by_role("button", name="Enviar la solicitud").dblclick()
    expect(pagina.locator("#clave")).to_be_visible()
    assert Presentacion.objects.count() == 1


def test_the_key_is_copied_with_one_press(abrir: Abrir) -> None:
    pagina = abrir()
    pagina.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(pagina)
    pagina.get_by_role("button", name="Copiar la clave").click()
    expect(pagina.get_by_role("status")).to_have_text("Clave copiada")
    assert pagina.evaluate("navigator.clipboard.readText()") == pagina.locator("#clave").inner_text()


def test_on_paper_only_what_was_said(abrir: Abrir, elenco: Elenco) -> None:
    pagina = abrir(ancho=1280)
    ask(pagina)
    pagina.emulate_media(media="print")
    expect(pagina.locator("#clave")).to_be_visible()
    for oculto in (".camino", ".pie", ".faja"):
        expect(pagina.locator(oculto)).to_be_hidden()


def test_the_folio_that_a_mail_links_to_asks_for_the_key_and_opens(abrir: Abrir, elenco: Elenco) -> None:
    caso = Caso(elenco)
    pagina = abrir()
    pagina.goto(f"/seguir/{caso.folio}/")
    expect(pagina.get_by_label("Folio")).to_have_value(caso.folio)
    pagina.get_by_label("Clave de seguimiento").fill(caso.recibo.clave)
    pagina.get_by_role("button", name="Ver mi solicitud").click()
    expect(pagina).to_have_url(re.compile(rf"/seguir/{caso.folio}/$"))
    expect(pagina.get_by_role("heading", name=caso.folio)).to_be_visible()

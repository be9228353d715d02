"""A filing over a line that is slow and drops: nothing that was written is lost, one case is filed, and the page says what goes on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from solicitudes.models import Presentacion
from tests.portal.conftest import Abrir
from tests.portal.paginas import NOMBRE, TEXTO

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]

#: A third generation line at the edge of a village: milliseconds, bytes a second.
LENTA = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}


#: Press twice at once, and wait for what the page says of it while the first is on its way.
PRESS_TWICE = """boton => new Promise(resolve => {
  const dicho = () => boton.form.querySelector("[data-dicho]");
  new MutationObserver(() => dicho() && resolve(dicho().textContent)).observe(boton.form, { childList: true });
  boton.click();
  boton.click();
})"""


class Linea:
    """The line of a page, by Chromium's own network emulation; one session, for the conditions of two would contend."""

    def __init__(self, pagina: Page) -> None:
        self._sesion = pagina.context.new_cdp_session(pagina)
        self._sesion.send("Network.enable")

    def become(self, **condiciones: object) -> None:
        self._sesion.send("Network.emulateNetworkConditions", LENTA | condiciones)


def go_on(pagina: Page) -> None:
    with pagina.expect_navigation(wait_until="commit"):
        pagina.get_by_role("button", name="Continuar").click()


def test_a_filing_on_a_slow_line_that_drops_in_the_middle_files_once(abrir: Abrir) -> None:
    pagina = abrir()
    pagina.set_default_timeout(60_000)  # a slow line takes its time
    linea = Linea(pagina)
    linea.become()
    pagina.goto("/pedir/", wait_until="commit")
    pagina.get_by_label("¿Qué información quiere?").fill(TEXTO)
    go_on(pagina)
    pagina.get_by_label("Ministerio de Salud").check()
    go_on(pagina)
    pagina.get_by_label("Su nombre").fill(NOMBRE)
    linea.become(offline=True)
    pagina.get_by_role("button", name="Continuar").click()
    expect(pagina.get_by_role("alert")).to_have_text("No hay conexión. Lo que escribió sigue aquí: vuelva a pulsar cuando la tenga.")
    expect(pagina.get_by_label("Su nombre")).to_have_value(NOMBRE)
    linea.become(latency=1_200)
    go_on(pagina)
    expect(pagina.get_by_text(TEXTO)).to_be_visible(timeout=60_000)
    enviar = pagina.get_by_role("button", name="Enviar la solicitud")
    linea.become(latency=4_000)
    assert enviar.evaluate(PRESS_TWICE) == "Enviando. La conexión va lenta; no hace falta pulsar otra vez."
    expect(pagina.locator("#clave")).to_be_visible(timeout=60_000)
    assert Presentacion.objects.count() == 1


def test_a_browser_closed_in_the_middle_finds_its_draft(abrir: Abrir) -> None:
    """The tab is gone with the line; the cookie of the session is what is left of it."""
    pagina = abrir()
    pagina.goto("/pedir/")
    pagina.get_by_label("¿Qué información quiere?").fill(TEXTO)
    go_on(pagina)
    pagina.get_by_label("Ministerio de Salud").check()
    go_on(pagina)
    otra = pagina.context.new_page()
    pagina.close()
    otra.goto("/pedir/")
    expect(otra.get_by_label("¿Qué información quiere?")).to_have_value(TEXTO)
    otra.goto("/pedir/institucion/")
    expect(otra.get_by_label("Ministerio de Salud")).to_be_checked()

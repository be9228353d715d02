"""A real browser on the real pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.elenco import Elenco

ARGUMENTOS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
).split()

#: Opens a page on the portal: width in pixels, scripts or none, light or dark.
Abrir = Callable[..., Page]


@pytest.fixture(scope="module")
def navegador(chromium: str) -> Iterator[Browser]:
    """Chromium, for the tests of one file: while Playwright runs, Django takes this thread for an asynchronous one."""
    with pytest.MonkeyPatch.context() as entorno, sync_playwright() as playwright:
        entorno.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with playwright.chromium.launch(executable_path=chromium, args=ARGUMENTOS) as navegador:
            yield navegador


@pytest.fixture
def abrir(navegador: Browser, live_server, elenco: Elenco) -> Iterator[Abrir]:
    """Open a page; every fault that its scripts raise fails the test."""
    contextos = []
    faltas: list[str] = []

    def open_page(*, ancho: int = 360, alto: int = 740, script: bool = True, esquema: str = "light") -> Page:
        contexto = navegador.new_context(
            base_url=live_server.url,
            viewport={"width": ancho, "height": alto},
            java_script_enabled=script,
            color_scheme=esquema,  # type: ignore[arg-type]
            reduced_motion="reduce",
            locale="es-GT",
        )
        contexto.set_default_timeout(15_000)
        contextos.append(contexto)
        pagina = contexto.new_page()
        pagina.on("pageerror", lambda error: faltas.append(str(error)))
        pagina.on("console", lambda mensaje: faltas.append(mensaje.text) if "Content Security Policy" in mensaje.text else None)
        return pagina

    yield open_page
    for contexto in contextos:
        contexto.close()
    assert faltas == []

"""Every page as a picture: no fault that axe can find, nothing wider than the screen; `make pantallas` keeps the pictures."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from playwright.sync_api import Page

from config import reloj
from config.env import RAIZ
from documentos.models import Documento
from notifications.relevo import drenar
from tests.elenco import DENIEGA, LUNES, Caso, Elenco, cuando, un_expediente
from tests.portal.conftest import Abrir
from tests.portal.imagenes import EN_ESCRITORIO, IMAGENES
from tests.portal.paginas import NOMBRE

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]

CARPETA = RAIZ / "docs" / "pantallas"
ALTURA = 1300
ANCHOS = {"telefono": 360, "escritorio": 1280}


def press(pagina: Page, nombre: str, *, papel: Literal["button", "link"] = "button") -> None:
    """Press it and wait for the page behind it: what looks at a page while it changes sees none."""
    with pagina.expect_navigation():
        pagina.get_by_role(papel, name=nombre, exact=True).click()


def write(pagina: Page, texto: str) -> None:
    pagina.goto("/pedir/")
    pagina.locator("textarea").fill(texto)
    press(pagina, "Continuar")


def write_institucion(pagina: Page) -> None:
    write(pagina, "¿Cuánto se gastó en medicamentos para los hospitales en 2025, por renglón?")


def write_datos(pagina: Page) -> None:
    write_institucion(pagina)
    pagina.locator("#i-MSPAS").check()
    press(pagina, "Continuar")


def write_revisar(pagina: Page) -> None:
    write_datos(pagina)
    pagina.locator("#id_nombre").fill(NOMBRE)
    press(pagina, "Continuar")


def rectify(pagina: Page) -> None:
    pagina.goto("/pedir/?tipo=datos_rectificacion")
    pagina.locator("textarea").fill("Mi fecha de nacimiento en el registro de pacientes.")
    press(pagina, "Continuar")
    pagina.locator("#i-MSPAS").check()
    press(pagina, "Continuar")
    pagina.locator("#id_nombre").fill(NOMBRE)
    press(pagina, "Continuar")


def send(pagina: Page) -> None:
    write_revisar(pagina)
    press(pagina, "Enviar la solicitud")


def search(pagina: Page) -> None:
    write_institucion(pagina)
    pagina.locator("#id_buscar").fill("quetzaltenango")
    press(pagina, "Buscar")


def forget_name(pagina: Page) -> None:
    write_datos(pagina)
    press(pagina, "Continuar")


def visit(ruta: str) -> Callable[[Page], None]:
    def go(pagina: Page) -> None:
        pagina.goto(ruta)

    return go


#: How each page is reached, by the name of its picture; those with an underscore are looked at, and have none.
PUBLICAS: dict[str, Callable[[Page], None]] = {
    "inicio": visit("/"),
    "pedir-texto": lambda pagina: write(pagina, "Mi expediente. Mi DPI es 2345 67890 0101."),
    "pedir-institucion": write_institucion,
    "_pedir-buscar": search,
    "pedir-datos": write_datos,
    "_pedir-error": forget_name,
    "pedir-revisar": write_revisar,
    "pedir-detalles": lambda pagina: (write_revisar(pagina), pagina.goto("/pedir/detalles/"))[0],
    "pedir-recibo": send,
    "_pedir-datos-propios": visit("/pedir/?tipo=datos_rectificacion"),
    "pedir-rectificacion": rectify,
    "seguir": visit("/seguir/"),
    "verificar-pregunta": visit("/verificar/"),
    "directorio": visit("/directorio/"),
    "_institucion": visit("/directorio/MUNI-0901/"),
    "calculadora": visit("/calculadora/?fecha=2026-03-25&municipio=0901&prorroga=10"),
    "guia-derecho": visit("/guia/derecho/"),
    "guia-pasos": visit("/guia/pasos/"),
    "guia-plazos": visit("/guia/plazos/"),
    "guia-sin-respuesta": visit("/guia/sin-respuesta/"),
    "guia-privacidad": visit("/guia/privacidad/"),
    "terminar": visit("/seguir/terminar/"),
    "mi-cuenta-borrada": visit("/mi-cuenta/borrada/"),
    "_404": visit("/nada/"),
    "ingreso": visit("/cuentas/login/"),
    "_contrasena": visit("/cuentas/password/reset/"),
}
ESTADOS = ("presentada", "en_tramite", "en_aclaracion", "vencida", "resuelta", "entregada", "remitida", "desistida", "cerrada")
ESQUEMAS = {"telefono": "light", "escritorio": "dark"}


def look(pagina: Page, nombre: str, tamano: str) -> None:
    """Find what is wrong with the page as it stands, and keep its picture when asked to."""
    resultado = Axe().run(pagina)
    assert resultado.violations_count == 0, resultado.generate_report()
    ancho = pagina.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert ancho[0] <= ancho[1], f"{nombre} se sale de la pantalla: {ancho}"
    if nombre in IMAGENES:
        assert resolve(urlsplit(pagina.url).path).view_name == IMAGENES[nombre]
    if os.environ.get("PANTALLAS") and nombre in IMAGENES and (tamano == "telefono" or nombre in EN_ESCRITORIO):
        pagina.emulate_media(color_scheme="light")
        pagina.evaluate("document.activeElement.blur()")
        keep(pagina.screenshot(full_page=True), f"{nombre}-{tamano}.png")


def keep(imagen: bytes, nombre: str) -> None:
    """Write a small picture: fewer colours, no longer than somebody would scroll."""
    from PIL import Image

    with Image.open(io.BytesIO(imagen)) as foto:
        recorte = foto.convert("RGB").crop((0, 0, foto.width, min(foto.height, ALTURA)))
        recorte.quantize(64, dither=Image.Dither.NONE).save(CARPETA / nombre, optimize=True)


@pytest.mark.parametrize("tamano", ANCHOS)
@pytest.mark.parametrize("nombre", PUBLICAS)
def test_each_page_is_accessible_and_fits(abrir: Abrir, nombre: str, tamano: str) -> None:
    pagina = abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano])
    with reloj.detenido_en(LUNES):
        PUBLICAS[nombre](pagina)
        pagina.evaluate("document.querySelectorAll('details').forEach(detalle => { detalle.open = true })")
        look(pagina, nombre, tamano)


def open_with_key(pagina: Page, caso: Caso) -> None:
    pagina.goto(f"/seguir/{caso.folio}/")
    pagina.locator("#id_clave").fill(caso.recibo.clave)
    press(pagina, "Ver mi solicitud")


@pytest.mark.parametrize("tamano", ANCHOS)
@pytest.mark.parametrize("estado", ESTADOS)
def test_the_case_in_each_state_is_accessible_and_fits(abrir: Abrir, elenco: Elenco, estado: str, tamano: str) -> None:
    caso = un_expediente(elenco, estado, borrador=DENIEGA) if estado == "resuelta" else un_expediente(elenco, estado)
    drenar(ahora=caso.ahora)
    pagina = abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano])
    with reloj.detenido_en(caso.ahora):
        open_with_key(pagina, caso)
        look(pagina, {"vencida": "expediente-vencida", "en_tramite": "expediente"}.get(estado, f"_{estado}"), tamano)
        if estado == "en_aclaracion":
            press(pagina, "Responder la pregunta")
            look(pagina, "aclarar", tamano)
        if estado == "presentada":
            press(pagina, "Retirar la solicitud", papel="link")
            look(pagina, "desistir", tamano)


@pytest.mark.parametrize("tamano", ANCHOS)
def test_the_answer_on_a_paper_is_accessible_and_fits(abrir: Abrir, elenco: Elenco, tamano: str) -> None:
    caso = Caso(elenco)
    drenar(ahora=cuando(3, 2, 10))
    pagina = abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano])
    pagina.goto(f"/verificar/{Documento.objects.get(folio=caso.folio).codigo}/")
    look(pagina, "verificar", tamano)


@pytest.mark.parametrize("tamano", ANCHOS)
def test_the_record_of_an_institution_is_accessible_and_fits(abrir: Abrir, elenco: Elenco, tamano: str) -> None:
    for estado in ("resuelta", "resuelta", "vencida"):
        un_expediente(elenco, estado)
    pagina = abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano])
    with reloj.detenido_en(cuando(3, 25)):
        pagina.goto("/directorio/MSPAS/")
        look(pagina, "institucion", tamano)
        pagina.locator(".grafica__numeros summary").first.click()
        look(pagina, "_institucion-numeros", tamano)


@pytest.mark.parametrize("nombre", ["inicio", "pedir-institucion", "pedir-revisar", "directorio", "calculadora"])
def test_each_page_reflows_at_320_pixels(abrir: Abrir, nombre: str) -> None:
    """320 pixels is a telephone of 1280 at 400 %, twice what 200 % asks for."""
    pagina = abrir(ancho=320)
    PUBLICAS[nombre](pagina)
    assert pagina.evaluate("document.documentElement.scrollWidth") <= 320

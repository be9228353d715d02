"""The case in Chromium: the main job by four people, the pages as axe sees them, and two officers at once."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from config import reloj
from notifications.relevo import drenar
from solicitudes.models import Persona, PlantillaResolucion, Solicitud
from tests.elenco import DENIEGA, LUNES, Elenco, cuando, un_expediente
from tests.portal.conftest import Abrir
from tests.portal.oficina.conftest import Entrar
from tests.portal.test_navegador import ask
from tests.portal.test_pantallas import ANCHOS, ESQUEMAS, look

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]


def press(pagina: Page, nombre: str, *, enlace: bool = False) -> None:
    """Press a button, or follow a link, and wait for the page behind it."""
    with pagina.expect_navigation():
        pagina.get_by_role("link" if enlace else "button", name=nombre, exact=True).click()


def open_acto(pagina: Page, folio: str, nombre: str) -> None:
    """From the case to the page of an act, as somebody goes there."""
    pagina.goto(f"/oficina/{folio}/")
    press(pagina, nombre, enlace=True)
    expect(pagina.get_by_role("heading", name="Qué pasará")).to_be_visible()


def do(pagina: Page, folio: str, nombre: str, boton: str, **campos: str) -> None:
    """Do an act: what the form asks for, by the label of each field, and its button."""
    open_acto(pagina, folio, nombre)
    for etiqueta, valor in campos.items():
        pagina.get_by_label(etiqueta.replace("_", " ")).fill(valor)
    press(pagina, boton)
    expect(pagina).to_have_url(re.compile(rf"/oficina/{folio}/$"))


@pytest.mark.parametrize(("ancho", "script"), [(360, False), (1280, True)], ids=["teléfono sin scripts", "escritorio"])
def test_the_main_job_by_four_people(abrir: Abrir, entrar: Entrar, elenco: Elenco, ancho: int, script: bool) -> None:
    ciudadana = abrir(ancho=ancho, script=script)
    with reloj.detenido_en(LUNES):
        ask(ciudadana)
    folio = Solicitud.objects.get().folio
    oficial, jefa, firmante = (
        entrar(abrir(ancho=ancho, script=script), quien) for quien in (elenco.la_oficial, elenco.la_jefa, elenco.el_firmante)
    )
    prepare_answer(oficial, ciudadana, folio)
    with reloj.detenido_en(cuando(3, 12)):
        do(jefa, folio, "Dar el visto bueno", "Dar el visto bueno")
        open_acto(firmante, folio, "Firmar la resolución")
        expect(firmante.get_by_text("Se entrega el listado por renglón.")).to_be_visible()
        press(firmante, "Firmar")
        open_acto(oficial, folio, "Notificar la resolución")
        expect(oficial.get_by_text("El expediente pasa a «Resuelta».")).to_be_visible()
        press(oficial, "Notificar")
        expect(oficial.get_by_text("Notificó la resolución.", exact=True)).to_be_visible()
    drenar(ahora=cuando(3, 12, 10))
    with reloj.detenido_en(cuando(3, 12, 11)):
        ciudadana.goto(f"/seguir/{folio}/")
        expect(ciudadana.get_by_role("heading", name="La respuesta está lista")).to_be_visible()
        expect(ciudadana.get_by_text("Oficial de información,").first).to_be_visible()
        with ciudadana.expect_download() as descarga:
            ciudadana.get_by_role("link", name="compras.csv").click()
        assert b"Amoxicilina" in descarga.value.path().read_bytes()


def prepare_answer(oficial: Page, ciudadana: Page, folio: str) -> None:
    """The officer admits, asks, extends, attaches and drafts; the citizen clarifies in between."""
    with reloj.detenido_en(cuando(3, 3)):
        do(oficial, folio, "Admitir la solicitud", "Admitir")
        do(oficial, folio, "Pedir una aclaración", "Enviar la pregunta", **{"¿Qué_debe_aclarar_o_completar?": "¿Incluye donaciones?"})
    with reloj.detenido_en(cuando(3, 4)):
        ciudadana.goto(f"/seguir/{folio}/aclarar/")
        ciudadana.get_by_label("Su respuesta").fill("Solo las compras.")
        press(ciudadana, "Enviar la respuesta")
    with reloj.detenido_en(cuando(3, 10)):
        oficial.goto(f"/oficina/{folio}/")
        expect(oficial.get_by_text("Solo las compras.")).to_be_visible()
        press(oficial, "Prorrogar el plazo", enlace=True)
        oficial.get_by_label("¿Cuántos días más?").select_option("5")
        oficial.get_by_label("Razones").fill("Son tres sistemas.")
        press(oficial, "Prorrogar")
        expect(oficial.locator(".vence")).to_have_text("miércoles 25 de marzo de 2026")
        open_acto(oficial, folio, "Adjuntar un archivo")
        archivo = {"name": "compras.csv", "mimeType": "text/csv", "buffer": b"producto;precio\nAmoxicilina;0.42\n"}
        oficial.get_by_label("Archivo").set_input_files(archivo)
        press(oficial, "Adjuntar")
        open_acto(oficial, folio, "Redactar la resolución")
        oficial.get_by_label("Se entrega la información solicitada").check()
        oficial.get_by_label("¿Qué se resuelve?").fill("Se entrega el listado por renglón.")
        press(oficial, "Guardar el borrador")
        expect(oficial.get_by_role("link", name="Ver cómo quedará en PDF")).to_be_visible()
        do(oficial, folio, "Enviar a revisión", "Enviar a revisión")


def test_two_officers_at_once_and_nobody_overwrites(abrir: Abrir, entrar: Entrar, elenco: Elenco) -> None:
    for usuario, nombre, apellido in (("la_oficial", "Ana", "Ajú"), ("otra_oficial", "Rosa", "Chen")):
        Persona.objects.filter(username=usuario).update(first_name=nombre, last_name=apellido)
    caso = un_expediente(elenco, "en_tramite")
    ana, rosa = entrar(abrir(ancho=1280), elenco.la_oficial), entrar(abrir(ancho=360), elenco.otra_oficial)
    with reloj.detenido_en(cuando(3, 5, 10, 42)):
        open_acto(ana, caso.folio, "Redactar la resolución")
    with reloj.detenido_en(cuando(3, 5, 10, 45)):
        open_acto(rosa, caso.folio, "Redactar la resolución")
        expect(rosa.get_by_text("Ana Ajú tiene abierto este expediente desde las 10:42.")).to_be_visible()
        for pagina, texto in ((rosa, "Lo de Rosa."), (ana, "Lo de Ana.")):
            pagina.get_by_label("Se entrega la información solicitada").check()
            pagina.get_by_label("¿Qué se resuelve?").fill(texto)
            press(pagina, "Guardar el borrador")
        expect(ana.get_by_text("El expediente cambió mientras usted escribía")).to_be_visible()
        expect(ana.get_by_text("Rosa Chen, Oficial de información")).to_be_visible()
        expect(ana.get_by_label("¿Qué se resuelve?")).to_have_value("Lo de Ana.")
        assert caso.resolucion.respuesta == "Lo de Rosa."
        press(ana, "Guardar el borrador")
    assert caso.resolucion.respuesta == "Lo de Ana."


def test_a_double_click_does_the_act_once(abrir: Abrir, entrar: Entrar, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "presentada")
    pagina = entrar(abrir(ancho=1280), elenco.la_oficial)
    with reloj.detenido_en(cuando(3, 3)):
        open_acto(pagina, caso.folio, "Admitir la solicitud")
        pagina.get_by_role("button", name="Admitir", exact=True).dblclick()
        expect(pagina).to_have_url(re.compile(rf"/oficina/{caso.folio}/$"))
    assert [m.acto for m in caso.movimientos].count("admitir") == 1


def test_the_preview_opens_in_the_browser_marked_as_a_draft(abrir: Abrir, entrar: Entrar, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta="redactar")
    pagina = entrar(abrir(ancho=1280), elenco.la_jefa)
    with reloj.detenido_en(caso.ahora):
        respuesta = pagina.request.get(f"/oficina/{caso.folio}/borrador.pdf")
    assert respuesta.headers["content-type"] == "application/pdf" and respuesta.body().startswith(b"%PDF")


#: The pages of a case in trámite, by the name of their picture.
PAGINAS = {
    "mesa-expediente": "",
    **{f"_mesa-{acto}": f"{acto}/" for acto in ("asignar", "adjuntar", "pedir-aclaracion", "remitir", "firmar")},
    "mesa-prorrogar": "prorrogar/",
    "mesa-redactar": "redactar/",
    "mesa-nota": "nota/",
    "mesa-plazo": "plazo/",
}


@pytest.mark.parametrize("tamano", ANCHOS)
def test_each_page_is_accessible_and_fits(abrir: Abrir, entrar: Entrar, elenco: Elenco, tamano: str) -> None:
    PlantillaResolucion.objects.create(institucion=elenco.salud, nombre="Inexistencia", sentido="inexistencia", respuesta="No existe.")
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    caso.hacer("adjuntar")
    recurrido = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    recurrido.hacer("interponer_recurso")
    drenar(ahora=recurrido.ahora)

    def enter(quien: str) -> Page:
        return entrar(abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano]), getattr(elenco, quien))

    oficial, en_el_caso, en_el_recurrido = enter("la_oficial"), f"/oficina/{caso.folio}/", f"/oficina/{recurrido.folio}/"
    paginas = {nombre: en_el_caso + mas for nombre, mas in PAGINAS.items()} | {
        "_mesa-recurrido": en_el_recurrido,
        "plantillas": "/oficina/plantillas/",
        "plantilla-nueva": "/oficina/plantillas/nueva/",
    }
    inspect(oficial, paginas, caso.ahora + timedelta(minutes=1), tamano)
    de_la_autoridad = {"_mesa-autoridad": en_el_recurrido, "_mesa-decidir": f"{en_el_recurrido}decidir-recurso/"}
    inspect(enter("la_autoridad"), de_la_autoridad, recurrido.ahora, tamano)
    inspect(enter("el_enlace"), {"mesa-enlace": en_el_caso, "_mesa-enlace-adjuntar": f"{en_el_caso}adjuntar/"}, caso.ahora, tamano)
    with reloj.detenido_en(caso.ahora):
        oficial.goto(f"{en_el_caso}redactar/")
        press(oficial, "Guardar el borrador")
        look(oficial, "_mesa-redactar-error", tamano)


def inspect(pagina: Page, paginas: dict[str, str], momento: datetime, tamano: str) -> None:
    with reloj.detenido_en(momento):
        for nombre, direccion in paginas.items():
            pagina.goto(direccion)
            if nombre.startswith("_"):  # what is folded is looked at as well, and kept out of the pictures
                pagina.evaluate("document.querySelectorAll('details').forEach(detalle => { detalle.open = true })")
            look(pagina, nombre, tamano)

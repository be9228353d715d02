"""The workbench in English: every page told in it, what is legal Spanish marked as such, and the language of each official kept."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from config import reloj
from solicitudes.actor import Actor
from solicitudes.models import Cargo, Persona
from tests.elenco import DESCRIPCION, LUNES, Elenco, cuando
from tests.portal.oficina.conftest import sign_in
from tests.portal.oficina.mesa import DATOS, Mesa
from tests.portal.oficina.test_registrar import write
from tests.portal.paginas import leer
from tests.portal.test_idiomas import SOBRAS, outside_spanish, speak
from tests.solicitudes.test_consecuencias import bring

#: Whose desk each page is.
PAGINAS = {
    "la_oficial": ("", "vistas/", "libro/", "registrar/", "plantillas/", "plantillas/nueva/", "cuenta/", "asignar/", "firmas/"),
    "la_jefa": ("suplencias/",),
    "la_autoridad": ("firmas/",),
    "el_enlace": ("",),
    "el_regulador": ("instituciones/", "instituciones/MSPAS/"),
    "la_administradora": (
        "administracion/",
        "administracion/actos/",
        "administracion/nombrar/",
        "administracion/instituciones/MSPAS/",
        "administracion/instituciones/MSPAS/nombrar/",
        "administracion/instituciones/MSPAS/unidades/",
        "administracion/personas/",
        "administracion/calendario/",
        "administracion/calendario/nuevo/",
    ),
}
#: What an English page says in Spanish on purpose, or by the name that somebody has.
_NOMBRES = ("recurso de revisión", "por suplencia", "Ley de Acceso a la Información Pública", "Feria titular")


def open_desk(elenco: Elenco, quien: str) -> Client:
    """Somebody signed in who reads English."""
    cliente = sign_in(Client(), getattr(elenco, quien))
    speak(cliente)
    return cliente


def find_sobras(respuesta: Any) -> list[str]:
    texto = outside_spanish(respuesta)
    for nombre in (*_NOMBRES, *map(str, Persona.objects.all())):
        texto = texto.replace(nombre, "")
    return [f"…{texto[max(0, s.start() - 30) : s.end() + 30]}…" for s in SOBRAS.finditer(texto)]


@pytest.mark.parametrize("quien", PAGINAS)
def test_each_page_is_told_in_english(elenco: Elenco, quien: str) -> None:
    bring(elenco, "prorrogada"), bring(elenco, "recurso_decidido"), bring(elenco, "vencida"), bring(elenco, "firmar")
    cliente = open_desk(elenco, quien)
    for ruta in PAGINAS[quien]:
        with reloj.detenido_en(cuando(3, 16)):
            respuesta = cliente.get(f"/oficina/{ruta}", follow=True)
        assert '<html lang="en"' in respuesta.content.decode()
        assert find_sobras(respuesta) == [], ruta


@pytest.mark.parametrize("donde", ["prorrogada", "aclaracion_vencida", "vencida", "firmar", "recurso_decidido", "remitida"])
def test_a_case_is_told_in_english_and_what_people_wrote_is_marked(elenco: Elenco, donde: str) -> None:
    caso = bring(elenco, donde)
    with reloj.detenido_en(caso.ahora):
        respuesta = open_desk(elenco, "la_oficial").get(f"/oficina/{caso.folio}/")
    assert find_sobras(respuesta) == []
    assert DESCRIPCION in leer(respuesta) and DESCRIPCION not in outside_spanish(respuesta)
    assert "What you can do now" in leer(respuesta)


@pytest.mark.parametrize("ruta", DATOS)
def test_each_act_says_in_english_what_it_would_do(elenco: Elenco, ruta: str) -> None:
    mesa = Mesa(elenco, ruta)
    speak(mesa.cliente)
    respuesta = mesa.get()
    assert respuesta.status_code == 200
    assert find_sobras(respuesta) == []
    assert "What will happen" in leer(respuesta)


def test_why_an_act_cannot_be_done_is_told_in_english(elenco: Elenco) -> None:
    caso = bring(elenco, "prorrogada")
    with reloj.detenido_en(caso.ahora):
        respuesta = open_desk(elenco, "la_oficial").get(f"/oficina/{caso.folio}/prorrogar/")
    assert respuesta.status_code == 409
    assert "The deadline has already been extended once." in leer(respuesta)


def test_a_refusal_with_its_data_is_told_in_english_at_its_field(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "prorrogar")
    speak(mesa.cliente)
    assert "An extension" not in leer(mesa.get())
    assert "The extension can be of 1 to 10 days." in leer(mesa.post(dias="30"))


def test_what_comes_to_the_counter_is_registered_in_english(elenco: Elenco) -> None:
    cliente = open_desk(elenco, "la_oficial")
    with reloj.detenido_en(LUNES):
        revision = write(cliente)
        assert find_sobras(revision) == [] and "Read it back to the person" in leer(revision)


def test_a_sheet_has_its_heads_and_labels_in_the_language_of_whoever_takes_it(elenco: Elenco) -> None:
    bring(elenco, "prorrogada")
    with reloj.detenido_en(cuando(3, 9)):
        hoja = b"".join(open_desk(elenco, "la_oficial").get("/oficina/exportar.csv")).decode("utf-8-sig")
    assert hoja.startswith("Folio") and "In progress" in hoja and DESCRIPCION[:20] in hoja


# ── the language of each official ─────────────────────────────────────────────


def enter(quien: Actor) -> Client:
    """Somebody who signs in with her password on a device that has never seen her."""
    persona = Persona.objects.get(pk=quien.persona_id)
    persona.set_password("una clave larga de prueba")
    persona.save()
    EmailAddress.objects.create(user=persona, email=persona.email, verified=True, primary=True)
    cliente = Client()
    cliente.post("/cuentas/login/", {"login": persona.email, "password": "una clave larga de prueba"})
    assert "_auth_user_id" in cliente.session
    return cliente


def test_the_language_that_an_official_chooses_is_hers_on_any_device(elenco: Elenco) -> None:
    open_desk(elenco, "la_oficial")
    assert Persona.objects.get(pk=elenco.la_oficial.persona_id).idioma == "en"
    otro = enter(elenco.la_oficial)
    assert otro.cookies["idioma"].value == "en"
    assert '<html lang="en"' in otro.get("/oficina/").content.decode()


def test_whoever_never_chose_keeps_what_her_browser_says(elenco: Elenco) -> None:
    assert "idioma" not in enter(elenco.la_jefa).cookies


@pytest.mark.parametrize("idioma", ["xx", "quc", "", "en-US"])
def test_a_language_that_is_not_offered_is_not_kept(elenco: Elenco, idioma: str) -> None:
    speak(sign_in(Client(), elenco.la_oficial), idioma)
    assert Persona.objects.get(pk=elenco.la_oficial.persona_id).idioma == ""


def test_an_appointment_names_its_office_in_english(elenco: Elenco) -> None:
    cargo = Cargo.objects.get(persona=elenco.la_oficial.persona_id)
    respuesta = open_desk(elenco, "la_administradora").get(f"/oficina/administracion/cargos/{cargo.pk}/")
    assert "Information officer" in leer(respuesta) and find_sobras(respuesta) == []

"""The pages of the regulator, of the administration and of an account in a real browser: axe, 360 and 1280 pixels, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from playwright.sync_api import Page, expect

from config import reloj
from solicitudes.models import Persona
from tests.elenco import Elenco, cuando, un_expediente
from tests.portal.conftest import Abrir
from tests.portal.oficina.conftest import Entrar
from tests.portal.test_pantallas import ANCHOS, ESQUEMAS, look, press, visit

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]

AHORA = cuando(3, 25)
CLAVE = "una clave larga de prueba"


def foresee(pagina: Page) -> None:
    pagina.goto("/oficina/administracion/calendario/nuevo/")
    pagina.locator("#id_desde").fill("2026-03-26")
    pagina.locator("#id_motivo").fill("Asueto por censo")
    pagina.locator("#id_fundamento").fill("Acuerdo Gubernativo 50-2026")
    press(pagina, "Ver a quién mueve")


def forget(pagina: Page) -> None:
    pagina.goto("/oficina/administracion/instituciones/MSPAS/nombrar/")
    press(pagina, "Nombrar")


def follow(ruta: str, enlace: str) -> Callable[[Page], None]:
    def go(pagina: Page) -> None:
        pagina.goto(ruta)
        with pagina.expect_navigation():
            pagina.locator(enlace).first.click()

    return go


#: Each page: who looks at it and how it is reached.
PAGINAS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "regulador-instituciones": ("el_regulador", visit("/oficina/instituciones/")),
    "regulador-institucion": ("el_regulador", visit("/oficina/instituciones/MSPAS/")),
    "administracion": ("la_administradora", visit("/oficina/administracion/")),
    "administracion-institucion": ("la_autoridad", visit("/oficina/administracion/")),
    "nombrar": ("la_autoridad", visit("/oficina/administracion/instituciones/MSPAS/nombrar/")),
    "_nombrar-error": ("la_autoridad", forget),
    "nombrar-general": ("la_administradora", visit("/oficina/administracion/nombrar/")),
    "unidad-nueva": ("la_autoridad", visit("/oficina/administracion/instituciones/MSPAS/unidades/")),
    "personas": ("la_administradora", visit("/oficina/administracion/personas/")),
    "administracion-calendario-actos": ("la_administradora", visit("/oficina/administracion/calendario/")),
    "administracion-calendario": ("la_administradora", foresee),
    "administracion-actos": ("la_administradora", visit("/oficina/administracion/actos/")),
    "cuenta": ("la_oficial", visit("/oficina/cuenta/")),
    "lecturas": ("la_autoridad", visit("/oficina/administracion/instituciones/MSPAS/lecturas/")),
    "lectura": ("la_autoridad", visit("/oficina/administracion/instituciones/MSPAS/lecturas/hora_de_corte/")),
    "mesa-reservas": ("la_autoridad", visit("/oficina/reservas/")),
    "reserva-nueva": ("la_autoridad", visit("/oficina/reservas/nueva/")),
    "reservas": ("la_oficial", visit("/reservas/")),
    "reserva": ("la_oficial", follow("/reservas/", ".fichas a")),
    "reserva-prorrogar": ("la_autoridad", follow("/oficina/reservas/", "text=Prorrogar")),
    "reserva-levantar": ("la_autoridad", follow("/oficina/reservas/", "text=Levantar")),
    "unidad": ("la_autoridad", follow("/oficina/administracion/", "text=Cambiar el nombre o el buzón")),
    "terminar-cargo": ("la_autoridad", follow("/oficina/administracion/", "text=Poner fin")),
    "persona": ("la_administradora", follow("/oficina/administracion/personas/", ".fichas a")),
    "tokens": ("la_oficial", visit("/oficina/cuenta/tokens/")),
    "_directorio-historial": ("la_oficial", visit("/directorio/MSPAS/")),
}


@pytest.mark.parametrize("tamano", ANCHOS)
@pytest.mark.parametrize("nombre", PAGINAS)
def test_each_page_is_accessible_and_fits(abrir: Abrir, entrar: Entrar, elenco: Elenco, nombre: str, tamano: str) -> None:
    un_expediente(elenco, "vencida")
    un_expediente(elenco, "resuelta")
    quien, llegar = PAGINAS[nombre]
    with reloj.detenido_en(cuando(3, 2)):
        un_expediente(elenco, "en_tramite")
    pagina = entrar(abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano]), getattr(elenco, quien))
    with reloj.detenido_en(cuando(3, 10) if nombre == "administracion-calendario" else AHORA):
        llegar(pagina)
        pagina.evaluate("document.querySelectorAll('details').forEach(detalle => { detalle.open = true })")
        look(pagina, nombre, tamano)


@pytest.fixture
def persona(elenco: Elenco, settings) -> Persona:
    settings.SEGUNDO_FACTOR_OBLIGATORIO = True
    persona = Persona.objects.get(pk=elenco.la_oficial.persona_id)
    persona.set_password(CLAVE)
    persona.save()
    EmailAddress.objects.create(user=persona, email=persona.email, verified=True, primary=True)
    return persona


def sign_in(pagina: Page, persona: Persona) -> None:
    pagina.goto("/oficina/cuenta/")
    pagina.locator("#id_login").fill(persona.email)
    pagina.locator("#id_password").fill(CLAVE)
    press(pagina, "Entrar")


@pytest.mark.parametrize("tamano", ANCHOS)
def test_an_application_is_set_up_and_signs_in(abrir: Abrir, persona: Persona, tamano: str) -> None:
    pagina = abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano])
    sign_in(pagina, persona)
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Falta su segundo factor")
    look(pagina, "segundo-factor", tamano)
    press(pagina, "Usar una aplicación")
    look(pagina, "segundo-factor-aplicacion", tamano)
    pagina.get_by_text("No puedo usar la cámara").click()
    secreto = pagina.locator(".clave").inner_text()
    pagina.locator("#id_code").fill("000000")
    press(pagina, "Activar")
    look(pagina, "_segundo-factor-error", tamano)
    pagina.locator("#id_code").fill(code_of(secreto))
    press(pagina, "Activar")
    expect(pagina.locator(".codigos li")).to_have_count(10)
    look(pagina, "_codigos-de-rescate", tamano)
    press(pagina, "Continuar")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("la_oficial")
    pagina.goto("/cuentas/2fa/")
    look(pagina, "_segundo-factor-indice", tamano)
    cache.clear()
    otra = abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano])
    sign_in(otra, persona)
    expect(otra.get_by_role("heading", level=1)).to_have_text("Segundo paso para entrar")
    look(otra, "segundo-paso", tamano)
    otra.locator("#id_code").fill(code_of(secreto))
    press(otra, "Entrar")
    expect(otra.get_by_role("heading", level=1)).to_have_text("la_oficial")


def code_of(secreto: str) -> str:
    """What the application on her telephone shows now."""
    return format_hotp_value(hotp_value(secreto, next(iter(yield_hotp_counters_from_time()))))


def test_a_key_is_added_and_signs_in(abrir: Abrir, persona: Persona) -> None:
    pagina = abrir(ancho=1280)
    plug_key(pagina)
    sign_in(pagina, persona)
    press(pagina, "Usar una llave")
    look(pagina, "_llave", "escritorio")
    pagina.locator("#id_name").fill("La huella de esta máquina")
    press(pagina, "Agregar la llave")
    expect(pagina.locator(".codigos li")).to_have_count(10)
    assert Authenticator.objects.filter(user=persona, type=Authenticator.Type.WEBAUTHN).count() == 1
    pagina.goto("/cuentas/2fa/webauthn/")
    look(pagina, "_llaves", "escritorio")
    press(pagina, "Continuar")
    pagina.goto("/cuentas/logout/")
    pagina.locator("main form button").first.click()
    pagina.wait_for_url("**/")
    sign_in(pagina, persona)
    press(pagina, "Usar la llave")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("la_oficial")


def plug_key(pagina: Page) -> None:
    """A key of software in the browser, which says yes to whatever it is asked."""
    cdp = pagina.context.new_cdp_session(pagina)
    cdp.send("WebAuthn.enable")
    opciones = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": opciones | {"automaticPresenceSimulation": True}})

"""The second factor: asked of every official where the installation requires it, at every door, and set up in our own pages."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from solicitudes.models import Persona
from tests.elenco import Elenco, hire
from workflow.roles import Rol

CLAVE = "una clave larga de prueba"


@pytest.fixture(autouse=True)
def _required(settings) -> None:
    settings.SEGUNDO_FACTOR_OBLIGATORIO = True


@pytest.fixture
def persona(elenco: Elenco) -> Persona:
    """The officer, with a password and nothing else."""
    persona = Persona.objects.get(pk=elenco.la_oficial.persona_id)
    persona.set_password(CLAVE)
    persona.save()
    EmailAddress.objects.create(user=persona, email=persona.email, verified=True, primary=True)
    return persona


@pytest.fixture
def navegador(persona: Persona) -> Client:
    cliente = Client()
    cliente.post("/cuentas/login/", {"login": persona.email, "password": CLAVE})
    assert "_auth_user_id" in cliente.session
    return cliente


def code_of(secreto: str) -> str:
    """What the application on her telephone shows now."""
    return format_hotp_value(hotp_value(secreto, next(iter(yield_hotp_counters_from_time()))))


def activate(cliente: Client) -> str:
    """Set up the application by the page; its secret is given back."""
    pagina = cliente.get("/cuentas/2fa/totp/activate/").content.decode()
    secreto = re.search(r'<code class="clave">(\w+)</code>', pagina)
    assert secreto
    respuesta = cliente.post("/cuentas/2fa/totp/activate/", {"code": code_of(secreto[1])})
    assert respuesta.headers["Location"] == "/cuentas/2fa/recovery-codes/"
    return secreto[1]


def test_without_it_an_official_is_led_to_set_it_up_and_back_to_where_she_went(navegador: Client) -> None:
    assert navegador.get("/oficina/cuenta/?de=correo").headers["Location"] == "/oficina/segundo-factor/"
    pagina = navegador.get("/oficina/segundo-factor/").content.decode()
    assert "/cuentas/2fa/totp/activate/" in pagina and "/cuentas/2fa/webauthn/add/" in pagina
    activate(navegador)
    assert 'href="/oficina/segundo-factor/"' in navegador.get("/cuentas/2fa/recovery-codes/").content.decode()
    assert navegador.get("/oficina/segundo-factor/").headers["Location"] == "/oficina/cuenta/?de=correo"
    assert navegador.get("/oficina/cuenta/").status_code == 200
    assert navegador.get("/oficina/segundo-factor/").headers["Location"] == "/oficina/"


def test_nothing_that_was_posted_is_done_without_it(navegador: Client) -> None:
    assert navegador.post("/oficina/cuenta/sesiones/", {"sesion": "otras"}).headers["Location"] == "/oficina/segundo-factor/"


def test_it_is_asked_for_at_the_next_sign_in(navegador: Client, persona: Persona) -> None:
    secreto = activate(navegador)
    otro = Client()
    assert otro.post("/cuentas/login/", {"login": persona.email, "password": CLAVE}).headers["Location"] == "/cuentas/2fa/authenticate/"
    assert "_auth_user_id" not in otro.session
    assert otro.get("/oficina/cuenta/").headers["Location"].startswith("/cuentas/login/")
    assert otro.post("/cuentas/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in otro.session
    cache.clear()  # a code is taken once, and the one of this half minute was used to set it up
    assert otro.post("/cuentas/2fa/authenticate/", {"code": code_of(secreto)}).headers["Location"] == "/oficina/"
    assert otro.get("/oficina/cuenta/").status_code == 200


def test_a_recovery_code_opens_once(navegador: Client, persona: Persona) -> None:
    activate(navegador)
    codigos = re.findall(r"<li><code>(\w+)</code></li>", navegador.get("/cuentas/2fa/recovery-codes/").content.decode())
    assert len(codigos) == 10
    for esperado in ("/oficina/", None):
        otro = Client()
        otro.post("/cuentas/login/", {"login": persona.email, "password": CLAVE})
        respuesta = otro.post("/cuentas/2fa/authenticate/", {"code": codigos[0]})
        assert respuesta.headers.get("Location") == esperado


def test_nobody_is_sent_to_another_site(navegador: Client) -> None:
    navegador.get("//evil.example/oficina/")
    sesion = navegador.session
    assert sesion.get("volver_con_segundo_factor", "/").startswith("/")


@pytest.mark.parametrize("ruta", ["/api/v1/solicitudes/", "/api/v1/solicitudes/GT-2026-MSPAS-000001/"])
def test_the_api_refuses_the_session_of_a_page_without_it(navegador: Client, ruta: str) -> None:
    respuesta = navegador.get(ruta)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (403, "segundo-factor-requerido")


@pytest.fixture
def programa(persona: Persona) -> dict[str, str]:
    """The header of a program that has signed in by JSON with the password alone."""
    datos = {"email": persona.email, "password": CLAVE}
    respuesta = Client().post("/cuentas/api/app/v1/auth/login", datos, content_type="application/json")
    assert respuesta.status_code == 200
    return {"X-Session-Token": respuesta.json()["meta"]["session_token"]}


def test_the_api_refuses_a_program_without_it(client: Client, programa: dict[str, str]) -> None:
    acto = client.post(
        "/api/v1/solicitudes/GT-2026-MSPAS-000001/admitir/", {}, content_type="application/json", headers=programa | {"If-Match": '"1"'}
    )
    assert (acto.status_code, acto.json()["codigo"]) == (403, "segundo-factor-requerido")


def test_a_program_that_gave_its_code_is_let_in(navegador: Client, persona: Persona) -> None:
    secreto = activate(navegador)
    cache.clear()
    datos = {"email": persona.email, "password": CLAVE}
    programa = Client()
    entrada = programa.post("/cuentas/api/app/v1/auth/login", datos, content_type="application/json")
    assert entrada.status_code == 401
    ficha = {"X-Session-Token": entrada.json()["meta"]["session_token"]}
    assert Client().get("/api/v1/solicitudes/", headers=ficha).status_code == 401
    codigo = {"code": code_of(secreto)}
    segunda = Client().post("/cuentas/api/app/v1/auth/2fa/authenticate", codigo, content_type="application/json", headers=ficha)
    assert segunda.status_code == 200, segunda.content
    ficha = {"X-Session-Token": segunda.json()["meta"].get("session_token", ficha["X-Session-Token"])}
    assert Client().get("/api/v1/solicitudes/", headers=ficha).status_code == 200


def test_the_admin_asks_for_it_too(persona: Persona, navegador: Client) -> None:
    Persona.objects.filter(pk=persona.pk).update(is_staff=True, is_superuser=True)
    assert navegador.get("/admin/solicitudes/persona/").headers["Location"].startswith("/admin/login/")
    assert navegador.get("/admin/login/?next=/admin/solicitudes/persona/").headers["Location"] == "/oficina/segundo-factor/"
    activate(navegador)
    assert navegador.get("/oficina/segundo-factor/").headers["Location"] == "/admin/solicitudes/persona/"
    assert navegador.get("/admin/solicitudes/persona/").status_code == 200


def test_the_admin_has_no_sign_in_of_its_own(client: Client, db: None) -> None:
    assert client.get("/admin/login/?next=/admin/").headers["Location"] == "/cuentas/login/?next=/admin/"


def test_whoever_has_no_office_needs_none(db: None, client: Client) -> None:
    client.force_login(Persona.objects.create(username="vecina", email="vecina@correo.example"))
    assert client.get("/api/v1/solicitudes/").status_code == 200


def test_where_it_is_not_required_a_password_is_enough(settings, navegador: Client) -> None:
    settings.SEGUNDO_FACTOR_OBLIGATORIO = False
    assert navegador.get("/oficina/cuenta/").status_code == 200
    assert navegador.get("/api/v1/solicitudes/").status_code == 200


def test_without_the_last_factor_the_desk_closes_again(navegador: Client, persona: Persona) -> None:
    activate(navegador)
    assert navegador.get("/oficina/cuenta/").status_code == 200
    Authenticator.objects.filter(user=persona).delete()
    assert navegador.get("/oficina/cuenta/").headers["Location"] == "/oficina/segundo-factor/"


def test_a_regulator_needs_it_like_anybody(elenco: Elenco) -> None:
    otro = hire("otro_regulador", Rol.REGULADOR, None)
    cliente = Client()
    cliente.force_login(Persona.objects.get(pk=otro.persona_id))
    assert cliente.get("/oficina/cuenta/").headers["Location"] == "/oficina/segundo-factor/"
    TOTP.activate(Persona.objects.get(pk=otro.persona_id), "JBSWY3DPEHPK3PXP")
    assert cliente.get("/oficina/cuenta/").status_code == 200


def test_a_session_opened_before_the_factor_ends_when_it_is_set_up(
    persona: Persona, navegador: Client, django_capture_on_commit_callbacks
) -> None:
    """Somebody else who had the password, and came in with it, stays outside."""
    otro = Client()
    otro.post("/cuentas/login/", {"login": persona.email, "password": CLAVE})
    with django_capture_on_commit_callbacks(execute=True):
        activate(navegador)
    assert otro.get("/oficina/cuenta/").headers["Location"].startswith("/cuentas/login/")
    assert navegador.get("/oficina/cuenta/").status_code == 200

"""Signing in and then calling the API: by the page with a session and CSRF, by JSON with a token; an ended office ends at once."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from config import reloj
from solicitudes.models import Persona
from tests.api.contrato import PROBLEMA
from tests.api.reparto import AHORA, Caso, Reparto
from workflow.roles import Rol

CONTRASENA = "una clave larga de prueba"
#: The case as it was filed.
SIN_CAMBIOS = {"If-Match": '"1"'}


@pytest.fixture
def persona(reparto: Reparto) -> Persona:
    """An officer of the MSPAS with a password."""
    persona = reparto.hire("ana", Rol.OFICIAL, "MSPAS")
    persona.set_password(CONTRASENA)
    persona.save()
    EmailAddress.objects.create(user=persona, email=persona.email, verified=True, primary=True)
    return persona


@pytest.fixture
def caso(reparto: Reparto) -> Caso:
    return reparto.file()


def sign_in() -> Client:
    """A browser that has gone through the page of the portal; CSRF holds, as it does outside tests."""
    navegador = Client(enforce_csrf_checks=True)
    pagina = navegador.get("/cuentas/login/").content.decode()
    ficha = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', pagina)
    assert ficha
    datos = {"csrfmiddlewaretoken": ficha[1], "login": "ana", "password": CONTRASENA}
    assert navegador.post("/cuentas/login/", datos).status_code == 302
    return navegador


def test_a_session_of_the_page_opens_the_api(persona: Persona, caso: Caso) -> None:
    navegador = sign_in()
    assert navegador.get("/api/v1/solicitudes/").json()["results"][0]["folio"] == caso.folio
    assert navegador.get(f"/api/v1/{caso.ruta}").json()["solicitante"]


def test_a_session_needs_csrf_for_what_it_changes(persona: Persona, caso: Caso) -> None:
    navegador = sign_in()
    sin_ficha = navegador.post(f"/api/v1/{caso.ruta}admitir/", {}, content_type="application/json")
    assert (sin_ficha.status_code, sin_ficha.headers["Content-Type"], sin_ficha.json()["codigo"]) == (403, PROBLEMA, "no-autorizado")
    ficha = {"X-CSRFToken": navegador.cookies["csrftoken"].value}
    assert (
        navegador.post(f"/api/v1/{caso.ruta}admitir/", {}, content_type="application/json", headers=ficha | SIN_CAMBIOS).status_code == 200
    )


def test_a_session_needs_csrf_to_file_and_a_stranger_does_not(persona: Persona) -> None:
    cuerpo = {"instituciones": ["MSPAS"], "descripcion": "¿Cuánto?", "solicitante": {"nombre": "Eva"}}
    assert sign_in().post("/api/v1/solicitudes/", cuerpo, content_type="application/json").status_code == 403
    anonimo = Client(enforce_csrf_checks=True)
    assert anonimo.post("/api/v1/solicitudes/", cuerpo, content_type="application/json").status_code == 201


def test_signing_out_closes_the_api(persona: Persona, caso: Caso) -> None:
    navegador = sign_in()
    ficha = {"X-CSRFToken": navegador.cookies["csrftoken"].value}
    navegador.post("/cuentas/logout/", headers=ficha)
    assert navegador.get("/api/v1/solicitudes/").status_code == 401


def test_a_program_signs_in_acts_and_signs_out_by_token(persona: Persona, caso: Caso) -> None:
    """No cookie and no CSRF: only X-Session-Token."""
    entrada = Client().post("/cuentas/api/app/v1/auth/login", {"username": "ana", "password": CONTRASENA}, content_type="application/json")
    assert entrada.status_code == 200, entrada.content
    token = {"X-Session-Token": entrada.json()["meta"]["session_token"]}
    programa = Client(enforce_csrf_checks=True)
    assert programa.get("/api/v1/solicitudes/", headers=token).json()["results"][0]["folio"] == caso.folio
    acto = programa.post(f"/api/v1/{caso.ruta}admitir/", {}, content_type="application/json", headers=token | SIN_CAMBIOS)
    assert (acto.status_code, acto.json()["estado"]) == (200, "en_tramite")
    assert programa.delete("/cuentas/api/app/v1/auth/session", headers=token).status_code == 401  # allauth's word for signed out
    assert programa.get("/api/v1/solicitudes/", headers=token).status_code == 401


@pytest.mark.parametrize("token", ["", "no-es", "x" * 3000, "ñ"])
def test_a_token_that_nobody_gave_opens_nothing(caso: Caso, token: str) -> None:
    respuesta = Client().get("/api/v1/solicitudes/", headers={"X-Session-Token": token})
    assert (respuesta.status_code, respuesta.headers["Content-Type"]) == (401, PROBLEMA)


def test_an_ended_office_loses_its_powers_at_once(persona: Persona, caso: Caso) -> None:
    """In the middle of an open session."""
    navegador = sign_in()
    assert navegador.get(f"/api/v1/{caso.ruta}").status_code == 200
    persona.cargos.update(hasta=AHORA.date())
    assert navegador.get(f"/api/v1/{caso.ruta}").status_code == 200  # its last day is a day of office
    with reloj.detenido_en(AHORA.replace(day=26, hour=0)):
        assert navegador.get(f"/api/v1/{caso.ruta}").status_code == 404
        ficha = {"X-CSRFToken": navegador.cookies["csrftoken"].value}
        acto = navegador.post(f"/api/v1/{caso.ruta}admitir/", {}, content_type="application/json", headers=ficha | SIN_CAMBIOS)
        assert acto.status_code == 404
        assert navegador.get("/api/v1/solicitudes/").json()["results"] == []


def test_a_closed_account_loses_everything_at_once(persona: Persona, caso: Caso) -> None:
    navegador = sign_in()
    persona.is_active = False
    persona.save()
    assert navegador.get("/api/v1/solicitudes/").status_code == 401


def test_a_closed_unit_takes_its_offices_with_it(persona: Persona, caso: Caso, reparto: Reparto) -> None:
    navegador = sign_in()
    reparto.mspas.unidades.filter(clase="informacion").update(activa=False)
    assert navegador.get(f"/api/v1/{caso.ruta}").status_code == 404


def test_an_officer_with_the_key_of_a_case_elsewhere_sees_both(reparto: Reparto, persona: Persona, caso: Caso) -> None:
    """She may ask other institutions as anybody does; the key gives her that case and nothing more of that body."""
    suya, ajena = reparto.file("MINFIN"), reparto.file("MINFIN")
    clave = {"X-Clave-Seguimiento": suya.clave}
    navegador = sign_in()
    assert navegador.get(f"/api/v1/{suya.ruta}", headers=clave).json()["actos"] == ["desistir"]
    assert navegador.get(f"/api/v1/{ajena.ruta}", headers=clave).status_code == 404
    assert navegador.get(f"/api/v1/{caso.ruta}", headers=clave).status_code == 200

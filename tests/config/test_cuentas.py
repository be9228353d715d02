"""Signing in: people by the page, programs by JSON; accounts are not open to anybody unless the installation says so."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.headless.contrib.rest_framework.authentication import XSessionTokenAuthentication
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client, RequestFactory
from rest_framework.settings import api_settings

CLAVE = "una clave larga de prueba"


@pytest.fixture
def oficial(db: None):
    persona = get_user_model().objects.create_user("oficial.mspas", "oficial@mspas.example", CLAVE)
    EmailAddress.objects.create(user=persona, email=persona.email, verified=True, primary=True)
    return persona


@pytest.mark.parametrize("nombre", ["oficial.mspas", "oficial@mspas.example"])
def test_a_person_signs_in_by_name_or_by_mail(client: Client, oficial, nombre: str) -> None:
    respuesta = client.post("/cuentas/login/", {"login": nombre, "password": CLAVE})
    assert respuesta.status_code == 302
    assert respuesta.headers["Location"] == "/mi-cuenta/"
    assert client.session["_auth_user_id"] == str(oficial.pk)


@pytest.mark.parametrize("llave", ["username", "email"])
def test_a_program_signs_in_by_json_and_uses_its_token(client: Client, oficial, llave: str) -> None:
    datos = {llave: oficial.get_username() if llave == "username" else oficial.email, "password": CLAVE}
    respuesta = client.post("/cuentas/api/app/v1/auth/login", datos, content_type="application/json")
    assert respuesta.status_code == 200, respuesta.content
    pedido = RequestFactory().get("/", headers={"X-Session-Token": respuesta.json()["meta"]["session_token"]})
    programa = next(c for c in api_settings.DEFAULT_AUTHENTICATION_CLASSES if issubclass(c, XSessionTokenAuthentication))
    persona, _ = programa().authenticate(pedido)
    assert persona == oficial


def test_a_wrong_password_opens_nothing_and_is_limited(client: Client, oficial) -> None:
    for _ in range(5):
        respuesta = client.post("/cuentas/login/", {"login": oficial.email, "password": "otra"})
        assert respuesta.status_code == 200
    client.post("/cuentas/login/", {"login": oficial.email, "password": CLAVE})
    assert "_auth_user_id" not in client.session


def test_an_unverified_address_does_not_open_a_session(client: Client, db: None) -> None:
    get_user_model().objects.create_user("nueva", "nueva@mspas.example", CLAVE)
    respuesta = client.post("/cuentas/login/", {"login": "nueva", "password": CLAVE})
    assert respuesta.headers["Location"] == "/cuentas/confirm-email/"
    assert "_auth_user_id" not in client.session
    (correo,) = mail.outbox
    assert re.search(r"http://testserver/cuentas/confirm-email/", correo.body)


@pytest.mark.parametrize("abierto", [False, True])
def test_sign_up_is_closed_unless_the_installation_opens_it(client: Client, db: None, settings, abierto: bool) -> None:
    settings.REGISTRO_ABIERTO = abierto
    datos = {"email": "ana@correo.example", "password1": CLAVE, "password2": CLAVE}
    client.post("/cuentas/signup/", datos)
    assert get_user_model().objects.filter(email="ana@correo.example").exists() is abierto

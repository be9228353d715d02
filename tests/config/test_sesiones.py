"""Each session is seen, and seeing it costs a page nothing but once in five minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.test import Client

from config import reloj
from solicitudes.models import Persona
from tests.elenco import LUNES

CLAVE = "una clave larga de prueba"


@pytest.fixture
def navegador(db: None) -> Client:
    """Somebody who has just signed in, on a Monday."""
    persona = Persona.objects.create_user("ana", "ana@mspas.example", CLAVE)
    EmailAddress.objects.create(user=persona, email=persona.email, verified=True, primary=True)
    cliente = Client()
    with reloj.detenido_en(LUNES):
        cliente.post("/cuentas/login/", {"login": "ana", "password": CLAVE})
    assert "_auth_user_id" in cliente.session
    return cliente


def test_a_page_costs_nothing_within_five_minutes(navegador: Client, django_assert_num_queries) -> None:
    with reloj.detenido_en(LUNES + timedelta(minutes=4)), django_assert_num_queries(1):
        navegador.get("/guia/derecho/")  # the session itself


def test_after_five_minutes_it_is_marked_once(navegador: Client, django_assert_num_queries) -> None:
    luego = LUNES + timedelta(minutes=6)
    with reloj.detenido_en(luego):
        navegador.get("/guia/derecho/")
        assert UserSession.objects.get().last_seen_at == luego
        with django_assert_num_queries(1):
            navegador.get("/guia/derecho/")


def test_a_session_from_before_gets_its_row(navegador: Client) -> None:
    UserSession.objects.all().delete()
    with reloj.detenido_en(LUNES + timedelta(hours=1)):
        navegador.get("/guia/derecho/")
    assert UserSession.objects.get().user.username == "ana"


def test_whoever_has_not_signed_in_costs_nothing(client: Client, db: None, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        client.get("/guia/derecho/")


def test_a_deactivated_account_is_no_longer_seen(navegador: Client) -> None:
    antes = UserSession.objects.get().last_seen_at
    Persona.objects.update(is_active=False)
    with reloj.detenido_en(LUNES + timedelta(hours=1)):
        assert navegador.get("/guia/derecho/").status_code == 200
    assert UserSession.objects.get().last_seen_at == antes

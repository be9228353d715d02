"""Her own account: what it shows, and that she closes her sessions and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.test import Client

from solicitudes.actor import Actor
from solicitudes.models import Cargo, Persona, Unidad
from tests.elenco import Elenco, unidad_de
from tests.portal.paginas import leer

CLAVE = "una clave larga de prueba"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"
TELEFONO = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Mobile Safari/537.36"

Abrir = Callable[..., Client]


@pytest.fixture
def abrir(elenco: Elenco) -> Abrir:
    """Sign somebody in by the page, with a browser of her own."""

    def open_session(quien: Actor, agente: str = FIREFOX) -> Client:
        persona = Persona.objects.get(pk=quien.persona_id)
        if not persona.check_password(CLAVE):  # a new one would end her other sessions
            persona.set_password(CLAVE)
            persona.save()
        EmailAddress.objects.get_or_create(user=persona, email=persona.email, defaults={"verified": True, "primary": True})
        cliente = Client(headers={"user-agent": agente})
        assert cliente.post("/cuentas/login/", {"login": persona.email, "password": CLAVE}).status_code == 302
        return cliente

    return open_session


def test_it_shows_her_offices_her_factor_and_her_sessions(elenco: Elenco, abrir: Abrir) -> None:
    abrir(elenco.la_oficial, TELEFONO)
    texto = leer(abrir(elenco.la_oficial).get("/oficina/cuenta/"))
    assert "Oficial de información" in texto and elenco.salud.nombre in texto
    assert "Todavía entra solo con su contraseña" in texto
    assert "Chrome en Android" in texto and "Firefox en Windows Esta sesión" in texto


def test_she_closes_one_session_and_it_is_over(elenco: Elenco, abrir: Abrir) -> None:
    telefono, escritorio = abrir(elenco.la_oficial, TELEFONO), abrir(elenco.la_oficial)
    otra = UserSession.objects.get(session_key=telefono.session.session_key)
    respuesta = escritorio.post("/oficina/cuenta/sesiones/", {"sesion": otra.pk}, follow=True)
    assert "La sesión quedó cerrada" in leer(respuesta)
    assert telefono.get("/oficina/cuenta/").headers["Location"].startswith("/cuentas/login/")
    assert escritorio.get("/oficina/cuenta/").status_code == 200


def test_she_closes_all_the_others_and_keeps_this_one(elenco: Elenco, abrir: Abrir) -> None:
    otras = [abrir(elenco.la_oficial, TELEFONO) for _ in range(2)]
    escritorio = abrir(elenco.la_oficial)
    assert "Se cerraron 2 sesiones" in leer(escritorio.post("/oficina/cuenta/sesiones/", {"sesion": "otras"}, follow=True))
    assert all(cliente.get("/oficina/cuenta/").status_code == 302 for cliente in otras)
    assert "Cerrar todas las demás" not in leer(escritorio.get("/oficina/cuenta/"))


def test_twice_says_that_it_is_closed_already(elenco: Elenco, abrir: Abrir) -> None:
    telefono, escritorio = abrir(elenco.la_oficial, TELEFONO), abrir(elenco.la_oficial)
    cual = UserSession.objects.get(session_key=telefono.session.session_key).pk
    escritorio.post("/oficina/cuenta/sesiones/", {"sesion": cual})
    assert escritorio.post("/oficina/cuenta/sesiones/", {"sesion": cual}).status_code == 404


def test_nobody_closes_the_session_of_somebody_else(elenco: Elenco, abrir: Abrir) -> None:
    jefa = abrir(elenco.la_jefa)
    cual = UserSession.objects.get(session_key=jefa.session.session_key).pk
    assert abrir(elenco.la_oficial).post("/oficina/cuenta/sesiones/", {"sesion": cual}).status_code == 404
    assert jefa.get("/oficina/cuenta/").status_code == 200


@pytest.mark.parametrize("cual", ["", "todas", "9" * 40, "-1", "٣"])
def test_nonsense_closes_nothing(elenco: Elenco, abrir: Abrir, cual: str) -> None:
    cliente = abrir(elenco.la_oficial)
    assert cliente.post("/oficina/cuenta/sesiones/", {"sesion": cual}).status_code in (302, 404)
    assert cliente.get("/oficina/cuenta/").status_code == 200


def test_nobody_signed_in_is_sent_to_sign_in(client: Client, elenco: Elenco) -> None:
    assert client.get("/oficina/cuenta/").headers["Location"] == "/cuentas/login/?next=/oficina/cuenta/"
    assert client.post("/oficina/cuenta/sesiones/", {"sesion": "otras"}).status_code == 302


def test_an_account_without_office_has_no_page_here(client: Client, elenco: Elenco) -> None:
    client.force_login(Persona.objects.create(username="vecina", email="vecina@correo.example"))
    assert client.get("/oficina/cuenta/").status_code == 403


def test_it_costs_the_same_however_many_sessions(elenco: Elenco, abrir: Abrir, django_assert_num_queries) -> None:
    cliente = abrir(elenco.la_oficial)
    with django_assert_num_queries(7):
        cliente.get("/oficina/cuenta/")
    for _ in range(4):
        abrir(elenco.la_oficial, TELEFONO)
    with django_assert_num_queries(7):
        cliente.get("/oficina/cuenta/")


@pytest.mark.parametrize(
    ("quien", "mesa"),
    [("la_oficial", "/oficina/"), ("el_enlace", "/oficina/"), ("el_regulador", "/oficina/instituciones/")],
)
def test_an_official_lands_at_her_desk(elenco: Elenco, abrir: Abrir, quien: str, mesa: str) -> None:
    cliente = abrir(getattr(elenco, quien))
    persona = Persona.objects.get(pk=getattr(elenco, quien).persona_id)
    respuesta = cliente.post("/cuentas/logout/")
    respuesta = cliente.post("/cuentas/login/", {"login": persona.email, "password": CLAVE})
    assert respuesta.headers["Location"] == mesa


def test_the_page_that_was_asked_for_goes_before_the_desk(elenco: Elenco, abrir: Abrir) -> None:
    cliente = abrir(elenco.la_oficial)
    cliente.post("/cuentas/logout/")
    datos = {"login": "la_oficial@oficina.example", "password": CLAVE, "next": "/oficina/cuenta/"}
    assert cliente.post("/cuentas/login/", datos).headers["Location"] == "/oficina/cuenta/"


def test_an_office_that_is_over_says_so(elenco: Elenco, abrir: Abrir) -> None:

    persona = Persona.objects.get(pk=elenco.la_oficial.persona_id)
    Cargo.objects.create(
        persona=persona,
        unidad=unidad_de(elenco.xela, Unidad.Clase.INFORMACION),
        rol="oficial",
        desde=date(2026, 1, 2),
        hasta=date(2026, 1, 9),
    )
    texto = leer(abrir(elenco.la_oficial).get("/oficina/cuenta/"))
    assert texto.count("No rige hoy") == 1 and "hasta el viernes 9 de enero de 2026" in texto

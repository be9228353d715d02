"""An applicant's account at the door of the API: its session lists, opens and acts on what is tied to it, without any key."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from solicitudes.models import Movimiento, Persona, Presentacion
from solicitudes.services.cuenta import borrar_cuenta, reclamar
from tests.api.cliente import Cliente
from tests.api.reparto import Caso, Reparto
from workflow.roles import Rol

CONTRASENA = "una clave larga de prueba"
PETICION = {"instituciones": ["MSPAS"], "descripcion": "¿Cuánto?", "solicitante": {"nombre": "Eva"}}


def sign_up(usuario: str) -> Persona:
    persona = Persona.objects.create_user(usuario, f"{usuario}@correo.example", CONTRASENA)
    EmailAddress.objects.create(user=persona, email=persona.email, verified=True, primary=True)
    return persona


def open_programa(persona: Persona) -> Cliente:
    """A program of hers, signed in by JSON."""
    datos = {"email": persona.email, "password": CONTRASENA}
    respuesta = Client().post("/cuentas/api/app/v1/auth/login", datos, content_type="application/json")
    return Cliente(**{"X-Session-Token": respuesta.json()["meta"]["session_token"]})


@pytest.fixture
def ana(reparto: Reparto) -> Persona:
    return sign_up("ana")


@pytest.fixture
def programa(ana: Persona) -> Cliente:
    return open_programa(ana)


def tie(caso: Caso, persona: Persona) -> Caso:
    reclamar(folio=caso.folio, clave=caso.clave, cuenta=persona.pk)
    return caso


def list_folios(cliente: Cliente) -> list[str]:
    return [s["folio"] for s in cliente.get("solicitudes/").json()["results"]]


def test_its_list_holds_what_is_tied_to_it_and_no_more(reparto: Reparto, ana: Persona, programa: Cliente) -> None:
    suyo, de_eva = tie(reparto.file(), ana), tie(reparto.file(), sign_up("eva"))
    reparto.file()
    assert list_folios(programa) == [suyo.folio]
    assert programa.get(suyo.ruta).json()["solicitante"]
    assert programa.get(de_eva.ruta).status_code == 404


def test_its_list_costs_the_same_for_any_number(reparto: Reparto, ana: Persona, programa: Cliente, queries: Any) -> None:
    tie(reparto.file(), ana)
    with queries() as una:
        list_folios(programa)
    for _ in range(3):
        tie(reparto.file(), ana)
    with queries() as varias:
        assert len(list_folios(programa)) == 4
    assert len(una) == len(varias)


def test_it_acts_as_the_applicant_without_her_key(reparto: Reparto, ana: Persona, programa: Cliente) -> None:
    caso = tie(reparto.file(), ana)
    assert programa.get(caso.ruta).json()["actos"] == ["desistir"]
    assert programa.post(f"{caso.ruta}desistir/").json()["estado"] == "desistida"
    assert programa.post(f"{caso.ruta}admitir/").status_code in (403, 409)


def test_what_it_files_is_tied_to_it_and_leaves_with_it(ana: Persona, programa: Cliente) -> None:
    recibo = programa.post("solicitudes/", PETICION).json()
    assert list_folios(programa) == [recibo["solicitudes"][0]["folio"]]
    assert Movimiento.objects.get().persona_id is None
    assert borrar_cuenta(cuenta=ana.pk) == 1
    assert Presentacion.objects.get().cuenta_id is None


def test_the_same_idempotency_key_of_two_accounts_is_two_filings(ana: Persona, programa: Cliente) -> None:
    llave = {"Idempotency-Key": "k1"}
    primera = programa.post("solicitudes/", PETICION, **llave)
    assert programa.post("solicitudes/", PETICION, **llave).json() == primera.json()
    otra = open_programa(sign_up("eva")).post("solicitudes/", PETICION, **llave)
    assert (otra.status_code, otra.headers.get("Idempotency-Replayed")) == (201, None)
    assert Presentacion.objects.count() == 2


def test_an_official_keeps_her_desk_and_her_own_requests_apart(reparto: Reparto) -> None:
    """On the day of her office the list is her institution's; after it, what she asked for herself."""
    persona = reparto.hire("lucia", Rol.OFICIAL, "MSPAS")
    de_la_mesa, propio = reparto.file(), tie(reparto.file("MINFIN"), persona)
    cliente = Cliente(persona=persona)
    assert list_folios(cliente) == [de_la_mesa.folio]
    persona.cargos.all().delete()
    assert list_folios(cliente) == [propio.folio]

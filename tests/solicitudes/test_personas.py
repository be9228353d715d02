"""Accounts: deactivated and brought back by the administration alone, never deleted; their sessions closed; invited again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from notifications.models import Salida
from solicitudes.models import ActoAdministrativo, Persona
from solicitudes.policies import visible_personas
from solicitudes.services.personas import desactivar, invitar_otra_vez, reactivar
from solicitudes.services.sesiones import cerrar_sesiones_de
from tests.elenco import LUNES, Elenco, refused


@pytest.fixture
def cual(elenco: Elenco) -> Persona:
    return Persona.objects.get(pk=elenco.la_oficial.persona_id)


def test_a_deactivated_account_is_out_at_once_and_comes_back(elenco: Elenco, cual: Persona, client: Client) -> None:
    client.force_login(cual)
    assert client.get("/oficina/cuenta/").status_code == 200
    desactivar(persona_id=cual.pk, actor=elenco.la_administradora, ahora=LUNES)
    assert client.get("/oficina/cuenta/").status_code == 302
    reactivar(persona_id=cual.pk, actor=elenco.la_administradora, ahora=LUNES)
    assert client.get("/oficina/cuenta/").status_code == 200
    assert [a.accion for a in ActoAdministrativo.objects.order_by("pk")] == ["desactivar", "reactivar"]


def test_twice_is_refused(elenco: Elenco, cual: Persona) -> None:
    with refused("cuenta-en-ese-estado", 409):
        reactivar(persona_id=cual.pk, actor=elenco.la_administradora, ahora=LUNES)


@pytest.mark.parametrize("por", ["la_autoridad", "la_oficial", "el_regulador", "nadie"])
def test_only_the_administration_deactivates(elenco: Elenco, cual: Persona, por: str) -> None:
    with refused("acto-no-autorizado", 403):
        desactivar(persona_id=cual.pk, actor=getattr(elenco, por), ahora=LUNES)
    assert Persona.objects.get(pk=cual.pk).is_active


def test_nobody_deactivates_her_own(elenco: Elenco) -> None:
    with refused("cuenta-propia", 403):
        desactivar(persona_id=elenco.la_administradora.persona_id, actor=elenco.la_administradora, ahora=LUNES)


@pytest.mark.parametrize("hacer", [desactivar, reactivar, invitar_otra_vez, cerrar_sesiones_de])
def test_an_account_that_never_was_is_not_found(elenco: Elenco, hacer: Callable[..., Any]) -> None:
    with refused("persona-no-encontrada", 404):
        hacer(persona_id=10**15, actor=elenco.la_administradora, ahora=LUNES)


def test_whoever_has_no_password_is_invited_again(elenco: Elenco, cual: Persona) -> None:
    cual.set_unusable_password()
    cual.save()
    for _ in range(2):
        invitar_otra_vez(persona_id=cual.pk, actor=elenco.la_autoridad, ahora=LUNES)
    assert Salida.objects.filter(efecto="invitar").count() == 2


def test_whoever_has_a_password_is_not_invited(elenco: Elenco, cual: Persona) -> None:
    cual.set_password("una clave larga de prueba")
    cual.save()
    with refused("cuenta-en-ese-estado", 409):
        invitar_otra_vez(persona_id=cual.pk, actor=elenco.la_administradora, ahora=LUNES)


@pytest.mark.parametrize("por", ["la_autoridad", "la_oficial", "nadie"])
def test_only_the_administration_closes_the_sessions_of_another(elenco: Elenco, cual: Persona, por: str) -> None:
    with refused("acto-no-autorizado", 403):
        cerrar_sesiones_de(persona_id=cual.pk, actor=getattr(elenco, por), ahora=LUNES)


def test_a_top_authority_sees_the_accounts_of_her_institution_alone(elenco: Elenco) -> None:
    suyas = set(visible_personas(elenco.la_autoridad).values_list("username", flat=True))
    assert {"la_oficial", "el_enlace", "la_autoridad"} <= suyas and not suyas & {"una_extrana", "el_regulador", "la_administradora"}
    assert visible_personas(elenco.la_administradora).count() == Persona.objects.count()
    assert not any(visible_personas(getattr(elenco, quien)).exists() for quien in ("la_oficial", "el_regulador", "nadie"))

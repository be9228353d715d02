"""Appointments: made by whoever administers, with an account if need be, ended by a last day, each act written down."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from notifications.models import Salida
from notifications.relevo import drenar
from solicitudes.actor import Actor, actor_for_persona
from solicitudes.models import ActoAdministrativo, Cargo, Persona
from solicitudes.services.cargos import Nombramiento, nombrar, terminar_cargo
from tests.elenco import LUNES, Elenco, refused
from workflow.roles import Rol

HOY = LUNES.date()
NUEVA = {"correo": "Nueva@MSPAS.example", "nombres": "Rosa", "apellidos": "Quej"}


def appoint(elenco: Elenco, por: str = "la_autoridad", *, codigo: str = "MSPAS", **datos: Any) -> Cargo:
    nombramiento = Nombramiento(**{**NUEVA, "rol": Rol.OFICIAL, "desde": HOY, **datos})
    return nombrar(codigo=codigo, nombramiento=nombramiento, actor=getattr(elenco, por), ahora=LUNES)


def test_whoever_has_no_account_gets_one_without_password_and_a_letter(elenco: Elenco) -> None:
    cargo = appoint(elenco)
    persona = Persona.objects.get(email="nueva@mspas.example")
    assert cargo.persona == persona and not persona.has_usable_password()
    assert EmailAddress.objects.get(user=persona).verified
    assert actor_for_persona(persona, hoy=HOY).instituciones(Rol.OFICIAL) == {elenco.salud.pk}
    assert [a.accion for a in ActoAdministrativo.objects.order_by("pk")] == ["invitar", "nombrar"]
    salida = Salida.objects.get(efecto="invitar")
    assert salida.argumentos == {"persona": persona.pk}  # no address, no key


def test_the_letter_leads_to_setting_a_password_and_then_to_the_desk(elenco: Elenco, client) -> None:
    appoint(elenco)
    drenar(ahora=LUNES)
    (carta,) = mail.outbox
    assert carta.to == ["nueva@mspas.example"]
    enlace = next(linea for linea in carta.body.splitlines() if "/cuentas/password/reset/key/" in linea)
    pagina = client.get(enlace.partition("8000")[2], follow=True)
    clave = {"password1": "otra clave muy larga", "password2": "otra clave muy larga"}
    respuesta = client.post(pagina.request["PATH_INFO"], clave)
    assert respuesta.status_code == 302 and client.session["_auth_user_id"]


def test_a_letter_is_not_sent_to_whoever_has_a_password_by_then(elenco: Elenco) -> None:
    persona = appoint(elenco).persona
    persona.set_password("otra clave muy larga")
    persona.save()
    drenar(ahora=LUNES)
    assert mail.outbox == []


def test_an_account_that_exists_is_appointed_without_a_letter(elenco: Elenco) -> None:
    cargo = appoint(elenco, correo="EL_ENLACE@oficina.example", nombres="", apellidos="")
    assert cargo.persona_id == elenco.el_enlace.persona_id
    assert not Salida.objects.filter(efecto="invitar").exists()


@pytest.mark.parametrize(
    ("rol", "clase"),
    [
        (Rol.OFICIAL, "informacion"),
        (Rol.JEFE_UNIDAD, "informacion"),
        (Rol.FIRMANTE, "maxima_autoridad"),
        (Rol.MAXIMA_AUTORIDAD, "maxima_autoridad"),
    ],
)
def test_each_role_sits_in_its_unit(elenco: Elenco, rol: Rol, clase: str) -> None:
    assert appoint(elenco, rol=rol).unidad.clase == clase


def test_a_liaison_names_her_internal_unit(elenco: Elenco) -> None:
    assert appoint(elenco, rol=Rol.ENLACE, unidad_id=elenco.compras.pk).unidad == elenco.compras
    with refused("nombramiento-invalido", 422, campo="unidad"):
        appoint(elenco, correo="otra@mspas.example", rol=Rol.ENLACE)


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_regulador", "nadie", "una_extrana"])
def test_whoever_does_not_administer_the_institution_finds_none(elenco: Elenco, quien: str) -> None:
    with refused("institucion-ajena", 404):
        appoint(elenco, quien)


def test_a_top_authority_appoints_in_her_own_institution_alone(elenco: Elenco) -> None:
    with refused("institucion-ajena", 404):
        appoint(elenco, codigo="MINEDUC")


@pytest.mark.parametrize("rol", [Rol.REGULADOR, Rol.ADMINISTRADOR])
def test_only_the_administration_appoints_over_all(elenco: Elenco, rol: Rol) -> None:
    with refused("acto-no-autorizado", 403):
        appoint(elenco, codigo="", rol=rol)
    with refused("nombramiento-invalido", 422, campo="rol"):
        appoint(elenco, rol=rol)
    assert appoint(elenco, "la_administradora", codigo="", rol=rol).unidad is None


def test_an_institutional_role_is_not_held_over_all(elenco: Elenco) -> None:
    with refused("nombramiento-invalido", 422, campo="rol"):
        appoint(elenco, "la_administradora", codigo="")


@pytest.mark.parametrize("quien", ["la_autoridad", "la_administradora"])
def test_nobody_appoints_herself(elenco: Elenco, quien: str) -> None:
    with refused("nombramiento-propio", 403):
        appoint(elenco, quien, correo=f"{quien}@oficina.example")


@pytest.mark.parametrize(
    ("cambios", "codigo", "campo"),
    [
        ({"correo": "nadie"}, "correo-invalido", "correo"),
        ({"nombres": " "}, "nombre-requerido", "nombres"),
        ({"desde": HOY - timedelta(days=2)}, "nombramiento-invalido", "desde"),
        ({"hasta": HOY - timedelta(days=1)}, "nombramiento-invalido", "hasta"),
    ],
)
def test_what_is_missing_or_does_not_fit_is_named(elenco: Elenco, cambios: dict[str, Any], codigo: str, campo: str) -> None:
    with refused(codigo, 422, campo=campo):
        appoint(elenco, **cambios)
    assert not Persona.objects.filter(email="nueva@mspas.example").exists()
    assert not ActoAdministrativo.objects.exists()


def test_twice_is_refused_while_the_days_overlap(elenco: Elenco) -> None:
    appoint(elenco, hasta=date(2026, 3, 31))
    with refused("cargo-repetido", 409, campo="desde"):
        appoint(elenco, desde=date(2026, 3, 31))
    assert appoint(elenco, desde=date(2026, 4, 1)).hasta is None


def test_a_deactivated_account_is_not_appointed(elenco: Elenco) -> None:
    Persona.objects.filter(username="el_enlace").update(is_active=False)
    with refused("nombramiento-invalido", 422, campo="correo"):
        appoint(elenco, correo="el_enlace@oficina.example")


# ── ended ─────────────────────────────────────────────────────────────────────


def finish(elenco: Elenco, quien: Actor, *, hasta: date = HOY, por: str = "la_autoridad") -> Cargo:
    cargo = Cargo.objects.get(persona=quien.persona_id)
    return terminar_cargo(cargo_id=cargo.pk, hasta=hasta, actor=getattr(elenco, por), ahora=LUNES)


def test_it_ends_with_a_last_day_and_is_kept(elenco: Elenco) -> None:
    finish(elenco, elenco.la_oficial)
    persona = Persona.objects.get(pk=elenco.la_oficial.persona_id)
    assert actor_for_persona(persona, hoy=HOY).puestos
    assert not actor_for_persona(persona, hoy=HOY + timedelta(days=1)).puestos
    assert ActoAdministrativo.objects.get().detalle["hasta"] == "2026-03-02"


def test_with_yesterday_it_ends_at_once(elenco: Elenco) -> None:
    finish(elenco, elenco.la_oficial, hasta=HOY - timedelta(days=1))
    assert not actor_for_persona(Persona.objects.get(pk=elenco.la_oficial.persona_id), hoy=HOY).puestos


def test_it_does_not_end_further_back(elenco: Elenco) -> None:
    with refused("nombramiento-invalido", 422, campo="hasta"):
        finish(elenco, elenco.la_oficial, hasta=HOY - timedelta(days=2))


def test_what_is_over_does_not_change(elenco: Elenco) -> None:
    Cargo.objects.filter(persona=elenco.la_oficial.persona_id).update(hasta=date(2026, 2, 1))
    with refused("cargo-terminado", 409):
        finish(elenco, elenco.la_oficial)


@pytest.mark.parametrize("por", ["la_oficial", "la_jefa", "el_regulador", "una_extrana", "nadie"])
def test_whoever_does_not_administer_finds_no_appointment(elenco: Elenco, por: str) -> None:
    with refused("cargo-no-encontrado", 404):
        finish(elenco, elenco.la_oficial, por=por)


def test_a_top_authority_does_not_end_what_is_not_hers(elenco: Elenco) -> None:
    for ajeno in (elenco.una_extrana, elenco.el_regulador):
        with refused("cargo-no-encontrado", 404):
            finish(elenco, ajeno)
    assert finish(elenco, elenco.el_regulador, por="la_administradora").hasta == HOY

"""The directories of accounts: registered after being asked, changed, given a new secret, switched; what `manage.py check` says of them."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.checks import run_checks
from django.core.checks.registry import registry
from django.db import OperationalError
from django.test import Client
from requests import ConnectionError

from solicitudes.cifrado import encrypt
from solicitudes.comprobaciones import check_emisores
from solicitudes.models import ActoAdministrativo, Emisor, Persona
from solicitudes.oidc.descubrimiento import EmisorSinRespuestaError, discover, is_segura
from solicitudes.oidc.linea import open_linea
from solicitudes.policies import ActoNoAutorizadoError
from solicitudes.services.emisores import (
    DatosDeEmisor,
    cambiar_emisor,
    desactivar_emisor,
    probar_emisor,
    reactivar_emisor,
    read_secreto,
    registrar_emisor,
    rotar_emisor,
)
from solicitudes.services.ligaduras import desligar
from tests.elenco import LUNES, Elenco, refused
from tests.emisor.casa import add_emisor
from tests.emisor.mentiras import SECRETO
from tests.emisor.servidor import DirectorioDePruebas

DATOS = DatosDeEmisor("Ministerio de Salud", ("oficina.example",))


@pytest.fixture(autouse=True)
def _locales(settings) -> None:
    settings.EMISORES_LOCALES = True


def registrar(elenco: Elenco, url: str, **cambios: Any) -> Emisor:
    datos = {"clave": "mspas", "codigo": "MSPAS", "cliente_id": "honesto", "secreto": SECRETO, "datos": DATOS} | cambios
    return registrar_emisor(
        url=url, actor=cambios.pop("actor", elenco.la_administradora), ahora=LUNES, **{k: v for k, v in datos.items() if k != "actor"}
    )


def acciones() -> list[str]:
    return list(ActoAdministrativo.objects.order_by("pk").values_list("accion", flat=True))


def test_registered_with_its_secret_encrypted_and_on_record(elenco: Elenco, directorio: DirectorioDePruebas) -> None:
    datos = DatosDeEmisor(" Salud ", ("@Oficina.Example", "salud.gob.gt", ""), True, "nivel-2")
    emisor = registrar(elenco, directorio.url, datos=datos)
    assert (emisor.nombre, emisor.dominios, emisor.institucion) == ("Salud", ["oficina.example", "salud.gob.gt"], elenco.salud)
    assert SECRETO not in emisor.secreto_cifrado and read_secreto(emisor) == SECRETO
    acto = ActoAdministrativo.objects.get()
    assert (acto.accion, acto.institucion, acto.detalle["url"]) == ("registrar_emisor", elenco.salud, directorio.url)
    assert SECRETO not in str(acto.detalle)


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"clave": "Con Espacios"}, "clave"),
        ({"clave": "a" * 41}, "clave"),
        ({"clave": "-a"}, "clave"),
        ({"url": "ftp://entra.example"}, "url"),
        ({"url": "https://yo:clave@entra.example"}, "url"),
        ({"url": "https://entra.example/#x"}, "url"),
        ({"url": "https://[roto"}, "url"),
        ({"cliente_id": " "}, "cliente_id"),
        ({"codigo": "NADA"}, "codigo"),
        ({"secreto": ""}, "secreto"),
        ({"datos": DatosDeEmisor("", ("a.gt",))}, "nombre"),
        ({"datos": DatosDeEmisor("Salud", ())}, "dominios"),
        ({"datos": DatosDeEmisor("Salud", ("no es un dominio",))}, "dominios"),
        ({"datos": DatosDeEmisor("Salud", ("a.gt",), False, "nivel-2")}, "acr"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(elenco: Elenco, directorio: DirectorioDePruebas, cambios: dict[str, Any], campo: str) -> None:
    with refused("emisor-invalido", 422, campo=campo):
        registrar(elenco, **{"url": directorio.url} | cambios)
    assert not Emisor.objects.exists()


def test_a_closed_institution_has_no_directory(elenco: Elenco, directorio: DirectorioDePruebas) -> None:
    elenco.salud.activa, elenco.salud.fecha_cierre = False, LUNES.date()
    elenco.salud.save()
    with refused("emisor-invalido", 422, campo="codigo"):
        registrar(elenco, directorio.url)


def test_a_key_is_used_once(elenco: Elenco, directorio: DirectorioDePruebas) -> None:
    add_emisor(elenco.educacion, directorio.url, "mspas", activo=False)
    with refused("emisor-repetido", 409, campo="clave"):
        registrar(elenco, directorio.url)


@pytest.mark.parametrize("camino", ["/impostor", "/roto", "/mudado", "/nada", "/"])
def test_one_that_does_not_answer_as_an_issuer_is_not_registered(elenco: Elenco, directorio: DirectorioDePruebas, camino: str) -> None:
    with refused("emisor-sin-respuesta", 422, campo="url"):
        registrar(elenco, directorio.url + camino)
    assert not Emisor.objects.exists()


@pytest.mark.parametrize("url", ["https://127.0.0.1", "https://localhost", "https://[::1]", "https://10.0.0.8", "https://169.254.169.254"])
def test_nothing_inside_is_called(settings, url: str) -> None:
    settings.EMISORES_LOCALES = False
    with pytest.raises(EmisorSinRespuestaError):
        discover(url)


def test_plain_http_is_for_developing_alone(settings) -> None:
    assert is_segura("http://127.0.0.1:8000")
    settings.EMISORES_LOCALES = False
    assert not is_segura("http://127.0.0.1:8000") and is_segura("https://entra.example") and not is_segura(None)


def test_a_network_of_the_inside_may_be_allowed_and_still_by_tls(settings, directorio: DirectorioDePruebas) -> None:
    settings.EMISORES_LOCALES = False
    por_tls = directorio.url.replace("http:", "https:")
    for redes, cerradas in (([], (directorio.url, por_tls)), (["127.0.0.0/8"], (directorio.url,))):
        settings.EMISORES_REDES = redes
        for url in (directorio.url, por_tls):
            with pytest.raises(ConnectionError) as error:  # it speaks no TLS: who gets there is told something else
                open_linea().get(url)
            assert ("no es pública" in str(error.value)) is (url in cerradas)


@pytest.mark.parametrize(
    "quien", ["la_oficial", "la_jefa", "el_firmante", "la_autoridad", "el_enlace", "el_regulador", "una_extrana", "nadie"]
)
def test_only_the_administration(elenco: Elenco, directorio: DirectorioDePruebas, quien: str) -> None:
    emisor, actor = add_emisor(elenco.salud, directorio.url), getattr(elenco, quien)
    for hacer in (
        lambda: registrar(elenco, directorio.url, actor=actor),
        lambda: cambiar_emisor(emisor_id=emisor.pk, datos=DATOS, actor=actor, ahora=LUNES),
        lambda: rotar_emisor(emisor_id=emisor.pk, secreto="x", actor=actor, ahora=LUNES),
        lambda: desactivar_emisor(emisor_id=emisor.pk, actor=actor, ahora=LUNES),
        lambda: reactivar_emisor(emisor_id=emisor.pk, actor=actor, ahora=LUNES),
        lambda: probar_emisor(emisor_id=emisor.pk, actor=actor),
    ):
        with pytest.raises(ActoNoAutorizadoError):
            hacer()
    assert acciones() == [] and Emisor.objects.filter(activo=True).count() == 1


def test_changed_with_what_was_and_what_became(elenco: Elenco, directorio: DirectorioDePruebas) -> None:
    emisor = add_emisor(elenco.salud, directorio.url)
    cambiar_emisor(emisor_id=emisor.pk, datos=DatosDeEmisor("Salud", ("salud.gob.gt",), True), actor=elenco.la_administradora, ahora=LUNES)
    detalle = ActoAdministrativo.objects.get().detalle
    assert (detalle["antes"]["dominios"], detalle["despues"]["dominios"]) == (["oficina.example"], ["salud.gob.gt"])
    emisor.refresh_from_db()
    assert emisor.fia_segundo_factor and emisor.nombre == "Salud"


def test_the_secret_is_replaced_or_left_to_the_installation(elenco: Elenco, directorio: DirectorioDePruebas, settings) -> None:
    emisor = add_emisor(elenco.salud, directorio.url)
    assert read_secreto(rotar_emisor(emisor_id=emisor.pk, secreto="otro", actor=elenco.la_administradora, ahora=LUNES)) == "otro"
    with refused("emisor-invalido", 422, campo="secreto"):
        rotar_emisor(emisor_id=emisor.pk, secreto="", actor=elenco.la_administradora, ahora=LUNES)
    settings.SECRETOS_DE_EMISORES = {"honesto": "de la instalación"}
    sin = rotar_emisor(emisor_id=emisor.pk, secreto="", actor=elenco.la_administradora, ahora=LUNES)
    assert (sin.secreto_cifrado, read_secreto(sin)) == ("", "de la instalación")
    assert acciones() == ["rotar_emisor"] * 2


def test_switched_off_with_the_sessions_of_whoever_is_bound(elenco: Elenco, directorio: DirectorioDePruebas) -> None:
    emisor = add_emisor(elenco.salud, directorio.url)
    dentro, fuera = Client(), Client()
    for cliente, actor in ((dentro, elenco.la_oficial), (fuera, elenco.la_jefa)):
        cliente.force_login(Persona.objects.get(pk=actor.persona_id))
        UserSession.objects.create(user_id=actor.persona_id, session_key=cliente.session.session_key, ip="127.0.0.1", user_agent="x")
    SocialAccount.objects.create(user_id=elenco.la_oficial.persona_id, provider="honesto", uid="1")
    desactivar_emisor(emisor_id=emisor.pk, actor=elenco.la_administradora, ahora=LUNES)
    assert dentro.get("/oficina/cuenta/").status_code == 302 and fuera.get("/oficina/cuenta/").status_code == 200
    with refused("emisor-en-ese-estado", 409):
        desactivar_emisor(emisor_id=emisor.pk, actor=elenco.la_administradora, ahora=LUNES)
    assert reactivar_emisor(emisor_id=emisor.pk, actor=elenco.la_administradora, ahora=LUNES).activo
    assert acciones() == ["desactivar_emisor", "reactivar_emisor"]


def test_tried_and_not_found(elenco: Elenco, directorio: DirectorioDePruebas) -> None:
    assert probar_emisor(emisor_id=add_emisor(elenco.salud, directorio.url).pk, actor=elenco.la_administradora)
    with refused("emisor-no-encontrado", 404):
        probar_emisor(emisor_id=0, actor=elenco.la_administradora)


def test_unbound_by_the_administration_with_her_sessions(elenco: Elenco, directorio: DirectorioDePruebas) -> None:
    add_emisor(elenco.salud, directorio.url)
    persona_id = elenco.la_oficial.persona_id
    ligadura = SocialAccount.objects.create(user_id=persona_id, provider="honesto", uid="1")
    UserSession.objects.create(user_id=persona_id, session_key="x", ip="127.0.0.1", user_agent="x")
    with refused("acto-no-autorizado", 403):
        desligar(ligadura_id=ligadura.pk, persona_id=persona_id, actor=elenco.la_jefa, ahora=LUNES)
    desligar(ligadura_id=ligadura.pk, persona_id=persona_id, actor=elenco.la_administradora, ahora=LUNES)
    assert not SocialAccount.objects.exists() and not UserSession.objects.exists()
    with refused("ligadura-no-encontrada", 404):
        desligar(ligadura_id=ligadura.pk, persona_id=persona_id, actor=elenco.la_administradora, ahora=LUNES)


# ── manage.py check ───────────────────────────────────────────────────────────


def told() -> list[str]:
    return [str(hallado.msg) for hallado in check_emisores(None)]


def test_check_says_nothing_of_good_ones(elenco: Elenco, directorio: DirectorioDePruebas) -> None:
    add_emisor(elenco.salud, directorio.url)
    assert told() == [] and check_emisores in registry.registered_checks
    assert [h for h in run_checks() if str(h.id).startswith("solicitudes")] == []


@pytest.mark.parametrize(
    ("datos", "queja"),
    [
        ({"url": "http://entra.example"}, "no usa https"),
        ({"dominios": []}, "ningún dominio"),
        ({"secreto_cifrado": ""}, "nadie tiene su secreto"),
        ({"secreto_cifrado": "gAAAA"}, "otra SECRET_KEY"),
    ],
)
def test_check_complains_of_a_bad_one_while_it_is_on(elenco: Elenco, settings, datos: dict[str, Any], queja: str) -> None:
    settings.EMISORES_LOCALES = False
    emisor = add_emisor(elenco.salud, **{"url": "https://entra.example", "secreto_cifrado": encrypt("x")} | datos)
    assert [queja in dicho for dicho in told()] == [True]
    Emisor.objects.filter(pk=emisor.pk).update(activo=False)
    assert told() == []


def test_check_complains_of_a_closed_institution_and_of_developing_in_earnest(elenco: Elenco, settings) -> None:
    add_emisor(elenco.salud, "https://entra.example")
    elenco.salud.activa, elenco.salud.fecha_cierre = False, LUNES.date()
    elenco.salud.save()
    settings.MODO = "completo"
    assert ["TLS" in told()[0], "cerrada" in told()[1]] == [True, True]


def test_check_is_silent_before_there_are_tables(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(Emisor.objects, "filter", fail)
    assert told() == []

"""Signing in by the directory of one's institution, against a real one: who comes in, who does not and why, and what it leaves behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config import reloj
from solicitudes.models import ActoAdministrativo, Cargo, Emisor, IngresoPorEmisor, Persona, Presentacion, Unidad
from solicitudes.services.ingreso import IngresoRechazadoError, describe_resultado
from tests.elenco import Elenco, hire, un_expediente, unidad_de
from tests.emisor.casa import add_emisor, confirm_correos
from tests.emisor.servidor import CLAVE as CLAVE_DE_ALLA
from tests.emisor.servidor import DirectorioDePruebas, Navegador, read_pregunta
from tests.portal.paginas import leer
from workflow.roles import Rol

CLAVE = "una clave larga de prueba"
MESA = "/oficina/"


@pytest.fixture(autouse=True)
def _locales(settings, elenco: Elenco) -> None:
    settings.EMISORES_LOCALES = True
    confirm_correos(elenco)


@pytest.fixture
def emisor(elenco: Elenco, directorio: DirectorioDePruebas) -> Emisor:
    return add_emisor(elenco.salud, directorio.url)


@pytest.fixture
def navegador(emisor: Emisor, directorio: DirectorioDePruebas) -> Navegador:
    return Navegador(directorio)


def persona_of(actor) -> Persona:
    return Persona.objects.get(pk=actor.persona_id)


# ── in ────────────────────────────────────────────────────────────────────────


def test_an_official_comes_in_is_bound_and_is_known_by_her_sub_ever_after(navegador: Navegador, elenco: Elenco, emisor: Emisor) -> None:
    respuesta = navegador.enter("oficial")
    assert (respuesta.status_code, respuesta.headers["Location"]) == (302, MESA)
    assert navegador.quien == str(elenco.la_oficial.persona_id)
    ligadura = SocialAccount.objects.get()
    assert (ligadura.user_id, ligadura.provider, ligadura.extra_data) == (elenco.la_oficial.persona_id, "honesto", {})
    acto = ActoAdministrativo.objects.get(accion="ligar")
    assert (acto.persona_id, acto.institucion_id, acto.detalle["emisor"]) == (elenco.la_oficial.persona_id, elenco.salud.pk, emisor.pk)
    Persona.objects.filter(pk=elenco.la_oficial.persona_id).update(email="otra@oficina.example")
    EmailAddress.objects.all().delete()
    EmailAddress.objects.create(user=persona_of(elenco.la_oficial), email="otra@oficina.example", verified=True, primary=True)
    otra_vez = Navegador(navegador.emisor)
    assert otra_vez.enter("oficial").headers["Location"] == MESA
    assert otra_vez.quien == str(elenco.la_oficial.persona_id)
    assert list(IngresoPorEmisor.objects.values_list("resultado", "persona")) == [("admitido", elenco.la_oficial.persona_id)] * 2
    assert SocialAccount.objects.count() == ActoAdministrativo.objects.filter(accion="ligar").count() == 1


def test_what_is_asked_has_state_nonce_and_pkce_and_nothing_that_the_page_was_told(navegador: Navegador) -> None:
    pregunta = read_pregunta(navegador.leave("honesto", scope="admin", auth_params="prompt=none", nonce="mio"))
    assert pregunta["code_challenge_method"] == "S256" and len(pregunta["code_challenge"]) == 43 == len(pregunta["nonce"])
    assert len(pregunta["state"]) >= 16
    assert set(pregunta["scope"].split()) == {"openid", "profile", "email"}
    assert pregunta["redirect_uri"] == "http://127.0.0.1:8000/cuentas/institucion/honesto/"
    assert set(pregunta) == {
        "client_id", "redirect_uri", "scope", "response_type", "state", "nonce", "code_challenge", "code_challenge_method",
    }  # fmt: skip
    otra = read_pregunta(navegador.leave("honesto"))
    assert not {otra["nonce"], otra["state"], otra["code_challenge"]} & {*pregunta.values()}


def test_capitals_in_an_address_are_no_other_address(navegador: Navegador, elenco: Elenco) -> None:
    navegador.enter("autoridad")
    assert navegador.quien == str(elenco.la_autoridad.persona_id)


def test_whoever_never_chose_a_password_comes_in_too(navegador: Navegador, elenco: Elenco) -> None:
    persona = persona_of(elenco.la_oficial)
    persona.set_unusable_password()
    persona.save()
    assert navegador.enter("oficial").headers["Location"] == MESA


def test_an_address_that_the_token_does_not_say_is_asked_for(elenco: Elenco, directorio: DirectorioDePruebas) -> None:
    add_emisor(elenco.salud, directorio.url, "correo-en-userinfo")
    navegador = Navegador(directorio)
    navegador.enter("oficial", clave="correo-en-userinfo")
    assert navegador.quien == str(elenco.la_oficial.persona_id)


def test_she_goes_on_to_where_she_was_going_and_to_no_other_site(navegador: Navegador) -> None:
    assert navegador.enter("oficial", next="/oficina/cuenta/").headers["Location"] == "/oficina/cuenta/"
    assert Navegador(navegador.emisor).enter("oficial", next="https://malo.example/").headers["Location"] == MESA


def test_her_session_is_listed_and_no_token_of_hers_is_kept(navegador: Navegador, elenco: Elenco) -> None:
    navegador.enter("oficial")
    assert UserSession.objects.get().user_id == elenco.la_oficial.persona_id
    pagina = leer(navegador.portal.get("/oficina/cuenta/"))
    assert "Esta sesión" in pagina and "Ministerio de Salud" in pagina
    assert not SocialToken.objects.exists() and not SocialApp.objects.exists()


def test_whoever_was_signed_in_before_is_signed_out_first(navegador: Navegador, elenco: Elenco) -> None:
    navegador.portal.force_login(persona_of(elenco.la_jefa))
    navegador.enter("oficial")
    assert navegador.quien == str(elenco.la_oficial.persona_id)


# ── not in ────────────────────────────────────────────────────────────────────


def refuse(navegador: Navegador, usuario: str, codigo: str, *, clave: str = "honesto", persona: int | None = None) -> str:
    """What the page says to somebody who does not come in; nothing is made for her but one line of the record."""
    antes = Persona.objects.count(), SocialAccount.objects.count(), ActoAdministrativo.objects.count()
    respuesta = navegador.enter(usuario, clave=clave)
    assert respuesta.status_code == 403 and navegador.quien is None
    assert (Persona.objects.count(), SocialAccount.objects.count(), ActoAdministrativo.objects.count()) == antes
    ultimo = IngresoPorEmisor.objects.order_by("-pk")[0]
    assert (ultimo.resultado, ultimo.persona_id) == (codigo, persona)
    pagina = leer(respuesta)
    assert describe_resultado(codigo) in pagina and "No se creó ninguna cuenta" in pagina
    return pagina


def test_nobody_without_an_account_here_gets_one(navegador: Navegador) -> None:
    assert "no tiene hoy un cargo aquí. Pídalo a la máxima autoridad" in refuse(navegador, "nadie", "sin-cargo-aqui")


def test_no_citizen_comes_in_by_a_directory(navegador: Navegador) -> None:
    vecina = Persona.objects.create_user("vecina", "vecina@oficina.example", CLAVE)
    EmailAddress.objects.create(user=vecina, email=vecina.email, verified=True, primary=True)
    refuse(navegador, "vecina", "sin-cargo-aqui", persona=vecina.pk)


def test_the_directory_of_one_institution_lets_in_nobody_of_another(navegador: Navegador, elenco: Elenco) -> None:
    refuse(navegador, "extrana", "sin-cargo-aqui", persona=elenco.una_extrana.persona_id)


def test_nobody_who_holds_an_office_elsewhere_as_well(navegador: Navegador, elenco: Elenco) -> None:
    ajena = unidad_de(elenco.educacion, Unidad.Clase.INFORMACION)
    Cargo.objects.create(persona_id=elenco.la_oficial.persona_id, unidad=ajena, rol=Rol.OFICIAL.value, desde=date(2026, 1, 1))
    pagina = refuse(navegador, "oficial", "cargo-de-otra-casa", persona=elenco.la_oficial.persona_id)
    assert "Entre con su contraseña" in pagina


def test_nobody_who_watches_or_administers_the_whole_system(navegador: Navegador, elenco: Elenco) -> None:
    refuse(navegador, "regulador", "sin-cargo-aqui", persona=elenco.el_regulador.persona_id)
    Cargo.objects.create(persona_id=elenco.la_oficial.persona_id, rol=Rol.ADMINISTRADOR.value, desde=date(2026, 1, 1))
    refuse(navegador, "oficial", "cargo-de-otra-casa", persona=elenco.la_oficial.persona_id)


def test_nobody_of_the_operators_pages(navegador: Navegador, elenco: Elenco) -> None:
    Persona.objects.filter(pk=elenco.la_oficial.persona_id).update(is_staff=True)
    refuse(navegador, "oficial", "cargo-de-otra-casa", persona=elenco.la_oficial.persona_id)


@pytest.mark.parametrize("usuario", ["jefa", "fuera", "sin_correo"])
def test_an_address_that_is_not_confirmed_or_not_of_its_domain_binds_nobody(navegador: Navegador, elenco: Elenco, usuario: str) -> None:
    EmailAddress.objects.filter(user=elenco.el_firmante.persona_id).update(email="el_firmante@correo.example")
    Persona.objects.filter(pk=elenco.el_firmante.persona_id).update(email="el_firmante@correo.example")
    assert "oficina.example" in refuse(navegador, usuario, "correo-no-confirmado")


def test_a_confirmation_that_is_a_word_and_no_truth_binds_nobody(elenco: Elenco, directorio: DirectorioDePruebas) -> None:
    add_emisor(elenco.salud, directorio.url, "dice-que-si")
    refuse(Navegador(directorio), "oficial", "correo-no-confirmado", clave="dice-que-si")


def test_an_address_that_is_not_confirmed_here_binds_nobody(navegador: Navegador, elenco: Elenco) -> None:
    EmailAddress.objects.filter(user=elenco.la_oficial.persona_id).update(verified=False)
    refuse(navegador, "oficial", "sin-cargo-aqui")


def test_whoever_got_the_mailbox_of_somebody_is_not_somebody(navegador: Navegador, elenco: Elenco) -> None:
    SocialAccount.objects.create(user_id=elenco.la_oficial.persona_id, provider="honesto", uid="de-quien-la-usaba-antes")
    refuse(navegador, "oficial", "cuenta-ya-ligada")


def test_a_deactivated_account_stays_closed(navegador: Navegador, elenco: Elenco) -> None:
    navegador.enter("oficial")
    Persona.objects.filter(pk=elenco.la_oficial.persona_id).update(is_active=False)
    refuse(Navegador(navegador.emisor), "oficial", "cuenta-desactivada", persona=elenco.la_oficial.persona_id)


def test_with_the_office_over_nobody_comes_in(navegador: Navegador, elenco: Elenco) -> None:
    navegador.enter("oficial")
    Cargo.objects.filter(persona=elenco.la_oficial.persona_id).update(hasta=reloj.hoy() - timedelta(days=1))
    refuse(Navegador(navegador.emisor), "oficial", "sin-cargo-aqui", persona=elenco.la_oficial.persona_id)


def test_an_office_in_a_unit_that_was_closed_is_none(navegador: Navegador, elenco: Elenco) -> None:
    Unidad.objects.filter(institucion=elenco.salud, clase=Unidad.Clase.INFORMACION).update(activa=False)
    refuse(navegador, "oficial", "sin-cargo-aqui", persona=elenco.la_oficial.persona_id)


def test_each_refusal_is_told_in_english_too(navegador: Navegador) -> None:
    navegador.portal.post("/idioma/", {"language": "en", "next": "/"})
    pagina = leer(navegador.enter("nadie"))
    assert "Your account holds no office here" in pagina and "cargo" not in pagina


def test_a_refusal_is_one_of_a_kind() -> None:
    assert {clase.estatus for clase in IngresoRechazadoError.__subclasses__()} == {403}


# ── the second factor ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("clave", "fia", "acr", "basta"),
    [
        ("con-mfa", True, "", True),
        ("con-acr", True, "nivel-2", True),
        ("con-mfa", False, "", False),
        ("con-acr", True, "", False),
        ("con-acr", True, "nivel-3", False),
        ("con-clave", True, "nivel-2", False),
        ("honesto", True, "nivel-2", False),
    ],
)
def test_the_word_of_the_directory_counts_where_it_is_trusted_and_says_it(
    settings, elenco: Elenco, directorio: DirectorioDePruebas, clave: str, fia: bool, acr: str, basta: bool
) -> None:
    settings.SEGUNDO_FACTOR_OBLIGATORIO = True
    add_emisor(elenco.salud, directorio.url, clave, fia_segundo_factor=fia, acr=acr)
    navegador = Navegador(directorio)
    assert read_pregunta(navegador.leave(clave)).get("acr_values", "") == acr
    navegador.enter("oficial", clave=clave)
    cuenta = navegador.portal.get("/oficina/cuenta/")
    assert (cuenta.status_code == 200) is basta
    assert basta or cuenta.headers["Location"] == "/oficina/segundo-factor/"
    assert IngresoPorEmisor.objects.get().segundo_factor is basta


@pytest.mark.parametrize("basta", [True, False])
def test_whoever_has_a_factor_here_is_asked_for_it_unless_it_was_seen_there(
    elenco: Elenco, directorio: DirectorioDePruebas, basta: bool
) -> None:
    TOTP.activate(persona_of(elenco.la_oficial), "JBSWY3DPEHPK3PXP")
    add_emisor(elenco.salud, directorio.url, "con-mfa", fia_segundo_factor=basta)
    navegador = Navegador(directorio)
    assert navegador.enter("oficial", clave="con-mfa").headers["Location"] == (MESA if basta else "/cuentas/2fa/authenticate/")
    assert (navegador.quien is not None) is basta


def test_the_word_of_the_directory_opens_no_lasting_door(navegador: Navegador, elenco: Elenco) -> None:
    """It may have known her since the morning: a token for her programs asks for her own password."""
    persona = persona_of(elenco.la_oficial)
    persona.set_password(CLAVE)
    persona.save()
    navegador.enter("oficial")
    respuesta = navegador.portal.get("/oficina/cuenta/tokens/nuevo/")
    assert respuesta.headers["Location"].startswith("/cuentas/reauthenticate/")
    respuesta = navegador.portal.post("/api/v1/tokens/", {"nombre": "x", "alcances": [], "dias": 1}, content_type="application/json")
    assert respuesta.status_code == 403


# ── what she is as a citizen is no matter of the directory ───────────────────


def test_her_own_requests_are_not_opened_by_her_institution(navegador: Navegador, elenco: Elenco) -> None:
    navegador.enter("oficial")
    for ruta in ("/mi-cuenta/", "/mi-cuenta/copia/", "/mi-cuenta/borrar/"):
        respuesta = navegador.portal.get(ruta)
        assert respuesta.status_code == 403 and "Aquí entra con su propia contraseña" in leer(respuesta)
    persona = persona_of(elenco.la_oficial)
    persona.set_password(CLAVE)
    persona.save()
    propio = Client()
    propio.post("/cuentas/login/", {"login": persona.email, "password": CLAVE})
    assert propio.get("/mi-cuenta/").status_code == 200


def test_nor_by_the_api_once_her_office_is_over(navegador: Navegador, elenco: Elenco) -> None:
    caso = un_expediente(elenco)
    Presentacion.objects.update(cuenta=elenco.la_oficial.persona_id)
    navegador.enter("oficial")
    Cargo.objects.filter(persona=elenco.la_oficial.persona_id).update(hasta=reloj.hoy() - timedelta(days=1))
    assert navegador.portal.get("/api/v1/solicitudes/").json()["results"] == []
    propio = Client()
    propio.force_login(persona_of(elenco.la_oficial))
    assert [s["folio"] for s in propio.get("/api/v1/solicitudes/").json()["results"]] == [caso.folio]


# ── undone ────────────────────────────────────────────────────────────────────


def test_she_unbinds_her_account_after_reading_what_it_means(navegador: Navegador, elenco: Elenco) -> None:
    navegador.enter("oficial")
    ruta = f"/oficina/cuenta/ligaduras/{SocialAccount.objects.get().pk}/desligar/"
    assert "confirmar otra vez su correo" in leer(navegador.portal.get(ruta))
    assert SocialAccount.objects.exists()
    assert navegador.portal.post(ruta).headers["Location"] == "/oficina/cuenta/"
    assert not SocialAccount.objects.exists()
    assert ActoAdministrativo.objects.filter(accion="desligar", persona=elenco.la_oficial.persona_id).count() == 1
    assert navegador.portal.post(ruta).status_code == 404
    assert Navegador(navegador.emisor).enter("oficial").headers["Location"] == MESA


def test_nobody_unbinds_somebody_else(navegador: Navegador, elenco: Elenco) -> None:
    navegador.enter("oficial")
    otra = Client()
    otra.force_login(persona_of(elenco.otra_oficial))
    respuesta = otra.post(f"/oficina/cuenta/ligaduras/{SocialAccount.objects.get().pk}/desligar/")
    assert respuesta.status_code == 404 and SocialAccount.objects.exists()


# ── the page of sign-in ───────────────────────────────────────────────────────


def test_without_directories_the_page_of_sign_in_is_as_before(client: Client, elenco: Elenco) -> None:
    pagina = client.get("/cuentas/login/").content.decode()
    assert "institucion/" not in pagina and "Entrar con la cuenta" not in pagina


def test_the_page_names_each_open_directory_and_costs_one_query(client: Client, elenco: Elenco, django_assert_num_queries) -> None:
    for n in range(3):
        add_emisor(elenco.salud, "https://entra.example", f"salud-{n}", activo=n != 1)
        with django_assert_num_queries(1):
            pagina = client.get("/cuentas/login/?next=/oficina/cuenta/").content.decode()
    assert "Entrar con la cuenta de su institución" in pagina
    assert ("salud-0" in pagina, "salud-1" in pagina, "salud-2" in pagina) == (True, False, True)
    assert pagina.count('name="next" value="/oficina/cuenta/"') == 2


def test_a_directory_that_is_off_or_unknown_is_not_there(client: Client, elenco: Elenco) -> None:
    add_emisor(elenco.salud, "https://entra.example", activo=False)
    for clave in ("honesto", "ninguno", ""):
        assert client.post("/cuentas/institucion/", {"directorio": clave}).status_code == 404
    assert client.get("/cuentas/institucion/honesto/?state=x&code=y").status_code == 404
    assert client.get("/cuentas/institucion/").headers["Location"] == "/cuentas/login/"


def test_more_people_and_more_directories_cost_no_query_more(navegador: Navegador, elenco: Elenco) -> None:
    def count() -> int:
        UserSession.objects.all().delete()  # allauth asks for each that she has open
        otro = Navegador(navegador.emisor)
        salida = otro.leave("honesto")
        vuelta = otro.identify(salida, "oficial")
        with CaptureQueriesContext(connection) as consultas:
            assert otro.come_back(vuelta).status_code == 302
        return len(consultas)

    navegador.enter("oficial")
    pocas = count()
    for n in range(20):
        quien = hire(f"colega_{n}", Rol.ENLACE, elenco.compras)
        SocialAccount.objects.create(user_id=quien.persona_id, provider="honesto", uid=f"colega-{n}")
    add_emisor(elenco.educacion, navegador.emisor.url, "otra-casa")
    assert count() == pocas <= 40


# ── no other door ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "ruta",
    [
        "/cuentas/3rdparty/", "/cuentas/3rdparty/signup/", "/cuentas/3rdparty/login/error/", "/cuentas/social/signup/",
        "/cuentas/oidc/honesto/login/", "/cuentas/oidc/honesto/login/callback/", "/cuentas/api/app/v1/auth/provider/signup",
        "/cuentas/api/app/v1/auth/provider/token", "/cuentas/api/app/v1/auth/provider/redirect", "/cuentas/api/app/v1/account/providers",
        "/admin/socialaccount/socialaccount/", "/admin/socialaccount/socialapp/",
    ],
)  # fmt: skip
def test_nothing_else_that_allauth_would_open_is_open(client: Client, elenco: Elenco, ruta: str) -> None:
    Persona.objects.filter(pk=elenco.la_administradora.persona_id).update(is_staff=True, is_superuser=True)
    client.force_login(persona_of(elenco.la_administradora))
    assert client.get(ruta).status_code == client.post(ruta).status_code == 404


def test_programs_are_told_of_no_provider(client: Client, elenco: Elenco, emisor: Emisor) -> None:
    assert b"honesto" not in client.get("/cuentas/api/app/v1/config").content


def test_the_password_of_there_opens_nothing_here(client: Client, elenco: Elenco) -> None:
    client.post("/cuentas/login/", {"login": "la_oficial", "password": CLAVE_DE_ALLA})
    assert "_auth_user_id" not in client.session

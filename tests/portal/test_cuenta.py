"""The optional account: what it gathers, how a case comes to it, the copy of everything, and the way out."""

from __future__ import annotations

import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client

from config import reloj
from notifications.relevo import drenar
from solicitudes.actor import actor_for_cuenta, actor_for_persona
from solicitudes.models import Persona, Presentacion
from solicitudes.policies import may_see_solicitante, may_see_some_solicitante, roles_over, visible, visible_documentos, visible_movimientos
from solicitudes.selectors import get_expediente, list_solicitudes
from solicitudes.services.cuenta import CuentaConCargoError, ReclamadaPorOtraCuentaError, ReclamoInvalidoError, borrar_cuenta, reclamar
from tests.elenco import DENIEGA, DESCRIPCION, LUNES, NOMBRE, Caso, Elenco, cuando, refused, un_expediente, una_peticion
from tests.portal.paginas import TEXTO, campo, leer, open_caso, write_borrador
from workflow.roles import Rol

CLAVE = "una clave larga de prueba"


def register(nombre: str = "ana") -> Persona:
    persona = Persona.objects.create_user(nombre, f"{nombre}@correo.example", CLAVE)
    EmailAddress.objects.create(user=persona, email=persona.email, verified=True, primary=True)
    return persona


@pytest.fixture
def ana(elenco: Elenco) -> Persona:
    return register()


@pytest.fixture
def suya(client: Client, ana: Persona) -> Client:
    """Ana, signed in by the page."""
    assert client.post("/cuentas/login/", {"login": ana.email, "password": CLAVE}).status_code == 302
    return client


def claim(cliente: Client, caso: Caso, **datos: str) -> Any:
    return cliente.post("/mi-cuenta/", {"folio": caso.folio, "clave": caso.recibo.clave, **datos}, follow=True)


# ── signing up ────────────────────────────────────────────────────────────────


def test_a_citizen_signs_up_with_a_verified_address(client: Client, elenco: Elenco, settings) -> None:
    settings.REGISTRO_ABIERTO = True
    pagina = leer(client.get("/cuentas/signup/?next=/mi-cuenta/"))
    assert "Es opcional" in pagina and "La institución no ve su cuenta" in pagina
    client.post("/cuentas/signup/", {"email": "eva@correo.example", "password1": CLAVE, "password2": CLAVE})
    assert "/cuentas/login/" in client.get("/mi-cuenta/").headers["Location"]
    [correo] = mail.outbox
    [direccion] = re.findall(r"http://testserver(/cuentas/confirm-email/\S+)", correo.body)
    client.post(direccion)
    assert client.post("/cuentas/login/", {"login": "eva@correo.example", "password": CLAVE}).headers["Location"] == "/mi-cuenta/"
    assert "Todavía no hay ninguna" in leer(client.get("/mi-cuenta/"))


@pytest.mark.parametrize("abierto", [False, True])
def test_the_account_is_offered_only_where_the_installation_opens_it(client: Client, elenco: Elenco, settings, abierto: bool) -> None:
    settings.REGISTRO_ABIERTO = abierto
    assert ("Mi cuenta" in leer(client.get("/"))) is abierto
    assert ("Crear una cuenta" in leer(client.get("/cuentas/login/"))) is abierto
    assert ("¿Tiene cuenta?" in leer(client.get("/seguir/"))) is abierto


@pytest.mark.parametrize("resto", ["", "copia/", "borrar/"])
def test_without_signing_in_the_account_asks_to(client: Client, elenco: Elenco, resto: str) -> None:
    assert client.get(f"/mi-cuenta/{resto}").headers["Location"] == f"/cuentas/login/?next=/mi-cuenta/{resto}"


@pytest.mark.parametrize("resto", ["", "borrar/"])
def test_without_signing_in_nothing_is_done(client: Client, elenco: Elenco, resto: str) -> None:
    caso = Caso(elenco)
    respuesta = client.post(f"/mi-cuenta/{resto}", {"folio": caso.folio, "clave": caso.recibo.clave, "confirma": "on"})
    assert respuesta.headers["Location"] == "/cuentas/login/?next=/mi-cuenta/"
    assert Presentacion.objects.get().cuenta_id is None


# ── claiming ──────────────────────────────────────────────────────────────────


def test_reclamar_brings_every_case_of_the_filing(suya: Client, ana: Persona, elenco: Elenco) -> None:
    caso = Caso(elenco, peticion=una_peticion("MSPAS", "MINEDUC"))
    texto = leer(claim(suya, caso))
    assert all(recibo.folio in texto for recibo in caso.recibo.solicitudes)
    assert Presentacion.objects.get().cuenta_id == ana.pk


def test_reclamar_takes_folio_and_key_however_they_were_copied(suya: Client, elenco: Elenco) -> None:
    caso = Caso(elenco)
    assert caso.folio in leer(claim(suya, caso, folio=f" {caso.folio.lower()}", clave=caso.recibo.clave.replace("-", " ").lower()))


def test_reclamar_with_a_wrong_key_or_folio_is_told_alike_and_loses_nothing(suya: Client, elenco: Elenco) -> None:
    caso = Caso(elenco)
    ajena, nadie = claim(suya, caso, clave="AAAA-BBBB-CCCC-DDDD"), claim(suya, caso, folio="GT-2026-MSPAS-999999")
    assert "no corresponden" in leer(ajena) and leer(ajena) == leer(nadie)
    assert 'value="AAAA-BBBB-CCCC-DDDD"' in ajena.content.decode()
    assert Presentacion.objects.get().cuenta_id is None


def test_reclamar_with_nothing_says_what_is_missing(suya: Client) -> None:
    texto = leer(suya.post("/mi-cuenta/", {}))
    assert texto.count("Escriba el folio de su solicitud") == 2 and texto.count("Escriba la clave que recibió") == 2


def test_reclamar_twice_is_once(suya: Client, ana: Persona, elenco: Elenco) -> None:
    caso = Caso(elenco)
    claim(suya, caso)
    assert leer(claim(suya, caso)).count(caso.folio) >= 1
    assert Presentacion.objects.filter(cuenta=ana).count() == 1


def test_reclamar_what_another_account_holds_is_refused(suya: Client, elenco: Elenco) -> None:
    caso, eva = Caso(elenco), register("eva")
    reclamar(folio=caso.folio, clave=caso.recibo.clave, cuenta=eva.pk)
    assert "ya está en otra cuenta" in leer(claim(suya, caso))
    with pytest.raises(ReclamadaPorOtraCuentaError):
        reclamar(folio=caso.folio, clave=caso.recibo.clave, cuenta=Persona.objects.get(username="ana").pk)
    assert Presentacion.objects.get().cuenta_id == eva.pk


def test_reclamar_needs_the_key(ana: Persona, elenco: Elenco) -> None:
    caso = Caso(elenco)
    for folio, clave in ((caso.folio, ""), (caso.folio, "AAAA-BBBB-CCCC-DDDD"), ("GT-2026-MSPAS-999999", caso.recibo.clave)):
        with pytest.raises(ReclamoInvalidoError):
            reclamar(folio=folio, clave=clave, cuenta=ana.pk)


@pytest.mark.django_db(transaction=True)
def test_reclamar_two_at_once_leaves_one_owner(elenco: Elenco) -> None:
    caso, cuentas = Caso(elenco), [register("ana").pk, register("eva").pk]

    def take(cuenta: int) -> bool:
        try:
            reclamar(folio=caso.folio, clave=caso.recibo.clave, cuenta=cuenta)
        except ReclamadaPorOtraCuentaError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as hilos:
        assert sorted(hilos.map(take, cuentas)) == [False, True]
    assert Presentacion.objects.get().cuenta_id in cuentas


# ── what the account sees ─────────────────────────────────────────────────────


def test_an_account_sees_what_was_tied_to_it_and_no_more(ana: Persona, elenco: Elenco) -> None:
    suyo, ajeno = Caso(elenco), Caso(elenco)
    reclamar(folio=suyo.folio, clave=suyo.recibo.clave, cuenta=ana.pk)
    actor, eva = actor_for_cuenta(ana.pk), actor_for_cuenta(register("eva").pk)
    assert [s.folio for s in visible(actor)] == [suyo.folio]
    assert not visible(eva).exists()
    assert roles_over(actor, suyo.solicitud) == {Rol.SOLICITANTE} and roles_over(actor, ajeno.solicitud) == frozenset()
    assert may_see_solicitante(actor, suyo.solicitud) and may_see_some_solicitante(actor) and not may_see_solicitante(eva, suyo.solicitud)
    with refused("solicitud-no-encontrada", 404):
        get_expediente(ajeno.folio, actor=actor, al=ajeno.ahora)


def test_an_account_reads_what_its_key_reads(ana: Persona, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    caso.hacer("adjuntar")
    caso.answer(DENIEGA, hasta="revisar")
    reclamar(folio=caso.folio, clave=caso.recibo.clave, cuenta=ana.pk)
    actor = actor_for_cuenta(ana.pk)
    for mirar in (visible_movimientos, visible_documentos):
        propio = set(mirar(actor, caso.solicitud).values_list("pk", flat=True))  # type: ignore[operator]
        assert propio == set(mirar(caso.la_solicitante, caso.solicitud).values_list("pk", flat=True))  # type: ignore[operator]
    assert get_expediente(caso.folio, actor=actor, al=caso.ahora).resolucion is None


def test_the_account_follows_without_the_key_and_acts(suya: Client, ana: Persona, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion")
    reclamar(folio=caso.folio, clave=caso.recibo.clave, cuenta=ana.pk)
    with reloj.detenido_en(caso.ahora):
        assert DESCRIPCION in leer(suya.get(f"/seguir/{caso.folio}/"))
        suya.post(f"/seguir/{caso.folio}/aclarar/", {"respuesta": "Solo las compras."})
    assert caso.solicitud.estado == "en_tramite"
    assert caso.ultimo.persona_id is None, "the history of a case names no account of an applicant"


def test_another_account_is_asked_for_the_key(client: Client, elenco: Elenco, ana: Persona) -> None:
    caso = Caso(elenco)
    reclamar(folio=caso.folio, clave=caso.recibo.clave, cuenta=ana.pk)
    client.force_login(register("eva"))
    assert "Escriba el folio y la clave" in leer(client.get(f"/seguir/{caso.folio}/"))
    assert caso.folio not in leer(client.get("/mi-cuenta/"))


def test_an_official_who_also_asks_does_not_mix_offices(client: Client, elenco: Elenco) -> None:
    """Her office does not show on her own page, and her own case gains her nothing at her desk."""
    persona = Persona.objects.get(pk=elenco.la_oficial.persona_id)
    propio, de_su_oficina = Caso(elenco, peticion=una_peticion("MINEDUC")), Caso(elenco)
    reclamar(folio=propio.folio, clave=propio.recibo.clave, cuenta=persona.pk)
    client.force_login(persona)
    assert [s.folio for s in list_solicitudes(actor=actor_for_cuenta(persona.pk))] == [propio.folio]
    texto = leer(client.get("/mi-cuenta/"))
    assert propio.folio in texto and de_su_oficina.folio not in texto
    assert "Escriba el folio y la clave" in leer(client.get(f"/seguir/{de_su_oficina.folio}/"))
    assert [s.folio for s in visible(actor_for_persona(persona, hoy=LUNES.date()))] == [de_su_oficina.folio]


def test_the_list_and_the_case_take_at_most_eight_queries(
    suya: Client, ana: Persona, elenco: Elenco, django_assert_max_num_queries
) -> None:
    casos = [un_expediente(elenco, estado) for estado in ("resuelta", "remitida", "vencida", "cerrada")]
    for caso in casos:
        reclamar(folio=caso.folio, clave=caso.recibo.clave, cuenta=ana.pk)
    suya.get("/mi-cuenta/")
    with django_assert_max_num_queries(6):
        suya.get("/mi-cuenta/")
    for caso in casos:
        with django_assert_max_num_queries(8):
            suya.get(f"/seguir/{caso.folio}/")


def test_the_list_is_told_in_pages(suya: Client, ana: Persona, elenco: Elenco) -> None:
    for _ in range(21):
        Caso(elenco)
    Presentacion.objects.update(cuenta=ana)
    assert "Página 1 de 2" in leer(suya.get("/mi-cuenta/"))
    assert suya.get("/mi-cuenta/?pagina=2").content.decode().count('class="govuk-link folio"') == 1
    assert suya.get("/mi-cuenta/?pagina=zzz").status_code == 200


# ── filing signed in ──────────────────────────────────────────────────────────


@pytest.mark.parametrize("guardar", [True, False])
def test_filing_signed_in_ties_it_only_if_she_leaves_the_box(suya: Client, ana: Persona, guardar: bool) -> None:
    revision = write_borrador(suya)
    assert "Guardarla en mi cuenta" in leer(revision)
    datos = {"borrador": campo(revision, "borrador")} | ({"en_cuenta": "1"} if guardar else {})
    recibo = suya.post("/pedir/revisar/", datos, follow=True)
    assert ("Quedó en su cuenta" in leer(recibo)) is guardar
    assert Presentacion.objects.get().cuenta_id == (ana.pk if guardar else None)
    assert (TEXTO[:30] in leer(suya.get("/mi-cuenta/"))) is guardar


def test_filing_without_an_account_ties_nothing_whatever_is_sent(client: Client, elenco: Elenco) -> None:
    revision = write_borrador(client)
    assert "Guardarla en mi cuenta" not in leer(revision)
    client.post("/pedir/revisar/", {"borrador": campo(revision, "borrador"), "en_cuenta": "1"})
    assert Presentacion.objects.get().cuenta_id is None


# ── the copy ──────────────────────────────────────────────────────────────────


def test_the_copy_has_what_she_may_read_and_nothing_of_others(suya: Client, ana: Persona, elenco: Elenco) -> None:
    caso, ajeno = un_expediente(elenco, "resuelta"), Caso(elenco, peticion=una_peticion(nombre="Otra Persona"))
    caso.hacer("interponer_recurso", causales=("incompleta",))
    drenar(ahora=caso.ahora)
    reclamar(folio=caso.folio, clave=caso.recibo.clave, cuenta=ana.pk)
    respuesta = suya.get("/mi-cuenta/copia/")
    assert "no-store" in respuesta.headers["Cache-Control"] and "mis-datos.zip" in respuesta.headers["Content-Disposition"]
    with ZipFile(io.BytesIO(b"".join(respuesta.streaming_content))) as archivo:  # type: ignore[attr-defined]
        assert archivo.testzip() is None
        datos = json.loads(archivo.read("mis-datos.json"))
        papeles = {nombre for nombre in archivo.namelist() if nombre != "mis-datos.json"}
    assert datos["cuenta"]["correo"] == ana.email
    [solicitud] = datos["solicitudes"]
    assert (solicitud["folio"], solicitud["solicitante"]["nombre"], solicitud["descripcion"]) == (caso.folio, NOMBRE, DESCRIPCION)
    assert {d["archivo"] for d in solicitud["documentos"]} == papeles and {"acuse", "resolucion", "acuse_recurso"} == {
        d["tipo"] for d in solicitud["documentos"]
    }
    assert not {"asignar", "redactar", "firmar"} & {m["acto"] for m in solicitud["movimientos"]}
    assert ajeno.folio not in json.dumps(datos) and "Otra Persona" not in json.dumps(datos, ensure_ascii=False)


def test_the_copy_while_the_store_is_away_is_told_so(suya: Client, ana: Persona, elenco: Elenco, settings, tmp_path) -> None:
    caso = Caso(elenco)
    drenar(ahora=caso.ahora)
    reclamar(folio=caso.folio, clave=caso.recibo.clave, cuenta=ana.pk)
    settings.DOCUMENTOS_DIR = tmp_path / "desmontado"
    assert suya.get("/mi-cuenta/copia/").status_code == 503


# ── the way out ───────────────────────────────────────────────────────────────


def test_erasing_leaves_the_cases_and_their_keys(suya: Client, ana: Persona, elenco: Elenco) -> None:
    caso = Caso(elenco)
    reclamar(folio=caso.folio, clave=caso.recibo.clave, cuenta=ana.pk)
    otro_aparato = Client()
    otro_aparato.post("/cuentas/login/", {"login": ana.email, "password": CLAVE})
    version = caso.solicitud.version
    assert "Se queda, y por qué" in leer(suya.get("/mi-cuenta/borrar/"))
    assert "Su cuenta ya no existe" in leer(suya.post("/mi-cuenta/borrar/", {"confirma": "on"}, follow=True))
    presentacion = Presentacion.objects.get()
    assert (presentacion.cuenta_id, presentacion.solicitante_nombre, caso.solicitud.version) == (None, NOMBRE, version)
    assert not Persona.objects.filter(email=ana.email).exists() and not EmailAddress.objects.filter(email=ana.email).exists()
    for aparato in (suya, otro_aparato):
        assert "/cuentas/login/" in aparato.get("/mi-cuenta/").headers["Location"]
        assert DESCRIPCION not in leer(aparato.get(f"/seguir/{caso.folio}/"))
    assert DESCRIPCION in leer(open_caso(Client(), caso))


def test_erasing_asks_for_the_password_again_after_a_while(suya: Client, ana: Persona, settings) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    respuesta = suya.post("/mi-cuenta/borrar/", {"confirma": "on"})
    assert respuesta.status_code == 302 and "reauthenticate" in respuesta.headers["Location"]
    assert Persona.objects.filter(pk=ana.pk).exists()


def test_erasing_without_saying_so_erases_nothing(suya: Client, ana: Persona) -> None:
    assert leer(suya.post("/mi-cuenta/borrar/", {})).count("Marque que entiende") == 2
    assert Persona.objects.filter(pk=ana.pk).exists()


def test_an_official_is_not_erased(client: Client, elenco: Elenco) -> None:
    caso = Caso(elenco).at(cuando(3, 3))
    caso.hacer("admitir")
    persona = Persona.objects.get(pk=elenco.la_oficial.persona_id)
    persona.set_password(CLAVE)
    persona.save()
    EmailAddress.objects.create(user=persona, email=persona.email, verified=True, primary=True)
    client.post("/cuentas/login/", {"login": persona.email, "password": CLAVE})
    respuesta = client.post("/mi-cuenta/borrar/", {"confirma": "on"})
    assert respuesta.status_code == 409 and "Pida a la administración" in leer(respuesta)
    assert Persona.objects.filter(pk=persona.pk).exists()


def test_borrar_cuenta_says_how_many_it_untied(ana: Persona, elenco: Elenco) -> None:
    for _ in range(2):
        caso = Caso(elenco)
        reclamar(folio=caso.folio, clave=caso.recibo.clave, cuenta=ana.pk)
    assert borrar_cuenta(cuenta=ana.pk) == 2
    jefa = Persona.objects.create(username="jefa", email="jefa@correo.example", is_staff=True)
    with pytest.raises(CuentaConCargoError):
        borrar_cuenta(cuenta=jefa.pk)

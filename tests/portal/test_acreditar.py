"""Asking for one's own data in the portal: what one is told before, what one sends after, and what nobody else finds there."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from config import reloj
from notifications.relevo import drenar
from solicitudes.copia import write_copia
from solicitudes.models import Persona, Presentacion, PruebaPersonal, Rectificacion, Solicitud
from tests.elenco import LUNES, Caso, Elenco, una_peticion
from tests.portal.oficina.conftest import sign_in
from tests.portal.paginas import TEXTO, campo, leer, open_caso
from tests.solicitudes.test_identidad import DPI, PNG, REPRESENTANTE, acreditar_en, aportar, un_caso


def una_foto(contenido: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile("dpi de María.png", contenido, content_type="image/png")


def write_pasos(client: Client, tipo: str) -> Any:
    """Answer every question of the short way; the page that comes is the next one."""
    pagina = client.get("/pedir/", {"tipo": tipo})
    client.post("/pedir/", {"texto": TEXTO, "tipo": campo(pagina, "tipo")})
    client.post("/pedir/institucion/", {"instituciones": ["MSPAS"], "seguir": "1"})
    return client.post("/pedir/datos/", {"nombre": "Ana Pérez"}, follow=True)


def test_the_short_way_to_ones_own_data_says_what_to_bring(client: Client, elenco: Elenco) -> None:
    assert "Ver los datos que una institución tiene de mí" in leer(client.get("/pedir/"))
    primera = leer(client.get("/pedir/", {"tipo": "datos_acceso"}))
    assert "Le responden en diez días, sin prórroga" in primera and "Tendrá que acreditar que son suyos" in primera
    assert "¿Qué datos suyos quiere ver?" in primera and "No es sobre mí: quiero información pública" in primera
    revision = write_pasos(client, "datos_acceso")
    assert "Después de enviarla tendrá que acreditar quién es" in leer(revision) and "Paso 4 de 4" in leer(revision)
    with reloj.detenido_en(LUNES):
        recibo = client.post("/pedir/revisar/", {"borrador": campo(revision, "borrador")}, follow=True)
    solicitud = Solicitud.objects.get()
    assert solicitud.tipo == "datos_acceso" and f"/seguir/{solicitud.folio}/acreditar/" in recibo.content.decode()
    assert "Falta acreditar quién es" in client.get("/pedir/recibo/texto/").content.decode()


def test_a_correction_asks_for_the_three_things_of_the_law(client: Client, elenco: Elenco) -> None:
    assert "¿Qué dato suyo hay que corregir?" in leer(client.get("/pedir/", {"tipo": "datos_rectificacion"}))
    pagina = write_pasos(client, "datos_rectificacion")
    assert pagina.redirect_chain[-1][0] == "/pedir/rectificacion/" and "Paso 4 de 5" in leer(pagina)
    assert "Como está en su documento" in leer(client.get("/pedir/datos/"))
    vacia = client.post("/pedir/rectificacion/", {"sistema": "Padrón", "cambio": "", "evidencia": ""})
    assert "Diga qué dato está mal" in leer(vacia) and "Diga con qué se prueba" in leer(vacia)
    assert client.get("/pedir/revisar/")["Location"] == "/pedir/rectificacion/"
    dichos = {"sistema": "Padrón", "cambio": "Dice 1989 y es 1998.", "evidencia": "Certificación del RENAP."}
    revision = client.post("/pedir/rectificacion/", dichos, follow=True)
    assert "Dónde está el dato Padrón" in leer(revision) and "Con qué se prueba Certificación del RENAP." in leer(revision)
    with reloj.detenido_en(LUNES):
        client.post("/pedir/revisar/", {"borrador": campo(revision, "borrador")})
    pedida = Rectificacion.objects.get()
    assert {nombre: getattr(pedida, nombre) for nombre in dichos} == dichos


def test_she_sends_a_photograph_and_never_gets_it_back(client: Client, elenco: Elenco) -> None:
    caso = un_caso(elenco)
    assert "Falta acreditar quién es" in leer(open_caso(client, caso))
    pagina = f"/seguir/{caso.folio}/acreditar/"
    with reloj.detenido_en(caso.ahora):
        respuesta = client.post(pagina, {"archivo": una_foto()}, follow=True)
    assert "Recibimos el archivo" in leer(respuesta) and "Lo que ya envió" in leer(respuesta)
    espera = leer(open_caso(client, caso))
    assert "Usted ya envió su documento" in espera and "La institución tiene que revisar lo que usted envió" in espera
    assert "Falta acreditar" not in espera
    prueba = PruebaPersonal.objects.get()
    assert prueba.archivo not in respuesta.content.decode() and "María" not in respuesta.content.decode()
    for ruta in (
        f"{pagina}{prueba.pk}/",
        f"/seguir/{caso.folio}/documentos/{prueba.pk}/",
        f"/seguir/{caso.folio}/documentos/{prueba.archivo}/",
    ):
        assert client.get(ruta).status_code == 404


@pytest.mark.parametrize(("contenido", "dice"), [(b"a;b\n", "Envíe una foto"), (b"", "está vacío")])
def test_what_is_no_photograph_comes_back_with_its_reason(client: Client, elenco: Elenco, contenido: bytes, dice: str) -> None:
    caso = un_caso(elenco)
    open_caso(client, caso)
    assert dice in leer(client.post(f"/seguir/{caso.folio}/acreditar/", {"archivo": una_foto(contenido)}))
    assert not PruebaPersonal.objects.exists()


def test_a_stranger_finds_nothing_there(client: Client, elenco: Elenco) -> None:
    caso = un_caso(elenco)
    pagina = f"/seguir/{caso.folio}/acreditar/"
    assert client.get(pagina)["Location"] == client.post(pagina, {"archivo": una_foto()})["Location"] == f"/seguir/{caso.folio}/"
    assert not PruebaPersonal.objects.exists()


def test_whoever_asks_for_public_information_has_nothing_to_accredit(client: Client, elenco: Elenco) -> None:
    caso = Caso(elenco)
    assert "acreditar" not in leer(open_caso(client, caso)).lower()
    assert client.get(f"/seguir/{caso.folio}/acreditar/")["Location"] == f"/seguir/{caso.folio}/"


def test_the_officer_sees_it_and_leaves_it_on_record(client: Client, elenco: Elenco) -> None:
    caso = un_caso(elenco)
    prueba = aportar(caso)
    ella = sign_in(Client(), elenco.la_oficial)
    oficina = f"/oficina/{caso.folio}/"
    with reloj.detenido_en(caso.ahora):
        assert "Falta acreditar quién es" in leer(ella.get(oficina))
        acto = ella.get(f"{oficina}acreditar/")
        assert f"{oficina}identidad/{prueba.pk}/" in acto.content.decode() and "El plazo para responder no cambia" in leer(acto)
        bajada = ella.get(f"{oficina}identidad/{prueba.pk}/")
        assert bajada.content == PNG and bajada["Content-Disposition"] == f'attachment; filename="prueba-{prueba.pk}.png"'
        datos = {"version": campo(acto, "version"), "autora": campo(acto, "autora"), "calidad": "titular", "medio": "archivo"}
        mal = ella.post(f"{oficina}acreditar/", datos | {"documento": "dpi", "numero": "123"})
        assert "El DPI lleva 13 cifras" in leer(mal)
        hecho = ella.post(f"{oficina}acreditar/", datos | {"documento": "dpi", "numero": DPI}, follow=True)
        assert "Acreditó quién pide los datos" in leer(hecho) and "2547" not in hecho.content.decode()
        assert DPI.replace(" ", "") in leer(ella.get(f"{oficina}identidad/"))
    with reloj.detenido_en(caso.ahora):
        leida = leer(open_caso(client, caso))
    assert "abrió lo que acredita quién es usted" in leida and "Ya consta quién es usted" in leida


@pytest.mark.parametrize("quien", ["la_jefa", "el_firmante", "la_autoridad", "el_enlace", "una_extrana", "el_regulador"])
def test_nobody_else_of_the_workbench_opens_it(client: Client, elenco: Elenco, quien: str) -> None:
    caso = un_caso(elenco)
    caso.hacer("asignar")
    prueba = aportar(caso)
    acreditar_en(caso, REPRESENTANTE)
    suya = sign_in(client, caso.actor(quien))
    with reloj.detenido_en(caso.ahora):
        for ruta in ("identidad/", f"identidad/{prueba.pk}/"):
            respuesta = suya.get(f"/oficina/{caso.folio}/{ruta}")
            assert respuesta.status_code in (403, 404) and b"A0123456" not in respuesta.content and PNG not in respuesta.content


def test_a_number_typed_after_the_session_ended_is_kept_nowhere(client: Client, elenco: Elenco) -> None:
    caso = un_caso(elenco)
    client.post(f"/oficina/{caso.folio}/acreditar/", {"autora": str(elenco.la_oficial.persona_id), "numero": DPI})
    assert "envio" not in client.session


def test_no_sheet_takes_out_who_asks_for_her_data(client: Client, elenco: Elenco) -> None:
    caso = Caso(elenco, peticion=una_peticion(tipo="datos_acceso", descripcion="Mi historial clínico."))
    ella = sign_in(client, elenco.la_oficial)
    with reloj.detenido_en(caso.ahora):
        for ruta in ("exportar.csv", "libro.csv?desde=2026-03-01&hasta=2026-03-31"):
            hoja = b"".join(ella.get(f"/oficina/{ruta}").streaming_content).decode()
            assert caso.folio in hoja and "historial" not in hoja and "Tuyuc" not in hoja


def test_no_mail_takes_out_a_word_of_it(elenco: Elenco, mailoutbox: list[Any]) -> None:
    caso = Caso(elenco, peticion=una_peticion(tipo="datos_acceso", descripcion="Mi historial clínico."))
    aportar(caso)
    acreditar_en(caso)
    for _ in range(3):
        drenar(ahora=caso.ahora)
    cartas = [f"{carta.subject} {carta.body} {carta.alternatives}" for carta in mailoutbox]
    assert any("Ya consta quién es usted" in carta for carta in cartas) and any("Falta acreditar" in carta for carta in cartas)
    assert not any("historial" in carta or "2547" in carta for carta in cartas)


def test_her_case_asks_little_of_the_database_however_much_she_sent(
    client: Client, elenco: Elenco, django_assert_max_num_queries: Any
) -> None:
    caso = un_caso(elenco, "datos_rectificacion")
    open_caso(client, caso)
    for _ in range(6):
        aportar(caso)
        aportar(caso, para="correccion")
    for pagina in (f"/seguir/{caso.folio}/", f"/seguir/{caso.folio}/acreditar/"):
        with reloj.detenido_en(caso.ahora), django_assert_max_num_queries(10):
            assert client.get(pagina).status_code == 200


def test_the_copy_of_an_account_tells_what_was_sent_and_has_no_bytes(elenco: Elenco) -> None:
    caso = un_caso(elenco, "datos_rectificacion")
    aportar(caso)
    cuenta = Persona.objects.create(username="ana", email="ana@correo.example")
    Presentacion.objects.update(cuenta=cuenta)
    destino = io.BytesIO()
    write_copia(destino, cuenta=cuenta.pk, ahora=caso.ahora)
    with zipfile.ZipFile(destino) as copia:
        [dato] = json.loads(copia.read("mis-datos.json"))["solicitudes"]
        assert not any(PNG in copia.read(nombre) for nombre in copia.namelist())
    assert dato["rectificacion"]["sistema"] == "Registro de pacientes" and [p["para"] for p in dato["pruebas"]] == ["identidad"]

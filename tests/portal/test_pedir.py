"""Asking, step by step, by somebody without scripts and with every kind of bad luck."""

from __future__ import annotations

import re
import threading

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from solicitudes.claves import matches_clave
from solicitudes.directorio import close_institucion
from solicitudes.models import Presentacion, Solicitud
from tests.elenco import Elenco, cuando
from tests.portal.paginas import NOMBRE, TEXTO, campo, file, leer, write_borrador


def test_pedir_files_and_shows_folio_key_date_and_why(client: Client, elenco: Elenco) -> None:
    recibo = file(client)
    solicitud = Solicitud.objects.select_related("presentacion").get()
    texto = leer(recibo)
    assert recibo.redirect_chain == [("/pedir/recibo/", 302)]
    assert solicitud.folio in texto and "lunes 16 de marzo de 2026" in texto and "día por día" in texto
    clave = re.search(r'id="clave">([^<]+)<', recibo.content.decode())
    assert clave and matches_clave(clave[1], solicitud.presentacion.clave_hash)
    assert (solicitud.descripcion, solicitud.presentacion.solicitante_nombre, solicitud.presentacion.canal) == (TEXTO, NOMBRE, "portal")


def test_pedir_asks_several_institutions_at_once(client: Client, elenco: Elenco) -> None:
    texto = leer(file(client, instituciones=("MSPAS", "MUNI-0901")))
    assert all(solicitud.folio in texto for solicitud in Solicitud.objects.all())
    assert Solicitud.objects.count() == 2


def test_pedir_twice_files_once_and_shows_the_same_key(client: Client, elenco: Elenco) -> None:
    revision = write_borrador(client)
    sello = campo(revision, "borrador")
    paginas = [client.post("/pedir/revisar/", {"borrador": sello}, follow=True).content for _ in range(3)]
    claves = {re.search(rb'id="clave">([^<]+)<', pagina)[1] for pagina in paginas}  # type: ignore[index]
    assert (Presentacion.objects.count(), len(claves)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_pedir_with_two_presses_at_once_files_once() -> None:
    from tests.elenco import hire_elenco

    hire_elenco()
    cliente = Client()
    sello = campo(write_borrador(cliente), "borrador")
    estados: list[int] = []

    def press() -> None:
        otro = Client()
        otro.cookies = cliente.cookies
        estados.append(otro.post("/pedir/revisar/", {"borrador": sello}).status_code)
        connection.close()

    hilos = [threading.Thread(target=press) for _ in range(2)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert (estados, Presentacion.objects.count()) == ([302, 302], 1)


def test_pedir_keeps_the_draft_for_the_back_button(client: Client, elenco: Elenco) -> None:
    write_borrador(client)
    assert TEXTO in leer(client.get("/pedir/"))
    assert 'value="MSPAS" checked' in client.get("/pedir/institucion/").content.decode()
    assert NOMBRE in client.get("/pedir/datos/").content.decode()


def test_pedir_survives_a_lost_session(client: Client, elenco: Elenco) -> None:
    sello = campo(write_borrador(client), "borrador")
    client.session.flush()
    client.cookies.clear()
    recibo = client.post("/pedir/revisar/", {"borrador": sello}, follow=True)
    assert Solicitud.objects.get().folio in leer(recibo)


def test_pedir_survives_a_session_lost_half_way(client: Client, elenco: Elenco) -> None:
    client.post("/pedir/", {"texto": TEXTO})
    sello = campo(client.get("/pedir/institucion/"), "borrador")
    client.cookies.clear()
    client.post("/pedir/institucion/", {"borrador": sello, "instituciones": ["MSPAS"], "seguir": "1"})
    client.post("/pedir/datos/", {"nombre": NOMBRE})
    client.post("/pedir/revisar/")
    assert Solicitud.objects.get().descripcion == TEXTO


def test_pedir_with_a_forged_draft_starts_anew(client: Client, elenco: Elenco) -> None:
    assert client.post("/pedir/revisar/", {"borrador": "eyJ0ZXh0byI6ICJ4In0:abc:def"}).headers["Location"] == "/pedir/"
    assert not Solicitud.objects.exists()


def test_pedir_sends_what_the_page_showed_and_not_what_another_tab_wrote(client: Client, elenco: Elenco) -> None:
    sello = campo(write_borrador(client), "borrador")
    client.post("/pedir/", {"texto": "Otra cosa, en otra pestaña"})
    client.post("/pedir/revisar/", {"borrador": sello})
    assert Solicitud.objects.get().descripcion == TEXTO


def test_pedir_again_with_another_text_says_that_the_first_was_sent(client: Client, elenco: Elenco) -> None:
    primera = write_borrador(client)
    client.post("/pedir/", {"texto": "La misma, corregida"})
    segunda = client.get("/pedir/revisar/")
    client.post("/pedir/revisar/", {"borrador": campo(primera, "borrador")})
    aviso = client.post("/pedir/revisar/", {"borrador": campo(segunda, "borrador")})
    assert aviso.status_code == 409 and "ya se había enviado" in leer(aviso)
    client.post("/pedir/revisar/", {"borrador": campo(aviso, "borrador")})
    assert set(Solicitud.objects.values_list("descripcion", flat=True)) == {TEXTO, "La misma, corregida"}


def test_pedir_to_an_institution_closed_meanwhile_keeps_the_text(client: Client, elenco: Elenco) -> None:
    revision = write_borrador(client)
    close_institucion(elenco.salud, ahora=cuando(3, 1), motivo="fusión", sucesora=elenco.educacion)
    respuesta = client.post("/pedir/revisar/", {"borrador": campo(revision, "borrador")})
    texto = leer(respuesta)
    assert respuesta.status_code == 409
    assert "dejó de existir" in texto and elenco.educacion.nombre in texto and TEXTO in texto
    assert not Solicitud.objects.exists()


@pytest.mark.parametrize(
    ("ruta", "datos", "dicho"),
    [
        ("/pedir/", {"texto": "   "}, "Escriba qué información quiere"),
        ("/pedir/", {"texto": "x" * 20_001}, "caben 20000 letras y lleva 20001"),
        ("/pedir/institucion/", {"seguir": "1"}, "Elija al menos una institución"),
        ("/pedir/institucion/", {"seguir": "1", "instituciones": [f"X{n}" for n in range(51)]}, "Elija 50 instituciones como máximo"),
        ("/pedir/datos/", {"nombre": ""}, "Escriba su nombre"),
        ("/pedir/datos/", {"nombre": "Ana", "correo": "ana@"}, "Escriba el correo completo"),
        ("/pedir/datos/", {"nombre": "Ana", "telefono": "cinco"}, "Escriba el teléfono solo con números"),
    ],
)
def test_pedir_says_what_is_wrong_at_the_top_and_at_the_field(client: Client, elenco: Elenco, ruta: str, datos: dict, dicho: str) -> None:
    client.post("/pedir/", {"texto": TEXTO})
    respuesta = client.post(ruta, datos)
    pagina = respuesta.content.decode()
    assert leer(respuesta).count(dicho) == 2
    assert "<title>Error:" in pagina and 'class="govuk-error-summary"' in pagina
    [ancla] = re.findall(r'<li><a href="#([^"]+)">', pagina)
    assert f'id="{ancla}"' in pagina


def test_pedir_warns_before_personal_data_and_lets_her_go_on(client: Client, elenco: Elenco) -> None:
    texto = "Quiero mi expediente. Mi DPI es 2345 67890 0101, escríbanme a ana@correo.example"
    aviso = client.post("/pedir/", {"texto": texto})
    assert "DPI" in leer(aviso) and "una dirección de correo" in leer(aviso) and texto in leer(aviso)
    assert "Ya los quité: continuar" in leer(aviso) and "Dejarlos y continuar" in leer(aviso)
    assert client.post("/pedir/", {"texto": texto, "asi": "1"}).headers["Location"] == "/pedir/institucion/"


def test_pedir_for_one_institution_of_the_directory_chooses_it(client: Client, elenco: Elenco) -> None:
    pagina = client.get("/pedir/?a=MUNI-0901")
    client.post("/pedir/", {"texto": TEXTO, "a": campo(pagina, "a")})
    assert 'value="MUNI-0901" checked' in client.get("/pedir/institucion/").content.decode()


def test_pedir_finds_by_name_acronym_town_and_subject(client: Client, elenco: Elenco) -> None:
    client.post("/pedir/", {"texto": "algo"})
    for buscar, codigo in (("educacion", "MINEDUC"), ("mspas", "MSPAS"), ("quetzaltenango", "MUNI-0901"), ("hospitales", "MSPAS")):
        lista = client.post("/pedir/institucion/", {"buscar": buscar}, follow=True)
        assert f'value="{codigo}"' in lista.content.decode()


def test_pedir_keeps_what_was_chosen_while_searching(client: Client, elenco: Elenco) -> None:
    client.post("/pedir/", {"texto": TEXTO})
    client.post("/pedir/institucion/", {"buscar": "escuelas", "instituciones": ["MUNI-0901"]})
    assert 'value="MUNI-0901" checked' in client.get("/pedir/institucion/").content.decode()


def test_pedir_details_are_what_is_filed(client: Client, elenco: Elenco) -> None:
    write_borrador(client)
    client.post("/pedir/detalles/", {"forma_entrega": "consulta_directa", "idioma": "quc", "tipo": "datos_acceso"})
    client.post("/pedir/revisar/")
    solicitud = Solicitud.objects.select_related("presentacion").get()
    assert (solicitud.forma_entrega, solicitud.tipo, solicitud.presentacion.solicitante_idioma) == (
        "consulta_directa",
        "datos_acceso",
        "quc",
    )


@pytest.mark.parametrize("ruta", ["/pedir/institucion/", "/pedir/datos/", "/pedir/detalles/", "/pedir/revisar/"])
def test_pedir_without_a_text_goes_to_the_first_question(client: Client, db: None, ruta: str) -> None:
    assert client.get(ruta).headers["Location"] == "/pedir/"


def test_the_receipt_can_be_kept_as_text(client: Client, elenco: Elenco) -> None:
    file(client)
    texto = client.get("/pedir/recibo/texto/")
    assert texto.headers["Content-Disposition"].startswith("attachment;")
    assert Solicitud.objects.get().folio in texto.content.decode()


def test_the_receipt_is_gone_once_she_says_that_she_is_done(client: Client, elenco: Elenco) -> None:
    file(client)
    client.post("/seguir/terminar/")
    assert client.get("/pedir/recibo/").headers["Location"] == "/seguir/"
    assert client.get("/pedir/revisar/").headers["Location"] == "/pedir/"


def test_pedir_too_often_waits_and_says_how_long(client: Client, elenco: Elenco, settings) -> None:
    settings.TASAS = {**settings.TASAS, "presentar": "1/min"}
    cache.clear()
    revision = write_borrador(client)
    client.post("/pedir/revisar/", {"borrador": campo(revision, "borrador")})
    respuesta = client.post("/pedir/revisar/", {"borrador": campo(revision, "borrador")})
    assert respuesta.status_code == 429 and 0 < int(respuesta.headers["Retry-After"]) <= 61
    assert "Espere un momento" in leer(respuesta)

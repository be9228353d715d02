"""Pieces of a page: the same view gives htmx its part, everybody else the page; a refusal is a page that says what is the matter."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from config import reloj
from config.sesiones import VISTA
from solicitudes.models import Asignacion, Lectura, Nota, Presencia
from tests.elenco import Caso, Elenco, cuando, un_expediente
from tests.portal.oficina.conftest import sign_in
from tests.portal.oficina.poblacion import HOY, populate
from tests.portal.paginas import TEXTO, leer
from tests.portal.test_publico import OTRAS, weigh

HTMX = {"HX-Request": "true"}


def ask(cliente: Client, ruta: str, **mas: Any) -> Any:
    """The piece that htmx would get."""
    with reloj.detenido_en(HOY):
        return cliente.get(ruta, headers=HTMX | mas.pop("headers", {}), **mas)


def is_piece(respuesta: Any) -> bool:
    return respuesta.status_code == 200 and b"<html" not in respuesta.content and b"<h1" not in respuesta.content


@pytest.fixture
def caso(elenco: Elenco) -> Caso:
    return un_expediente(elenco, "en_tramite")


@pytest.fixture
def oficial(client: Client, elenco: Elenco) -> Client:
    return sign_in(client, elenco.la_oficial)


def test_the_directory_gives_what_was_found(client: Client, elenco: Elenco) -> None:
    respuesta = ask(client, "/directorio/?buscar=educacion")
    assert is_piece(respuesta) and "1 institución" in leer(respuesta) and "HX-Request" in respuesta.headers["Vary"]
    entera = client.get("/directorio/?buscar=educacion")
    assert respuesta.content.strip() in entera.content and "HX-Request" in entera.headers["Vary"]


def test_going_back_in_the_browser_gets_the_whole_page(client: Client, elenco: Elenco) -> None:
    assert b"<html" in ask(client, "/directorio/", headers={"HX-History-Restore-Request": "true"}).content


def test_what_was_checked_while_searching_stays_checked(client: Client, elenco: Elenco) -> None:
    client.post("/pedir/", {"texto": TEXTO})
    pagina = client.get("/pedir/institucion/")
    assert weigh(pagina.content) < OTRAS and b"hx-get" in pagina.content
    respuesta = ask(client, "/pedir/institucion/?buscar=quetzaltenango&instituciones=MINEDUC")
    assert is_piece(respuesta)
    texto = leer(respuesta)
    assert "Las que marcó al buscar" in texto and elenco.educacion.nombre in texto and elenco.xela.nombre_distinguible in texto
    assert b'value="MINEDUC" checked' in respuesta.content and b'value="MUNI-0901" checked' not in respuesta.content


def test_a_search_after_the_draft_was_forgotten_says_how_to_go_on(client: Client, elenco: Elenco) -> None:
    respuesta = ask(client, "/pedir/institucion/?buscar=salud")
    assert respuesta.status_code == 401 and "pulse «Buscar» y seguirá donde estaba" in leer(respuesta)


def test_the_inbox_gives_its_list_and_asks_no_more_of_the_database(oficial: Client, elenco: Elenco, django_assert_max_num_queries) -> None:
    populate(elenco)
    with django_assert_max_num_queries(8):
        respuesta = ask(oficial, "/oficina/?plazo=vencidas")
    assert b"<html" not in respuesta.content and "1 expediente." in leer(respuesta) and "HX-Request" in respuesta.headers["Vary"]
    for zona in (b'id="casos"', b'id="cuentas"', b'id="vistas"', b'id="filtros-puestos"', b'id="filtros-quitar"', b'id="bandeja-errores"'):
        assert respuesta.content.count(zona) == 1


def test_many_are_assigned_from_the_inbox_and_the_list_is_told(oficial: Client, elenco: Elenco) -> None:
    caso = populate(elenco)["manana"]
    formulario = ask(oficial, "/oficina/asignar/", data={"folio": caso.folio})
    assert is_piece(formulario) and "Asignar 1 expediente" in leer(formulario) and b'hx-post="/oficina/asignar/"' in formulario.content
    datos = {"folio": caso.folio, "destino": f"{elenco.compras.pk}-", "fecha_interna": ""}
    with reloj.detenido_en(HOY):
        otra_vez = oficial.post("/oficina/asignar/", datos, headers=HTMX)
        assert is_piece(otra_vez) and "Escriba la fecha" in leer(otra_vez) and "HX-Trigger" not in otra_vez.headers
        hecho = oficial.post("/oficina/asignar/", datos | {"fecha_interna": "2026-03-18"}, headers=HTMX)
    assert is_piece(hecho) and "Asignado." in leer(hecho) and hecho.headers["HX-Trigger"] == "casos-cambiaron"
    assert Asignacion.objects.filter(solicitud__folio=caso.folio).count() == 1


def test_a_note_is_left_without_leaving_the_case(oficial: Client, caso: Caso) -> None:
    with reloj.detenido_en(caso.ahora):
        vacia = oficial.post(f"/oficina/{caso.folio}/nota/", {"texto": ""}, headers=HTMX)
        assert is_piece(vacia) and "Error:" in leer(vacia)
        hecha = oficial.post(f"/oficina/{caso.folio}/nota/", {"texto": "Llamé a Compras."}, headers=HTMX)
    assert is_piece(hecha) and "Llamé a Compras." in leer(hecha) and Nota.objects.count() == 1
    assert b'data-foco="siempre"><div class="nota" lang="es">Ll' in hecha.content


def test_who_else_is_there_is_asked_again_and_again(oficial: Client, elenco: Elenco, caso: Caso, django_assert_max_num_queries) -> None:
    ruta = f"/oficina/{caso.folio}/presentes/"
    with reloj.detenido_en(caso.ahora):
        assert "tiene abierto" not in leer(oficial.get(ruta, headers=HTMX))
        sign_in(Client(), elenco.otra_oficial).get(f"/oficina/{caso.folio}/")
        with django_assert_max_num_queries(6):
            respuesta = oficial.get(ruta, headers=HTMX)
        assert is_piece(respuesta) and "tiene abierto este expediente" in leer(respuesta)
        assert oficial.get(ruta).headers["Location"] == f"/oficina/{caso.folio}/"
    assert Presencia.objects.filter(solicitud__folio=caso.folio).count() == 2


def test_a_page_left_open_does_not_keep_its_session_alive(oficial: Client, caso: Caso) -> None:
    sesion = oficial.session
    sesion[VISTA] = int(cuando(3, 1).timestamp())
    sesion.save()
    ruta = f"/oficina/{caso.folio}/presentes/"
    with reloj.detenido_en(caso.ahora):
        oficial.get(ruta, headers=HTMX | {"HX-Trigger": "presentes"})
        assert oficial.session[VISTA] == int(cuando(3, 1).timestamp())
        oficial.get(f"/oficina/{caso.folio}/")
        assert oficial.session[VISTA] == int(caso.ahora.timestamp())


def test_a_date_is_explained_and_nobody_is_said_to_have_opened_the_case(oficial: Client, caso: Caso) -> None:
    ruta = f"/oficina/{caso.folio}/plazo/"
    with reloj.detenido_en(caso.ahora):
        trozo, pagina = oficial.get(ruta, headers=HTMX), oficial.get(ruta)
    assert is_piece(trozo) and "Hay que responder a más tardar el" in leer(trozo) and "artículo 42" in leer(trozo)
    assert pagina.content.count(b"<h1") == 1 and trozo.content.strip() in pagina.content
    assert not Presencia.objects.exists() and not Lectura.objects.exists()


@pytest.mark.parametrize("que", ["plazo", "presentes"])
def test_only_whoever_sees_the_case_is_told_anything_of_it(elenco: Elenco, caso: Caso, que: str) -> None:
    ruta = f"/oficina/{caso.folio}/{que}/"
    esperado = {"una_extrana": 404, "el_enlace": 404, "el_regulador": 403, "la_administradora": 403, "la_jefa": 200, "la_autoridad": 200}
    hallado = {quien: ask(sign_in(Client(), getattr(elenco, quien)), ruta).status_code for quien in esperado}
    assert hallado == esperado
    assert Client().get(ruta).status_code == 302


def test_a_session_that_ended_is_said_in_the_page_that_was_open(elenco: Elenco, caso: Caso) -> None:
    mirando = {"HX-Current-URL": f"https://acceso.example/oficina/{caso.folio}/?a=1"}
    respuesta = ask(Client(), f"/oficina/{caso.folio}/presentes/", headers=mirando)
    assert respuesta.status_code == 401 and "Su sesión se cerró" in leer(respuesta)
    assert f'href="/cuentas/login/?next=/oficina/{caso.folio}/%3Fa%3D1"' in respuesta.content.decode()


def test_a_note_sent_after_the_session_ended_waits_for_its_author(elenco: Elenco, caso: Caso) -> None:
    cliente, ruta = Client(), f"/oficina/{caso.folio}/nota/"
    autora = str(elenco.la_oficial.persona_id)
    respuesta = cliente.post(ruta, {"texto": "No se pierde.", "autora": autora}, headers=HTMX)
    assert respuesta.status_code == 401 and f"next={ruta}" in respuesta.content.decode()
    sign_in(cliente, elenco.la_oficial)
    with reloj.detenido_en(caso.ahora):
        assert "No se pierde." in leer(cliente.get(ruta)) and not Nota.objects.exists()

"""Following a case: who gets in, what she reads in each state, and what she can do there."""

from __future__ import annotations

import logging
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from config import reloj
from notifications.relevo import drenar
from tests.elenco import DENIEGA, DESCRIPCION, NOMBRE, Caso, Elenco, cuando, un_expediente
from tests.portal.paginas import campo, leer, open_caso


def test_seguir_opens_with_folio_and_key_however_they_were_copied(client: Client, elenco: Elenco) -> None:
    caso = Caso(elenco)
    for folio, clave in (
        (caso.folio, caso.recibo.clave),
        (f"  {caso.folio.lower()} ", caso.recibo.clave.replace("-", "").lower()),
        (caso.folio.replace("-", "–"), caso.recibo.clave.replace("-", " ")),
    ):
        respuesta = Client().post("/seguir/", {"folio": folio, "clave": clave})
        assert respuesta.headers["Location"] == f"/seguir/{caso.folio}/"


def test_a_wrong_key_and_an_unknown_folio_are_told_alike(client: Client, elenco: Elenco) -> None:
    caso = Caso(elenco)
    ajena = client.post("/seguir/", {"folio": caso.folio, "clave": "AAAA-BBBB-CCCC-DDDD"})
    nadie = client.post("/seguir/", {"folio": "GT-2026-MSPAS-999999", "clave": "AAAA-BBBB-CCCC-DDDD"})
    assert ajena.status_code == nadie.status_code == 200
    assert leer(ajena) == leer(nadie) and "no corresponden" in leer(ajena)


@pytest.mark.parametrize("resto", ["", "aclarar/", "desistir/", "recibir/", "documentos/acuse/"])
def test_a_stranger_is_told_the_same_of_a_case_and_of_none(client: Client, elenco: Elenco, resto: str) -> None:
    caso = Caso(elenco)
    drenar(ahora=caso.ahora)
    real = client.get(f"/seguir/{caso.folio}/{resto}", follow=True)
    falso = client.get(f"/seguir/GT-2026-MSPAS-999999/{resto}", follow=True)
    assert leer(real).replace(caso.folio, "X") == leer(falso).replace("GT-2026-MSPAS-999999", "X")
    assert not any(dato in leer(real) for dato in (NOMBRE, DESCRIPCION))


@pytest.mark.parametrize("acto", ["aclarar", "desistir", "recibir"])
def test_a_stranger_moves_nothing(client: Client, elenco: Elenco, acto: str) -> None:
    caso = un_expediente(elenco, "en_aclaracion")
    antes = caso.solicitud.version
    client.post(f"/seguir/{caso.folio}/{acto}/", {"respuesta": "intrusa", "clave": "AAAA-BBBB-CCCC-DDDD"})
    assert caso.solicitud.version == antes


def test_the_key_of_one_filing_opens_no_other(client: Client, elenco: Elenco) -> None:
    propia, ajena = Caso(elenco), Caso(elenco)
    open_caso(client, propia)
    assert DESCRIPCION in leer(client.get(f"/seguir/{propia.folio}/"))
    assert "Escriba el folio y la clave" in leer(client.get(f"/seguir/{ajena.folio}/"))


def test_the_key_stands_in_no_address_log_or_session(client: Client, elenco: Elenco, caplog: pytest.LogCaptureFixture) -> None:
    caso = Caso(elenco)
    with caplog.at_level(logging.DEBUG):
        respuesta = open_caso(client, caso)
    assert all(caso.recibo.clave not in direccion for direccion, _ in respuesta.redirect_chain)
    assert caso.recibo.clave not in respuesta.content.decode()
    assert caso.recibo.clave not in caplog.text
    assert caso.recibo.clave not in repr([sesion.get_decoded() for sesion in Session.objects.all()])


def test_opening_a_case_changes_the_session_identifier(client: Client, elenco: Elenco) -> None:
    primera, segunda = Caso(elenco), Caso(elenco)
    open_caso(client, primera)
    antes = client.cookies["sessionid"].value
    open_caso(client, segunda)
    assert client.cookies["sessionid"].value != antes


_SIGUE = {
    "presentada": "debe responderle a más tardar el lunes 16 de marzo de 2026",
    "en_tramite": "debe responderle a más tardar el lunes 16 de marzo de 2026",
    "en_aclaracion": "Responda la pregunta de la institución a más tardar el viernes 6 de marzo de 2026",
    "vencida": "Debe entregarle la información, sin costo, a más tardar el",
    "resuelta": "La respuesta está lista",
    "entregada": "La información fue entregada",
    "remitida": "Su solicitud sigue en otra institución",
    "desistida": "Usted retiró esta solicitud",
    "cerrada": "El expediente está cerrado",
}


@pytest.mark.parametrize(("estado", "dicho"), _SIGUE.items())
def test_each_state_says_what_is_next(client: Client, elenco: Elenco, estado: str, dicho: str) -> None:
    caso = un_expediente(elenco, estado)
    respuesta = open_caso(client, caso)
    assert dicho in leer(respuesta) and DESCRIPCION in leer(respuesta)
    assert "no-store" in respuesta.headers["Cache-Control"]


@pytest.mark.parametrize("estado", _SIGUE)
def test_the_case_takes_at_most_eight_queries(client: Client, elenco: Elenco, estado: str, django_assert_max_num_queries) -> None:
    caso = un_expediente(elenco, estado)
    drenar(ahora=caso.ahora)
    open_caso(client, caso)
    with django_assert_max_num_queries(8), reloj.detenido_en(caso.ahora):
        client.get(f"/seguir/{caso.folio}/")


def test_the_date_is_explained_day_by_day(client: Client, elenco: Elenco) -> None:
    pagina = open_caso(client, Caso(elenco)).content.decode()
    assert len(re.findall(r'class="calendario__cuenta"', pagina)) == 10
    assert "dia-vence" in pagina and "artículo 42" in pagina


def test_a_denial_shows_its_reasons_and_the_way_to_appeal(client: Client, elenco: Elenco) -> None:
    texto = leer(open_caso(client, un_expediente(elenco, "resuelta", borrador=DENIEGA)))
    assert "Consta en la reserva 12-2026." in texto and "recurso de revisión" in texto


def test_aclarar_answers_the_question(client: Client, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion")
    open_caso(client, caso)
    with reloj.detenido_en(caso.ahora):
        assert "¿Incluye las donaciones?" in leer(client.get(f"/seguir/{caso.folio}/aclarar/"))
        client.post(f"/seguir/{caso.folio}/aclarar/", {"respuesta": "Solo las compras."})
        texto = leer(client.get(f"/seguir/{caso.folio}/"))
    assert caso.solicitud.estado == "en_tramite" and "Solo las compras." in texto


def test_aclarar_with_nothing_written_says_so(client: Client, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion")
    open_caso(client, caso)
    assert leer(client.post(f"/seguir/{caso.folio}/aclarar/", {"respuesta": " "})).count("Escriba su respuesta") == 2


def test_aclarar_with_a_lost_session_keeps_the_text_and_asks_for_the_key(client: Client, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion")
    with reloj.detenido_en(caso.ahora):
        perdida = client.post(f"/seguir/{caso.folio}/aclarar/", {"respuesta": "Solo las compras."})
        assert "Solo las compras." in leer(perdida) and "su sesión se cerró" in leer(perdida)
        client.post(f"/seguir/{caso.folio}/aclarar/", {"respuesta": "Solo las compras.", "clave": caso.recibo.clave})
    assert caso.solicitud.estado == "en_tramite"


def test_aclarar_twice_says_that_it_no_longer_fits(client: Client, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    open_caso(client, caso)
    respuesta = client.post(f"/seguir/{caso.folio}/aclarar/", {"respuesta": "Otra vez."})
    assert respuesta.status_code == 409 and "En trámite" in leer(respuesta)


def test_desistir_asks_first_and_then_withdraws(client: Client, elenco: Elenco) -> None:
    caso = Caso(elenco)
    open_caso(client, caso)
    with reloj.detenido_en(caso.ahora):
        assert "no se puede deshacer" in leer(client.get(f"/seguir/{caso.folio}/desistir/"))
        assert caso.solicitud.estado == "presentada"
        client.post(f"/seguir/{caso.folio}/desistir/")
    assert caso.solicitud.estado == "desistida"


def test_recibir_leaves_it_recorded(client: Client, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta")
    open_caso(client, caso)
    with reloj.detenido_en(caso.ahora):
        client.post(f"/seguir/{caso.folio}/recibir/")
    assert caso.solicitud.estado == "entregada"


def test_the_papers_are_downloaded_only_by_who_has_the_key(client: Client, elenco: Elenco) -> None:
    caso = Caso(elenco)
    assert "se está preparando" in leer(open_caso(client, caso))
    drenar(ahora=caso.ahora)
    pagina = client.get(f"/seguir/{caso.folio}/").content.decode()
    [direccion] = re.findall(r'href="(/seguir/[^"]+/documentos/[^"]+)"', pagina)
    papel = client.get(direccion)
    assert b"".join(papel.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert "no-store" in papel.headers["Cache-Control"]
    assert Client().get(direccion).headers["Location"] == f"/seguir/{caso.folio}/"
    assert client.get(f"/seguir/{caso.folio}/documentos/AAAA-BBBB-CCCC-DDDD/").status_code == 404


def test_a_paper_whose_store_is_away_is_told_so(client: Client, elenco: Elenco, settings, tmp_path) -> None:
    caso = Caso(elenco)
    drenar(ahora=caso.ahora)
    open_caso(client, caso)
    settings.DOCUMENTOS_DIR = tmp_path / "desmontado"
    respuesta = client.get(f"/seguir/{caso.folio}/documentos/acuse/")
    assert respuesta.status_code == 503 and "No se perdió nada" in leer(respuesta)


def test_the_key_opens_the_case_that_was_born_of_a_forwarding(client: Client, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "remitida")
    [nuevo] = re.findall(r'href="/seguir/(GT-2026-MINEDUC-\d+)/"', open_caso(client, caso).content.decode())
    assert "Viene del folio" in leer(client.get(f"/seguir/{nuevo}/"))


def test_terminar_forgets_everything_on_this_browser(client: Client, elenco: Elenco) -> None:
    caso = Caso(elenco)
    open_caso(client, caso)
    client.post("/seguir/terminar/")
    assert DESCRIPCION not in leer(client.get(f"/seguir/{caso.folio}/"))


def test_what_happens_inside_the_institution_is_not_told(client: Client, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "presentada")
    caso.at(cuando(3, 3)).hacer("asignar")
    pagina = leer(open_caso(client, caso))
    assert "Compras" not in pagina.replace(DESCRIPCION, "")


def test_seguir_without_a_token_keeps_what_was_written(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion")
    estricto = Client(enforce_csrf_checks=True)
    respuesta = estricto.post(f"/seguir/{caso.folio}/aclarar/", {"respuesta": "Solo las compras."})
    assert respuesta.status_code == 403 and "Solo las compras." in leer(respuesta)
    ficha = campo(respuesta, "csrfmiddlewaretoken")
    otra = estricto.post(f"/seguir/{caso.folio}/aclarar/", {"respuesta": "Solo las compras.", "csrfmiddlewaretoken": ficha})
    assert otra.status_code == 200 and "su sesión se cerró" in leer(otra)


def test_the_answer_says_that_its_paper_is_coming(client: Client, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta")
    aviso = "La resolución en PDF se está preparando"
    assert aviso in leer(open_caso(client, caso))
    drenar(ahora=caso.ahora)
    assert aviso not in leer(open_caso(client, caso))

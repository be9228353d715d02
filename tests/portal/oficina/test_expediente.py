"""The case on one page: what each office sees of it, what it is offered, who has it open, and in how many queries."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from config import reloj
from notifications.relevo import drenar
from portal.oficina.tramites import TRAMITES
from solicitudes.actos import list_actos
from solicitudes.models import Lectura, Persona, Presencia
from solicitudes.services.nota import anotar
from tests.elenco import CORREO, DENIEGA, DESCRIPCION, NOMBRE, Caso, Elenco, cuando, un_expediente
from tests.portal.oficina.conftest import sign_in
from tests.portal.paginas import leer, open_caso
from tests.solicitudes.test_consecuencias import LUGARES, bring, situate

DE_LA_CASA = ("la_oficial", "la_jefa", "el_firmante", "la_autoridad")


def look(caso: Caso, quien: str, *, mas: str = "", despues: timedelta = timedelta()) -> Any:
    """Somebody of the cast opens the case, or a page of it, at the moment of the case."""
    with reloj.detenido_en(caso.ahora + despues):
        return sign_in(Client(), caso.actor(quien)).get(f"/oficina/{caso.folio}/{mas}")


def offered(respuesta: Any, folio: str) -> set[str]:
    """The acts to which the page leads."""
    return set(re.findall(rf'href="/oficina/{folio}/([a-z-]+)/"', respuesta.content.decode())) & set(TRAMITES)


@pytest.mark.parametrize("donde", LUGARES)
def test_the_page_offers_exactly_the_acts_of_whoever_opens_it(elenco: Elenco, donde: str) -> None:
    caso = bring(elenco, donde)
    asignada = donde not in ("remitida", "desistida", "cerrada", "aclaracion_vencida", "recurso_interpuesto", "recurso_decidido")
    for quien in (*DE_LA_CASA, *(("el_enlace",) if asignada else ())):
        situacion, actor = situate(caso), caso.actor(quien)
        actos = list_actos(situacion.solicitud, actor=actor, al=caso.ahora, resolucion=situacion.resolucion, recursos=situacion.recursos)
        assert offered(look(caso, quien), caso.folio) == set(actos), quien


def test_the_institution_sees_who_asks_and_everything_else(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta", asignado=True, borrador=DENIEGA)
    anotar(folio=caso.folio, actor=elenco.otra_oficial, texto="Hablé con bodega.", ahora=caso.ahora)
    drenar(ahora=caso.ahora)
    for quien in DE_LA_CASA:
        texto = leer(look(caso, quien))
        for dato in (NOMBRE, CORREO, DESCRIPCION, "Consta en la reserva", "Compras hasta el", "Hablé con bodega.", "Acuse de recibo"):
            assert dato in texto, (quien, dato)


def test_the_liaison_sees_neither_who_asks_nor_the_answer(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    caso.hacer("asignar", unidad_id=elenco.archivo.pk, indicaciones="Solo para Archivo.")
    caso.answer(DENIEGA, hasta="revisar")
    drenar(ahora=caso.ahora)
    cuerpo = look(caso, "el_enlace").content.decode()
    for dato in (NOMBRE, CORREO, "Consta en la reserva", "No se entrega", "Acuse de recibo", "Solo para Archivo.", "Quién la pide"):
        assert escape(dato) not in cuerpo, dato
    assert DESCRIPCION in cuerpo and "Adjuntar un archivo" in cuerpo and "Compras" in cuerpo
    for mas in ("documentos/acuse/", "borrador.pdf"):
        assert look(caso, "el_enlace", mas=mas).status_code == 404


@pytest.mark.parametrize("mas", ["", "nota/", "prorrogar/", "borrador.pdf", "documentos/acuse/"])
@pytest.mark.parametrize("quien", ["una_extrana", "otro_enlace"])
def test_for_another_institution_or_unit_the_case_does_not_exist(elenco: Elenco, quien: str, mas: str) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    drenar(ahora=caso.ahora)
    respuesta = look(caso, quien, mas=mas)
    if mas == "nota/":
        with reloj.detenido_en(caso.ahora):
            respuesta = sign_in(Client(), caso.actor(quien)).post(f"/oficina/{caso.folio}/nota/", {"texto": "intrusa"})
    assert respuesta.status_code == 404
    assert DESCRIPCION not in respuesta.content.decode() and NOMBRE not in respuesta.content.decode()


@pytest.mark.parametrize("quien", ["el_regulador", "la_administradora"])
def test_whoever_holds_no_office_in_an_institution_is_told_so(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    assert look(caso, quien).status_code == 403


def test_whoever_has_not_signed_in_is_sent_to_do_so(client: Client, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    respuesta = client.get(f"/oficina/{caso.folio}/")
    assert respuesta.status_code == 302 and respuesta.headers["Location"].endswith(f"next=/oficina/{caso.folio}/")


def test_the_term_is_explained_day_by_day(elenco: Elenco) -> None:
    pagina = look(un_expediente(elenco, "en_tramite"), "la_oficial")
    assert "Hay que responder a más tardar el lunes 16 de marzo de 2026 Quedan 9 días hábiles." in leer(pagina)
    assert len(re.findall(r'class="calendario__cuenta"', pagina.content.decode())) == 10


_TERMINOS = {
    "presentada": "Hay que responder a más tardar el",
    "en_aclaracion": "Quien la pidió puede aclarar hasta el viernes 6 de marzo de 2026",
    "vencida": "No se respondió a tiempo",
    "resuelta": "Quien la pidió puede recurrir hasta el",
    "desistida": "Quien solicitó retiró la solicitud.",
    "recurso_interpuesto": "El recurso debe decidirse a más tardar el",
    "recurso_decidido": "Lo ordenado debe cumplirse a más tardar el",
    "aclaracion_vencida": "La aclaración no llegó",
}


@pytest.mark.parametrize(("donde", "dicho"), _TERMINOS.items())
def test_each_state_says_the_date_that_matters(elenco: Elenco, donde: str, dicho: str) -> None:
    assert dicho in leer(look(bring(elenco, donde), "la_autoridad"))


def test_what_cannot_be_done_says_why(elenco: Elenco) -> None:
    texto = leer(look(bring(elenco, "prorrogada"), "la_oficial"))
    assert "Prorrogar el plazo El plazo ya se prorrogó una vez. LAIP art. 43." in texto
    assert "Notificar la resolución Todavía no hay un borrador de resolución." in texto


def test_what_another_can_do_says_who(elenco: Elenco) -> None:
    texto = leer(look(un_expediente(elenco, "en_tramite"), "la_jefa"))
    assert "Lo que puede hacer otra persona" in texto and "Prorrogar el plazo Le toca a: Oficial de información. LAIP art. 43." in texto


def test_the_history_says_who_did_what_in_which_office(elenco: Elenco) -> None:
    Persona.objects.filter(username="la_oficial").update(first_name="Ana", last_name="Ajú")
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 5))
    caso.hacer("prorrogar")
    texto = leer(look(caso, "la_jefa"))
    assert "Prorrogó el plazo jueves 5 de marzo de 2026, 09:00 Ana Ajú, Oficial de información 10 días hábiles más;" in texto
    assert "Son tres sistemas." in texto


# ── who looks, and who has it open ───────────────────────────────────────────


def test_opening_a_case_is_on_record_once_an_hour_and_the_applicant_reads_it(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    for minutos in (0, 5, 50, 70):
        look(caso, "la_oficial", despues=timedelta(minutes=minutos))
    look(caso, "la_jefa")
    look(caso, "el_enlace")
    assert sorted(Lectura.objects.values_list("rol", flat=True)) == ["jefe_unidad", "oficial", "oficial"]
    texto = leer(open_caso(Client(), caso))
    assert "Quién ha visto sus datos" in texto
    assert texto.count("Oficial de información, martes 3 de marzo de 2026") == 1
    assert "Jefatura de la Unidad de Información, martes 3 de marzo de 2026" in texto and "la_oficial" not in texto


def test_a_paper_or_a_draft_that_names_her_is_on_record_too(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta="firmar")
    drenar(ahora=caso.ahora)
    papel = look(caso, "la_oficial", mas="documentos/acuse/")
    assert papel.getvalue().startswith(b"%PDF") and "attachment" in papel.headers["Content-Disposition"]
    assert look(caso, "la_jefa", mas="borrador.pdf").status_code == 200
    assert sorted(Lectura.objects.values_list("por", flat=True)) == ["abrir un documento", "ver el borrador"]


def test_the_second_officer_sees_at_once_that_the_first_has_it_open(elenco: Elenco) -> None:
    Persona.objects.filter(username="la_oficial").update(first_name="Ana", last_name="Ajú")
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 3, 10, 42))
    look(caso, "la_oficial")
    look(caso, "la_oficial", mas="prorrogar/", despues=timedelta(minutes=8))
    aviso = "Ana Ajú tiene abierto este expediente desde las 10:42."
    for mas in ("", "prorrogar/"):
        assert aviso in leer(look(caso, "otra_oficial", mas=mas, despues=timedelta(minutes=12)))
        assert aviso not in leer(look(caso, "la_oficial", mas=mas, despues=timedelta(minutes=12)))
    assert aviso not in leer(look(caso, "otra_oficial", despues=timedelta(minutes=30)))
    assert Presencia.objects.count() == 2


# ── queries and weight ───────────────────────────────────────────────────────


@pytest.mark.parametrize("donde", LUGARES)
def test_the_page_takes_seven_queries_and_at_the_first_look_two_to_write_it(elenco: Elenco, donde: str, django_assert_num_queries) -> None:
    caso = bring(elenco, donde)
    cliente = sign_in(Client(), elenco.la_oficial)
    for cuantas in (9, 7):
        with django_assert_num_queries(cuantas), reloj.detenido_en(caso.ahora):
            assert cliente.get(f"/oficina/{caso.folio}/").status_code == 200


def test_more_of_everything_takes_no_more_queries(elenco: Elenco, django_assert_num_queries) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    cliente = sign_in(Client(), elenco.la_oficial)
    for vez in range(15):
        anotar(folio=caso.folio, actor=elenco.la_jefa, texto=f"Nota {vez}", ahora=caso.ahora)
        caso.hacer("adjuntar", nombre=f"{vez}.csv")
        caso.hacer("asignar", unidad_id=elenco.archivo.pk)
        caso.hacer("redactar")
    look(caso, "la_jefa")
    with reloj.detenido_en(caso.ahora):
        cliente.get(f"/oficina/{caso.folio}/")
        with django_assert_num_queries(7):
            pagina = cliente.get(f"/oficina/{caso.folio}/")
    assert "14.csv" in pagina.content.decode() and "Nota 14" in pagina.content.decode()
    assert len(pagina.content) < 60_000


@pytest.mark.parametrize("ruta", TRAMITES)
@pytest.mark.parametrize("donde", ["en_tramite", "firmar", "recurso_interpuesto"])
def test_the_page_of_an_act_takes_at_most_eight_queries(elenco: Elenco, donde: str, ruta: str, django_assert_max_num_queries) -> None:
    caso = bring(elenco, donde)
    cliente = sign_in(Client(), elenco.la_autoridad if "recurso" in ruta else elenco.la_oficial)
    with reloj.detenido_en(caso.ahora):
        cliente.get(f"/oficina/{caso.folio}/")
        with django_assert_max_num_queries(8):
            cliente.get(f"/oficina/{caso.folio}/{ruta}/")

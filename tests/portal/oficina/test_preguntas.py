"""A divided request on the pages: what each reads of it, and the forms that ask for each question, without scripts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from config import reloj
from notifications.relevo import drenar
from solicitudes.models import Asignacion, Pregunta, Recurso, RespuestaPregunta
from tests.elenco import CONCEDE, DENIEGA, DESCRIPCION, PREGUNTAS, Caso, Elenco, cuando, un_expediente
from tests.portal.oficina.conftest import sign_in
from tests.portal.oficina.test_expediente import look
from tests.portal.paginas import campo, leer, open_caso
from tests.preguntas import INEXISTENTE, POR_PREGUNTA


@pytest.fixture
def caso(elenco: Elenco) -> Caso:
    caso = un_expediente(elenco, "en_tramite")
    caso.hacer("dividir")
    return caso


def send(caso: Caso, ruta: str, quien: str = "la_oficial", **datos: Any) -> Any:
    with reloj.detenido_en(caso.ahora):
        cliente = sign_in(Client(), caso.actor(quien))
        sobre = {"version": str(caso.solicitud.version), "autora": str(caso.actor(quien).persona_id)}
        return cliente.post(f"/oficina/{caso.folio}/{ruta}/", sobre | datos, follow=True)


def una_respuesta(numero: int, borrador: Any) -> dict[str, str]:
    campos = ("sentido", "respuesta", "motivacion", "reserva", "dano_excepcion", "dano_amenaza", "dano_perjuicio", "causal_confidencial")
    return {f"{c}_{numero}": getattr(borrador, c) for c in campos} | {f"fundamento_{numero}": "\n".join(borrador.fundamento)}


def test_dividir_begins_with_what_was_asked_and_takes_a_line_each(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    assert DESCRIPCION in look(caso, "la_oficial", mas="dividir/").content.decode()
    send(caso, "dividir", preguntas="¿Cuánto se  gastó?\n\n ¿En qué? \n")
    assert [p.texto for p in Pregunta.objects.order_by("numero")] == ["¿Cuánto se gastó?", "¿En qué?"]
    assert "¿Cuánto se gastó?\n¿En qué?" in look(caso, "la_oficial", mas="dividir/").content.decode()


def test_the_case_shows_who_has_each_question_and_by_when(elenco: Elenco, caso: Caso) -> None:
    send(caso, "asignar", destino=str(elenco.compras.pk), preguntas=["1", "2"], fecha_interna="2026-03-04")
    assert [p.numero for p in Asignacion.objects.get().preguntas.order_by("numero")] == [1, 2]
    caso.hacer("adjuntar", preguntas=(1,))
    caso.at(cuando(3, 6))
    texto = leer(look(caso, "la_oficial"))
    assert DESCRIPCION in texto and "Compras hasta el miércoles 4 de marzo de 2026" in texto
    assert texto.count("(pasó)") == 1 and "Preguntas 1 y 2." in texto and "compras.csv · Pregunta 1." in texto
    ella = leer(look(caso, "el_enlace"))
    assert ella.count(PREGUNTAS[1]) == 1 and PREGUNTAS[2] not in ella and DESCRIPCION not in ella
    with reloj.detenido_en(caso.ahora):
        bandeja = leer(sign_in(Client(), elenco.la_oficial).get("/oficina/"))
    assert "Pregunta 2, Compras: era para el 4 mar" in bandeja


@pytest.mark.parametrize("quien", ["la_oficial", "el_enlace"])
def test_a_divided_case_takes_eight_queries_for_any_number_of_questions(elenco: Elenco, quien: str, django_assert_num_queries) -> None:
    for preguntas in (PREGUNTAS[:2], tuple(f"La {n}." for n in range(20))):
        caso = un_expediente(elenco, "en_tramite")
        caso.hacer("dividir", preguntas=preguntas)
        for _ in range(len(preguntas)):
            caso.hacer("asignar", preguntas=(1, 2))
            caso.hacer("adjuntar", preguntas=(1,))
        look(caso, quien)
        with reloj.detenido_en(caso.ahora):
            cliente = sign_in(Client(), getattr(elenco, quien))
            with django_assert_num_queries(8):
                cliente.get(f"/oficina/{caso.folio}/")


def test_redactar_asks_for_each_question_and_keeps_what_there_is(elenco: Elenco, caso: Caso) -> None:
    pagina = look(caso, "la_oficial", mas="redactar/")
    assert all(pregunta in leer(pagina) for pregunta in PREGUNTAS) and 'name="respuesta_3"' in pagina.content.decode()
    send(caso, "redactar", **una_respuesta(1, CONCEDE))
    assert "Falta la respuesta de alguna pregunta" in leer(look(caso, "la_oficial"))
    assert look(caso, "la_oficial", mas="enviar-a-revision/").status_code == 409
    assert CONCEDE.respuesta in look(caso, "la_oficial", mas="redactar/").content.decode()
    send(caso, "redactar", **una_respuesta(1, CONCEDE), **una_respuesta(2, DENIEGA), **una_respuesta(3, INEXISTENTE))
    assert [r.sentido for r in RespuestaPregunta.objects.order_by("pregunta__numero")] == [
        "entrega_total",
        "negativa_reservada",
        "inexistencia",
    ]
    caso.hacer("enviar_a_revision")
    texto = leer(look(caso, "la_jefa", mas="revisar/"))
    assert all(dicho in texto for dicho in (DENIEGA.dano_amenaza, INEXISTENTE.motivacion, "Se entrega una parte de la información"))


@pytest.mark.parametrize(
    ("falta", "dicho"), [("motivacion_2", "va motivada"), ("dano_amenaza_2", "amenaza efectiva"), ("sentido_2", "Elija")]
)
def test_what_an_answer_lacks_is_said_at_its_own_field(caso: Caso, falta: str, dicho: str) -> None:
    datos = una_respuesta(1, CONCEDE) | una_respuesta(2, DENIEGA) | {falta: ""}
    respuesta = send(caso, "redactar", **datos)
    cuerpo = respuesta.content.decode()
    assert respuesta.status_code == 422 and f'id="id_{falta}_error"' in cuerpo and dicho in leer(respuesta)
    assert CONCEDE.respuesta in cuerpo and not RespuestaPregunta.objects.exists()


def test_a_question_is_forwarded_from_its_box(elenco: Elenco, caso: Caso) -> None:
    assert "Busque la institución que tiene la información Por nombre" in leer(look(caso, "la_oficial", mas="remitir-parte/"))
    send(caso, "remitir-parte", buscar="educación", institucion="MINEDUC", preguntas=["3"], motivo="La tiene Educación.")
    nueva = caso.solicitud.derivadas.get()
    assert (nueva.descripcion, Pregunta.objects.get(numero=3).remitida_a) == (PREGUNTAS[2], nueva)
    assert f"con el folio {nueva.folio}" in leer(look(caso, "la_oficial"))


def test_the_applicant_reads_each_answer_and_appeals_the_one_she_wants(client: Client, elenco: Elenco, caso: Caso) -> None:
    antes = leer(open_caso(client, caso))
    assert all(dicho in antes for dicho in (DESCRIPCION, *PREGUNTAS, "La institución dividió su solicitud en preguntas"))
    assert DENIEGA.respuesta not in antes
    caso.answer(POR_PREGUNTA)
    drenar(ahora=caso.ahora)
    with reloj.detenido_en(caso.ahora):
        texto = leer(client.get(f"/seguir/{caso.folio}/"))
        assert all(
            d in texto for d in (CONCEDE.respuesta, DENIEGA.motivacion, "12-2026", INEXISTENTE.motivacion, "La información no existe")
        )
        assert f"3. {PREGUNTAS[2]} La información no existe en la institución." in leer(client.get(f"/seguir/{caso.folio}/recurrir/"))
        datos = {"causales": ["incompleta"], "preguntas": ["3"], "confirma": "on"}
        despues = leer(client.post(f"/seguir/{caso.folio}/recurrir/", datos, follow=True))
    assert Recurso.objects.get().preguntas == [3] and "Contra lo respondido a las preguntas: 3." in despues


def test_what_an_institution_answers_is_counted_for_whoever_watches(elenco: Elenco, caso: Caso) -> None:
    caso.answer(POR_PREGUNTA)
    with reloj.detenido_en(caso.ahora):
        cliente = sign_in(Client(), elenco.el_regulador)
        texto = leer(cliente.get("/oficina/instituciones/MSPAS/respuestas/"))
        hoja = cliente.get("/oficina/instituciones/MSPAS/respuestas.csv").getvalue().decode()
    assert "No se entrega: información reservada" in texto and "(artículo 23.6)" in texto
    assert hoja.count("MSPAS") == 3 and PREGUNTAS[0] not in hoja + texto


def test_a_file_says_for_which_question_it_is(elenco: Elenco, caso: Caso) -> None:
    caso.hacer("asignar", preguntas=(2, 3), fecha_interna=date(2026, 3, 9))
    pagina = look(caso, "el_enlace", mas="adjuntar/")
    assert campo(pagina, "version") and PREGUNTAS[0] not in leer(pagina) and PREGUNTAS[2] in leer(pagina)

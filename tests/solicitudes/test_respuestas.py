"""A resolution that answers question by question: what each answer carries, the sense that follows, what is signed, printed, appealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from informes.respuestas import count_respuestas
from notifications.relevo import drenar
from solicitudes.auditoria import list_hallazgos
from solicitudes.mesa import open_mesa
from solicitudes.models import LevantamientoReserva, Recurso, Reserva, Resolucion, RespuestaPregunta
from solicitudes.papeles import build_contexto
from solicitudes.registro import iter_registro
from solicitudes.selectors import get_expediente
from solicitudes.services.resolucion import Borrador, seal_resolucion
from tests.elenco import CONCEDE, DENIEGA, PREGUNTAS, SIN_ACLARAR, Caso, Elenco, cuando, refused, un_expediente
from tests.preguntas import INEXISTENTE, POR_PREGUNTA, respond
from workflow.sentidos import Sentido

SELLO = "6ea5b1d804f08c4a4ab4b461abbfb9e5d2c400e6005b621acf7137cb3e7943ce"
CONFIDENCIAL = Borrador(
    "negativa_confidencial", "No se entrega.", "Son datos de pacientes.", ("LAIP art. 22",), causal_confidencial="datos_sensibles"
)


@pytest.fixture
def caso(elenco: Elenco) -> Caso:
    """Divided in three on Tuesday 3 March 2026."""
    caso = un_expediente(elenco, "en_tramite")
    caso.hacer("dividir")
    return caso


def test_each_question_has_its_answer_and_the_sense_follows(caso: Caso) -> None:
    caso.answer(POR_PREGUNTA)
    solicitud, resolucion = caso.solicitud, caso.resolucion
    assert (solicitud.estado, solicitud.sentido, resolucion.sentido) == ("resuelta", "entrega_parcial", "entrega_parcial")
    filas = RespuestaPregunta.objects.filter(resolucion=resolucion).order_by("pregunta__numero")
    assert [r.sentido for r in filas] == ["entrega_total", "negativa_reservada", "inexistencia"]
    assert [r.reserva and r.reserva.numero for r in filas] == [None, "12-2026", None]
    assert caso.ultimo.datos["preguntas"] == {"1": "entrega_total", "2": "negativa_reservada", "3": "inexistencia"}
    assert [razones for _, razones in list_hallazgos(folios=[caso.folio])] == [[]]


@pytest.mark.parametrize(
    ("escritos", "sentido"),
    [((CONCEDE, CONCEDE, CONCEDE), "entrega_total"), ((DENIEGA, CONFIDENCIAL, INEXISTENTE), "negativa_reservada")],
)
def test_the_sense_of_the_case_is_derived_and_never_written(caso: Caso, escritos: tuple[Borrador, ...], sentido: str) -> None:
    caso.answer(Borrador(preguntas=tuple(respond(n, b) for n, b in enumerate(escritos, start=1))))
    assert caso.solicitud.sentido == sentido


@pytest.mark.parametrize(
    ("cambio", "codigo", "campo"),
    [
        ({"respuesta": " "}, "resolucion-incompleta", "respuesta"),
        ({"motivacion": ""}, "resolucion-incompleta", "motivacion"),
        ({"fundamento": (" ",)}, "resolucion-incompleta", "fundamento"),
        ({"sentido": ""}, "resolucion-incompleta", "sentido"),
        ({"reserva": ""}, "reserva-requerida", "reserva"),
        ({"reserva": "99-2026"}, "reserva-requerida", "reserva"),
        ({"dano_amenaza": ""}, "prueba-de-dano-incompleta", "dano_amenaza"),
        ({"sentido": "negativa_confidencial", "reserva": "", "dano_excepcion": "", "dano_amenaza": "", "dano_perjuicio": ""},
         "causal-confidencial-requerida", "causal_confidencial"),
        ({"numero": 7}, "pregunta-desconocida", ""),
    ],
)  # fmt: skip
def test_an_answer_that_lacks_something_is_refused_at_its_question(caso: Caso, cambio: dict[str, Any], codigo: str, campo: str) -> None:
    mala = replace(respond(2, DENIEGA), **cambio)
    with refused(codigo, 422, campo=f"preguntas/1/{campo}".rstrip("/")):
        caso.hacer("redactar", borrador=Borrador(preguntas=(respond(1, CONCEDE), mala)))


@pytest.mark.parametrize(
    "borrador",
    [
        CONCEDE,
        Borrador(preguntas=()),
        Borrador(preguntas=(respond(1, CONCEDE), respond(1, DENIEGA))),
        replace(POR_PREGUNTA, sentido="entrega_total"),
        replace(POR_PREGUNTA, reserva="12-2026"),
    ],
)
def test_a_draft_that_does_not_answer_the_questions_is_refused(caso: Caso, borrador: Borrador) -> None:
    with refused("respuesta-por-pregunta", 422):
        caso.hacer("redactar", borrador=borrador)


def test_a_whole_request_is_not_answered_by_questions(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("respuesta-por-pregunta", 422, campo="preguntas"):
        caso.hacer("redactar", borrador=replace(CONCEDE, preguntas=(respond(1, CONCEDE),)))


def test_a_draft_may_lack_an_answer_until_it_goes_to_review(elenco: Elenco, caso: Caso) -> None:
    caso.hacer("redactar", borrador=Borrador(preguntas=(respond(1, CONCEDE),)))
    assert (caso.resolucion.incompleta, caso.resolucion.sentido) == (True, "entrega_total")
    assert "enviar-a-revision" not in get_expediente(caso.folio, actor=elenco.la_oficial, al=caso.ahora).actos
    with refused("resolucion-incompleta", 422, campo="preguntas") as error:
        caso.hacer("enviar_a_revision")
    assert "2 y 3" in error.value.detalle
    caso.answer(POR_PREGUNTA)
    assert caso.resolucion.incompleta is False


def test_a_question_may_be_denied_for_want_of_clarification_and_not_once_it_came(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion").at(cuando(3, 9))
    caso.hacer("dividir", preguntas=PREGUNTAS[:2])
    caso.answer(Borrador(preguntas=(respond(1, CONCEDE), respond(2, SIN_ACLARAR))), hasta="firmar")
    assert (caso.resolucion.sentido, caso.resolucion.sin_aclaracion) == ("entrega_parcial", True)
    caso.hacer("aclarar")
    assert "resolver" not in get_expediente(caso.folio, actor=elenco.la_oficial, al=caso.ahora).actos
    with refused("sentido-no-permitido", 409):
        caso.hacer("resolver")


def test_what_is_signed_covers_each_answer(caso: Caso) -> None:
    caso.answer(POR_PREGUNTA, hasta="firmar")
    huella = caso.resolucion.huella
    for numero, cambio in ((1, {"respuesta": "Otra cosa."}), (2, {"dano_perjuicio": "Otro."}), (3, {"sentido": "entrega_total"})):
        fila = RespuestaPregunta.objects.filter(pregunta__numero=numero)
        [antes] = fila.values(*cambio)
        fila.update(**cambio)
        assert seal_resolucion(caso.resolucion) != huella
        assert [razones for _, razones in list_hallazgos(folios=[caso.folio])] == [["la resolución no es la que se firmó"]]
        fila.update(**antes)
    assert seal_resolucion(caso.resolucion) == huella


def test_what_was_signed_whole_keeps_the_seal_that_it_had() -> None:
    """Computed before there were questions: number, sense, answer, motivation, legal basis."""
    resolucion = Resolucion(numero="RES-1", sentido="entrega_total", respuesta="Se entrega.", motivacion="", fundamento=[])
    assert seal_resolucion(resolucion) == SELLO


def test_a_reserve_of_one_question_that_ended_stops_signature_and_notice(elenco: Elenco, caso: Caso) -> None:
    caso.answer(POR_PREGUNTA, hasta="revisar")
    LevantamientoReserva.objects.create(
        reserva=Reserva.objects.get(), causa="cesaron_las_razones", documento="Acuerdo 9", motivo="Terminó.", desde=date(2026, 3, 3),
        persona_id=elenco.la_autoridad.persona_id, fecha_hora=caso.ahora,
    )  # fmt: skip
    with refused("reserva-requerida", 422):
        caso.hacer("firmar")


def test_the_paper_says_each_question_with_its_answer(caso: Caso) -> None:
    caso.hacer("adjuntar", preguntas=(1,))
    caso.answer(POR_PREGUNTA)
    papel = build_contexto(tipo="resolucion", solicitud=caso.solicitud, numero=caso.ultimo.numero)
    uno, dos, tres = papel["preguntas"]
    assert (papel["sentido_texto"], papel["descripcion"]) == ("Entregar en parte la información solicitada", caso.solicitud.descripcion)
    assert (uno["texto"], uno["respuesta"], uno["archivos"]) == (PREGUNTAS[0], CONCEDE.respuesta, ["compras.csv"])
    assert (dos["reserva"]["numero"], dos["reserva"]["perjuicio"]) == ("12-2026", DENIEGA.dano_perjuicio)
    assert (tres["sentido_texto"], tres["fundamento"]) == (
        "Declarar que la información solicitada no existe en la institución",
        ["LAIP art. 42"],
    )
    assert drenar(ahora=caso.ahora)


def test_the_register_of_requests_says_the_law_of_each_answer(elenco: Elenco, caso: Caso) -> None:
    caso.answer(POR_PREGUNTA)
    mesa = open_mesa(actor=elenco.la_oficial, hoy=caso.ahora.date())
    [asiento] = iter_registro(mesa, desde=date(2026, 3, 1), hasta=date(2026, 3, 31))
    assert (asiento.causa, asiento.sentido) == ("2: LAIP art. 23; 3: LAIP art. 42", Sentido.ENTREGA_PARCIAL)


# ── appealed ─────────────────────────────────────────────────────────────────


def test_an_appeal_names_the_answers_that_it_contests(caso: Caso) -> None:
    caso.answer(POR_PREGUNTA)
    caso.hacer("interponer_recurso", causales=("incompleta",), preguntas=(3, 2))
    assert (Recurso.objects.get().preguntas, caso.ultimo.datos["preguntas"]) == ([2, 3], [2, 3])
    papel = build_contexto(tipo="acuse_recurso", solicitud=caso.solicitud, numero=caso.ultimo.numero)
    assert papel["preguntas"] == [{"numero": 2, "texto": PREGUNTAS[1]}, {"numero": 3, "texto": PREGUNTAS[2]}]
    assert [razones for _, razones in list_hallazgos(folios=[caso.folio])] == [[]]


def test_an_appeal_of_a_question_that_there_is_not_is_refused(caso: Caso) -> None:
    caso.answer(POR_PREGUNTA)
    with refused("pregunta-desconocida", 422, campo="preguntas/0"):
        caso.hacer("interponer_recurso", preguntas=(8,))


# ── counted ──────────────────────────────────────────────────────────────────


def test_the_answers_are_counted_question_by_question_with_their_cause(elenco: Elenco, caso: Caso) -> None:
    """Golden: three answers of a divided case, one of a denied one; a draft and another institution's count nothing."""
    caso.answer(POR_PREGUNTA)
    un_expediente(elenco, "resuelta", borrador=DENIEGA)
    un_expediente(elenco, "resuelta", borrador=CONFIDENCIAL)
    pendiente = un_expediente(elenco, "en_tramite")
    pendiente.hacer("dividir")
    pendiente.answer(POR_PREGUNTA, hasta="firmar")
    al = cuando(3, 31)
    cuentas = count_respuestas(al=al, institucion_id=elenco.salud.pk)
    assert [(c.sentido.value, c.causa, c.articulo, c.cuantas) for c in cuentas] == [
        ("entrega_total", "", "", 1),
        ("negativa_reservada", "Estabilidad económica, financiera o monetaria, o supervisión bancaria", "23.6", 2),
        ("negativa_confidencial", "Datos personales sensibles", "22.5", 1),
        ("inexistencia", "", "", 1),
    ]
    assert count_respuestas(al=cuando(3, 1), institucion_id=elenco.salud.pk) == []
    assert count_respuestas(al=al, institucion_id=elenco.educacion.pk) == []

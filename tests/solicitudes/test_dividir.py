"""dividir, and what then goes by question: who has it, its files, where it was forwarded (LAIP arts. 19, 20, 38, 42 and 45)."""

from __future__ import annotations

from datetime import date

import pytest

from documentos.models import Documento
from solicitudes.auditoria import list_hallazgos
from solicitudes.bandeja import read_bandeja
from solicitudes.cartas import build_contexto_carta
from solicitudes.filtros import Filtros
from solicitudes.mesa import open_mesa
from solicitudes.models import Asignacion, Pregunta, RespuestaPregunta
from solicitudes.policies import visible_documentos
from solicitudes.policies_respuesta import visible_preguntas
from solicitudes.selectors import get_expediente
from solicitudes.services.remision import Parte
from solicitudes.services.resolucion import Borrador
from tests.elenco import CONCEDE, DESCRIPCION, PREGUNTAS, VENCE, Caso, Elenco, cuando, hire, refused, un_expediente, una_peticion
from tests.preguntas import POR_PREGUNTA, respond
from tests.solicitudes.test_concurrencia import at_once, refusals
from workflow.roles import Rol


@pytest.fixture
def caso(elenco: Elenco) -> Caso:
    """Divided in three on Tuesday 3 March 2026."""
    caso = un_expediente(elenco, "en_tramite")
    caso.hacer("dividir")
    return caso


def vigentes(caso: Caso) -> list[Pregunta]:
    return list(Pregunta.objects.filter(solicitud=caso.solicitud, division=caso.solicitud.division).order_by("numero"))


def test_dividir_keeps_what_was_asked_and_moves_no_date(caso: Caso) -> None:
    solicitud = caso.solicitud
    assert [(p.numero, p.texto) for p in vigentes(caso)] == list(enumerate(PREGUNTAS, start=1))
    assert (solicitud.descripcion, solicitud.estado, solicitud.fecha_vencimiento, solicitud.division) == (
        DESCRIPCION,
        "en_tramite",
        VENCE,
        1,
    )
    assert (caso.ultimo.datos["division"], caso.ultimo.datos["cuantas"]) == (1, 3)
    assert "medicamentos" not in str(caso.ultimo.datos)


@pytest.mark.parametrize(
    ("preguntas", "codigo", "campo"),
    [
        ((), "division-invalida", "preguntas"),
        (("Una sola.",), "division-invalida", "preguntas"),
        (("Una.", " \n "), "texto-requerido", "preguntas/1"),
        (("Una.", " Una.  "), "division-invalida", "preguntas/1"),
        (tuple(f"La {n}." for n in range(51)), "division-invalida", "preguntas"),
    ],
)
def test_dividir_in_what_are_no_questions_is_refused(elenco: Elenco, preguntas: tuple[str, ...], codigo: str, campo: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused(codigo, 422, campo=campo):
        caso.hacer("dividir", preguntas=preguntas)


def test_a_rectification_names_one_datum_and_is_not_divided(elenco: Elenco) -> None:
    caso = Caso(elenco, peticion=una_peticion(tipo="datos_rectificacion"))
    assert "dividir" not in get_expediente(caso.folio, actor=elenco.la_oficial, al=caso.ahora).actos
    with refused("division-invalida", 422):
        caso.hacer("dividir")


def test_dividir_the_same_again_is_refused(caso: Caso) -> None:
    with refused("division-invalida", 422, campo="preguntas"):
        caso.hacer("dividir")
    with refused("version-anterior", 412):
        caso.hacer("dividir", version=2, preguntas=PREGUNTAS[:2])


@pytest.mark.parametrize("hasta", ["enviar_a_revision", "firmar"])
def test_dividir_once_the_resolution_left_the_draft_is_refused(elenco: Elenco, hasta: str) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta=hasta)
    assert "dividir" not in get_expediente(caso.folio, actor=elenco.la_oficial, al=caso.ahora).actos
    with refused("acto-no-permitido", 409):
        caso.hacer("dividir")


def test_dividir_again_keeps_what_belongs_to_the_words_that_stay(elenco: Elenco, caso: Caso) -> None:
    caso.hacer("asignar", preguntas=(1, 3))
    caso.hacer("adjuntar", preguntas=(3,))
    caso.hacer("redactar", borrador=POR_PREGUNTA)
    caso.hacer("dividir", preguntas=(PREGUNTAS[2], "¿Qué se compró?", PREGUNTAS[0]))
    donaciones, nueva, gasto = vigentes(caso)
    assert Pregunta.objects.filter(solicitud=caso.solicitud).count() == 6
    assert [p.asignaciones.count() for p in (donaciones, nueva, gasto)] == [1, 0, 1]
    assert [p.anexos.count() for p in (donaciones, nueva, gasto)] == [1, 0, 0]
    assert (donaciones.respuesta.sentido, gasto.respuesta.sentido) == ("inexistencia", "entrega_total")
    assert RespuestaPregunta.objects.count() == 2
    assert (caso.resolucion.incompleta, caso.resolucion.sentido, caso.resolucion.division) == (True, "entrega_parcial", 2)
    assert [razones for _, razones in list_hallazgos(folios=[caso.folio])] == [[]]


def test_dividir_what_had_a_draft_asks_for_an_answer_to_each(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta="redactar")
    caso.hacer("dividir")
    with refused("resolucion-incompleta", 422, campo="preguntas"):
        caso.hacer("enviar_a_revision")
    caso.answer(POR_PREGUNTA)
    assert caso.solicitud.sentido == "entrega_parcial"


def test_a_division_that_somebody_changed_shows(caso: Caso) -> None:
    Pregunta.objects.filter(numero=2).update(texto="¿Otra cosa?")
    [(_, razones)] = list_hallazgos(folios=[caso.folio])
    assert razones == ["las preguntas de la división 1 no son las que se escribieron"]


# ── asked inside ─────────────────────────────────────────────────────────────


def test_asignar_names_the_questions_that_are_asked(elenco: Elenco, caso: Caso) -> None:
    caso.hacer("asignar", preguntas=(3, 1), fecha_interna=date(2026, 3, 9))
    assert [p.numero for p in Asignacion.objects.get().preguntas.order_by("numero")] == [1, 3]
    assert caso.ultimo.datos["preguntas"] == [1, 3]


@pytest.mark.parametrize(("preguntas", "dichas"), [((), None), ((2,), "2"), ((3, 1), "1 y 3")], ids=str)
def test_the_letter_to_a_liaison_says_which_questions_are_hers(
    elenco: Elenco, caso: Caso, preguntas: tuple[int, ...], dichas: str | None
) -> None:
    caso.hacer("asignar", preguntas=preguntas)
    assert build_contexto_carta(caso.solicitud, caso.ultimo)["preguntas"] == dichas


def test_a_liaison_reads_her_questions_and_nothing_else(elenco: Elenco, caso: Caso) -> None:
    caso.hacer("asignar", preguntas=(2,))
    suyo = get_expediente(caso.folio, actor=elenco.el_enlace, al=caso.ahora)
    assert ([p.numero for p in suyo.preguntas], suyo.descripcion) == ([2], f"2. {PREGUNTAS[1]}")
    assert len(get_expediente(caso.folio, actor=elenco.la_oficial, al=caso.ahora).preguntas) == 3
    assert get_expediente(caso.folio, actor=elenco.el_regulador, al=caso.ahora).preguntas == ()
    caso.hacer("asignar")  # the whole after all
    suyo = get_expediente(caso.folio, actor=elenco.el_enlace, al=caso.ahora)
    assert ([p.numero for p in suyo.preguntas], suyo.descripcion) == ([1, 2, 3], DESCRIPCION)


def test_a_liaison_keeps_the_question_that_she_was_asked_when_it_is_divided_otherwise(elenco: Elenco, caso: Caso) -> None:
    caso.hacer("asignar", preguntas=(2,))
    caso.hacer("dividir", preguntas=(PREGUNTAS[0], "¿Cuáles fueron las ofertas?"))
    assert [p.texto for p in visible_preguntas(elenco.el_enlace, caso.solicitud)] == [PREGUNTAS[1]]
    assert get_expediente(caso.folio, actor=elenco.el_enlace, al=caso.ahora).descripcion == f"2. {PREGUNTAS[1]}"


def test_a_file_is_for_the_question_that_a_liaison_was_asked(elenco: Elenco, caso: Caso) -> None:
    otra = hire("otra", Rol.ENLACE, elenco.archivo)
    caso.hacer("asignar", preguntas=(2,))
    caso.hacer("asignar", preguntas=(1, 3), unidad_id=elenco.archivo.pk)
    propio = caso.hacer("adjuntar", por="el_enlace")
    assert [p.numero for p in propio.preguntas.all()] == [2]
    with refused("pregunta-requerida", 422, campo="preguntas"):
        caso.hacer("adjuntar", por=otra)
    with refused("pregunta-desconocida", 422, campo="preguntas/0"):
        caso.hacer("adjuntar", por=otra, preguntas=(2,))
    caso.hacer("adjuntar", por=otra, preguntas=(3,))
    vistos = {quien: visible_documentos(actor, caso.solicitud).filter(tipo=Documento.Tipo.ANEXO).count() for quien, actor in (
        ("el_enlace", elenco.el_enlace), ("otra", otra), ("la_oficial", elenco.la_oficial),
    )}  # fmt: skip
    assert vistos == {"el_enlace": 1, "otra": 1, "la_oficial": 2}


def test_the_inbox_says_which_question_is_late_and_a_liaison_orders_by_hers(elenco: Elenco, caso: Caso) -> None:
    caso.hacer("asignar", preguntas=(2,), fecha_interna=date(2026, 3, 4))
    caso.hacer("asignar", preguntas=(1,), fecha_interna=date(2026, 3, 12))
    caso.at(cuando(3, 6))

    def row(quien):
        [renglon] = read_bandeja(open_mesa(actor=quien, hoy=caso.ahora.date()), Filtros()).renglones
        return renglon

    tarde = row(elenco.la_oficial).atrasada
    assert tarde is not None and (tarde.pregunta, tarde.unidad, tarde.fecha_interna) == (2, "Compras", date(2026, 3, 4))
    suyo = row(elenco.el_enlace)
    assert (suyo.asignada.pregunta, suyo.asignada.fecha_interna) == (2, date(2026, 3, 4))
    assert (suyo.texto, DESCRIPCION in suyo.texto) == (f"1. {PREGUNTAS[0]}\n\n2. {PREGUNTAS[1]}", False)
    caso.hacer("adjuntar", por="el_enlace", preguntas=(2,))
    assert row(elenco.la_oficial).atrasada is None
    assert row(elenco.el_enlace).asignada.fecha_interna == date(2026, 3, 12)
    mesa = open_mesa(actor=elenco.el_enlace, hoy=caso.ahora.date())
    assert read_bandeja(mesa, Filtros(buscar="renglón")).renglones == ()


@pytest.mark.parametrize("acto", ["asignar", "adjuntar"])
def test_a_question_that_there_is_not_is_refused(elenco: Elenco, caso: Caso, acto: str) -> None:
    with refused("pregunta-desconocida", 422, campo="preguntas/1"):
        caso.hacer(acto, preguntas=(1, 4))
    entera = un_expediente(elenco, "en_tramite")
    with refused("pregunta-desconocida", 422, campo="preguntas/0"):
        entera.hacer(acto, preguntas=(1,))


# ── forwarded ────────────────────────────────────────────────────────────────


def test_a_question_is_forwarded_in_its_own_words_and_answered_there(elenco: Elenco, caso: Caso) -> None:
    caso.hacer("redactar", borrador=POR_PREGUNTA)
    [nueva] = caso.hacer("remitir_parte", partes=(Parte("MINEDUC", preguntas=(2,)),))
    assert (nueva.descripcion, vigentes(caso)[1].remitida_a) == (PREGUNTAS[1], nueva)
    assert caso.ultimo.datos["preguntas"] == [2]
    # What is left of the draft is whole: question 2 no longer waits here.
    assert (caso.resolucion.sentido, caso.resolucion.incompleta, RespuestaPregunta.objects.count()) == ("entrega_parcial", False, 2)
    with refused("pregunta-remitida", 409):
        caso.hacer("redactar", borrador=Borrador(preguntas=(respond(2, CONCEDE),)))
    with refused("pregunta-remitida", 409):
        caso.hacer("asignar", preguntas=(2,))
    with refused("division-invalida", 422):
        caso.hacer("dividir", preguntas=(PREGUNTAS[0], "Lo demás."))
    caso.hacer("dividir", preguntas=(PREGUNTAS[1], PREGUNTAS[0]))
    assert [p.remitida_a for p in vigentes(caso)] == [nueva, None]


@pytest.mark.parametrize(
    ("partes", "codigo", "estatus"),
    [
        ((Parte("MINEDUC", preguntas=(9,)),), "pregunta-desconocida", 422),
        ((Parte("MINEDUC", preguntas=(1,)), Parte("MUNI-0901", preguntas=(1,))), "remision-invalida", 422),
        ((Parte("MINEDUC", preguntas=(1, 2, 3)),), "remision-invalida", 422),
        ((Parte("MINEDUC"),), "texto-requerido", 422),
    ],
)
def test_questions_that_cannot_be_forwarded_like_that_are_refused(caso: Caso, partes: tuple[Parte, ...], codigo: str, estatus: int) -> None:
    with refused(codigo, estatus):
        caso.hacer("remitir_parte", partes=partes)


def test_a_question_whose_answer_is_being_reviewed_is_not_forwarded(caso: Caso) -> None:
    caso.answer(POR_PREGUNTA, hasta="enviar_a_revision")
    with refused("acto-no-permitido", 409):
        caso.hacer("remitir_parte", partes=(Parte("MINEDUC", preguntas=(2,)),))


@pytest.mark.django_db(transaction=True)
def test_dividir_by_two_at_once_is_done_once(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    resultados = at_once(*(lambda q=q: caso.hacer("dividir", por=q) for q in ("la_oficial", "otra_oficial")))
    assert refusals(resultados) == ["division-invalida"]
    assert (caso.solicitud.division, Pregunta.objects.count()) == (1, 3)

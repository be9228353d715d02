"""remitir_parte, and remitir to several: each institution gets what it has, the rest stays (LAIP art. 38)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from notifications.models import Aviso
from notifications.relevo import drenar
from solicitudes.auditoria import list_hallazgos
from solicitudes.models import Solicitud
from solicitudes.policies import visible
from solicitudes.seguimiento import follow_solicitud
from solicitudes.selectors import get_expediente
from solicitudes.services.remision import Parte
from tests.elenco import DESCRIPCION, LUNES, Caso, Elenco, cuando, enqueued, refused, un_expediente
from tests.solicitudes.test_concurrencia import at_once, refusals

ESCUELAS = Parte("MINEDUC", " Las compras para las escuelas. ")
XELA = Parte("MUNI-0901", "Las del hospital de Quetzaltenango.")


@pytest.fixture
def caso(elenco: Elenco) -> Caso:
    return un_expediente(elenco, "en_tramite").at(cuando(3, 4))


def test_a_part_is_born_there_and_the_rest_stays_with_its_term(caso: Caso) -> None:
    antes = caso.solicitud
    [nueva] = caso.hacer("remitir_parte", partes=(ESCUELAS,), version=2)
    origen = caso.solicitud
    assert (origen.estado, origen.version, origen.fecha_vencimiento) == ("en_tramite", 3, antes.fecha_vencimiento)
    assert (origen.descripcion, origen.remitida_en_parte) == (DESCRIPCION, True)
    nueva = Solicitud.objects.get(pk=nueva.pk)
    assert (nueva.folio, nueva.estado, nueva.origen, nueva.presentacion_id) == (
        "GT-2026-MINEDUC-000001",
        "presentada",
        origen,
        origen.presentacion_id,
    )
    assert nueva.descripcion == "Las compras para las escuelas."
    assert (nueva.fecha_hora_original, nueva.fecha_hora_presentacion, nueva.fecha_vencimiento) == (LUNES, cuando(3, 4), date(2026, 3, 18))
    assert caso.ultimo.datos == {"folios_nuevos": [nueva.folio], "motivo": "Esa parte la tiene Educación."}
    assert nueva.movimientos.get().datos["remitida_desde"] == caso.folio


def test_to_several_each_gets_its_own_part_and_nothing_else(caso: Caso) -> None:
    nuevas = caso.hacer("remitir_parte", partes=(ESCUELAS, XELA))
    assert [(n.institucion.codigo, n.descripcion) for n in nuevas] == [
        ("MINEDUC", "Las compras para las escuelas."),
        ("MUNI-0901", "Las del hospital de Quetzaltenango."),
    ]
    assert [razones for _, razones in list_hallazgos() if razones] == []


def test_each_side_sees_its_own_and_the_applicant_all(elenco: Elenco, caso: Caso) -> None:
    [nueva] = caso.hacer("remitir_parte")
    assert {s.folio for s in visible(caso.la_solicitante)} == {caso.folio, nueva.folio}
    assert {s.folio for s in visible(elenco.una_extrana)} == {nueva.folio}
    assert get_expediente(caso.folio, actor=caso.la_solicitante, al=caso.ahora).remitida_a == (nueva.folio,)
    assert follow_solicitud(caso.folio, actor=caso.la_solicitante, al=caso.ahora).remitida_a == (nueva.folio,)


def test_the_applicant_is_told_at_once_where_each_part_went(caso: Caso) -> None:
    [escuelas, xela] = caso.hacer("remitir_parte", partes=(ESCUELAS, XELA))
    assert enqueued(caso.folio)["avisar"][-1] == {"numero": 3}
    drenar(ahora=caso.ahora)
    assert Aviso.objects.get(evento="remitida_en_parte").destinatario == "solicitante"
    assert enqueued(xela.folio)["emitir-documento"] == [{"numero": 1, "tipo": "acuse"}]
    assert Aviso.objects.filter(folio=escuelas.folio, evento="remitida_recibida").exists()


def test_the_rest_is_answered_here_as_ever(caso: Caso) -> None:
    caso.hacer("remitir_parte")
    caso.at(cuando(3, 10)).answer()
    assert caso.solicitud.estado == "resuelta"


def test_a_further_part_goes_to_a_further_institution(caso: Caso) -> None:
    caso.hacer("remitir_parte", partes=(ESCUELAS,))
    caso.hacer("remitir_parte", partes=(XELA,))
    assert Solicitud.objects.filter(origen__folio=caso.folio).count() == 2


def test_what_is_left_may_still_be_forwarded_whole(caso: Caso) -> None:
    caso.hacer("remitir_parte", partes=(ESCUELAS,))
    caso.hacer("remitir", institucion="MUNI-0901")
    assert caso.solicitud.estado == "remitida"


def again(caso: Caso) -> dict[str, Any]:
    """A part to the institution that has one already."""
    caso.hacer("remitir_parte", partes=(ESCUELAS,))
    return {"partes": (Parte("MINEDUC", "Otra parte."),)}


def back(caso: Caso) -> dict[str, Any]:
    """A part back to where the case came from."""
    caso.folio = caso.hacer("remitir").folio
    return {"partes": (Parte("MSPAS", "Lo suyo."),), "por": "una_extrana"}


@pytest.mark.parametrize(
    "prepare",
    [
        lambda caso: {"partes": (Parte("MSPAS", "Para nosotros."),)},
        lambda caso: {"partes": (ESCUELAS, XELA, ESCUELAS)},
        again,
        back,
        lambda caso: {"partes": ()},
    ],
    ids=["to-itself", "twice-in-one", "twice", "back", "none"],
)
def test_loops_and_repetitions_are_refused(caso: Caso, prepare: Any) -> None:
    datos = prepare(caso)
    with refused("remision-invalida", 422, campo="partes"):
        caso.hacer("remitir_parte", **datos)


@pytest.mark.parametrize(
    ("datos", "codigo", "campo"),
    [
        ({"partes": (ESCUELAS, Parte("MUNI-0901", " "))}, "texto-requerido", "partes/1/texto"),
        ({"motivo": " "}, "texto-requerido", "motivo"),
        ({"partes": (Parte("NADA", "x"),)}, "institucion-desconocida", "instituciones/0"),
    ],
)
def test_bad_input_is_refused(caso: Caso, datos: dict[str, Any], codigo: str, campo: str) -> None:
    with refused(codigo, 422, campo=campo):
        caso.hacer("remitir_parte", **datos)


@pytest.mark.parametrize("estado", ["en_aclaracion", "vencida", "resuelta", "entregada", "remitida", "desistida", "cerrada"])
def test_in_another_state_it_is_refused(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    with refused("acto-no-permitido", 409):
        caso.hacer("remitir_parte")


def test_once_the_term_is_over_it_is_refused_even_before_the_sweep(caso: Caso) -> None:
    caso.at(cuando(3, 17))
    with refused("acto-no-permitido", 409):
        caso.hacer("remitir_parte")
    assert "remitir-parte" not in get_expediente(caso.folio, actor=caso.elenco.la_oficial, al=caso.ahora).actos


@pytest.mark.parametrize(
    ("quien", "codigo", "estatus"),
    [
        ("la_solicitante", "acto-no-autorizado", 403),
        ("la_jefa", "acto-no-autorizado", 403),
        ("el_regulador", "acto-no-autorizado", 403),
        ("una_extrana", "solicitud-no-encontrada", 404),
        ("nadie", "solicitud-no-encontrada", 404),
    ],
)
def test_only_the_officer_of_the_case_may(caso: Caso, quien: str, codigo: str, estatus: int) -> None:
    with refused(codigo, estatus):
        caso.hacer("remitir_parte", por=quien)


def test_a_stale_version_is_refused(caso: Caso) -> None:
    with refused("version-anterior", 412):
        caso.hacer("remitir_parte", version=1)


def test_whole_to_several_ends_here_and_is_born_in_each(caso: Caso) -> None:
    primera = caso.hacer("remitir", otras=("MUNI-0901",))
    segunda = Solicitud.objects.get(institucion__codigo="MUNI-0901")
    assert caso.solicitud.estado == "remitida"
    assert caso.ultimo.datos == {
        "institucion": "MINEDUC",
        "folio_nuevo": primera.folio,
        "motivo": "La tiene Educación.",
        "otros_folios": [segunda.folio],
    }
    assert {(n.descripcion, n.fecha_hora_original, n.origen_id) for n in (primera, segunda)} == {(DESCRIPCION, LUNES, caso.solicitud.pk)}
    drenar(ahora=caso.ahora)
    assert Aviso.objects.filter(evento="remitida").count() == 1
    assert [enqueued(n.folio)["emitir-documento"] for n in (primera, segunda)] == [[{"numero": 1, "tipo": "acuse"}]] * 2


@pytest.mark.parametrize("otras", [("MINEDUC",), ("MSPAS",), ("MUNI-0901", "MUNI-0901")], ids=["same", "itself", "twice"])
def test_whole_to_the_same_institution_twice_is_refused(caso: Caso, otras: tuple[str, ...]) -> None:
    with refused("remision-invalida", 422, campo="otras"):
        caso.hacer("remitir", otras=otras)


@pytest.mark.django_db(transaction=True)
def test_the_same_part_by_two_at_once_goes_once(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    resultados = at_once(*(lambda q=q: caso.hacer("remitir_parte", por=q) for q in ("la_oficial", "otra_oficial")))
    assert refusals(resultados) == ["remision-invalida"]
    assert Solicitud.objects.count() == 2
    assert [razones for _, razones in list_hallazgos() if razones] == []

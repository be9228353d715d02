"""A second appeal: the silence was appealed, the answer came late, and the answer is appealed as well (LAIP arts. 54 and 55)."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documentos.models import Documento
from informes.instituciones import measure_institucion
from notifications.relevo import drenar
from solicitudes.auditoria import list_hallazgos
from solicitudes.cartas import build_contexto_carta
from solicitudes.despacho import read_despacho
from solicitudes.mesa import open_mesa
from solicitudes.models import Recurso
from solicitudes.papeles import build_contexto
from solicitudes.selectors import describe_plazos, get_expediente
from solicitudes.services.cierre import cerrar_expedientes
from solicitudes.services.recurso import vencer_recursos
from tests.elenco import CONFIRMA, DENIEGA, REVOCA, Caso, Elenco, cuando, refused, un_expediente
from tests.solicitudes.test_concurrencia import at_once, refusals


def answer_late(elenco: Elenco) -> Caso:
    """Silent since 16 March, appealed on the 17th (to be decided by the 24th), denied on Friday the 20th."""
    caso = un_expediente(elenco, "vencida")
    caso.hacer("interponer_recurso", causales=("sin_respuesta",))
    return caso.at(cuando(3, 20)).answer(DENIEGA)


def appeal_both(elenco: Elenco) -> Caso:
    """The denial is appealed on Monday the 23rd, to be decided by Monday the 30th."""
    caso = answer_late(elenco).at(cuando(3, 23))
    caso.hacer("interponer_recurso", causales=("denegada",), agravios="La reserva venció.")
    return caso


def recursos_de(caso: Caso) -> list[Recurso]:
    return list(Recurso.objects.filter(solicitud__folio=caso.folio).order_by("ordinal"))


def test_the_answer_that_came_late_opens_its_own_fifteen_days(elenco: Elenco) -> None:
    caso = answer_late(elenco)
    expediente = get_expediente(caso.folio, actor=caso.la_solicitante, al=caso.ahora)
    assert "interponer-recurso" in expediente.actos
    [posterior] = describe_plazos(caso.solicitud, al=caso.ahora)["recursos_posteriores"]
    assert [(p["clave"], p["vence"], p["estado"]) for p in posterior["plazos"]] == [("recurso_interposicion", "2026-04-14", "corriendo")]
    papel = build_contexto(tipo="resolucion", solicitud=caso.solicitud, numero=caso.ultimo.numero)
    assert (papel["recurso"]["dias"], papel["recurso"]["vence"]) == (15, "2026-04-14")
    assert build_contexto_carta(caso.solicitud, caso.ultimo)["fecha_limite"] == date(2026, 4, 14)


def test_each_appeal_has_its_number_its_matter_and_its_term(elenco: Elenco) -> None:
    caso = appeal_both(elenco)
    primero, segundo = recursos_de(caso)
    assert (primero.numero, segundo.numero) == (f"REC-{caso.folio}", f"REC-{caso.folio}-2")
    assert (primero.contra, segundo.contra, segundo.ordinal) == ("silencio", "resolucion", 2)
    assert (primero.fecha_limite, segundo.fecha_limite) == (date(2026, 3, 24), date(2026, 3, 30))
    assert caso.solicitud.recurso == segundo
    expediente = get_expediente(caso.folio, actor=caso.la_solicitante, al=caso.ahora)
    assert [r.ordinal for r in expediente.recursos] == [1, 2]
    assert "interponer-recurso" not in expediente.actos
    assert [r for _, r in list_hallazgos(folios=[caso.folio])] == [[]]


@pytest.mark.parametrize("cual", ["silencio", "respuesta"])
def test_the_same_matter_is_appealed_once(elenco: Elenco, cual: str) -> None:
    caso = appeal_both(elenco) if cual == "respuesta" else un_expediente(elenco, "vencida")
    if cual == "silencio":
        caso.hacer("interponer_recurso", causales=("sin_respuesta",))
    with refused("evento-imposible", 409):
        caso.hacer("interponer_recurso", causales=("otra",))


def test_it_is_too_late_on_the_sixteenth_day(elenco: Elenco) -> None:
    caso = answer_late(elenco)
    with refused("recurso-fuera-de-plazo", 409):
        caso.at(cuando(4, 15)).hacer("interponer_recurso", causales=("denegada",))


@pytest.mark.parametrize("quien", ["la_oficial", "la_autoridad", "el_regulador"])
def test_only_the_applicant_appeals(elenco: Elenco, quien: str) -> None:
    caso = answer_late(elenco)
    with refused("acto-no-autorizado", 403):
        caso.hacer("interponer_recurso", por=quien, causales=("denegada",))


def test_what_is_decided_says_on_which_where_two_wait(elenco: Elenco) -> None:
    caso = appeal_both(elenco).at(cuando(3, 24))
    with refused("recurso-por-elegir", 422, campo="recurso"):
        caso.hacer("decidir_recurso", decision=CONFIRMA)
    with refused("sin-recurso", 409):
        caso.hacer("decidir_recurso", decision=CONFIRMA, recurso=3)
    caso.hacer("decidir_recurso", decision=CONFIRMA, recurso=2)
    caso.hacer("decidir_recurso", decision=REVOCA)  # only one waits by now
    assert [(r.estado, r.sentido) for r in recursos_de(caso)] == [("decidido", "revoca"), ("decidido", "confirma")]
    caso.at(cuando(3, 25)).hacer("cumplir_recurso")
    assert [r.estado for r in recursos_de(caso)] == ["cumplido", "decidido"]
    assert [r for _, r in list_hallazgos(folios=[caso.folio])] == [[]]


def test_the_papers_are_those_of_their_own_appeal(elenco: Elenco) -> None:
    caso = appeal_both(elenco)
    acuse = build_contexto(tipo="acuse_recurso", solicitud=caso.solicitud, numero=caso.ultimo.numero)
    assert (acuse["numero"], acuse["resolucion"], acuse["plazo"]["vence"]) == (f"REC-{caso.folio}-2", f"RES-{caso.folio}", "2026-03-30")
    caso.at(cuando(3, 24)).hacer("decidir_recurso", decision=CONFIRMA, recurso=1)
    decision = build_contexto(tipo="decision_recurso", solicitud=caso.solicitud, numero=caso.ultimo.numero)
    assert (decision["numero"], decision["resolucion"], decision["plazo"]["vence"]) == (f"REC-{caso.folio}", "", "2026-03-24")
    drenar(ahora=caso.ahora)
    acuses = Documento.objects.filter(folio=caso.folio, tipo="acuse_recurso").order_by("pk")
    assert [d.titulo for d in acuses] == [f"Acuse de recurso {caso.folio}", f"Acuse de recurso REC-{caso.folio}-2"]


def test_the_clock_passes_over_each(elenco: Elenco) -> None:
    caso = appeal_both(elenco)
    assert vencer_recursos(ahora=cuando(3, 25)).hechas == 1
    assert [r.estado for r in recursos_de(caso)] == ["sin_decision", "interpuesto"]
    assert vencer_recursos(ahora=cuando(3, 31)).hechas == 1
    assert [r.estado for r in recursos_de(caso)] == ["sin_decision", "sin_decision"]
    assert vencer_recursos(ahora=cuando(3, 31)).hechas == 0
    assert [m.datos.get("recurso") for m in caso.movimientos if m.acto == "vencer_recurso"] == [None, 2]


def test_the_desk_and_the_indicators_count_both(elenco: Elenco) -> None:
    caso = appeal_both(elenco)
    vencer_recursos(ahora=cuando(3, 25))
    despacho = read_despacho(open_mesa(actor=elenco.la_autoridad, hoy=date(2026, 3, 25)))
    assert [(p.numero, p.limite, p.fuera_de_plazo) for p in despacho.por_decidir] == [
        (f"REC-{caso.folio}", date(2026, 3, 24), True),
        (f"REC-{caso.folio}-2", date(2026, 3, 30), False),
    ]
    assert measure_institucion(institucion_id=elenco.salud.pk, al=cuando(3, 25)).recursos_pendientes == 2


def test_it_closes_after_the_last_thing_that_is_open(elenco: Elenco) -> None:
    caso = answer_late(elenco).at(cuando(3, 23))
    caso.hacer("decidir_recurso", decision=CONFIRMA)
    # The amparo of the first ends on 22 April; before, on the 14th, the term to appeal the answer.
    assert caso.solicitud.fecha_cierre == date(2026, 4, 23)
    caso.hacer("interponer_recurso", causales=("denegada",))
    assert caso.solicitud.fecha_cierre is None
    caso.at(cuando(3, 27)).hacer("decidir_recurso", decision=CONFIRMA)
    assert caso.solicitud.fecha_cierre == date(2026, 4, 27)
    assert describe_plazos(caso.solicitud, al=caso.ahora)["siguiente_recurso"]["vence"] == "2026-04-26"
    cerrar_expedientes(ahora=cuando(4, 27))
    assert caso.solicitud.estado == "cerrada"


def test_a_second_appeal_costs_one_query_more_and_no_other(elenco: Elenco) -> None:
    def cost(caso: Caso) -> int:
        with CaptureQueriesContext(connection) as consultas:
            get_expediente(caso.folio, actor=elenco.la_oficial, al=caso.ahora)
        return len(consultas)

    assert cost(appeal_both(elenco)) == cost(answer_late(elenco)) + 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_is_one(elenco: Elenco) -> None:
    caso = answer_late(elenco)

    def appeal() -> None:
        caso.hacer("interponer_recurso", causales=("denegada",))

    assert refusals(at_once(appeal, appeal)) == ["evento-imposible"]
    assert [r.ordinal for r in recursos_de(caso)] == [1, 2]

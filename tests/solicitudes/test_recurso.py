"""The appeal: filed without formality, decided in public, complied with in time, late or not at all (LAIP arts. 52 to 60)."""

from __future__ import annotations

from datetime import date

import pytest

from solicitudes.models import Recurso
from solicitudes.selectors import describe_plazos, get_expediente
from solicitudes.services.barrido import Resultado
from solicitudes.services.recurso import Decision, seal_decision, vencer_recursos
from tests.elenco import CONFIRMA, DENIEGA, REVOCA, Caso, Elenco, cuando, enqueued, refused, un_expediente


def recurso_de(caso: Caso) -> Recurso:
    return Recurso.objects.get(solicitud__folio=caso.folio)


def appeal(elenco: Elenco, estado: str = "resuelta") -> Caso:
    """Denied on Tuesday 10 March and appealed that afternoon, to be decided by the 17th; `vencida`: appealed on the 17th, by the 24th."""
    caso = un_expediente(elenco, estado, borrador=DENIEGA)
    caso.hacer("interponer_recurso", causales=("denegada",) if estado == "resuelta" else ("sin_respuesta",))
    return caso


def actos_de(caso: Caso, quien: str) -> set[str]:
    return set(get_expediente(caso.folio, actor=caso.actor(quien), al=caso.ahora).actos)


# ── filing ────────────────────────────────────────────────────────────────────


def test_interponer_recurso_opens_an_appeal_with_its_term_and_leaves_the_case_where_it_is(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    caso.hacer("interponer_recurso", causales=("denegada", "incompleta", "denegada"), agravios=" La reserva venció. ")
    recurso, movimiento = recurso_de(caso), caso.ultimo
    assert (caso.solicitud.estado, recurso.estado, recurso.numero) == ("resuelta", "interpuesto", f"REC-{caso.folio}")
    assert (recurso.causales, recurso.agravios) == (["denegada", "incompleta"], "La reserva venció.")
    assert recurso.fecha_limite == date(2026, 3, 17)
    assert (movimiento.acto, movimiento.rol, movimiento.persona_id) == ("interponer_recurso", "solicitante", None)
    assert enqueued(caso.folio)["emitir-documento"][-1] == {"numero": movimiento.numero, "tipo": "acuse_recurso"}
    assert enqueued(caso.folio)["avisar"][-1] == {"numero": movimiento.numero}


@pytest.mark.parametrize("estado", ["resuelta", "entregada", "vencida"])
def test_interponer_recurso_needs_a_ground_and_not_a_word_more(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    caso.hacer("interponer_recurso")
    assert recurso_de(caso).agravios == ""


def test_interponer_recurso_on_the_first_overdue_day(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "vencida").at(cuando(3, 17, 0, 5))
    caso.hacer("interponer_recurso", causales=("sin_respuesta",))
    assert recurso_de(caso).fecha_limite == date(2026, 3, 24)


def test_interponer_recurso_against_silence_is_never_too_late(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "vencida").at(cuando(3, 17, anio=2028))
    caso.hacer("interponer_recurso", causales=("sin_respuesta",))
    assert recurso_de(caso).estado == "interpuesto"


def test_interponer_recurso_on_the_last_second_of_its_fifteenth_day(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta").at(cuando(3, 31, 23, 59, 59))
    caso.hacer("interponer_recurso")


def test_interponer_recurso_too_late_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta").at(cuando(4, 1, 0))
    with refused("recurso-fuera-de-plazo", 409) as error:
        caso.hacer("interponer_recurso")
    assert "31/03/2026" in error.value.detalle


@pytest.mark.parametrize(
    ("estado", "causales", "campo"),
    [
        ("resuelta", (), "causales"),
        ("resuelta", ("denegada", "sin_respuesta"), "causales/1"),
        ("vencida", ("denegada",), "causales/0"),
        ("vencida", ("sin_respuesta", "incompleta"), "causales/1"),
    ],
)
def test_interponer_recurso_with_a_ground_that_the_case_contradicts_is_refused(
    elenco: Elenco, estado: str, causales: tuple[str, ...], campo: str
) -> None:
    caso = un_expediente(elenco, estado)
    with refused("causal-invalida", 422, campo=campo):
        caso.hacer("interponer_recurso", causales=causales)


def test_interponer_recurso_twice_is_refused(elenco: Elenco) -> None:
    caso = appeal(elenco)
    with refused("evento-imposible", 409):
        caso.hacer("interponer_recurso")


def test_subsanar_recurso_keeps_every_mending_beside_what_was_filed(elenco: Elenco) -> None:
    caso = appeal(elenco)
    caso.hacer("subsanar_recurso", correccion="Se entiende contra RES-1.")
    caso.hacer("subsanar_recurso", correccion="El medio para notificar es el correo.")
    recurso = recurso_de(caso)
    assert recurso.subsanado == "Se entiende contra RES-1.\nEl medio para notificar es el correo."
    assert (recurso.estado, recurso.agravios) == ("interpuesto", "")


# ── deciding ──────────────────────────────────────────────────────────────────


def test_decidir_recurso_notifies_what_is_ordered_and_by_when(elenco: Elenco) -> None:
    caso = appeal(elenco).at(cuando(3, 16))
    caso.hacer("decidir_recurso")
    recurso, movimiento = recurso_de(caso), caso.ultimo
    assert (recurso.estado, recurso.sentido, recurso.orden) == ("decidido", "revoca", "Entregar el listado.")
    assert (recurso.autoridad_id, recurso.fecha_hora_decision) == (elenco.la_autoridad.persona_id, caso.ahora)
    assert recurso.fecha_limite == date(2026, 3, 23)
    assert movimiento.datos == {"sentido": "revoca", "dias": 0, "orden": "Entregar el listado.", "huella": seal_decision(recurso)}
    assert enqueued(caso.folio)["emitir-documento"][-1] == {"numero": movimiento.numero, "tipo": "decision_recurso"}


def test_decidir_recurso_may_state_its_own_term(elenco: Elenco) -> None:
    caso = appeal(elenco).at(cuando(3, 16))
    caso.hacer("decidir_recurso", decision=Decision(**{**vars_of(REVOCA), "dias_para_cumplir": 2}))
    recurso = recurso_de(caso)
    assert (recurso.dias_para_cumplir, recurso.fecha_limite) == (2, date(2026, 3, 18))
    assert vencer_recursos(ahora=cuando(3, 18, 23, 59)).hechas == 0
    assert vencer_recursos(ahora=cuando(3, 19, 0)).hechas == 1


def vars_of(decision: Decision) -> dict[str, object]:
    return {campo: getattr(decision, campo) for campo in Decision.__slots__}


def test_decidir_recurso_that_confirms_orders_nothing(elenco: Elenco) -> None:
    caso = appeal(elenco).at(cuando(3, 16))
    caso.hacer("decidir_recurso", decision=Decision(**{**vars_of(CONFIRMA), "orden": "esto no se ordena", "dias_para_cumplir": 3}))
    recurso = recurso_de(caso)
    assert (recurso.orden, recurso.dias_para_cumplir, recurso.fecha_limite) == ("", None, None)
    assert not {"cumplir-recurso"} & actos_de(caso, "la_oficial")
    with refused("nada-que-cumplir", 409):
        caso.hacer("cumplir_recurso")
    assert vencer_recursos(ahora=cuando(12, 31)) == Resultado(0, ())


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"motivacion": "  "}, "motivacion"),
        ({"fundamento": ()}, "fundamento"),
        ({"fundamento": (" ",)}, "fundamento"),
        ({"version_publica": ""}, "version_publica"),
        ({"orden": " "}, "orden"),
        ({"dias_para_cumplir": 0}, "dias_para_cumplir"),
    ],
)
def test_decidir_recurso_without_what_the_law_asks_for_is_refused(elenco: Elenco, cambio: dict[str, object], campo: str) -> None:
    caso = appeal(elenco)
    with refused("decision-incompleta", 422, campo=campo):
        caso.hacer("decidir_recurso", decision=Decision(**{**vars_of(REVOCA), **cambio}))


def test_decidir_recurso_late_is_accepted_and_shown_as_late(elenco: Elenco) -> None:
    caso = appeal(elenco)
    vencer_recursos(ahora=cuando(3, 18))
    caso.at(cuando(4, 13)).hacer("decidir_recurso")
    plazos = {p["clave"]: p["estado"] for p in describe_plazos(caso.solicitud, al=caso.ahora)["plazos"]}
    assert (recurso_de(caso).estado, plazos["recurso_resolucion"]) == ("decidido", "cumplido_tarde")
    assert [m.acto for m in caso.movimientos][-2:] == ["vencer_recurso", "decidir_recurso"]


@pytest.mark.parametrize("acto", ["subsanar_recurso", "decidir_recurso", "cumplir_recurso"])
def test_without_an_appeal_there_is_nothing_to_do(elenco: Elenco, acto: str) -> None:
    caso = un_expediente(elenco, "resuelta")
    with refused("sin-recurso", 409):
        caso.hacer(acto)


# ── complying ─────────────────────────────────────────────────────────────────


def test_cumplir_recurso_in_time(elenco: Elenco) -> None:
    caso = appeal(elenco).at(cuando(3, 16))
    caso.hacer("decidir_recurso")
    caso.at(cuando(3, 23, 23, 59)).hacer("cumplir_recurso")
    recurso = recurso_de(caso)
    assert (recurso.estado, recurso.constancia, recurso.fecha_limite) == ("cumplido", "Se entregó el listado.", None)
    assert (recurso.fecha_hora_cumplimiento, recurso.fecha_hora_incumplimiento) == (caso.ahora, None)


def test_cumplir_recurso_late_keeps_both_dates(elenco: Elenco) -> None:
    caso = appeal(elenco).at(cuando(3, 16))
    caso.hacer("decidir_recurso")
    assert vencer_recursos(ahora=cuando(3, 24)) == Resultado(1, ())
    assert recurso_de(caso).estado == "incumplido"
    caso.at(cuando(4, 20)).hacer("cumplir_recurso")
    recurso = recurso_de(caso)
    assert (recurso.estado, recurso.fecha_hora_incumplimiento, recurso.fecha_hora_cumplimiento) == (
        "cumplido",
        cuando(3, 24),
        cuando(4, 20),
    )
    plazos = {p["clave"]: p["estado"] for p in describe_plazos(caso.solicitud, al=caso.ahora)["plazos"]}
    assert plazos["recurso_cumplimiento"] == "cumplido_tarde"


def test_cumplir_recurso_needs_to_say_how(elenco: Elenco) -> None:
    caso = appeal(elenco).at(cuando(3, 16))
    caso.hacer("decidir_recurso")
    with refused("texto-requerido", 422, campo="constancia"):
        caso.hacer("cumplir_recurso", constancia="  ")

"""The appeal as time passes: its clock, silence and late answers, when the case closes, what is published and what is proved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from solicitudes.auditoria import list_hallazgos
from solicitudes.models import Recurso, Solicitud
from solicitudes.selectors import describe_plazos, list_decisiones
from solicitudes.services import recurso as servicio
from solicitudes.services.barrido import Resultado
from solicitudes.services.cierre import cerrar_expedientes
from solicitudes.services.recurso import vencer_recursos
from solicitudes.services.vencimiento import certificar_silencios
from tests.elenco import CONFIRMA, DENIEGA, Elenco, cuando, refused, snapshot, un_expediente
from tests.solicitudes.test_recurso import actos_de, appeal, recurso_de

# ── the clock over appeals ────────────────────────────────────────────────────


def test_vencer_recursos_exactly_when_the_day_after_begins(elenco: Elenco) -> None:
    caso = appeal(elenco)
    assert vencer_recursos(ahora=cuando(3, 17, 23, 59, 59)) == Resultado(0, ())
    assert vencer_recursos(ahora=cuando(3, 18, 0)) == Resultado(1, ())
    recurso, movimiento = recurso_de(caso), caso.ultimo
    assert (recurso.estado, recurso.fecha_limite) == ("sin_decision", None)
    assert (movimiento.acto, movimiento.rol, movimiento.datos) == ("vencer_recurso", "reloj", {"vencia": "2026-03-17"})


def test_vencer_recursos_after_weeks_down_and_twice(elenco: Elenco) -> None:
    callados = [appeal(elenco) for _ in range(3)]
    desoido = appeal(elenco).at(cuando(3, 16))
    desoido.hacer("decidir_recurso")
    despues = cuando(5, 20)
    assert vencer_recursos(ahora=despues) == Resultado(4, ())
    assert {recurso_de(caso).estado for caso in callados} == {"sin_decision"}
    assert recurso_de(desoido).estado == "incumplido"
    antes = snapshot()
    assert vencer_recursos(ahora=despues + timedelta(days=300)) == Resultado(0, ())
    assert snapshot() == antes


def test_vencer_recursos_goes_by_the_ledger_and_mends_the_stored_day(elenco: Elenco) -> None:
    caso = appeal(elenco)
    Recurso.objects.update(fecha_limite=date(2026, 3, 1))
    assert vencer_recursos(ahora=cuando(3, 12)) == Resultado(0, ())
    assert (recurso_de(caso).estado, recurso_de(caso).fecha_limite) == ("interpuesto", date(2026, 3, 17))


def test_vencer_recursos_passes_over_what_somebody_else_moved_meanwhile(elenco: Elenco, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row was read as due, and then the authority decided: no failure, nothing undone."""
    caso = appeal(elenco)
    asomado = servicio.open_acto

    def decide_first(acto: str, **datos):
        monkeypatch.setattr(servicio, "open_acto", asomado)
        caso.at(cuando(3, 18)).hacer("decidir_recurso")
        return asomado(acto, **datos)

    monkeypatch.setattr(servicio, "open_acto", decide_first)
    assert vencer_recursos(ahora=cuando(3, 18, 12)) == Resultado(0, ())
    assert recurso_de(caso).estado == "decidido"


def test_one_bad_appeal_does_not_stop_the_rest(elenco: Elenco, caplog: pytest.LogCaptureFixture) -> None:
    malo, bueno = appeal(elenco), appeal(elenco)
    Solicitud.objects.filter(folio=malo.folio).update(regimen_version=99)
    assert vencer_recursos(ahora=cuando(3, 18)) == Resultado(1, (recurso_de(malo).pk,))
    assert recurso_de(bueno).estado == "sin_decision"
    assert "No se pudo mover el recurso" in caplog.text


# ── silence, then a late answer ───────────────────────────────────────────────


def test_a_late_answer_neither_ends_the_appeal_nor_erases_the_silence(elenco: Elenco) -> None:
    caso = appeal(elenco, "vencida")
    caso.at(cuando(3, 20)).answer(DENIEGA)
    assert (caso.solicitud.estado, recurso_de(caso).estado) == ("resuelta", "interpuesto")
    plazos = {p["clave"]: p["estado"] for p in describe_plazos(caso.solicitud, al=caso.ahora)["plazos"]}
    assert (plazos["resolucion"], plazos["recurso_interposicion"]) == ("cumplido_tarde", "cumplido")
    assert "vencer" in [m.acto for m in caso.movimientos]
    assert cerrar_expedientes(ahora=cuando(12, 31)) == Resultado(0, ())
    caso.at(cuando(3, 23)).hacer("decidir_recurso", decision=CONFIRMA)
    assert cerrar_expedientes(ahora=cuando(4, 22, 23)) == Resultado(0, ())
    assert cerrar_expedientes(ahora=cuando(4, 23, 0)) == Resultado(1, ())


def test_silence_that_was_appealed_is_certified_all_the_same(elenco: Elenco) -> None:
    caso = appeal(elenco, "vencida")
    caso.at(cuando(3, 23)).hacer("decidir_recurso")
    assert certificar_silencios(ahora=cuando(3, 31)) == Resultado(1, ())
    assert (caso.solicitud.silencio_certificado, recurso_de(caso).estado) == (True, "decidido")


def test_desistir_with_an_appeal_to_decide_is_refused(elenco: Elenco) -> None:
    caso = appeal(elenco, "vencida")
    assert "desistir" not in actos_de(caso, "la_solicitante")
    with refused("recurso-pendiente", 409):
        caso.hacer("desistir")
    caso.at(cuando(3, 23)).hacer("decidir_recurso", decision=CONFIRMA)
    assert "desistir" in actos_de(caso, "la_solicitante")
    caso.hacer("desistir")
    assert caso.solicitud.estado == "desistida"


# ── closing ───────────────────────────────────────────────────────────────────


def test_the_case_closes_the_day_after_the_amparo_window(elenco: Elenco) -> None:
    caso = appeal(elenco)
    assert caso.solicitud.fecha_cierre is None
    caso.at(cuando(3, 16)).hacer("decidir_recurso", decision=CONFIRMA)
    assert caso.solicitud.fecha_cierre == date(2026, 4, 16)
    assert cerrar_expedientes(ahora=cuando(4, 15, 23, 59)) == Resultado(0, ())
    assert cerrar_expedientes(ahora=cuando(4, 16, 0)) == Resultado(1, ())


@pytest.mark.parametrize(("dia", "cierre"), [(23, date(2026, 4, 16)), (27, date(2026, 4, 23))])
def test_what_was_complied_with_late_stays_open_for_the_amparo_against_the_delay(elenco: Elenco, dia: int, cierre: date) -> None:
    caso = appeal(elenco).at(cuando(3, 16))
    caso.hacer("decidir_recurso")
    vencer_recursos(ahora=cuando(3, dia))
    caso.at(cuando(3, dia)).hacer("cumplir_recurso")
    assert caso.solicitud.fecha_cierre == cierre


@pytest.mark.parametrize("paso", ["interpuesto", "sin_decision", "decidido", "incumplido"])
def test_a_case_does_not_close_while_anybody_owes_something_of_its_appeal(elenco: Elenco, paso: str) -> None:
    caso = appeal(elenco)
    if paso in ("decidido", "incumplido"):
        caso.at(cuando(3, 16)).hacer("decidir_recurso")
    if paso in ("sin_decision", "incumplido"):
        vencer_recursos(ahora=cuando(3, 24))
    assert recurso_de(caso).estado == paso
    assert cerrar_expedientes(ahora=cuando(3, 1, anio=2030)) == Resultado(0, ())


# ── what is offered, what is published, what is proved ────────────────────────


def test_the_acts_that_are_offered_follow_the_appeal(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    assert "interponer-recurso" in actos_de(caso, "la_solicitante")
    caso.hacer("interponer_recurso")
    assert "interponer-recurso" not in actos_de(caso, "la_solicitante")
    assert actos_de(caso, "la_autoridad") == {"subsanar-recurso", "decidir-recurso"}
    assert "cumplir-recurso" not in actos_de(caso, "la_oficial")
    caso.hacer("decidir_recurso")
    assert actos_de(caso, "la_autoridad") == {"cumplir-recurso"}
    assert "cumplir-recurso" in actos_de(caso, "la_oficial")
    caso.hacer("cumplir_recurso")
    assert actos_de(caso, "la_autoridad") == set()


def test_the_window_to_go_to_court_is_shown_with_the_terms(elenco: Elenco) -> None:
    caso = appeal(elenco)
    assert describe_plazos(caso.solicitud, al=caso.ahora)["siguiente_recurso"] is None
    despues = describe_plazos(caso.solicitud, al=cuando(3, 18))["siguiente_recurso"]
    assert despues == {
        "recurso": "amparo",
        "nombre": "Amparo",
        "apertura": "sin_decision",
        "desde": "2026-03-17",
        "vence": "2026-04-16",
        "abierto": True,
        "dias": 30,
        "unidad": "calendario",
        "articulo": "Ley de Amparo, artículos 5 y 20",
        "por_verificar": True,
    }
    assert describe_plazos(caso.solicitud, al=cuando(4, 17))["siguiente_recurso"]["abierto"] is False


def test_list_decisiones_has_what_was_decided_newest_first(elenco: Elenco) -> None:
    primero, segundo, _ = appeal(elenco), appeal(elenco), appeal(elenco)
    primero.at(cuando(3, 12)).hacer("decidir_recurso")
    segundo.at(cuando(3, 13)).hacer("decidir_recurso", decision=CONFIRMA)
    assert [r.numero for r in list_decisiones()] == [f"REC-{segundo.folio}", f"REC-{primero.folio}"]


#: What somebody changed behind the application's back, and what the audit says.
FALSEDADES = [
    ({"motivacion": "Otra cosa."}, "la decisión del recurso no es la que se tomó"),
    ({"version_publica": "Otra cosa."}, "la decisión del recurso no es la que se tomó"),
    ({"orden": "Entregar nada."}, "la decisión del recurso no es la que se tomó"),
    ({"dias_para_cumplir": 30}, "la decisión del recurso no es la que se tomó"),
    ({"agravios": "Otra cosa."}, "el recurso no es el que se interpuso"),
    ({"causales": ["otra"]}, "el recurso no es el que se interpuso"),
    (
        {"estado": "incumplido", "fecha_hora_incumplimiento": cuando(3, 30)},
        "el recurso está en «incumplido» y sus actos lo dejaron en «decidido»",
    ),
]


@pytest.mark.parametrize(("cambio", "hallazgo"), FALSEDADES, ids=lambda v: "-".join(v) if isinstance(v, dict) else "")
def test_the_audit_finds_an_appeal_that_was_touched(elenco: Elenco, cambio: dict[str, object], hallazgo: str) -> None:
    caso = appeal(elenco)
    caso.hacer("decidir_recurso")
    assert list(list_hallazgos(folios=[caso.folio])) == [(caso.folio, [])]
    Recurso.objects.update(**cambio)
    assert list(list_hallazgos(folios=[caso.folio])) == [(caso.folio, [hallazgo])]


def test_the_audit_finds_an_appeal_that_is_gone_or_that_nobody_filed(elenco: Elenco) -> None:
    con, sin = appeal(elenco), un_expediente(elenco, "resuelta")
    Recurso.objects.update(solicitud=sin.solicitud)
    hallado = dict(list_hallazgos(folios=[con.folio, sin.folio]))
    assert hallado == {con.folio: ["falta el recurso que se interpuso"], sin.folio: ["hay un recurso que nadie interpuso"]}

"""Two at once over one appeal: filed once, decided once, and a sweep that meets the authority, or another sweep, loses to nobody."""

from __future__ import annotations

import pytest

from solicitudes.auditoria import list_hallazgos
from solicitudes.models import Movimiento, Recurso
from solicitudes.services.barrido import Resultado
from solicitudes.services.recurso import vencer_recursos
from solicitudes.services.vencimiento import certificar_silencios
from tests.elenco import DENIEGA, Caso, Elenco, cuando, un_expediente
from tests.solicitudes.test_concurrencia import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


def check_once(caso: Caso, acto: str) -> None:
    assert Movimiento.objects.filter(solicitud__folio=caso.folio, acto=acto).count() == 1
    assert [razones for _, razones in list_hallazgos() if razones] == []


def test_interponer_recurso_by_two_at_once_opens_one(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    resultados = at_once(*[lambda: caso.hacer("interponer_recurso")] * 2)
    assert refusals(resultados) == ["evento-imposible"]
    assert Recurso.objects.count() == 1
    check_once(caso, "interponer_recurso")


@pytest.mark.parametrize("acto", ["decidir_recurso", "cumplir_recurso"])
def test_the_same_step_of_an_appeal_by_two_at_once_happens_once(elenco: Elenco, acto: str) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    caso.hacer("interponer_recurso")
    if acto == "cumplir_recurso":
        caso.hacer("decidir_recurso")
    assert refusals(at_once(*[lambda: caso.hacer(acto)] * 2)) == ["acto-no-permitido"]
    check_once(caso, acto)


def test_two_sweeps_at_once_over_the_same_appeals(elenco: Elenco) -> None:
    casos = [un_expediente(elenco, "vencida") for _ in range(3)]
    for caso in casos:
        caso.hacer("interponer_recurso")
    resultados = at_once(*[lambda: vencer_recursos(ahora=cuando(3, 25))] * 2)
    assert [r.fallidas for r in resultados] == [(), ()]
    assert sum(r.hechas for r in resultados) == 3
    for caso in casos:
        check_once(caso, "vencer_recurso")


def test_a_decision_and_the_sweep_at_once_leave_one_of_two_true_stories(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "vencida")
    caso.hacer("interponer_recurso")
    caso.at(cuando(3, 25))
    decision, barrido = at_once(lambda: caso.hacer("decidir_recurso"), lambda: vencer_recursos(ahora=caso.ahora))
    assert not isinstance(decision, Exception)
    assert isinstance(barrido, Resultado)
    assert barrido.fallidas == ()
    actos = [m.acto for m in caso.movimientos if m.acto.endswith("_recurso")]
    assert actos in (
        ["interponer_recurso", "decidir_recurso"],
        ["interponer_recurso", "vencer_recurso", "decidir_recurso"],
    )
    check_once(caso, "decidir_recurso")


def test_two_certificates_of_the_same_silence_at_once(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "vencida")
    resultados = at_once(*[lambda: certificar_silencios(ahora=cuando(3, 31))] * 2)
    assert sorted(r.hechas for r in resultados) == [0, 1]
    check_once(caso, "certificar_silencio")

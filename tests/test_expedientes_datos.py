"""A rectification from beginning to end: what is asked, who she is, thirty business days, a denial, and the appeal of article 35."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from solicitudes.auditoria import list_hallazgos
from solicitudes.selectors import describe_plazos, get_expediente
from solicitudes.services.recurso import vencer_recursos
from solicitudes.services.vencimiento import certificar_silencios, vencer_plazos
from tests.elenco import CONCEDE, Caso, Elenco, cuando, refused, una_peticion
from tests.solicitudes.test_identidad import acreditar_en, aportar, un_caso

NIEGA = replace(
    CONCEDE, sentido="rectificacion_denegada", motivacion="El registro dice lo mismo que el RENAP.", fundamento=("LAIP art. 34",)
)


def plazos_de(caso: Caso) -> dict[str, tuple[int, str, str]]:
    plazos = describe_plazos(caso.solicitud, al=caso.ahora)["plazos"]
    return {p["clave"]: (p["dias"], p["unidad"], p["vence"]) for p in plazos}


def test_a_rectification_denied_and_appealed(elenco: Elenco) -> None:
    # Monday 2 March: it is filed, and the thirty business days of article 34 run over Easter.
    caso = Caso(elenco, peticion=una_peticion(tipo="datos_rectificacion"))
    assert plazos_de(caso)["resolucion"] == (30, "habiles", "2026-04-15")
    caso.at(cuando(3, 3)).hacer("admitir")

    # Article 43 does not reach it: there is no extension to ask for.
    assert "prorrogar" not in get_expediente(caso.folio, actor=elenco.la_oficial, al=caso.ahora).actos
    with refused("prorroga-no-prevista", 422):
        caso.hacer("prorrogar")

    # She sends her document and the proof of the change; an officer sees them. No date has moved.
    aportar(caso.at(cuando(3, 4)))
    aportar(caso, para="correccion")
    acreditar_en(caso.at(cuando(3, 5)))
    assert caso.solicitud.fecha_vencimiento == date(2026, 4, 15)

    # It is denied with its reasons; article 35 gives the appeal of articles 54 to 60: fifteen days.
    caso.at(cuando(3, 9)).answer(NIEGA)
    assert caso.solicitud.sentido == "rectificacion_denegada"
    assert plazos_de(caso)["recurso_interposicion"] == (15, "habiles", "2026-03-30")

    # Five to decide, five to comply.
    caso.at(cuando(3, 16)).hacer("interponer_recurso", causales=("datos_no_modificados",))
    assert plazos_de(caso)["recurso_resolucion"] == (5, "habiles", "2026-03-23")
    caso.at(cuando(3, 20)).hacer("decidir_recurso")
    assert plazos_de(caso)["recurso_cumplimiento"] == (5, "habiles", "2026-03-27")
    caso.at(cuando(3, 26)).hacer("cumplir_recurso", constancia="Se corrigió el 26 de marzo.")
    assert caso.solicitud.recurso.estado == "cumplido"
    assert list(list_hallazgos(folios=[caso.folio])) == [(caso.folio, [])]


@pytest.mark.parametrize("causal", ["datos_no_entregados", "datos_no_modificados"])
def test_the_appeal_of_article_35_runs_by_the_clock_too(elenco: Elenco, causal: str) -> None:
    tipo = "datos_acceso" if causal == "datos_no_entregados" else "datos_rectificacion"
    caso = un_caso(elenco, tipo)
    acreditar_en(caso)
    negada = replace(CONCEDE, sentido="negativa_confidencial", motivacion="x", fundamento=("22",), causal_confidencial="datos_sensibles")
    caso.answer(negada if tipo == "datos_acceso" else NIEGA)
    caso.hacer("interponer_recurso", causales=(causal,))
    vencer_recursos(ahora=caso.at(cuando(4, 20)).ahora)
    assert caso.solicitud.recurso.estado == "sin_decision"


def test_the_silence_hands_nothing_over(elenco: Elenco) -> None:
    """Article 44 is of public information: after the ten days of article 33 there is an appeal, and no certificate of delivery."""
    caso = un_caso(elenco)
    vencer_plazos(ahora=caso.at(cuando(3, 17)).ahora)
    assert (caso.solicitud.estado, caso.solicitud.fecha_silencio) == ("vencida", None)
    assert certificar_silencios(ahora=caso.at(cuando(6, 1)).ahora).hechas == 0
    acreditar_en(caso)  # late, and still before anything is handed over
    caso.answer()
    assert caso.solicitud.estado == "resuelta"

"""anotar: works, who may not, nothing written, twice; and nobody outside reads it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from solicitudes.models import Nota
from solicitudes.models.solo_insercion import SoloInsercionError
from solicitudes.policies import visible_notas
from solicitudes.services.nota import anotar
from tests.elenco import Elenco, refused, snapshot, un_expediente


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_firmante", "la_autoridad", "el_enlace"])
def test_anotar_leaves_a_note_and_moves_nothing(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    antes = snapshot()
    nota = anotar(folio=caso.folio, actor=caso.actor(quien), texto="  Falta junio. ", ahora=caso.ahora)
    assert nota.texto == "Falta junio." and nota.persona_id == caso.actor(quien).persona_id
    assert snapshot() == antes


@pytest.mark.parametrize(
    ("quien", "codigo", "estatus"),
    [
        ("la_solicitante", "acto-no-autorizado", 403),
        ("el_regulador", "acto-no-autorizado", 403),
        ("una_extrana", "solicitud-no-encontrada", 404),
        ("otro_enlace", "solicitud-no-encontrada", 404),
        ("nadie", "solicitud-no-encontrada", 404),
    ],
)
def test_anotar_is_refused_to_others(elenco: Elenco, quien: str, codigo: str, estatus: int) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    with refused(codigo, estatus):
        anotar(folio=caso.folio, actor=caso.actor(quien), texto="Intrusa.", ahora=caso.ahora)
    assert not Nota.objects.exists()


def test_anotar_nothing_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("texto-requerido", 422, campo="texto"):
        anotar(folio=caso.folio, actor=elenco.la_oficial, texto="  ", ahora=caso.ahora)


def test_the_same_words_at_once_are_one_note_and_later_another(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    for minutos, cuantas in ((0, 1), (1, 1), (7, 2)):
        anotar(folio=caso.folio, actor=elenco.la_oficial, texto="Llamé.", ahora=caso.ahora + timedelta(minutes=minutos))
        assert Nota.objects.count() == cuantas
    anotar(folio=caso.folio, actor=elenco.la_jefa, texto="Llamé.", ahora=caso.ahora + timedelta(minutes=7))
    assert Nota.objects.count() == 3


def test_a_note_is_for_the_institution_alone_and_is_not_corrected(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    nota = anotar(folio=caso.folio, actor=elenco.la_oficial, texto="Llamé.", ahora=caso.ahora)
    for quien, ve in (("el_enlace", 1), ("la_jefa", 1), ("la_solicitante", 0), ("el_regulador", 0), ("una_extrana", 0)):
        assert visible_notas(caso.actor(quien), caso.solicitud).count() == ve, quien
    nota.texto = "Otra cosa."
    with pytest.raises(SoloInsercionError):
        nota.save()

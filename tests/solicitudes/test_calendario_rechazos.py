"""Who may change the calendar, and which acts are refused."""

from __future__ import annotations

from datetime import date

import pytest

from solicitudes.actor import Actor
from solicitudes.models import ActoCalendario, DiaCalendario
from solicitudes.models.solo_insercion import SoloInsercionError
from solicitudes.services.calendario import Registro, aplicar, previsualizar, revocar
from solicitudes.services.propuesta import Propuesta
from tests.elenco import Elenco, cuando, refused, un_expediente
from tests.solicitudes.decretos import DECRETO, decree, decreto
from workflow.calendario import Dia
from workflow.capas import ClaseActo


@pytest.fixture
def la_administradora(elenco: Elenco) -> Actor:
    return elenco.la_administradora


def test_a_top_authority_closes_her_own_house_only(elenco: Elenco) -> None:
    registro = aplicar(propuesta=decreto((3, 10), ambito="institucion:MSPAS"), actor=elenco.la_autoridad, ahora=cuando(3, 3))
    assert (registro.acto.escrito, registro.acto.persona_id) == ("institucion:MSPAS", elenco.la_autoridad.persona_id)
    for ambito in ("nacional", "institucion:MINEDUC", "municipio:0101", "materia:hospitales"):
        with refused("acto-no-autorizado", 403):
            aplicar(propuesta=decreto((3, 10), ambito=ambito), actor=elenco.la_autoridad, ahora=cuando(3, 3))


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_firmante", "el_enlace", "el_regulador", "el_reloj", "nadie"])
def test_nobody_else_changes_the_calendar(elenco: Elenco, quien: str) -> None:
    for ambito in ("nacional", "institucion:MSPAS"):
        with refused("acto-no-autorizado", 403):
            aplicar(propuesta=decreto((3, 10), ambito=ambito), actor=getattr(elenco, quien), ahora=cuando(3, 3))
        with refused("acto-no-autorizado", 403):
            previsualizar(propuestas=[decreto((3, 10), ambito=ambito)], actor=getattr(elenco, quien), ahora=cuando(3, 3))
    assert not ActoCalendario.objects.exists()


def test_the_administrator_sees_no_case(elenco: Elenco, la_administradora: Actor) -> None:
    from solicitudes.policies import visible

    un_expediente(elenco)
    assert not visible(la_administradora).exists()


DIA = (Dia(date(2026, 3, 10), "Asueto"),)
INVALIDAS = [
    (Propuesta(ClaseActo.DIAS, "nacional", " ", DECRETO, DIA), "motivo"),
    (Propuesta(ClaseActo.DIAS, "nacional", "Asueto", "", DIA), "fundamento"),
    (Propuesta(ClaseActo.DIAS, "nacional", "Asueto", "x" * 201, DIA), "fundamento"),
    (Propuesta(ClaseActo.DIAS, "nacional", "Asueto", DECRETO), "dias"),
    (Propuesta(ClaseActo.DIAS, "nacional", "Asueto", DECRETO, DIA * 2), "dias/1/fecha"),
    (Propuesta(ClaseActo.DIAS, "nacional", "Asueto", DECRETO, (Dia(date(2026, 3, 10), " "),)), "dias/0/nombre"),
    (Propuesta(ClaseActo.DIAS, "nacional", "Asueto", DECRETO, (Dia(date(2141, 3, 10), "Asueto"),)), "dias"),
    (Propuesta(ClaseActo.DIAS, "nacional", "Asueto", DECRETO, DIA, desde=date(2026, 3, 1)), "desde"),
    (Propuesta(ClaseActo.DIAS, "nacional", "Asueto", DECRETO, DIA, sector="ejecutivo"), "sector"),
    (Propuesta(ClaseActo.DIAS, "provincia:x", "Asueto", DECRETO, DIA), "ambito"),
    (Propuesta(ClaseActo.DIAS, "nacional:gt", "Asueto", DECRETO, DIA), "ambito"),
    (Propuesta(ClaseActo.DIAS, "municipio:", "Asueto", DECRETO, DIA), "ambito"),
    (Propuesta(ClaseActo.DIAS, "municipio:9999", "Asueto", DECRETO, DIA), "ambito"),
    (Propuesta(ClaseActo.DIAS, "institucion:NADIE", "Asueto", DECRETO, DIA), "ambito"),
    (Propuesta(ClaseActo.DIAS, "materia:ovnis", "Asueto", DECRETO, DIA), "ambito"),
    (Propuesta(ClaseActo.DIAS, "sector:privado", "Asueto", DECRETO, DIA), "ambito"),
    (Propuesta(ClaseActo.SUSPENSION, "nacional", "Calamidad", DECRETO, hasta=date(2026, 3, 9)), "desde"),
    (Propuesta(ClaseActo.CAIDA, "nacional", "Caída", DECRETO, desde=date(2026, 3, 9)), "hasta"),
    (Propuesta(ClaseActo.SUSPENSION, "nacional", "Calamidad", DECRETO, desde=date(2026, 3, 9), hasta=date(2026, 3, 8)), "hasta"),
    (Propuesta(ClaseActo.ADSCRIPCION, "nacional", "Adscripción", DECRETO, sector="ejecutivo"), "sector"),
    (Propuesta(ClaseActo.ADSCRIPCION, "institucion:MSPAS", "Adscripción", DECRETO), "sector"),
    (Propuesta(ClaseActo.REVOCACION, "", "Cesa", DECRETO), "revoca"),
]


@pytest.mark.parametrize(("propuesta", "campo"), INVALIDAS)
def test_an_act_that_does_not_say_what_it_must_is_refused(
    elenco: Elenco, la_administradora: Actor, propuesta: Propuesta, campo: str
) -> None:
    with refused("acto-de-calendario-invalido", 422, campo=campo):
        aplicar(propuesta=propuesta, actor=la_administradora, ahora=cuando(3, 3))
    assert not ActoCalendario.objects.exists()


def test_what_cannot_be_revoked_is_not(elenco: Elenco, la_administradora: Actor) -> None:
    def undo(numero: int, fundamento: str = "Acuerdo 2-2026") -> Registro:
        return revocar(numero=numero, motivo="Cesa", fundamento=fundamento, actor=la_administradora, ahora=cuando(3, 4))

    with refused("acto-de-calendario-desconocido", 404):
        undo(7)
    decree(la_administradora, decreto((3, 10)), cuando(3, 3))
    segundo = undo(1)
    assert undo(1).acto.pk == segundo.acto.pk  # the very same revocation, sent again
    with refused("acto-de-calendario-ya-revocado", 409):
        undo(1, "Acuerdo 3-2026")
    with refused("acto-de-calendario-invalido", 422, campo="revoca"):
        undo(2)


def test_acts_and_their_days_are_written_once(elenco: Elenco, la_administradora: Actor) -> None:
    acto = decree(la_administradora, decreto((3, 10)), cuando(3, 3)).acto
    for cambiar in (
        acto.delete,
        acto.save,
        ActoCalendario.objects.all().delete,
        lambda: ActoCalendario.objects.update(motivo="otro"),
        acto.dias.get().delete,
        lambda: DiaCalendario.objects.update(clase="habil"),
    ):
        with pytest.raises(SoloInsercionError):
            cambiar()

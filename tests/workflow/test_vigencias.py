"""A calendar that changes under a running term: what is true of every history of acts, tried by hypothesis; no database."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.calendario import Clase, Dia
from workflow.capas import ActoConocido, Ambito, ClaseActo, Lugar, build_historial, find_sector
from workflow.eventos import Evento, TipoEvento, TipoSolicitud
from workflow.libro import Libro
from workflow.plazos import Pausa
from workflow.regimen import get_regimen_vigente

GUATEMALA = timezone(timedelta(hours=-6))
PRIMERO = date(2026, 3, 2)
LUGAR = Lugar("MSPAS", "Guatemala", "0101")
REGIMEN = get_regimen_vigente("gt-laip", fecha=PRIMERO)
LECTURAS = REGIMEN.choose_lecturas({})
fijo = settings(derandomize=True, deadline=None)

dias = st.builds(Dia, st.dates(PRIMERO, date(2026, 5, 30)), st.just("Asueto"), st.sampled_from(list(Clase)), st.just("Acuerdo 1"))
intervalos = st.tuples(st.dates(PRIMERO, date(2026, 4, 30)), st.integers(0, 12)).map(
    lambda par: Pausa(par[0] - timedelta(days=1), par[0] + timedelta(days=par[1]), "Calamidad")
)


@st.composite
def historias(draw: st.DrawFn) -> list[ActoConocido]:
    """Acts of every kind, in the order in which they became known, some of which revoke an earlier one."""
    actos: list[ActoConocido] = []
    momento = datetime.combine(PRIMERO - timedelta(days=2), time(8), GUATEMALA)
    for numero in range(1, draw(st.integers(0, 6)) + 1):
        momento += timedelta(hours=draw(st.integers(0, 24 * 12)))
        revocables = [a.numero for a in actos if a.revoca is None and a.numero not in {b.revoca for b in actos}]
        if revocables and draw(st.booleans()):
            revocado = draw(st.sampled_from(revocables))
            actos.append(ActoConocido(numero, momento, ClaseActo.REVOCACION, Ambito.NACIONAL, revoca=revocado))
        elif draw(st.booleans()):
            actos.append(ActoConocido(numero, momento, ClaseActo.SUSPENSION, Ambito.NACIONAL, pausa=draw(intervalos)))
        else:
            propios = tuple(draw(st.lists(dias, min_size=1, max_size=5, unique_by=lambda dia: dia.fecha)))
            actos.append(ActoConocido(numero, momento, ClaseActo.DIAS, Ambito.NACIONAL, dias=propios))
    return actos


def fold(actos: list[ActoConocido], *eventos: Evento) -> Libro:
    historial = build_historial(actos, LUGAR, pais="gt", medio_dia_cierra=False)
    return Libro.fold(eventos, regimen=REGIMEN, tipo=TipoSolicitud.ACCESO, calendario=historial, lecturas=LECTURAS)


def at(dia: date, hora: int = 12) -> datetime:
    return datetime.combine(dia, time(hora), GUATEMALA)


PRESENTADA = Evento(TipoEvento.PRESENTADA, at(PRIMERO, 9))
PRORROGADA = Evento(TipoEvento.PRORROGADA, at(PRIMERO, 10), dias=10)


@fijo
@given(historias(), st.booleans())
def test_each_new_act_moves_a_date_later_or_not_at_all(actos: list[ActoConocido], prorrogada: bool) -> None:
    eventos = (PRESENTADA, PRORROGADA) if prorrogada else (PRESENTADA,)
    conocidas = [fold(actos[:n], *eventos).vencimiento for n in range(len(actos) + 1) if not actos[:n] or _after_filing(actos[n - 1])]
    assert conocidas == sorted(conocidas)


def _after_filing(acto: ActoConocido) -> bool:
    return acto.conocida_desde > PRESENTADA.fecha_hora


@fijo
@given(historias())
def test_what_is_known_once_the_term_is_over_does_not_touch_it(actos: list[ActoConocido]) -> None:
    vence = PRIMERO
    for n in range(len(actos) + 1):
        if actos[:n] and actos[n - 1].conocida_desde.astimezone(GUATEMALA).date() > vence:
            assert fold(actos, PRESENTADA).vencimiento == vence
            return
        vence = fold(actos[:n], PRESENTADA).vencimiento


@fijo
@given(historias(), st.integers(1, 9))
def test_an_answer_freezes_the_term_that_it_met(actos: list[ActoConocido], dia: int) -> None:
    respondida = Evento(TipoEvento.RESOLUCION_NOTIFICADA, at(PRIMERO + timedelta(days=dia)), sentido="entrega_total")
    conocidos = [acto for acto in actos if acto.conocida_desde <= respondida.fecha_hora]
    al = at(date(2026, 12, 1))
    entonces, ahora = (fold(lista, PRESENTADA, respondida).list_plazos(al)[0] for lista in (conocidos, actos))
    assert (entonces.clave, entonces.vence, entonces.estado) == (ahora.clave, ahora.vence, ahora.estado)
    assert [str(d) for d in entonces.explain(entonces.calendario)] == [str(d) for d in ahora.explain(ahora.calendario)]


@fijo
@given(historias())
def test_the_fold_depends_on_the_history_alone(actos: list[ActoConocido]) -> None:
    al = at(date(2026, 4, 15))
    assert fold(actos, PRESENTADA, PRORROGADA).list_plazos(al) == fold(list(actos), PRESENTADA, PRORROGADA).list_plazos(al)


@fijo
@given(historias())
def test_a_term_ends_on_a_day_on_which_something_can_be_done(actos: list[ActoConocido]) -> None:
    [plazo] = [p for p in fold(actos, PRESENTADA).list_plazos(at(PRIMERO)) if p.clave == "resolucion"]
    assert plazo.calendario is not None and plazo.vence is not None
    assert plazo.calendario.is_habil(plazo.vence)
    assert not any(pausa.covers(plazo.vence) for pausa in plazo.pausas)
    contados = [dia.dia for dia in plazo.explain(plazo.calendario) if dia.dia]
    assert contados == list(range(1, 11))


@fijo
@given(historias())
def test_who_files_after_every_act_counts_by_the_last_calendar_alone(actos: list[ActoConocido]) -> None:
    presentada = Evento(TipoEvento.PRESENTADA, at(date(2026, 6, 1)))
    [plazo] = [p for p in fold(actos, presentada).list_plazos(at(date(2026, 6, 1))) if p.clave == "resolucion"]
    assert not plazo.sostenido
    assert plazo.vence == plazo.calendario.add_habiles(date(2026, 6, 1), 10)


def test_a_told_date_that_the_new_calendar_closes_goes_to_the_next_open_day() -> None:
    acto = ActoConocido(
        1,
        at(date(2026, 3, 3)),
        ClaseActo.DIAS,
        Ambito.NACIONAL,
        dias=(Dia(date(2026, 3, 7), "Se trabaja", Clase.HABIL), Dia(date(2026, 3, 16), "Asueto")),
    )
    assert fold([], PRESENTADA).vencimiento == date(2026, 3, 16)
    assert fold([acto], PRESENTADA).vencimiento == date(2026, 3, 17)


def test_the_receipt_is_a_floor_even_against_an_act_that_the_filing_did_not_see() -> None:
    """An act registered a moment before, by a transaction that the filing could not see yet."""
    acto = ActoConocido(1, at(PRIMERO, 8), ClaseActo.DIAS, Ambito.NACIONAL, dias=(Dia(date(2026, 3, 7), "Se trabaja", Clase.HABIL),))
    libro = fold([acto], PRESENTADA)
    assert libro.vencimiento == date(2026, 3, 13)
    libro.announce(date(2026, 3, 16))
    assert libro.vencimiento == date(2026, 3, 16)


ORDEN = [
    ((Ambito.NACIONAL, ""), (Ambito.SECTOR, "ejecutivo")),
    ((Ambito.SECTOR, "ejecutivo"), (Ambito.DEPARTAMENTO, "Guatemala")),
    ((Ambito.DEPARTAMENTO, "Guatemala"), (Ambito.MUNICIPIO, "0101")),
    ((Ambito.MUNICIPIO, "0101"), (Ambito.INSTITUCION, "MSPAS")),
]


@pytest.mark.parametrize(("ancho", "estrecho"), ORDEN, ids=[estrecho[0].value for _, estrecho in ORDEN])
@pytest.mark.parametrize("primero", ["ancho", "estrecho"])
def test_the_narrower_layer_wins_whichever_came_first(ancho: tuple[Ambito, str], estrecho: tuple[Ambito, str], primero: str) -> None:
    def act(numero: int, ambito: tuple[Ambito, str], clase: Clase) -> ActoConocido:
        return ActoConocido(numero, at(PRIMERO), ClaseActo.DIAS, *ambito, dias=(Dia(date(2026, 3, 10), "x", clase),))

    adscribe = ActoConocido(1, at(PRIMERO), ClaseActo.ADSCRIPCION, Ambito.INSTITUCION, "MSPAS", sector="ejecutivo")
    cierra, abre = (act(2, ancho, Clase.INHABIL), act(3, estrecho, Clase.HABIL))
    if primero == "estrecho":
        cierra, abre = act(3, ancho, Clase.INHABIL), act(2, estrecho, Clase.HABIL)
    actos = sorted([adscribe, cierra, abre], key=lambda acto: acto.numero)
    assert build_historial(actos, LUGAR, pais="gt", medio_dia_cierra=False).actual.is_habil(date(2026, 3, 10))


def test_a_national_act_does_not_open_the_feast_of_a_town() -> None:
    acto = ActoConocido(1, at(PRIMERO), ClaseActo.DIAS, Ambito.NACIONAL, dias=(Dia(date(2028, 8, 15), "Se trabaja", Clase.HABIL),))
    assert not build_historial([acto], LUGAR, pais="gt", medio_dia_cierra=False).actual.is_habil(date(2028, 8, 15))
    otra = Lugar("MUNI-0901", "Quetzaltenango", "0901")
    assert build_historial([acto], otra, pais="gt", medio_dia_cierra=False).actual.is_habil(date(2028, 8, 15))


def test_the_sector_is_that_of_the_last_act_in_force() -> None:
    def ascribe(numero: int, sector: str, revoca: int | None = None) -> ActoConocido:
        clase = ClaseActo.REVOCACION if revoca else ClaseActo.ADSCRIPCION
        return ActoConocido(numero, at(PRIMERO), clase, Ambito.INSTITUCION, "MSPAS", sector=sector, revoca=revoca)

    actos = [ascribe(1, "ejecutivo"), ascribe(2, "autonomo"), ascribe(3, "", revoca=2), ascribe(4, "", revoca=1)]
    assert [find_sector(actos[:n], "MSPAS") for n in range(5)] == ["", "ejecutivo", "autonomo", "ejecutivo", ""]
    assert find_sector(actos[:2], "MINEDUC") == ""

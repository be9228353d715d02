"""What is left once the appeal is over: when the amparo opens, and its thirty calendar days (Ley de Amparo arts. 5 and 20)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from workflow.amparo import Apertura, find_siguiente_recurso, find_ventana
from workflow.calculadora import calcular
from workflow.calendario import calendario_de
from workflow.eventos import Evento, TipoEvento, TipoSolicitud
from workflow.herencia import CARPETA
from workflow.lector import parse_regimen
from workflow.libro import Libro
from workflow.regimen import get_regimen

GUATEMALA = ZoneInfo("America/Guatemala")


def at(mes: int, dia: int, hora: int = 9, minuto: int = 0) -> datetime:
    return datetime(2026, mes, dia, hora, minuto, tzinfo=GUATEMALA)


#: Filed on 2 March, denied on the 10th, appealed on the 11th: the authority has until Wednesday the 18th.
NEGADA = (
    Evento(TipoEvento.PRESENTADA, at(3, 2)),
    Evento(TipoEvento.RESOLUCION_NOTIFICADA, at(3, 10), sentido="negativa_reservada"),
    Evento(TipoEvento.RECURSO_INTERPUESTO, at(3, 11)),
)
REVOCADA = (*NEGADA, Evento(TipoEvento.RECURSO_NOTIFICADO, at(3, 16), sentido="revoca"))
CONFIRMADA = (*NEGADA, Evento(TipoEvento.RECURSO_NOTIFICADO, at(3, 16), sentido="confirma"))
TARDE = (*NEGADA, Evento(TipoEvento.RECURSO_NOTIFICADO, at(3, 27), sentido="confirma"))


def fold(*eventos: Evento) -> Libro:
    regimen = get_regimen("gt-laip", 1)
    lecturas = regimen.choose_lecturas({})
    return Libro.fold(eventos, regimen=regimen, tipo=TipoSolicitud.ACCESO, calendario=calendario_de(regimen.calendario), lecturas=lecturas)


#: What happened, when it is looked at, what opened the window, the day before its first, its last.
VENTANAS = [
    (CONFIRMADA, at(3, 16), Apertura.DECIDIDO, date(2026, 3, 16), date(2026, 4, 15)),
    (REVOCADA, at(3, 23, 23, 59), Apertura.DECIDIDO, date(2026, 3, 16), date(2026, 4, 15)),
    (REVOCADA, at(3, 24, 0), Apertura.INCUMPLIDO, date(2026, 3, 23), date(2026, 4, 22)),
    ((*REVOCADA, Evento(TipoEvento.CUMPLIDA, at(3, 20))), at(12, 1), Apertura.DECIDIDO, date(2026, 3, 16), date(2026, 4, 15)),
    ((*REVOCADA, Evento(TipoEvento.CUMPLIDA, at(4, 20))), at(12, 1), Apertura.INCUMPLIDO, date(2026, 3, 23), date(2026, 4, 22)),
    (NEGADA, at(3, 19, 0), Apertura.SIN_DECISION, date(2026, 3, 18), date(2026, 4, 17)),
    (TARDE, at(4, 1), Apertura.DECIDIDO, date(2026, 3, 27), date(2026, 4, 26)),
]


@pytest.mark.parametrize(
    ("eventos", "al", "apertura", "desde", "vence"),
    VENTANAS,
    ids=["confirma", "revoca en plazo de cumplir", "incumple", "cumple", "cumple tarde", "sin decisión", "decide tarde"],
)
def test_the_window_opens_by_the_last_thing_that_ended(eventos, al: datetime, apertura: Apertura, desde: date, vence: date) -> None:
    ventana = find_ventana(fold(*eventos), al)
    assert ventana is not None
    assert (ventana.apertura, ventana.desde, ventana.vence) == (apertura, desde, vence)


def test_thirty_days_are_counted_through_easter_and_end_on_a_sunday() -> None:
    """26 April 2026 is a Sunday; Holy Thursday and Friday fall inside: in amparo every day is a working day."""
    ventana = find_ventana(fold(*TARDE), at(4, 1))
    assert ventana is not None
    assert (ventana.vence - ventana.desde).days == 30
    assert ventana.vence.weekday() == 6


def test_a_suspension_of_the_institution_does_not_stop_the_court() -> None:
    ventana = find_ventana(fold(*CONFIRMADA, Evento(TipoEvento.SUSPENDIDA, at(3, 20), motivo="sismo")), at(4, 1))
    assert ventana is not None
    assert ventana.vence == date(2026, 4, 15)


@pytest.mark.parametrize("al", [at(3, 11), at(3, 18, 23, 59)])
def test_there_is_no_window_while_the_authority_has_time(al: datetime) -> None:
    assert find_ventana(fold(*NEGADA), al) is None


def test_without_an_appeal_there_is_nothing_to_exhaust() -> None:
    assert find_ventana(fold(*NEGADA[:2]), at(12, 1)) is None
    assert find_ventana(fold(*NEGADA[:1]), at(12, 1)) is None


def test_a_decision_is_not_known_before_it_is_notified() -> None:
    assert find_ventana(fold(*CONFIRMADA), at(3, 12)) is None


def test_the_term_says_that_it_is_still_to_be_checked() -> None:
    ventana = find_ventana(fold(*CONFIRMADA), at(3, 16))
    assert ventana is not None
    assert ventana.por_verificar
    assert ventana.recurso is find_siguiente_recurso(get_regimen("gt-laip", 1))


def test_the_calculator_does_not_speak_of_it() -> None:
    eventos = [
        {"tipo": e.tipo.value, "fecha_hora": e.fecha_hora.isoformat()} | ({"sentido": e.sentido} if e.sentido else {}) for e in CONFIRMADA
    ]
    respuesta = calcular({"regimen": "gt-laip", "tipo": "acceso", "eventos": eventos, "al": at(12, 1).isoformat()})
    assert set(respuesta) == {"regimen", "version", "plazos"}
    assert "amparo" not in {plazo["clave"] for plazo in respuesta["plazos"]}


def test_the_next_remedy_of_another_law_may_be_counted_in_business_days() -> None:
    """Decided at eleven at night of Monday the 16th where the law holds: five business days, over a weekend."""
    texto = (CARPETA / "gt-laip.toml").read_text(encoding="utf-8")
    otra = parse_regimen(texto.replace('dias = 30\nunidad = "calendario"', 'dias = 5\nunidad = "habiles"'), archivo="otra.toml")
    decidida = (*NEGADA, Evento(TipoEvento.RECURSO_NOTIFICADO, at(3, 16, 23), sentido="confirma"))
    libro = Libro.fold(
        [Evento(e.tipo, e.fecha_hora.astimezone(UTC), sentido=e.sentido) for e in decidida],
        regimen=otra,
        tipo=TipoSolicitud.ACCESO,
        calendario=calendario_de("gt"),
        lecturas=otra.choose_lecturas({}),
    )
    ventana = find_ventana(libro, at(3, 17))
    assert ventana is not None
    assert (ventana.desde, ventana.vence) == (date(2026, 3, 16), date(2026, 3, 23))


def test_a_law_without_a_next_remedy_or_without_its_term_opens_no_window() -> None:
    assert find_siguiente_recurso(get_regimen("mx-lgtaip", 1)) is None, "the amparo has no term there"
    assert find_siguiente_recurso(get_regimen("py-5282", 1)) is None
    cl = find_siguiente_recurso(get_regimen("cl-20285", 1))
    assert cl is not None and cl.id == "ilegalidad"

"""Whole answers of the ledger: every term that a case has at a moment, with its unit, its state and its article, and no other.

Written «clave desde +días unidad = vence estado (artículo)»: `h` business days, `c` calendar days, `m` months; «…» no number of days.
The dates of most are worked out a second time, naively, in casos_gt.toml and regimenes/casos; here nothing may be missing nor too much.
"""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from tests.workflow.test_historia_rechazos import GT, NEGADA, PAISES, REVOCADA, build_evento, fold
from workflow.eventos import Evento, TipoEvento, TipoSolicitud
from workflow.libro import Libro
from workflow.plazos import Clave, Plazo

UNIDADES = {"habiles": "h", "calendario": "c", "meses_vispera": "v", "meses_misma_fecha": "m"}

#: (law, readings, what happened, when it is looked at, what there is).
RESPUESTAS: list[tuple[str, dict[str, str], list[str], str, list[str]]] = [
    (
        "gt", {}, ["03-25 presentada"], "03-26",
        [
            "resolucion 03-25 +10h = 04-10 corriendo (42)",
            "aviso_prorroga 03-25 +8h = 04-08 corriendo (43)",
        ],
    ),
    (
        "gt", {}, ["03-25 presentada"], "04-13",
        [
            "resolucion 03-25 +10h = 04-10 vencido (42)",
            "aviso_prorroga 03-25 +8h = 04-08 vencido (43)",
            "afirmativa_ficta 04-10 +10h = 04-24 corriendo (44)",
            "recurso_interposicion 04-10 …h = nunca corriendo (54, 55)",
        ],
    ),
    (
        "gt", {}, ["03-25 presentada", "03-27 aclaracion_pedida"], "03-30",
        [
            "aclaracion 03-27 +2h = 03-31 corriendo (42.2)",
            "resolucion 03-25 +10h = nunca suspendido (42)",
            "aviso_prorroga 03-25 +8h = nunca suspendido (43)",
        ],
    ),
    (
        "gt", {}, ["03-25 presentada", "03-27 aclaracion_pedida", "03-30 aclarada", "04-06 prorrogada dias=4"], "04-07",
        [
            "aclaracion 03-27 +2h = 03-31 cumplido (42.2)",
            "resolucion 03-30 +14h = 04-21 corriendo (42, 43)",
            "aviso_prorroga 03-30 +8h = 04-13 cumplido (43)",
        ],
    ),
    (
        "gt", {}, ["03-25 presentada", "03-26 suspendida motivo=Sismo"], "03-27",
        [
            "resolucion 03-25 +10h = nunca suspendido (42)",
            "aviso_prorroga 03-25 +8h = nunca suspendido (43)",
        ],
    ),
    (
        "gt", {}, ["03-25 presentada", "03-26 suspendida motivo=Sismo", "03-30 reanudada"], "04-20",
        [
            "resolucion 03-25 +10h = 04-14 vencido (42)",
            "aviso_prorroga 03-25 +8h = 04-10 vencido (43)",
            "afirmativa_ficta 04-14 +10h = 04-28 corriendo (44)",
            "recurso_interposicion 04-14 …h = nunca corriendo (54, 55)",
        ],
    ),
    (
        "gt", {},
        ["03-25 presentada", "04-07 resolucion_notificada sentido=inexistencia", "04-08 recurso_interpuesto",
         "04-10 recurso_notificado sentido=revoca"], "04-20",
        [
            "resolucion 03-25 +10h = 04-10 cumplido (42)",
            "aviso_prorroga 03-25 +8h = 04-08 cumplido (43)",
            "recurso_interposicion 04-07 +15h = 04-28 cumplido (54)",
            "recurso_resolucion 04-08 +5h = 04-15 cumplido (58)",
            "recurso_cumplimiento 04-10 +5h = 04-17 vencido (60)",
        ],
    ),
    (
        "gt", {}, ["03-25 presentada", "04-14 resolucion_notificada sentido=entrega_total"], "04-20",
        [
            "resolucion 03-25 +10h = 04-10 cumplido_tarde (42)",
            "aviso_prorroga 03-25 +8h = 04-08 vencido (43)",
            "afirmativa_ficta 04-10 +10h = 04-24 cumplido (44)",
            "recurso_interposicion 04-14 +15h = 05-06 corriendo (54)",
        ],
    ),
    (
        "gt", {},
        ["03-25 presentada", "04-14 recurso_interpuesto", "04-15 resolucion_notificada sentido=entrega_total",
         "04-16 recurso_notificado sentido=modifica dias=9", "04-17 cumplida"], "05-20",
        [
            "resolucion 03-25 +10h = 04-10 cumplido_tarde (42)",
            "aviso_prorroga 03-25 +8h = 04-08 vencido (43)",
            "afirmativa_ficta 04-10 +10h = 04-24 cumplido (44)",
            "recurso_interposicion 04-10 …h = nunca cumplido (54, 55)",
            "recurso_resolucion 04-14 +5h = 04-21 cumplido (58)",
            "recurso_cumplimiento 04-16 +9h = 04-29 cumplido (60)",
        ],
    ),
    (
        "gt", {}, ["03-25 presentada", "04-13 desistida"], "06-20",
        [
            "resolucion 03-25 +10h = 04-10 vencido (42)",
            "aviso_prorroga 03-25 +8h = 04-08 vencido (43)",
            "afirmativa_ficta 04-10 +10h = 04-24 cumplido (44)",
            "recurso_interposicion 04-10 …h = nunca cumplido (54, 55)",
        ],
    ),
    (
        "gt", {"D7": "desde_el_vencimiento"}, ["03-25 presentada"], "05-20",
        [
            "resolucion 03-25 +10h = 04-10 vencido (42)",
            "aviso_prorroga 03-25 +8h = 04-08 vencido (43)",
            "afirmativa_ficta 04-10 +10h = 04-24 vencido (44)",
            "recurso_interposicion 04-10 +15h = 05-04 vencido (54, 55)",
        ],
    ),
    (
        "gt", {"D7": "desde_el_fin_de_la_ficta", "D4": "dentro_de_los_dos_ultimos"}, ["03-25 presentada"], "05-20",
        [
            "resolucion 03-25 +10h = 04-10 vencido (42)",
            "aviso_prorroga 03-25 +9h = 04-09 vencido (43)",
            "afirmativa_ficta 04-10 +10h = 04-24 vencido (44)",
            "recurso_interposicion 04-10 +15h = 05-18 vencido (54, 55)",
        ],
    ),
    (
        "gt", {"D1": "calendario"}, ["03-25 presentada"], "03-26",
        [
            "resolucion 03-25 +10c = 04-06 corriendo (42)",
            "aviso_prorroga 03-25 +8c = 04-02 corriendo (43)",
        ],
    ),
    (
        "gt", {"D3": "suspension"}, ["03-25 presentada", "03-27 aclaracion_pedida", "03-31 aclarada"], "04-07",
        [
            "aclaracion 03-27 +2h = 03-31 cumplido (42.2)",
            "resolucion 03-25 +10h = 04-14 corriendo (42)",
            "aviso_prorroga 03-25 +8h = 04-10 corriendo (43)",
        ],
    ),
    (
        "gt", {"D3": "ninguno"}, ["03-25 presentada", "03-27 aclaracion_pedida", "03-31 aclarada"], "04-07",
        [
            "aclaracion 03-27 +2h = 03-31 cumplido (42.2)",
            "resolucion 03-25 +10h = 04-10 corriendo (42)",
            "aviso_prorroga 03-25 +8h = 04-08 corriendo (43)",
        ],
    ),
    (
        "mx", {}, ["03-02 presentada", "03-03 aclaracion_pedida", "03-05 aclarada"], "04-13",
        [
            "aclaracion_pedido 03-02 +5h = 03-09 cumplido (LGTAIP, artículo por verificar)",
            "aclaracion 03-03 +10h = 03-18 cumplido (LGTAIP, artículo por verificar)",
            "resolucion 03-05 +20h = 04-03 vencido (LGTAIP, artículo por verificar)",
            "silencio_recurrible 04-03 …h = nunca corriendo (LGTAIP, artículo por verificar)",
            "recurso_interposicion 04-03 +15h = 04-24 corriendo (LGTAIP, artículo por verificar)",
        ],
    ),
    (
        "pe", {}, ["03-02 presentada", "03-03 aclaracion_pedida", "03-04 aclarada", "03-05 prorrogada fecha=2026-03-31"], "04-13",
        [
            "aclaracion_pedido 03-02 +2h = 03-04 cumplido (11 (por verificar))",
            "aclaracion 03-03 +2h = 03-05 cumplido (11 (por verificar))",
            "resolucion 03-04 +19h = 03-31 vencido (11 (por verificar))",
            "aviso_prorroga 03-04 +2h = 03-06 cumplido (11 (por verificar))",
            "silencio_negativo 03-31 …h = nunca corriendo (artículo por verificar)",
            "recurso_interposicion 03-31 …c = nunca corriendo (artículo por verificar)",
        ],
    ),
    (
        "uk", {}, ["03-02 presentada", "03-03 cobro_notificado", "03-10 cobro_pagado"], "04-30",
        [
            "cobro_pago 03-03 +3m = 06-03 cumplido (artículo por verificar)",
            "resolucion 03-02 +20h = 04-09 vencido (10)",
            "silencio_recurrible 04-09 …h = nunca corriendo (artículo por verificar)",
            "recurso_interposicion 04-09 …h = nunca corriendo (artículo por verificar)",
        ],
    ),
    (
        "uk", {}, ["03-02 presentada", "03-03 cobro_notificado"], "03-05",
        [
            "cobro_pago 03-03 +3m = 06-03 corriendo (artículo por verificar)",
            "resolucion 03-02 +20h = nunca suspendido (10)",
        ],
    ),
    (
        "us", {}, ["03-02 presentada", "03-20 recibida_por_la_unidad", "03-24 cobro_notificado", "03-26 cobro_pagado"], "05-30",
        [
            "resolucion 03-12 +20h = 04-13 vencido (552(a)(6)(A)(i))",
            "silencio_recurrible 04-13 …h = nunca corriendo (552(a)(6)(C) (por verificar))",
            "recurso_interposicion 04-13 …c = nunca corriendo (552(a)(6)(A)(i) (por verificar))",
        ],
    ),
    (
        "us", {}, ["03-02 presentada", "03-05 recibida_por_la_unidad", "03-24 resolucion_notificada", "03-30 recurso_interpuesto"], "05-30",
        [
            "resolucion 03-05 +20h = 04-02 cumplido (552(a)(6)(A)(i))",
            "recurso_interposicion 03-24 +90c = 06-22 cumplido (552(a)(6)(A)(i) (por verificar))",
            "recurso_resolucion 03-30 +20h = 04-27 vencido (552(a)(6)(A)(ii) (por verificar))",
        ],
    ),
    (
        "cl", {}, ["03-02 presentada", "03-03 tercero_consultado", "03-05 tercero_opuesto", "03-06 aclaracion_pedida"], "03-09",
        [
            "aclaracion 03-06 +5h = 03-13 corriendo (12)",
            "tercero_consulta 03-02 +2h = 03-04 cumplido (20 (por verificar))",
            "tercero_oposicion 03-03 +3h = 03-06 cumplido (20 (por verificar))",
            "resolucion 03-02 +20h = nunca suspendido (14 (por verificar))",
        ],
    ),
    (
        "cl", {}, ["03-02 presentada"], "04-09",
        [
            "resolucion 03-02 +20h = 03-30 vencido (14 (por verificar))",
            "silencio_recurrible 03-30 …h = nunca corriendo (24 (por verificar))",
            "recurso_interposicion 03-30 …h = nunca corriendo (24 (por verificar))",
        ],
    ),
    (
        "sv", {}, ["03-02 presentada", "03-04 aclaracion_pedida", "03-06 aclarada"], "03-30",
        [
            "aclaracion_pedido 03-02 +3h = 03-05 cumplido (66)",
            "aclaracion 03-04 +5h = 03-11 cumplido (66)",
            "resolucion 03-06 +10h = 03-20 vencido (71)",
            "silencio_recurrible 03-20 …h = nunca corriendo (artículo por verificar)",
            "recurso_interposicion 03-20 +15h = 04-14 corriendo (artículo por verificar)",
        ],
    ),
    (
        "sv", {},
        ["03-02 presentada", "03-09 resolucion_notificada", "03-10 recurso_interpuesto",
         "03-20 recurso_notificado sentido=revoca"], "04-30",
        [
            "aclaracion_pedido 03-02 +3h = 03-05 vencido (66)",
            "resolucion 03-02 +10h = 03-16 cumplido (71)",
            "recurso_interposicion 03-09 +5h = 03-16 cumplido (artículo por verificar)",
            "recurso_cumplimiento 03-20 +3h = 03-25 vencido (artículo por verificar)",
        ],
    ),
    (
        "cr", {}, ["03-02 presentada", "03-09 prorrogada dias=5"], "04-09",
        [
            "aclaracion_pedido 03-02 +3h = 03-05 vencido (artículo por verificar)",
            "resolucion 03-02 +15h = 03-23 vencido (artículo por verificar)",
            "silencio_recurrible 03-23 …h = nunca corriendo (artículo por verificar)",
            "recurso_interposicion 03-23 …h = nunca corriendo (artículo por verificar)",
        ],
    ),
    (
        "br", {}, ["03-02 presentada", "03-09 prorrogada dias=10"], "04-09",
        [
            "resolucion 03-02 +30c = 04-01 vencido (11)",
            "silencio_recurrible 04-01 …c = nunca corriendo (artículo por verificar)",
            "recurso_interposicion 04-01 …c = nunca corriendo (15 (por verificar))",
        ],
    ),
    (
        "hn", {}, ["03-02 presentada"], "04-09",
        [
            "resolucion 03-02 +10h = 03-16 vencido (21 (por verificar))",
            "silencio_recurrible 03-16 …h = nunca corriendo (artículo por verificar)",
            "recurso_interposicion 03-16 …h = nunca corriendo (artículo por verificar)",
        ],
    ),
    (
        "co", {}, ["03-02 presentada"], "04-09",
        [
            "aclaracion_pedido 03-02 +10h = 03-16 vencido (17 (por verificar))",
            "resolucion 03-02 +10h = 03-16 vencido (14)",
            "afirmativa_ficta 03-16 +3h = 03-19 vencido (14)",
            "recurso_interposicion 03-16 …h = nunca corriendo (26 (por verificar))",
        ],
    ),
    (
        "py", {}, ["03-02 presentada"], "04-09",
        [
            "resolucion 03-02 +15h = 03-23 vencido (16 (por verificar))",
            "silencio_negativo 03-23 …h = nunca corriendo (20 (por verificar))",
        ],
    ),
]  # fmt: skip


def look(libro: Libro, cuando: str) -> list[Plazo]:
    """The terms at noon of that day of 2026, where the law holds."""
    return libro.list_plazos(datetime.combine(date.fromisoformat(f"2026-{cuando}"), time(12), libro.regimen.zona))


def write(plazo: Plazo) -> str:
    desde, vence = (f"{dia:%m-%d}" if dia else "nunca" for dia in (plazo.desde, plazo.vence))
    dias = "…" if plazo.dias is None else f"+{plazo.dias}"
    return f"{plazo.clave} {desde} {dias}{UNIDADES[plazo.unidad]} = {vence} {plazo.estado} ({plazo.articulo})"


@pytest.mark.parametrize(
    ("pais", "lecturas", "eventos", "al", "plazos"),
    RESPUESTAS,
    ids=[f"{r[0]} {' '.join(r[1].values())} {r[2][-1]}, {r[3]}" for r in RESPUESTAS],
)
def test_the_whole_answer(pais: str, lecturas: dict[str, str], eventos: list[str], al: str, plazos: list[str]) -> None:
    assert [write(plazo) for plazo in look(fold(pais, *eventos, **lecturas), al)] == plazos


# ── what is asked of the ledger besides ───────────────────────────────────────


def test_silence_begins_the_day_after_and_ends_with_the_case() -> None:
    """LAIP art. 44."""
    libro = fold("gt", GT)
    claves = [[plazo.clave for plazo in look(libro, dia)] for dia in ("04-10", "04-11")]
    assert [Clave.AFIRMATIVA_FICTA in c for c in claves] == [False, True]
    assert [libro.is_vencida(date(2026, 4, dia)) for dia in (10, 11)] == [False, True]
    desistida = fold("gt", GT, "03-27 desistida")
    assert [plazo.clave for plazo in look(desistida, "06-01")] == [Clave.RESOLUCION, Clave.AVISO_PRORROGA]


def test_an_answer_on_the_last_day_is_no_silence_and_one_the_day_after_is() -> None:
    a_tiempo, tarde = fold("gt", GT, "04-10T23:59:59 resolucion_notificada"), fold("gt", GT, "04-11T00:00:00 resolucion_notificada")
    assert [libro.is_vencida(date(2026, 4, 20)) for libro in (a_tiempo, tarde)] == [False, True]
    assert [[p.clave for p in look(libro, "04-20")].count(Clave.AFIRMATIVA_FICTA) for libro in (a_tiempo, tarde)] == [0, 1]


@pytest.mark.parametrize(
    ("eventos", "terminado"),
    [
        ([GT, NEGADA], False),
        ([GT, NEGADA, "04-08 recurso_interpuesto"], False),
        ([GT, NEGADA, "04-08 recurso_interpuesto", "04-10 recurso_notificado sentido=confirma"], True),
        (REVOCADA, False),
        ([*REVOCADA, "04-13 cumplida"], True),
    ],
)
def test_an_appeal_is_over_once_nothing_that_it_ordered_is_outstanding(eventos: list[str], terminado: bool) -> None:
    """LAIP arts. 59 and 60."""
    assert fold("gt", *eventos).is_appeal_over is terminado


def test_the_last_day_to_appeal() -> None:
    """LAIP art. 54: fifteen business days from the notice; against silence by reading D7."""
    assert fold("gt", GT, NEGADA).appeal_deadline == date(2026, 4, 28)
    assert fold("gt", GT).appeal_deadline is None
    assert fold("gt", GT, D7="desde_el_vencimiento").appeal_deadline == date(2026, 5, 4)
    assert fold("gt", GT, "03-27 aclaracion_pedida", D7="desde_el_vencimiento").appeal_deadline is None
    assert fold("gt", GT, D7="desde_el_fin_de_la_ficta").appeal_deadline == date(2026, 5, 18)
    assert fold("gt", GT, "03-26 suspendida", D7="desde_el_fin_de_la_ficta").appeal_deadline is None
    assert fold("py", "03-02 presentada").appeal_deadline is None
    tardia = fold("gt", GT, "04-14 recurso_interpuesto", "04-15 resolucion_notificada", D7="desde_el_vencimiento")
    assert tardia.appeal_deadline == date(2026, 5, 4), "a late answer does not turn it into another appeal"


def test_who_opposed_in_time_closes_one_outcome_where_her_law_gives_a_veto() -> None:
    opuesto = ["03-02 presentada", "03-03 tercero_consultado", "03-04 tercero_opuesto"]
    assert fold("cl", *opuesto).sentidos_vetados == ("entrega_total",)
    assert fold("cl", *opuesto[:2]).sentidos_vetados == ()


def test_a_term_of_its_own_ends_where_it_would_if_it_began_then() -> None:
    libro = fold("gt", GT)
    zona = libro.regimen.zona
    assert libro.end_of(Clave.ACLARACION, datetime(2026, 3, 27, 9, tzinfo=zona)) == date(2026, 3, 31)
    fin = libro.end_of_day(date(2026, 3, 27))
    assert (fin.date(), fin.time(), fin.tzinfo) == (date(2026, 3, 27), time.max, zona)


def test_the_hour_of_the_act_is_that_of_the_law() -> None:
    """What is filed at eleven at night in Guatemala is of that day, whatever day it is in the world."""
    assert fold("gt", "03-25T23:00:00 presentada").vencimiento == date(2026, 4, 10)


@pytest.mark.parametrize(
    ("lecturas", "presentada", "desde"),
    [
        ({}, "03-28", date(2026, 3, 28)),
        ({"recibida_en_inhabil": "siguiente_habil"}, "03-28", date(2026, 3, 30)),
        ({"recibida_en_inhabil": "siguiente_habil"}, "03-27", date(2026, 3, 27)),
        ({"hora_de_corte": "16:00"}, "03-27T16:00:00", date(2026, 3, 27)),
        ({"hora_de_corte": "16:00"}, "03-27T16:00:01", date(2026, 3, 30)),
        ({"hora_de_corte": "16:00"}, "03-28T10:00:00", date(2026, 3, 28)),
    ],
)
def test_the_day_of_receipt(lecturas: dict[str, str], presentada: str, desde: date) -> None:
    """By the readings on closed days and on the hour after which it counts as the next day."""
    assert fold("gt", f"{presentada} presentada", **lecturas).require_presentacion() == desde


def test_a_rehearsal_is_a_copy() -> None:
    libro = fold("gt", GT)
    ensayo = libro.rehearse(build_evento("gt", "03-27 suspendida motivo=Sismo"))
    assert (ensayo.suspendida, len(ensayo.pausas)) == (True, 1)
    assert (libro.suspendida, libro.pausas, libro.vencimiento) == (False, [], date(2026, 4, 10))
    assert (ensayo.ultimo, libro.ultimo) == (build_evento("gt", "03-27 desistida").fecha_hora, build_evento("gt", GT).fecha_hora)


def test_what_each_act_leaves_known() -> None:
    libro = fold("gt", GT, "03-27 aclaracion_pedida", "03-30 aclarada", "03-31 prorrogada dias=4", "04-01 resolucion_notificada")
    assert libro.aclaracion_pedida is not None and libro.aclaracion_pedida.tipo is TipoEvento.ACLARACION_PEDIDA
    assert libro.aclarada is not None and libro.aclarada.fecha_hora == build_evento("gt", "03-30 aclarada").fecha_hora
    assert (libro.aclaraciones, libro.prorrogas, libro.dias_prorroga) == (1, 1, 4)
    assert (libro.recibida, libro.inicio, libro.inicio_el) == (date(2026, 3, 25), date(2026, 3, 30), libro.aclarada.fecha_hora)
    assert libro.prorroga is not None and libro.resolucion is not None and libro.fin is None
    assert (libro.silencio_recurrido, fold("gt", GT, "04-14 recurso_interpuesto").silencio_recurrido) == (False, True)
    assert fold("gt", *REVOCADA).silencio_recurrido is False


def test_the_ledger_needs_a_filing_and_takes_what_came_in_order() -> None:
    regimen = PAISES["gt"]
    libro = fold("gt")
    plegado = Libro.fold(
        [build_evento("gt", GT)], regimen=regimen, tipo=TipoSolicitud.ACCESO, calendario=libro.calendario, lecturas=libro.lecturas
    )
    assert plegado.vencimiento == date(2026, 4, 10)
    conocida = Evento(TipoEvento.PRESENTADA, datetime(2026, 3, 2, 9, tzinfo=PAISES["sv"].zona))
    sv = PAISES["sv"]
    vieja = Libro.fold(
        [conocida],
        regimen=sv,
        tipo=TipoSolicitud.ACCESO,
        calendario=fold("sv").calendario,
        lecturas=sv.choose_lecturas({}),
        atributos={"antiguedad_anios": 6},
    )
    assert (vieja.termino.dias, fold("sv").termino.dias) == (20, 10)


def test_a_receipt_holds_its_day_while_the_term_waits_too() -> None:
    libro = fold("gt", GT)
    libro.avisado = date(2026, 4, 13)
    [resolucion, *_] = look(libro, "03-26")
    assert (resolucion.vence, resolucion.sostenido) == (date(2026, 4, 13), True)

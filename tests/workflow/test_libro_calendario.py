"""The ledger on a calendar that changes under it, and under laws made up to tell one leaf from another."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.workflow.regimenes.test_archivos import HOJA, MINIMO
from tests.workflow.test_historia_rechazos import GT, NEGADA, PAISES, build_evento, fold, is_oracion
from workflow.calendario import Clase, Dia, calendario_de
from workflow.eventos import TipoSolicitud
from workflow.lector import parse_regimen
from workflow.libro import Libro
from workflow.plazos import Clave, Plazo
from workflow.problema import ProblemaError
from workflow.vigencias import Historial, Vigencia


def keep(*eventos: str, conocido: str, **lecturas: str) -> dict[Clave, Plazo]:
    """The terms in June of a case during which Monday 13 April was closed, by an act known since that day of 2026."""
    regimen = PAISES["gt"]
    momento = datetime.fromisoformat(f"2026-{conocido}" if "T" in conocido else f"2026-{conocido}T12:00").replace(tzinfo=regimen.zona)
    cerrado = calendario_de("gt", propios=(Dia(date(2026, 4, 13), "Duelo", Clase.INHABIL, "Acuerdo 1"), Dia(date(2026, 4, 8), "Duelo")))
    historial = Historial((Vigencia(calendario_de("gt")), Vigencia(cerrado, (), momento, 1)))
    libro = Libro(regimen=regimen, tipo=TipoSolicitud.ACCESO, calendario=historial, lecturas=regimen.choose_lecturas(lecturas))
    for evento in eventos:
        libro.record(build_evento("gt", evento))
    return {plazo.clave: plazo for plazo in libro.list_plazos(datetime(2026, 6, 1, tzinfo=regimen.zona))}


@pytest.mark.parametrize(
    ("eventos", "conocido", "vence"),
    [
        ([GT], "04-07", "2026-04-14"),
        ([GT], "04-10T23:30", "2026-04-14"),
        ([GT], "04-11T00:00", "2026-04-10"),
        ([GT, "04-06 resolucion_notificada"], "04-07", "2026-04-10"),
        ([GT, "04-06 desistida"], "04-07", "2026-04-10"),
        ([GT, "04-08 resolucion_notificada"], "04-07", "2026-04-14"),
    ],
)
def test_what_ended_before_it_was_known_keeps_its_day(eventos: list[str], conocido: str, vence: str) -> None:
    """LOJ art. 45 and docs/adr/0007: 8 and 13 April closed, the tenth business day is the 14th."""
    resolucion = keep(*eventos, conocido=conocido)[Clave.RESOLUCION]
    assert str(resolucion.vence) == vence
    assert [paso.numero for paso in resolucion.pasos] == ([0, 1] if vence == "2026-04-14" else [0])


@pytest.mark.parametrize(
    ("evento", "vence"),
    [("04-09 recurso_interpuesto", "2026-04-28"), ("04-14 recurso_interpuesto", "2026-04-30")],
    ids=["antes", "después"],
)
def test_an_appeal_already_filed_keeps_its_day(evento: str, vence: str) -> None:
    assert str(keep(GT, NEGADA, evento, conocido="04-10")[Clave.RECURSO_INTERPOSICION].vence) == vence


def test_an_appeal_from_silence_counts_by_what_was_known() -> None:
    """Reading D7, by both of its dates."""
    for lectura, conocido, vence in (
        ("desde_el_vencimiento", "04-12", "2026-05-05"),
        ("desde_el_fin_de_la_ficta", "04-12", "2026-05-19"),
        ("desde_el_fin_de_la_ficta", "05-30", "2026-05-18"),
    ):
        assert str(keep(GT, conocido=conocido, D7=lectura)[Clave.RECURSO_INTERPOSICION].vence) == vence, lectura
    recurrido = keep(GT, "04-11T09:00:00 recurso_interpuesto", conocido="04-12", D7="desde_el_vencimiento")
    assert str(recurrido[Clave.RECURSO_INTERPOSICION].vence) == "2026-05-04"


def test_a_term_that_waits_keeps_its_calendar_and_its_pauses() -> None:
    libro = fold("gt", GT, "03-26 suspendida motivo=Sismo", "03-27 reanudada", "03-27 aclaracion_pedida")
    [resolucion] = [p for p in libro.list_plazos(libro.end_of_day(date(2026, 3, 30))) if p.clave is Clave.RESOLUCION]
    assert (resolucion.vence, len(resolucion.pausas), resolucion.calendario) == (None, 1, libro.calendario)
    silencio = next(p for p in fold("gt", GT).list_plazos(libro.end_of_day(date(2026, 5, 4))) if p.vence is None)
    assert silencio.calendario is libro.calendario


@pytest.mark.parametrize(
    ("pais", "eventos", "lecturas", "motivo"),
    [
        ("gt", [GT, "03-26 aclaracion_pedida", "03-27 aclarada"], {"D3": "suspension"}, "plazo suspendido: aclaración pedida"),
        ("uk", ["03-25 presentada", "03-26 cobro_notificado", "03-27 cobro_pagado"], {}, "plazo suspendido: cobro notificado"),
        ("gt", [GT, "03-26 suspendida motivo=Sismo", "03-27 reanudada"], {}, "plazo suspendido: Sismo"),
    ],
)
def test_a_stop_says_what_it_was_for(pais: str, eventos: list[str], lecturas: dict[str, str], motivo: str) -> None:
    libro = fold(pais, *eventos, **lecturas)
    [resolucion] = [p for p in libro.list_plazos(libro.end_of_day(date(2026, 3, 30))) if p.clave is Clave.RESOLUCION]
    assert [d.excluida for d in resolucion.explain(libro.calendario)][1] == motivo


PLAZO = f'dias = 5\nunidad = "calendario"\n{HOJA}'
SE_QUEDA = MINIMO.replace("dias = 10", "dias = 3").replace('"habiles"', '"calendario"') + (
    f'[computo.fin_en_inhabil]\nvalor = "se_queda"\n{HOJA}[recursos.uno]\nnombre = "Uno"\nforo = "tribunal"\n{HOJA}'
    f"[recursos.uno.interposicion]\n{PLAZO}"
)


def begin(texto: str, *eventos: str) -> Libro:
    """A case of a law written here."""
    regimen = parse_regimen(texto, archivo="prueba.toml")
    libro = Libro(regimen=regimen, tipo=TipoSolicitud.ACCESO, calendario=calendario_de("gt"), lecturas=regimen.choose_lecturas({}))
    for evento in eventos:
        libro.record(build_evento("gt", evento))
    return libro


def test_where_the_law_leaves_the_last_day_on_a_closed_day_it_stays() -> None:
    """From Wednesday 25 March three days end on Saturday 28; from Monday 23, five."""
    assert begin(SE_QUEDA, "03-25 presentada").vencimiento == date(2026, 3, 28)
    recurrible = begin(SE_QUEDA, "03-23 presentada", "03-23T10:00:00 resolucion_notificada")
    assert recurrible.appeal_deadline == date(2026, 3, 28)
    rueda = SE_QUEDA.replace('"se_queda"', '"siguiente_habil"')
    assert begin(rueda, "03-25 presentada").vencimiento == date(2026, 3, 30)
    assert begin(rueda, "03-23 presentada", "03-23T10:00:00 resolucion_notificada").appeal_deadline == date(2026, 3, 30)


ACLARACION = f"[plazos.aclaracion]\n{PLAZO}[aclaracion.veces]\nvalor = 1\n{HOJA.replace(chr(34) + '2' + chr(34), chr(34) + '9' + chr(34))}"


@pytest.mark.parametrize(("texto", "articulo"), [(MINIMO + ACLARACION, "2"), (MINIMO + ACLARACION[ACLARACION.index("[aclaracion") :], "9")])
def test_a_second_clarification_cites_the_term_or_else_the_number_of_times(texto: str, articulo: str) -> None:
    libro = begin(texto, "03-25 presentada", "03-26 aclaracion_pedida", "03-27 aclarada")
    error = libro.find_impedimento(build_evento("gt", "03-30 aclaracion_pedida"))
    assert error is not None and (error.codigo, error.articulo) == ("aclaracion-ya-pedida", articulo)


@pytest.mark.parametrize("tipo", ["datos_acceso", "datos_rectificacion"])
def test_what_the_law_gives_no_extension_is_told_so(tipo: str) -> None:
    """LAIP arts. 33 and 34."""
    libro = fold("gt", GT, tipo=tipo)
    with pytest.raises(ProblemaError) as error:
        libro.record(build_evento("gt", "03-26 prorrogada dias=3"))
    assert (error.value.codigo, error.value.articulo) == ("prorroga-no-prevista", "43")
    assert is_oracion(error.value.detalle)
    assert [p.clave for p in libro.list_plazos(libro.end_of_day(date(2026, 3, 30)))] == [Clave.RESOLUCION]

"""An imported case beside what a case may have here: questions, its own data, two appeals, the months of the answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from informes.instituciones import measure_institucion
from informes.meses import Mes, measure_meses
from informes.observatorio import iter_casos, list_casos
from solicitudes.actor import actor_for_presentacion
from solicitudes.auditoria import list_hallazgos
from solicitudes.models import Solicitud
from solicitudes.selectors import describe_plazos
from solicitudes.services.importacion import importar
from solicitudes.services.vencimiento import vencer_plazos
from tests.elenco import CONCEDE, DENIEGA, Caso, Elenco, cuando, refused
from tests.preguntas import POR_PREGUNTA
from tests.solicitudes.importacion.registros import ABIERTA, AHORA, CERRADA, TITULOS, una_corrida, write_csv
from tests.solicitudes.test_identidad import acreditar_en


class Importado(Caso):
    """A case of the former register, brought in on Friday 20 March."""

    def __init__(self, elenco: Elenco, **cambios: Any) -> None:
        importar(una_corrida(elenco, write_csv(ABIERTA | cambios, titulos=(*TITULOS, "Tipo de solicitud"))))
        solicitud = Solicitud.objects.get()
        self.elenco, self.ahora, self.folio = elenco, AHORA, solicitud.folio
        self.la_solicitante = actor_for_presentacion(solicitud.presentacion_id)


def hallazgos() -> list[str]:
    return [razon for _, razones in list_hallazgos() for razon in razones]


def test_an_imported_case_is_answered_question_by_question(elenco: Elenco) -> None:
    caso = Importado(elenco)
    caso.at(cuando(3, 23)).hacer("dividir")
    caso.at(cuando(3, 24)).answer(POR_PREGUNTA)
    assert (caso.solicitud.sentido, caso.solicitud.division) == ("entrega_parcial", 1)
    assert hallazgos() == []


def test_own_data_in_a_former_register_are_still_to_be_accredited(elenco: Elenco) -> None:
    caso = Importado(elenco, **{"Tipo de solicitud": "Habeas data"})
    assert caso.solicitud.de_datos_propios and not caso.solicitud.identidad_acreditada
    caso.answer(CONCEDE, hasta="revisar")
    with refused("identidad-sin-acreditar", 409):
        caso.hacer("firmar")
    acreditar_en(caso.at(cuando(3, 23)))
    caso.hacer("firmar")
    caso.hacer("resolver")
    assert hallazgos() == []


def test_silence_that_came_along_is_appealed_and_so_is_the_late_answer(elenco: Elenco) -> None:
    caso = Importado(elenco, **{"Fecha de ingreso": "02/03/2026"})
    assert vencer_plazos(ahora=AHORA).hechas == 1
    caso.hacer("interponer_recurso", causales=("sin_respuesta",))
    caso.at(cuando(3, 23)).answer(DENIEGA)
    caso.at(cuando(3, 24)).hacer("interponer_recurso", causales=("denegada",), agravios="La reserva venció.")
    assert caso.solicitud.recurso.ordinal == 2
    assert measure_institucion(institucion_id=elenco.salud.pk, al=caso.ahora).recursos_pendientes == 2
    assert hallazgos() == []


def test_what_had_ended_has_no_term_of_any_appeal(elenco: Elenco) -> None:
    importar(una_corrida(elenco, write_csv(CERRADA)))
    plazos = describe_plazos(Solicitud.objects.select_related("institucion").get(), al=AHORA)
    assert plazos["plazos"] == [] and "recursos_posteriores" not in {clave for clave, valor in plazos.items() if valor}


def test_what_was_answered_before_counts_in_its_month(elenco: Elenco) -> None:
    """With its three days: in the chart and in the list, as in the indicators."""
    antes = {"Fecha de ingreso": "05/01/2026", "Fecha de respuesta": "15/01/2026", "Fecha límite": "19/01/2026"}
    sin_limite = {"No. de expediente": "UI-2", "Fecha límite": ""}
    importar(una_corrida(elenco, write_csv(CERRADA | antes, CERRADA | antes | sin_limite)))
    meses = measure_meses(al=AHORA, institucion_id=elenco.salud.pk)
    assert [mes for mes in meses if mes.respondidas] == [Mes(date(2026, 1, 1), a_tiempo=1, tarde=0, mediana=10.0)]
    listados = list_casos(institucion=elenco.salud, actor=elenco.el_regulador, al=AHORA, cuales="respondidas")
    with CaptureQueriesContext(connection) as consultas:
        contados = [(caso.respondida is not None, caso.tarde) for caso in iter_casos(listados, al=AHORA)]
    assert (contados, len(consultas)) == ([(True, False)], 1)

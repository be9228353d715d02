"""importar: all that is new or nothing, once, with its own dates; what goes on obeys our ledger, what had ended is not judged by it."""

from __future__ import annotations

import threading
import tracemalloc
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.db import connection, connections

from informes.instituciones import measure_institucion
from notifications.models import Salida
from solicitudes.auditoria import list_hallazgos
from solicitudes.importacion.expediente import RenglonImposibleError
from solicitudes.importacion.informe import Resultado, read_totales
from solicitudes.importacion.mapa import Mapa
from solicitudes.importacion.palabras import Situacion
from solicitudes.importacion.renglon import SIN_NOMBRE
from solicitudes.libros import open_libro
from solicitudes.models import ActoAdministrativo, Evento, Importacion, Movimiento, Presentacion, Solicitud
from solicitudes.models.solo_insercion import SoloInsercionError
from solicitudes.policies import ActoNoAutorizadoError
from solicitudes.selectors import describe_plazos
from solicitudes.services.admision import admitir
from solicitudes.services.importacion import (
    Apunte,
    RegistroConFaltasError,
    RegistroDemasiadoGrandeError,
    RegistroVacioError,
    ensayar,
    importar,
)
from solicitudes.services.prorroga import prorrogar
from solicitudes.services.vencimiento import certificar_silencios, vencer_plazos
from tests.elenco import Elenco, un_expediente
from tests.solicitudes.importacion.registros import (
    ABIERTA,
    AHORA,
    CERRADA,
    TITULOS,
    as_archivo,
    as_fila,
    una_corrida,
    write_csv,
    write_libro,
)
from workflow.historia import ProrrogaYaConcedidaError


def bring(elenco: Elenco, *filas: Mapping[str, Any], **lo_demas: Any) -> Any:
    return importar(una_corrida(elenco, write_csv(*filas), **lo_demas))


def hallazgos() -> dict[str, list[str]]:
    return {clave: razones for clave, razones in list_hallazgos() if razones}


def test_importar_brings_closed_and_open_with_folios_without_gap(elenco: Elenco) -> None:
    un_expediente(elenco)
    importacion, informe = bring(elenco, CERRADA, ABIERTA)
    cerrada, abierta = Solicitud.objects.filter(importacion=importacion).order_by("folio")
    assert [s.folio[-6:] for s in (cerrada, abierta)] == ["000002", "000003"]
    assert (cerrada.estado, cerrada.sentido, cerrada.expediente_interno) == ("cerrada", "entrega_total", "UI-15-2024")
    assert (cerrada.fecha_vencimiento, cerrada.fecha_hora_presentacion.date()) == (date(2024, 3, 18), date(2024, 3, 4))
    assert (abierta.estado, abierta.presentacion.solicitante_nombre) == ("en_tramite", "Luis Caal")
    assert abierta.fecha_vencimiento == open_libro(abierta).vencimiento == date(2026, 3, 26)
    assert (informe.leidas, informe.nuevas, informe.abiertas, informe.medibles, informe.vencidas) == (2, 2, 1, 1, 0)
    assert hallazgos() == {}


def test_importar_leaves_what_it_did_and_tells_nobody(elenco: Elenco) -> None:
    importacion, _ = bring(elenco, CERRADA, ABIERTA)
    acto = ActoAdministrativo.objects.get(accion="importar_registro")
    assert (acto.persona_id, acto.institucion, acto.detalle["importacion"]) == (
        elenco.la_autoridad.persona_id,
        elenco.salud,
        importacion.pk,
    )
    assert not Salida.objects.exists()
    assert [e.solicitud.expediente_interno for e in Evento.objects.all()] == ["UI-7-2026"]
    assert [(t.anio, t.situacion, t.nuevas, t.ya_estaban) for t in read_totales(importacion.resumen)] == [
        (2024, Situacion.RESPONDIDA, 1, 0),
        (2026, Situacion.EN_TRAMITE, 1, 0),
    ]


def test_the_same_file_again_changes_nothing_and_a_longer_one_adds_what_is_new(elenco: Elenco) -> None:
    bring(elenco, CERRADA)
    antes = Movimiento.objects.count()
    importacion, informe = bring(elenco, CERRADA)
    assert (importacion, informe.nuevas, informe.ya_estaban, Movimiento.objects.count()) == (None, 0, 1, antes)
    importacion, informe = bring(elenco, CERRADA | {"Información solicitada": "Otra cosa."}, ABIERTA)
    assert (informe.nuevas, informe.ya_estaban, informe.cambiadas, importacion.importadas) == (1, 1, 1, 1)
    assert Solicitud.objects.get(expediente_interno="UI-15-2024").descripcion == "Compras de vacunas."
    assert hallazgos() == {}


def test_ensayar_writes_nothing(elenco: Elenco, django_assert_num_queries) -> None:
    corrida = una_corrida(elenco, write_csv(*({**CERRADA, "No. de expediente": f"UI-{n}"} for n in range(60))))
    with django_assert_num_queries(4) as consultas:
        assert ensayar(corrida).nuevas == 60
    assert all(c["sql"].startswith("SELECT") for c in consultas.captured_queries)


def test_one_fault_and_nothing_comes_in(elenco: Elenco) -> None:
    with pytest.raises(RegistroConFaltasError) as error:
        bring(elenco, CERRADA, ABIERTA | {"Fecha de ingreso": "ayer"})
    assert (error.value.informe.rechazadas, error.value.informe.leidas) == (1, 2)
    assert not Solicitud.objects.exists()
    assert not Importacion.objects.exists()


MALAS: tuple[tuple[str, Mapping[str, Any], str, str], ...] = (
    ("no-number", CERRADA | {"No. de expediente": " "}, "No. de expediente", "Falta: Número del expediente."),
    ("long-number", CERRADA | {"No. de expediente": "9" * 61}, "No. de expediente", "Es muy largo: caben 60 letras."),
    ("no-text", CERRADA | {"Información solicitada": ""}, "Información solicitada", "Falta: Información pedida."),
    ("bad-date", CERRADA | {"Fecha de ingreso": "31/02/2024"}, "Fecha de ingreso", "Escriba la fecha como 25/03/2026"),
    ("future", CERRADA | {"Fecha de respuesta": "14/03/2027"}, "Fecha de respuesta", "está en el futuro"),
    ("before-the-law", CERRADA | {"Fecha de ingreso": "04/03/1999"}, "Fecha de ingreso", "La ley no estaba vigente ese día"),
    ("answered-before", CERRADA | {"Fecha de respuesta": "01/03/2024"}, "Fecha de respuesta", "anterior al día en que se recibió"),
    ("unknown-state", CERRADA | {"Estado": "En el limbo"}, "Estado", "No se entiende esa palabra. Escriba una de: presentada"),
    ("bare-negative", CERRADA | {"Tipo de respuesta": "Negativa"}, "Tipo de respuesta", "No se entiende esa palabra"),
    ("no-outcome", CERRADA | {"Tipo de respuesta": ""}, "Tipo de respuesta", "Diga cómo se respondió"),
    ("open-and-answered", ABIERTA | {"Fecha de respuesta": "13/03/2026"}, "Estado", "Dice que sigue abierta y tiene fecha de respuesta"),
    ("nobody-to-answer", ABIERTA | {"Solicitante": ""}, "Solicitante", "a esa persona hay que responderle todavía"),
    ("bad-mail", ABIERTA | {"Correo electrónico": "luis"}, "Correo electrónico", "Escriba una dirección"),
    ("days-alone", ABIERTA | {"Días de prórroga": "10"}, "Fecha de prórroga", "lleva su día y sus días hábiles"),
    ("days-in-words", ABIERTA | {"Días de prórroga": "diez", "Fecha de prórroga": "13/03/2026"}, "Días de prórroga", "con un número"),
    ("too-many-days", ABIERTA | {"Días de prórroga": "90", "Fecha de prórroga": "13/03/2026"}, "Fecha de prórroga", "de 1 a 10 días. (43)"),
    ("answered-nothing", ABIERTA | {"Fecha en que se aclaró": "13/03/2026"}, "Fecha de aclaración", "diga qué día se pidió"),
    ("invisible", ABIERTA | {"Solicitante": "Luis\x00Caal"}, "Solicitante", "signos que no se ven"),
)  # fmt: skip


@pytest.mark.parametrize(("fila", "columna", "dice"), [m[1:] for m in MALAS], ids=[m[0] for m in MALAS])
def test_a_fault_names_line_column_and_what_to_write_and_repeats_nothing(
    elenco: Elenco, fila: Mapping[str, Any], columna: str, dice: str
) -> None:
    informe = ensayar(una_corrida(elenco, write_csv(CERRADA | {"No. de expediente": "UI-1"}, fila)))
    (falta,) = informe.faltas
    assert (falta.linea, falta.columna) == (3, columna)
    assert dice in str(falta.que)
    for dato in ("Luis", "Ana", "limbo", "ayer", "31/02", "vacunas"):
        assert dato not in str(falta.que)


def test_what_the_law_would_have_refused_names_its_field_and_its_article(elenco: Elenco) -> None:
    corrida = una_corrida(elenco, write_csv(ABIERTA | {"Días de prórroga": "90", "Fecha de prórroga": "13/03/2026"}))
    with corrida.open() as (tabla, lector):
        renglon, _ = lector.read(*next(tabla.filas))
    assert renglon is not None
    with pytest.raises(RenglonImposibleError) as imposible:
        corrida.constructor.check(renglon)
    assert (imposible.value.campo, imposible.value.articulo) == ("prorrogada", "43")


def test_a_number_twice_in_the_file_names_the_first(elenco: Elenco) -> None:
    (falta,) = ensayar(una_corrida(elenco, write_csv(CERRADA, ABIERTA, CERRADA))).faltas
    assert (falta.linea, str(falta.que)) == (4, "El número ya está en la línea 2: cada expediente lleva el suyo.")


def test_two_institutions_may_use_one_number(elenco: Elenco) -> None:
    bring(elenco, CERRADA)
    importacion, _ = bring(elenco, CERRADA, por="la_administradora", institucion=elenco.educacion)
    assert importacion.importadas == 1
    assert Movimiento.objects.get(solicitud__importacion=importacion).rol == "administrador"


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_firmante", "el_enlace", "el_regulador", "una_extrana", "el_reloj", "nadie"])
def test_importar_by_another_role_is_refused(elenco: Elenco, quien: str) -> None:
    for hacer in (ensayar, importar):
        with pytest.raises(ActoNoAutorizadoError):
            hacer(una_corrida(elenco, write_csv(CERRADA), por=quien))


def test_the_authority_of_another_institution_is_refused(elenco: Elenco) -> None:
    with pytest.raises(ActoNoAutorizadoError):
        importar(una_corrida(elenco, write_csv(CERRADA), institucion=elenco.educacion))


def test_a_file_without_rows_or_with_too_many(elenco: Elenco) -> None:
    with pytest.raises(RegistroVacioError):
        ensayar(una_corrida(elenco, write_csv()))
    with pytest.raises(RegistroDemasiadoGrandeError, match="1 filas como máximo"):
        ensayar(una_corrida(elenco, write_csv(CERRADA, ABIERTA), maximo=1))


def test_what_had_ended_is_counted_by_no_clock_of_ours(elenco: Elenco) -> None:
    bring(elenco, CERRADA | {"Fecha límite": "", "Estado": "Vencida", "Tipo de respuesta": "", "Fecha de respuesta": "", "Solicitante": ""})
    solicitud = Solicitud.objects.select_related("institucion", "presentacion").get()
    assert (solicitud.estado, solicitud.sentido, solicitud.fecha_vencimiento) == ("cerrada", "", None)
    assert solicitud.presentacion.solicitante_nombre == SIN_NOMBRE
    assert describe_plazos(solicitud, al=AHORA)["plazos"] == []
    assert vencer_plazos(ahora=AHORA).hechas == certificar_silencios(ahora=AHORA).hechas == 0


def test_statistics_of_time_take_what_has_all_its_dates(elenco: Elenco) -> None:
    """By the last day that the former register gives, late or not; without one of the three days, received and nothing else."""
    bring(
        elenco,
        CERRADA,
        CERRADA | {"No. de expediente": "UI-16-2024", "Fecha de respuesta": "19/03/2024"},
        CERRADA | {"No. de expediente": "UI-17-2024", "Fecha límite": ""},
        CERRADA | {"No. de expediente": "UI-18-2024", "Fecha de respuesta": ""},
        CERRADA | {"No. de expediente": "UI-19-2024", "Estado": "Remitida", "Tipo de respuesta": ""},
    )
    cifras = measure_institucion(institucion_id=elenco.salud.pk, al=AHORA)
    assert (cifras.recibidas, cifras.respondidas, cifras.a_tiempo, cifras.exigibles, cifras.mediana) == (5, 2, 1, 2, 12.5)


def test_what_goes_on_obeys_the_law_from_the_day_it_came_in(elenco: Elenco) -> None:
    bring(elenco, ABIERTA | {"Fecha de prórroga": "18/03/2026", "Días de prórroga": "10"})
    solicitud = Solicitud.objects.get()
    libro = open_libro(solicitud)
    assert solicitud.fecha_vencimiento == libro.vencimiento == date(2026, 4, 13)
    with pytest.raises(ProrrogaYaConcedidaError):
        prorrogar(folio=solicitud.folio, actor=elenco.la_oficial, dias=5, motivo="Otra vez.", ahora=AHORA)
    assert hallazgos() == {}


def test_a_clarification_that_was_asked_before_is_waited_for(elenco: Elenco) -> None:
    bring(
        elenco,
        ABIERTA | {"Fecha de aclaración": "13/03/2026"},
        ABIERTA | {"No. de expediente": "UI-8-2026", "Fecha de aclaración": "13/03/2026", "Fecha en que se aclaró": "16/03/2026"},
        ABIERTA | {"No. de expediente": "UI-9-2026", "Estado": "Recibida"},
    )
    estados = dict(Solicitud.objects.values_list("expediente_interno", "estado"))
    assert estados == {"UI-7-2026": "en_aclaracion", "UI-8-2026": "en_tramite", "UI-9-2026": "presentada"}
    vencen = dict(Solicitud.objects.values_list("expediente_interno", "fecha_vencimiento"))
    assert vencen == {"UI-7-2026": None, "UI-8-2026": date(2026, 3, 30), "UI-9-2026": date(2026, 3, 26)}
    admitir(folio=Solicitud.objects.get(expediente_interno="UI-9-2026").folio, actor=elenco.la_oficial, ahora=AHORA)
    assert hallazgos() == {}


def test_what_was_late_when_it_came_in_is_told_before_and_expires_after(elenco: Elenco) -> None:
    corrida = una_corrida(elenco, write_csv(ABIERTA | {"Fecha de ingreso": "02/02/2026"}))
    assert ensayar(corrida).vencidas == 1
    importar(corrida)
    assert vencer_plazos(ahora=AHORA).hechas == 1
    assert certificar_silencios(ahora=AHORA).hechas == 1
    assert Solicitud.objects.get().estado == "vencida"


def test_own_words_are_understood_by_the_map(elenco: Elenco) -> None:
    archivo = write_csv(CERRADA | {"Estado": "Caso archivado", "Tipo de respuesta": "Negativa"})
    corrida = una_corrida(elenco, archivo)
    palabras = {"estado": {"caso archivado": "respondida"}, "sentido": {"negativa": "negativa_reservada"}}
    importar(una_corrida(elenco, archivo, mapa=Mapa(corrida.mapa.columnas, palabras)))
    assert Solicitud.objects.get().sentido == "negativa_reservada"


def test_each_row_is_told_with_its_folio(elenco: Elenco) -> None:
    bring(elenco, CERRADA)
    contados: list[Apunte] = []
    bring(elenco, CERRADA, ABIERTA, tell_apunte=contados.append)
    assert [(a.linea, a.numero, a.folio[-6:], a.resultado) for a in contados] == [
        (2, "UI-15-2024", "000001", Resultado.YA_ESTABA),
        (3, "UI-7-2026", "000002", Resultado.IMPORTADA),
    ]


def test_a_workbook_gives_what_the_csv_gives(elenco: Elenco) -> None:
    fila = as_fila(CERRADA, **{"Fecha de ingreso": date(2024, 3, 4), "Fecha límite": 45369, "No. de expediente": 15.0})
    importar(una_corrida(elenco, as_archivo(write_libro(TITULOS, fila))))
    solicitud = Solicitud.objects.get()
    assert (solicitud.expediente_interno, solicitud.fecha_vencimiento) == ("15", date(2024, 3, 18))


def test_a_formula_stays_text(elenco: Elenco) -> None:
    bring(elenco, CERRADA | {"Información solicitada": '=HYPERLINK("http://x";"y")', "No. de expediente": "=1+1"})
    assert Solicitud.objects.get().expediente_interno == "=1+1"


def test_memory_does_not_grow_with_what_the_rows_say(elenco: Elenco, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of each row is its number, in a few bytes: a hundred thousand are some megabytes, however long their texts."""

    monkeypatch.setattr("solicitudes.services.importacion.LOTE", 20)

    def peak(filas: int) -> int:
        larga = CERRADA | {"Información solicitada": "Compras. " * 200}
        corrida = una_corrida(elenco, write_csv(*({**larga, "No. de expediente": f"UI-{n}"} for n in range(filas))))
        tracemalloc.start()
        ensayar(corrida)
        _, pico = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return pico

    corto = peak(100)
    assert peak(600) - corto < 500 * 400


def test_a_run_is_written_once(elenco: Elenco) -> None:
    importacion, _ = bring(elenco, CERRADA)
    with pytest.raises(SoloInsercionError):
        importacion.delete()


def test_verificar_bitacora_sees_an_outcome_that_was_changed(elenco: Elenco) -> None:
    bring(elenco, CERRADA)
    Solicitud.objects.update(sentido="inexistencia")
    (razones,) = hallazgos().values()
    assert "se notificó «entrega_total»" in razones[0]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_bring_each_case_once(elenco: Elenco) -> None:
    salidas: list[Any] = []

    def run() -> None:
        try:
            salidas.append(bring(elenco, *({**CERRADA, "No. de expediente": f"UI-{n}"} for n in range(30)))[0])
        except Exception as error:  # what the other did while this one waited
            salidas.append(error)
        finally:
            connections.close_all()

    hilos = [threading.Thread(target=run) for _ in range(2)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert Solicitud.objects.count() == Presentacion.objects.count() == 30
    assert Importacion.objects.count() == 1
    assert connection.vendor == "postgresql"
    assert {type(s).__name__ for s in salidas} <= {"Importacion", "RegistroMovidoError", "NoneType"}

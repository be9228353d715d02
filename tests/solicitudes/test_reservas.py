"""clasificar, prorrogar_reserva, levantar_reserva: the register of reserved information and its warnings (LAIP arts. 23 to 29)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from notifications.models import Aviso, Salida
from notifications.relevo import drenar
from solicitudes.models import ActoAdministrativo, AvisoDeReserva, LevantamientoReserva, ProrrogaReserva, Reserva
from solicitudes.models.solo_insercion import SoloInsercionError
from solicitudes.registro_reservas import filter_vigentes, list_reservas
from solicitudes.services.aviso_reserva import avisar_reservas
from solicitudes.services.reserva import Levantamiento, ProrrogaDeReserva, clasificar, levantar_reserva, prorrogar_reserva, seal_reserva
from tests.elenco import RESERVA, Elenco, cuando
from tests.solicitudes.test_concurrencia import at_once, refusals
from workflow.problema import ProblemaError

NUEVA = replace(RESERVA, numero="20-2026", fecha=date(2026, 3, 2), fecha_publicacion=date(2026, 3, 3), desde=date(2026, 3, 4))
PRORROGA = ProrrogaDeReserva("7-2032", date(2032, 11, 3), date(2037, 12, 31), "Sigue abierta.", "DCA 1", date(2032, 11, 5))
LEVANTA = Levantamiento("cesaron_las_razones", "Resolución 30-2026", "La negociación terminó.", date(2026, 6, 1))
AL_PUBLICAR, AL_LEVANTAR, AL_PRORROGAR = cuando(3, 4), cuando(6, 1), cuando(11, 6, anio=2032)
TABLAS = (Reserva, ProrrogaReserva, LevantamientoReserva, AvisoDeReserva, ActoAdministrativo, Salida)


@pytest.fixture
def reserva(elenco: Elenco) -> Reserva:
    return Reserva.objects.get()


@contextmanager
def refused(codigo: str, estatus: int, *, campo: str | None = None) -> Iterator[None]:
    """What is inside is refused with this slug and this status, and writes nothing."""
    antes = [list(tabla.objects.order_by("pk").values()) for tabla in TABLAS]
    with pytest.raises(ProblemaError) as error:
        yield
    assert (error.value.codigo, error.value.estatus) == (codigo, estatus)
    assert campo is None or error.value.campo == campo
    assert [list(tabla.objects.order_by("pk").values()) for tabla in TABLAS] == antes


def classify(elenco: Elenco, *, por: str = "la_autoridad", ahora: datetime = AL_PUBLICAR, **cambios: Any) -> Reserva:
    return clasificar(clasificacion=replace(NUEVA, **cambios), actor=getattr(elenco, por), ahora=ahora)


def test_clasificar_enters_what_the_resolution_says_and_who_entered_it(elenco: Elenco) -> None:
    reserva = classify(elenco, asunto="  Precios  ")
    guardada = Reserva.objects.get(pk=reserva.pk)
    assert (guardada.institucion, guardada.numero, guardada.asunto, guardada.causal) == (
        elenco.salud,
        "20-2026",
        "Precios",
        "estabilidad_economica",
    )
    assert (guardada.persona_id, guardada.fecha_hora, guardada.huella) == (
        elenco.la_autoridad.persona_id,
        cuando(3, 4),
        seal_reserva(guardada),
    )
    acto = ActoAdministrativo.objects.get()
    assert (acto.accion, acto.institucion, acto.objeto) == ("clasificar", elenco.salud, "Reserva 20-2026: Precios")
    assert acto.detalle == {"reserva": reserva.pk, "huella": reserva.huella}


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_firmante", "el_enlace", "el_regulador", "una_extrana", "nadie"])
def test_only_the_top_authority_touches_the_register(elenco: Elenco, reserva: Reserva, quien: str) -> None:
    with refused("acto-no-autorizado", 403):
        classify(elenco, por=quien)
    with refused("acto-no-autorizado", 403):
        prorrogar_reserva(reserva_id=reserva.pk, prorroga=PRORROGA, actor=getattr(elenco, quien), ahora=cuando(11, 6, anio=2032))
    with refused("acto-no-autorizado", 403):
        levantar_reserva(reserva_id=reserva.pk, levantamiento=LEVANTA, actor=getattr(elenco, quien), ahora=cuando(6, 1))


def test_nor_does_that_of_another_institution(elenco: Elenco) -> None:
    with refused("acto-no-autorizado", 403):
        classify(elenco, institucion="MINEDUC")


def test_nothing_is_reserved_without_the_declaration_of_article_24(elenco: Elenco) -> None:
    with refused("reserva-prohibida", 422, campo="ajena_a_violaciones"):
        classify(elenco, ajena_a_violaciones=False)


@pytest.mark.parametrize(
    ("cambios", "codigo", "campo"),
    [
        *(
            ({campo: "  "}, "reserva-incompleta", campo)
            for campo in ("numero", "autoridad", "asunto", "fuente", "causal", "justificacion", "partes", "custodia", "publicacion")
        ),
        ({"causal": "pudor"}, "reserva-incompleta", "causal"),
        ({"causal": "otra_ley"}, "reserva-incompleta", "ley"),
        ({"fecha": date(2026, 3, 5)}, "reserva-incompleta", "fecha"),
        ({"fecha_publicacion": date(2026, 3, 1)}, "reserva-incompleta", "fecha_publicacion"),
        ({"fecha_publicacion": date(2026, 3, 5)}, "reserva-incompleta", "fecha_publicacion"),
        ({"desde": date(2026, 3, 2)}, "reserva-incompleta", "desde"),
        ({"hasta": date(2026, 3, 3)}, "reserva-incompleta", "hasta"),
        ({"hasta": date(2033, 3, 2)}, "reserva-excedida", "hasta"),
        ({"institucion": "NADIE"}, "institucion-desconocida", "instituciones/0"),
    ],
)
def test_clasificar_without_what_the_law_asks_for_is_refused(elenco: Elenco, cambios: dict[str, Any], codigo: str, campo: str) -> None:
    with refused(codigo, 422, campo=campo):
        classify(elenco, **cambios)


def test_clasificar_for_seven_years_to_the_day(elenco: Elenco) -> None:
    assert classify(elenco, hasta=date(2033, 3, 1)).ultimo_dia == date(2033, 3, 1)


def test_clasificar_by_another_law_names_it(elenco: Elenco) -> None:
    assert classify(elenco, causal="otra_ley", ley="Ley de Bancos, artículo 63").ley == "Ley de Bancos, artículo 63"


def test_clasificar_twice_is_one_entry(elenco: Elenco) -> None:
    classify(elenco)
    with refused("reserva-repetida", 409, campo="numero"):
        classify(elenco)


def test_clasificar_where_the_law_has_no_register_is_refused(elenco: Elenco) -> None:
    elenco.salud.regimen = "cl-20285"
    elenco.salud.save()
    with refused("reserva-no-prevista", 422):
        classify(elenco)


def extend(elenco: Elenco, reserva: Reserva, ahora: datetime = AL_PRORROGAR, **cambios: Any) -> Reserva:
    return prorrogar_reserva(reserva_id=reserva.pk, prorroga=replace(PRORROGA, **cambios), actor=elenco.la_autoridad, ahora=ahora)


def test_prorrogar_moves_the_last_day_and_keeps_the_entry(elenco: Elenco, reserva: Reserva) -> None:
    antes = Reserva.objects.filter(pk=reserva.pk).values().get()
    extend(elenco, reserva)
    assert Reserva.objects.filter(pk=reserva.pk).values().get() == antes
    extendida = list_reservas().get(pk=reserva.pk)
    assert (extendida.hasta, extendida.ultimo_dia, extendida.fin) == (date(2032, 12, 31), date(2037, 12, 31), date(2037, 12, 31))
    assert ActoAdministrativo.objects.get().accion == "prorrogar_reserva"


def test_prorrogar_happens_once(elenco: Elenco, reserva: Reserva) -> None:
    extend(elenco, reserva)
    with refused("reserva-ya-prorrogada", 409):
        extend(elenco, reserva, numero="8-2032")


@pytest.mark.parametrize(
    ("cambios", "codigo", "campo"),
    [
        ({"justificacion": ""}, "reserva-incompleta", "justificacion"),
        ({"numero": " "}, "reserva-incompleta", "numero"),
        ({"publicacion": ""}, "reserva-incompleta", "publicacion"),
        ({"fecha": date(2025, 1, 1), "fecha_publicacion": date(2025, 1, 1)}, "reserva-incompleta", "fecha"),
        ({"hasta": date(2032, 12, 31)}, "reserva-incompleta", "hasta"),
        ({"hasta": date(2038, 1, 1)}, "reserva-excedida", "hasta"),
        ({"fecha": date(2032, 11, 7)}, "reserva-incompleta", "fecha"),
    ],
)
def test_prorrogar_without_what_the_law_asks_for_is_refused(
    elenco: Elenco, reserva: Reserva, cambios: dict[str, Any], codigo: str, campo: str
) -> None:
    with refused(codigo, 422, campo=campo):
        extend(elenco, reserva, **cambios)


def test_prorrogar_on_the_last_day_and_not_the_day_after(elenco: Elenco, reserva: Reserva) -> None:
    corta = classify(elenco, hasta=date(2032, 12, 31))
    extend(elenco, reserva, ahora=cuando(12, 31, 23, 59, anio=2032))
    with refused("reserva-no-vigente", 409):
        extend(elenco, corta, ahora=cuando(1, 1, anio=2033))


def lift(elenco: Elenco, reserva: Reserva, ahora: datetime = AL_LEVANTAR, **cambios: Any) -> Reserva:
    return levantar_reserva(reserva_id=reserva.pk, levantamiento=replace(LEVANTA, **cambios), actor=elenco.la_autoridad, ahora=ahora)


@pytest.mark.parametrize("causa", ["cesaron_las_razones", "orden_judicial"])
def test_levantar_ends_it_the_day_before(elenco: Elenco, reserva: Reserva, causa: str) -> None:
    lift(elenco, reserva, causa=causa)
    levantada = list_reservas().get(pk=reserva.pk)
    assert levantada.ultimo_dia == date(2026, 5, 31)
    assert [levantada.in_force_on(date(2026, m, d)) for m, d in ((1, 8), (1, 9), (5, 31), (6, 1))] == [False, True, True, False]
    assert ActoAdministrativo.objects.get().detalle["causa"] == causa


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"motivo": " "}, "motivo"),
        ({"documento": ""}, "documento"),
        ({"causa": "olvido"}, "causa"),
        ({"desde": date(2026, 6, 2)}, "desde"),
        ({"desde": date(2026, 1, 9)}, "desde"),
    ],
)
def test_levantar_without_its_reasons_is_refused(elenco: Elenco, reserva: Reserva, cambios: dict[str, Any], campo: str) -> None:
    with refused("reserva-incompleta", 422, campo=campo):
        lift(elenco, reserva, **cambios)


def test_what_was_lifted_is_neither_lifted_nor_extended(elenco: Elenco, reserva: Reserva) -> None:
    lift(elenco, reserva)
    with refused("reserva-no-vigente", 409):
        lift(elenco, reserva)
    with refused("reserva-no-vigente", 409):
        extend(elenco, reserva)


def test_an_entry_that_does_not_exist(elenco: Elenco) -> None:
    with refused("reserva-no-encontrada", 404):
        prorrogar_reserva(reserva_id=999, prorroga=PRORROGA, actor=elenco.la_autoridad, ahora=cuando(6, 1))


@pytest.mark.parametrize(
    ("dia", "rige"),
    [(date(2026, 1, 8), False), (date(2026, 1, 9), True), (date(2032, 12, 31), True), (date(2033, 1, 1), False)],
    ids=["before", "first", "last", "after"],
)
def test_the_register_says_what_held_on_a_day(elenco: Elenco, dia: date, rige: bool) -> None:
    assert filter_vigentes(list_reservas(), dia).exists() is rige
    assert filter_vigentes(list_reservas(), dia, vigentes=False).exists() is not rige


@pytest.mark.parametrize(
    "intento",
    [
        lambda fila: fila.save(),
        lambda fila: fila.delete(),
        lambda fila: type(fila).objects.update(asunto="otro"),
        lambda fila: type(fila).objects.all().delete(),
    ],
    ids=["save", "delete", "update", "delete_all"],
)
def test_an_entry_is_written_once(reserva: Reserva, intento: Callable[[Reserva], None]) -> None:
    with pytest.raises(SoloInsercionError):
        intento(reserva)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="corre en la pasada sobre PostgreSQL (DATABASE_URL)")
def test_postgresql_itself_refuses_to_change_an_entry(reserva: Reserva) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE solicitudes_reserva SET asunto = 'otro'")


#: The last day of the reserve is 31 December 2032: ninety days before is 2 October, thirty is 1 December.
@pytest.mark.parametrize(
    ("dias", "pedidos"),
    [
        ([(10, 1)], []),
        ([(10, 2)], [90]),
        ([(10, 2), (10, 2), (11, 30)], [90]),
        ([(10, 2), (12, 1), (12, 31)], [90, 30]),
        ([(12, 20)], [30]),
    ],
    ids=["too-early", "first", "twice", "both", "days-late"],
)
def test_the_top_authority_is_warned_once_of_each(elenco: Elenco, dias: list[tuple[int, int]], pedidos: list[int]) -> None:
    for mes, dia in dias:
        avisar_reservas(ahora=cuando(mes, dia, anio=2032))
        drenar(ahora=cuando(mes, dia, anio=2032))
    assert sorted(AvisoDeReserva.objects.values_list("dias", flat=True)) == sorted(pedidos)
    avisos = Aviso.objects.filter(evento="reserva_por_terminar")
    assert list(avisos.values_list("destinatario", flat=True)) == ["maxima_autoridad"] * len(pedidos)


def test_a_warning_that_was_asked_for_is_not_asked_again_when_the_outbox_has_forgotten_it(elenco: Elenco) -> None:
    assert avisar_reservas(ahora=cuando(10, 2, anio=2032)) == 1
    Salida.objects.all().delete()
    assert avisar_reservas(ahora=cuando(10, 3, anio=2032)) == 0
    assert not Salida.objects.exists()


def test_nobody_is_warned_of_what_is_lifted_or_over_and_an_extension_has_its_own(elenco: Elenco, reserva: Reserva) -> None:
    assert avisar_reservas(ahora=cuando(1, 1, anio=2033)) == 0
    lift(elenco, classify(elenco))
    extend(elenco, reserva)
    assert avisar_reservas(ahora=cuando(12, 5, anio=2032)) == 0
    assert avisar_reservas(ahora=cuando(12, 5, anio=2037)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_enter_extend_and_lift_once(elenco: Elenco, reserva: Reserva) -> None:
    assert refusals(at_once(lambda: classify(elenco), lambda: classify(elenco))) == ["reserva-repetida"]
    assert refusals(at_once(lambda: extend(elenco, reserva), lambda: extend(elenco, reserva, numero="8-2032"))) == ["reserva-ya-prorrogada"]
    assert refusals(at_once(lambda: lift(elenco, reserva), lambda: lift(elenco, reserva))) == ["reserva-no-vigente"]
    antes = cuando(10, 2, anio=2037)
    assert sorted(at_once(lambda: avisar_reservas(ahora=antes), lambda: avisar_reservas(ahora=antes))) == [0, 0]
    assert (Reserva.objects.count(), ProrrogaReserva.objects.count(), LevantamientoReserva.objects.count()) == (2, 1, 1)

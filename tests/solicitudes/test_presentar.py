"""presentar: one filing, a case at each body, a receipt and a key (LAIP arts. 38 and 41)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.models import Salida
from solicitudes.actor import ANONIMO
from solicitudes.directorio import close_institucion
from solicitudes.models import Cargo, ContadorFolio, Movimiento, Presentacion, Solicitud
from solicitudes.services.presentacion import MAXIMO_DE_INSTITUCIONES, presentar
from tests.elenco import CORREO, DESCRIPCION, LUNES, NOMBRE, VENCE, Elenco, cuando, enqueued, refused, una_peticion
from workflow.problema import ProblemaError


def test_presentar_opens_a_case_with_folio_term_movement_and_receipt(elenco: Elenco) -> None:
    recibo = presentar(peticion=una_peticion(), actor=elenco.nadie, ahora=LUNES)
    [linea] = recibo.solicitudes
    assert (linea.folio, linea.institucion, linea.institucion_nombre) == ("GT-2026-MSPAS-000001", "MSPAS", elenco.salud.nombre)
    assert (linea.vence, linea.fecha_hora, recibo.repetida) == (VENCE, LUNES, False)
    solicitud = Solicitud.objects.get()
    assert (solicitud.folio, solicitud.estado, solicitud.descripcion, solicitud.sentido) == (linea.folio, "presentada", DESCRIPCION, "")
    assert (solicitud.fecha_vencimiento, solicitud.fecha_advertencia, solicitud.fecha_cierre) == (VENCE, date(2026, 3, 11), None)
    assert (solicitud.regimen, solicitud.regimen_version, solicitud.version) == ("gt-laip", 1, 1)
    movimiento = Movimiento.objects.get()
    assert (movimiento.acto, movimiento.estado_anterior, movimiento.estado_nuevo) == ("presentar", "", "presentada")
    assert (movimiento.rol, movimiento.persona, movimiento.huella_anterior, movimiento.huella) == (
        "solicitante",
        None,
        "0" * 64,
        solicitud.cabeza,
    )
    assert enqueued(linea.folio) == {"avisar": [{"numero": 1}], "emitir-documento": [{"numero": 1, "tipo": "acuse"}]}


def test_presentar_keeps_the_identity_in_the_filing_and_nowhere_else(elenco: Elenco) -> None:
    presentar(peticion=una_peticion(), actor=elenco.nadie, ahora=LUNES)
    presentacion = Presentacion.objects.get()
    assert (presentacion.solicitante_nombre, presentacion.solicitante_correo) == (NOMBRE, CORREO)
    for tabla in (Solicitud, Movimiento, Salida):
        escrito = repr(list(tabla.objects.values()))
        assert NOMBRE not in escrito
        assert CORREO not in escrito


def test_presentar_stores_the_key_only_as_a_hash(elenco: Elenco) -> None:
    recibo = presentar(peticion=una_peticion(), actor=elenco.nadie, ahora=LUNES)
    guardado = repr(list(Presentacion.objects.values()))
    assert recibo.clave not in guardado
    assert recibo.clave.replace("-", "") not in guardado


def test_presentar_with_a_name_and_nothing_else(elenco: Elenco) -> None:
    recibo = presentar(peticion=una_peticion(correo=""), actor=elenco.nadie, ahora=LUNES)
    assert recibo.solicitudes[0].folio == "GT-2026-MSPAS-000001"


def test_presentar_to_three_bodies_opens_three_cases_under_one_key(elenco: Elenco) -> None:
    recibo = presentar(peticion=una_peticion("MUNI-0901", "MSPAS", "MINEDUC", "MSPAS"), actor=elenco.nadie, ahora=LUNES)
    assert [linea.folio for linea in recibo.solicitudes] == ["GT-2026-MUNI-0901-000001", "GT-2026-MSPAS-000001", "GT-2026-MINEDUC-000001"]
    assert Presentacion.objects.get().solicitudes.count() == 3
    assert {s.institucion_nombre for s in Solicitud.objects.all()} >= {"Municipalidad de Quetzaltenango, Quetzaltenango"}
    assert Movimiento.objects.count() == 3


def test_presentar_on_a_closed_day_counts_from_the_next_and_keeps_its_own_date(elenco: Elenco) -> None:
    recibo = presentar(peticion=una_peticion(), actor=elenco.nadie, ahora=cuando(3, 1, 22))
    assert recibo.solicitudes[0].vence == date(2026, 3, 13)


def test_presentar_on_new_years_eve_is_numbered_by_the_year_of_guatemala(elenco: Elenco) -> None:
    tarde = presentar(peticion=una_peticion(), actor=elenco.nadie, ahora=cuando(12, 31, 23, 59))  # already 2027 in UTC
    nueva = presentar(peticion=una_peticion(), actor=elenco.nadie, ahora=cuando(1, 1, 0, anio=2027))
    assert [r.solicitudes[0].folio for r in (tarde, nueva)] == ["GT-2026-MSPAS-000001", "GT-2027-MSPAS-000001"]


@pytest.mark.parametrize("codigos", [("MSPAS", "NADA"), ("", "MSPAS"), ("mspas",)])
def test_presentar_to_an_unknown_body_files_nothing_anywhere(elenco: Elenco, codigos: tuple[str, ...]) -> None:
    with refused("institucion-desconocida", 422, campo=f"instituciones/{next(n for n, c in enumerate(codigos) if c != 'MSPAS')}"):
        presentar(peticion=una_peticion(*codigos), actor=elenco.nadie, ahora=LUNES)


def test_presentar_to_nobody_is_refused(elenco: Elenco) -> None:
    with refused("institucion-desconocida", 422, campo="instituciones") as error:
        presentar(peticion=replace(una_peticion(), instituciones=()), actor=elenco.nadie, ahora=LUNES)
    assert error.value.articulo == "LAIP art. 41"


def test_presentar_to_too_many_bodies_is_refused(elenco: Elenco) -> None:
    codigos = [f"MUNI-{n:04d}" for n in range(MAXIMO_DE_INSTITUCIONES + 1)]
    with refused("demasiadas-instituciones", 422, campo="instituciones"):
        presentar(peticion=una_peticion(*codigos), actor=elenco.nadie, ahora=LUNES)


def test_presentar_to_a_closed_body_names_who_took_over(elenco: Elenco) -> None:
    close_institucion(elenco.salud, ahora=LUNES, motivo="fusión", sucesora=elenco.educacion)
    with refused("institucion-cerrada", 422, campo="instituciones/1") as error:
        presentar(peticion=una_peticion("MUNI-0901", "MSPAS"), actor=elenco.nadie, ahora=LUNES)
    assert "Ministerio de Educación (MINEDUC)" in error.value.detalle


@pytest.mark.parametrize("canal", ["mostrador", "telefono", "carta", "correo"])
def test_presentar_what_arrived_at_the_office_is_registered_by_its_officer(elenco: Elenco, canal: str) -> None:
    presentar(peticion=una_peticion(canal=canal), actor=elenco.la_oficial, ahora=LUNES)
    movimiento = Movimiento.objects.get()
    assert (movimiento.rol, movimiento.persona_id) == ("oficial", elenco.la_oficial.persona_id)


@pytest.mark.parametrize("quien", ["nadie", "una_extrana", "la_jefa", "la_autoridad", "el_enlace", "el_regulador"])
def test_presentar_by_the_officers_channel_without_being_one_is_refused(elenco: Elenco, quien: str) -> None:
    with refused("acto-no-autorizado", 403, campo="canal"):
        presentar(peticion=una_peticion(canal="mostrador"), actor=getattr(elenco, quien), ahora=LUNES)


def test_presentar_at_the_counter_for_another_body_too_is_refused(elenco: Elenco) -> None:
    with refused("acto-no-autorizado", 403):
        presentar(peticion=una_peticion("MSPAS", "MINEDUC", canal="mostrador"), actor=elenco.la_oficial, ahora=LUNES)


def test_presentar_at_the_counter_by_who_was_officer_once_is_refused(elenco: Elenco) -> None:
    from solicitudes.actor import actor_for_persona
    from solicitudes.models import Persona

    Cargo.objects.filter(persona=elenco.la_oficial.persona_id).update(hasta=date(2026, 2, 28))
    saliente = actor_for_persona(Persona.objects.get(pk=elenco.la_oficial.persona_id), hoy=LUNES.date())
    with refused("acto-no-autorizado", 403):
        presentar(peticion=una_peticion(canal="mostrador"), actor=saliente, ahora=LUNES)


@pytest.mark.parametrize(("campo", "datos"), [("descripcion", {"descripcion": "  \n "}), ("solicitante/nombre", {"nombre": " \t"})])
def test_presentar_without_text_or_name_is_refused(elenco: Elenco, campo: str, datos: dict[str, str]) -> None:
    with refused("texto-requerido", 422, campo=campo) as error:
        presentar(peticion=una_peticion(**datos), actor=elenco.nadie, ahora=LUNES)
    assert error.value.articulo == "LAIP art. 41"


# ── the same submission again ─────────────────────────────────────────────────


def test_presentar_again_under_the_same_key_gives_the_same_answer_once(elenco: Elenco) -> None:
    peticion = una_peticion("MSPAS", "MINEDUC")
    primera = presentar(peticion=peticion, actor=ANONIMO, ahora=LUNES, idempotencia="k-1")
    segunda = presentar(peticion=peticion, actor=ANONIMO, ahora=cuando(3, 9), idempotencia="k-1")
    assert segunda == replace(primera, repetida=True)
    assert Solicitud.objects.count() == 2
    assert set(ContadorFolio.objects.values_list("ultimo", flat=True)) == {1}


def test_presentar_again_answers_what_was_answered_even_after_the_case_moved(elenco: Elenco) -> None:
    from tests.elenco import ACTOS

    primera = presentar(peticion=una_peticion(), actor=ANONIMO, ahora=LUNES, idempotencia="k-1")
    ACTOS["remitir"][0](
        folio=primera.solicitudes[0].folio, actor=elenco.la_oficial, institucion="MINEDUC", motivo="Es suya.", ahora=cuando(3, 3)
    )
    segunda = presentar(peticion=una_peticion(), actor=ANONIMO, ahora=cuando(3, 9), idempotencia="k-1")
    assert (segunda.solicitudes, segunda.clave) == (primera.solicitudes, primera.clave)


def test_presentar_something_else_under_a_used_key_is_refused(elenco: Elenco) -> None:
    presentar(peticion=una_peticion(), actor=ANONIMO, ahora=LUNES, idempotencia="k-1")
    with refused("clave-de-idempotencia-reutilizada", 422):
        presentar(peticion=una_peticion(descripcion="Otra cosa."), actor=ANONIMO, ahora=LUNES, idempotencia="k-1")


def test_the_same_key_of_two_people_is_two_keys(elenco: Elenco) -> None:
    presentar(peticion=una_peticion(), actor=ANONIMO, ahora=LUNES, idempotencia="k-1")
    otra = presentar(peticion=una_peticion(), actor=elenco.la_oficial, ahora=LUNES, idempotencia="k-1")
    assert otra.repetida is False
    assert Solicitud.objects.count() == 2


def test_the_same_question_twice_without_a_key_is_two_requests(elenco: Elenco) -> None:
    presentar(peticion=una_peticion(), actor=ANONIMO, ahora=LUNES)
    presentar(peticion=una_peticion(), actor=ANONIMO, ahora=LUNES)
    assert Solicitud.objects.count() == 2


def test_a_refused_filing_does_not_use_up_its_key(elenco: Elenco) -> None:
    with pytest.raises(ProblemaError):
        presentar(peticion=una_peticion("NADA"), actor=ANONIMO, ahora=LUNES, idempotencia="k-1")
    assert presentar(peticion=una_peticion(), actor=ANONIMO, ahora=LUNES, idempotencia="k-1").repetida is False


def test_presentar_to_many_bodies_asks_as_few_queries_as_to_one(elenco: Elenco) -> None:
    cuentas = []
    for codigos in (("MSPAS",), ("MSPAS", "MINEDUC", "MUNI-0901")):
        with CaptureQueriesContext(connection) as consultas:
            presentar(peticion=una_peticion(*codigos), actor=ANONIMO, ahora=LUNES)
        cuentas.append(len([c for c in consultas if "SAVEPOINT" not in c["sql"]]))
    assert cuentas[0] == cuentas[1] <= 8

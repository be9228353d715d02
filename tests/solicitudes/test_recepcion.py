"""presentar with the real moment of reception: what came on Monday and is written down on Wednesday counts from Monday."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documentos.models import Documento
from notifications.relevo import drenar
from portal.linea import tell_historia
from solicitudes.actor import actor_for_presentacion
from solicitudes.auditoria import list_hallazgos
from solicitudes.bitacora import digest
from solicitudes.models import Movimiento, Solicitud
from solicitudes.seguimiento import follow_solicitud
from solicitudes.selectors import describe_plazos
from solicitudes.services.presentacion import Peticion, presentar
from solicitudes.services.recepcion import MAXIMO_DE_ATRASO
from solicitudes.services.remision import remitir
from solicitudes.services.vencimiento import vencer_plazos
from tests.elenco import LUNES, VENCE, Elenco, cuando, refused, una_peticion
from tests.solicitudes.decretos import decree, decreto

MIERCOLES = cuando(3, 4)


def una_carta(recibida: datetime | None = LUNES, **datos: Any) -> Peticion:
    return una_peticion(**{"canal": "carta", "recibida": recibida, **datos})


def test_presentar_a_letter_of_monday_on_wednesday_counts_from_monday(elenco: Elenco) -> None:
    [linea] = presentar(peticion=una_carta(), actor=elenco.la_oficial, ahora=MIERCOLES).solicitudes
    assert (linea.vence, linea.recibida, linea.fecha_hora) == (VENCE, LUNES, MIERCOLES)
    solicitud = Solicitud.objects.get()
    assert (solicitud.fecha_vencimiento, solicitud.fecha_hora_presentacion, solicitud.fecha_hora_original) == (VENCE, LUNES, LUNES)
    assert solicitud.presentacion.fecha_hora == MIERCOLES
    movimiento = Movimiento.objects.get()
    assert (movimiento.fecha_hora, movimiento.datos["recibida"]) == (MIERCOLES, LUNES.isoformat())


@pytest.mark.parametrize("recibida", [None, MIERCOLES], ids=["nadie dice otra", "en ese momento"])
def test_presentar_what_is_registered_at_once_says_one_date(elenco: Elenco, recibida: datetime | None) -> None:
    [linea] = presentar(peticion=una_carta(recibida), actor=elenco.la_oficial, ahora=MIERCOLES).solicitudes
    assert (linea.recibida, linea.vence) == (MIERCOLES, date(2026, 3, 18))
    assert "recibida" not in Movimiento.objects.get().datos


@settings(derandomize=True, deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    recibida=st.datetimes(datetime(2026, 1, 5), datetime(2026, 11, 30), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    atraso=st.timedeltas(timedelta(seconds=1), timedelta(days=60)),
    tipo=st.sampled_from(["acceso", "datos_acceso", "datos_rectificacion"]),
)
def test_the_term_is_that_of_a_case_filed_at_the_reception(elenco: Elenco, recibida: datetime, atraso: timedelta, tipo: str) -> None:
    puntual = presentar(peticion=una_peticion(tipo=tipo), actor=elenco.nadie, ahora=recibida)
    tardia = presentar(peticion=una_carta(recibida, tipo=tipo), actor=elenco.la_oficial, ahora=recibida + atraso)
    [a], [b] = puntual.solicitudes, tardia.solicitudes
    al = recibida + atraso
    plazos = [describe_plazos(Solicitud.objects.select_related("institucion").get(folio=linea.folio), al=al) for linea in (a, b)]
    assert a.vence == b.vence
    assert plazos[0] == plazos[1]


def test_a_day_closed_between_reception_and_registration_counts_for_both(elenco: Elenco) -> None:
    puntual = presentar(peticion=una_peticion(), actor=elenco.nadie, ahora=LUNES)
    decree(elenco.la_administradora, decreto((3, 10)), cuando(3, 3))
    tardia = presentar(peticion=una_carta(), actor=elenco.la_oficial, ahora=MIERCOLES)
    casos = [Solicitud.objects.select_related("institucion").get(folio=r.solicitudes[0].folio) for r in (puntual, tardia)]
    fechas = [describe_plazos(caso, al=MIERCOLES)["plazos"] for caso in casos]
    assert [next(p["vence"] for p in plazos if p["clave"] == "resolucion") for plazos in fechas] == ["2026-03-17"] * 2
    assert tardia.solicitudes[0].vence == date(2026, 3, 17)


def test_presentar_when_the_term_is_already_over_expires_at_the_next_sweep(elenco: Elenco) -> None:
    [linea] = presentar(peticion=una_carta(), actor=elenco.la_oficial, ahora=cuando(3, 20)).solicitudes
    assert (linea.vence, Solicitud.objects.get().estado) == (VENCE, "presentada")
    assert vencer_plazos(ahora=cuando(3, 20, 10)).hechas == 1
    solicitud = Solicitud.objects.get()
    assert (solicitud.estado, solicitud.fecha_vencimiento) == ("vencida", VENCE)


def test_the_folio_is_of_the_year_in_which_it_is_given(elenco: Elenco) -> None:
    carta = una_carta(cuando(12, 30))
    [linea] = presentar(peticion=carta, actor=elenco.la_oficial, ahora=cuando(1, 4, anio=2027)).solicitudes
    assert linea.folio == "GT-2027-MSPAS-000001"


@pytest.mark.parametrize(
    "recibida", [MIERCOLES + timedelta(seconds=1), MIERCOLES - MAXIMO_DE_ATRASO - timedelta(seconds=1)], ids=["futura", "de otro año"]
)
def test_presentar_with_a_reception_that_cannot_be_is_refused(elenco: Elenco, recibida: datetime) -> None:
    with refused("recepcion-invalida", 422, campo="recibida"):
        presentar(peticion=una_carta(recibida), actor=elenco.la_oficial, ahora=MIERCOLES)


def test_presentar_at_the_oldest_reception_is_taken(elenco: Elenco) -> None:
    assert presentar(peticion=una_carta(MIERCOLES - MAXIMO_DE_ATRASO), actor=elenco.la_oficial, ahora=MIERCOLES).solicitudes


@pytest.mark.parametrize("canal", ["portal", "api"])
def test_presentar_on_line_has_no_other_reception(elenco: Elenco, canal: str) -> None:
    with refused("recepcion-invalida", 422, campo="recibida"):
        presentar(peticion=una_carta(canal=canal), actor=elenco.la_oficial, ahora=MIERCOLES)


@pytest.mark.parametrize("quien", ["nadie", "una_extrana", "la_jefa", "el_firmante", "el_regulador"])
def test_presentar_with_a_reception_by_somebody_else_is_refused(elenco: Elenco, quien: str) -> None:
    with refused("acto-no-autorizado", 403, campo="canal"):
        presentar(peticion=una_carta(), actor=getattr(elenco, quien), ahora=MIERCOLES)


def test_presentar_twice_with_one_key_files_once_and_tells_the_same(elenco: Elenco) -> None:
    primera, segunda = (
        presentar(peticion=una_carta(), actor=elenco.la_oficial, ahora=MIERCOLES + timedelta(minutes=n), idempotencia="k") for n in (0, 1)
    )
    assert segunda.repetida
    assert (segunda.clave, segunda.solicitudes) == (primera.clave, primera.solicitudes)
    with refused("clave-de-idempotencia-reutilizada", 422):
        presentar(peticion=una_carta(cuando(3, 3)), actor=elenco.la_oficial, ahora=MIERCOLES, idempotencia="k")


def test_the_fingerprint_of_a_filing_without_reception_is_what_it_was() -> None:
    """Keys used before the field existed are still answered with the same filing."""
    peticion = una_peticion()
    assert peticion.huella == digest(
        {c: v for c, v in asdict(peticion).items() if c not in ("recibida", "rectificacion", "consentimiento")}
    )
    assert una_carta().huella != una_carta(None).huella


def test_the_receipt_and_the_page_of_the_applicant_say_both_dates(elenco: Elenco) -> None:
    recibo = presentar(peticion=una_carta(), actor=elenco.la_oficial, ahora=MIERCOLES)
    drenar(ahora=MIERCOLES)
    contexto = Documento.objects.get(tipo="acuse").contexto
    assert datetime.fromisoformat(contexto["fecha_hora_presentacion"]) == LUNES
    assert datetime.fromisoformat(contexto["fecha_hora_registro"]) == MIERCOLES
    caso = follow_solicitud(recibo.solicitudes[0].folio, actor=actor_for_presentacion(recibo.presentacion), al=MIERCOLES)
    [hito] = tell_historia(caso)
    assert hito.fecha_hora == LUNES
    assert "la registró el miércoles 4 de marzo de 2026, 09:00" in str(hito.texto)


def test_a_case_forwarded_after_a_late_registration_keeps_the_date_of_the_person(elenco: Elenco) -> None:
    [linea] = presentar(peticion=una_carta(), actor=elenco.la_oficial, ahora=MIERCOLES).solicitudes
    nueva = remitir(folio=linea.folio, actor=elenco.la_oficial, institucion="MINEDUC", motivo="La tiene Educación.", ahora=cuando(3, 5))
    assert (nueva.fecha_hora_original, nueva.fecha_hora_presentacion) == (LUNES, cuando(3, 5))


def test_the_history_of_a_late_registration_verifies_and_a_changed_date_shows(elenco: Elenco) -> None:
    presentar(peticion=una_carta(), actor=elenco.la_oficial, ahora=MIERCOLES)
    assert [razones for _, razones in list_hallazgos() if razones] == []
    Solicitud.objects.update(fecha_hora_presentacion=MIERCOLES)
    [(_, razones)] = [hallazgo for hallazgo in list_hallazgos() if hallazgo[1]]
    assert "dice haberse recibido el 04/03/2026" in razones[0]

"""suplir: an office held in the stead of who is away, for some days, and told as such in what is signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from documentos.models import Documento
from notifications.relevo import drenar
from solicitudes.actor import Actor, actor_for_persona
from solicitudes.auditoria import list_hallazgos
from solicitudes.models import ActoAdministrativo, Cargo, Persona, Unidad
from solicitudes.policies import visible
from solicitudes.services.suplencia import Suplencia, suplir, terminar_suplencia
from solicitudes.services.vencimiento import certificar_silencios
from tests.elenco import CONCEDE, LUNES, Elenco, cuando, hire, refused, un_expediente, unidad_de
from tests.solicitudes.test_concurrencia import at_once, refusals
from workflow.roles import Rol

PRIMERO, ULTIMO = date(2026, 3, 9), date(2026, 3, 13)


def cargo_de(actor: Actor) -> Cargo:
    return Cargo.objects.get(persona=actor.persona_id, suple__isnull=True)


def as_of(actor: Actor, dia: date) -> Actor:
    """Who she is that day."""
    return actor_for_persona(Persona.objects.get(pk=actor.persona_id), hoy=dia)


def build(elenco: Elenco, *, ausente: str = "el_firmante", suplente: str = "la_jefa", **cambios: Any) -> Suplencia:
    propia = Suplencia(cargo_de(getattr(elenco, ausente)).pk, getattr(elenco, suplente).persona_id, PRIMERO, ULTIMO)
    return replace(propia, **cambios)


def name(elenco: Elenco, *, por: str = "la_autoridad", ahora: datetime = LUNES, **cambios: Any) -> Cargo:
    return suplir(suplencia=build(elenco, **cambios), actor=getattr(elenco, por), ahora=ahora)


def test_suplir_gives_the_office_for_those_days_and_no_other(elenco: Elenco) -> None:
    cargo = name(elenco)
    assert (cargo.rol, cargo.unidad_id, cargo.suple_id) == (
        "firmante",
        cargo_de(elenco.el_firmante).unidad_id,
        elenco.el_firmante.persona_id,
    )
    for dia, tiene in ((8, False), (9, True), (13, True), (14, False)):
        assert bool(as_of(elenco.la_jefa, date(2026, 3, dia)).instituciones(Rol.FIRMANTE)) is tiene


def test_suplir_is_written_down_with_who_named_and_when(elenco: Elenco) -> None:
    cargo = name(elenco)
    acto = ActoAdministrativo.objects.get()
    assert (acto.accion, acto.persona_id, acto.fecha_hora) == ("suplir", elenco.la_autoridad.persona_id, LUNES)
    assert "por suplencia de el_firmante" in acto.objeto
    assert acto.detalle == {
        "cargo": cargo.pk,
        "persona": elenco.la_jefa.persona_id,
        "desde": "2026-03-09",
        "hasta": "2026-03-13",
        "suple": elenco.el_firmante.persona_id,
    }


def test_what_a_substitute_signs_says_so_and_the_history_is_sealed(elenco: Elenco) -> None:
    name(elenco, ausente="la_autoridad", suplente="el_enlace", por="la_administradora")
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 10)).answer(CONCEDE, hasta="revisar")
    caso.hacer("firmar", por=as_of(elenco.el_enlace, PRIMERO))
    assert caso.resolucion.firmante_cargo == "Máxima autoridad, por suplencia"
    assert caso.ultimo.datos["suple"] == elenco.la_autoridad.persona_id
    assert [razones for _, razones in list_hallazgos(folios=[caso.folio]) if razones] == []


def test_the_certificate_of_silence_tells_who_held_the_office_for_whom(elenco: Elenco) -> None:
    name(elenco, ausente="la_oficial", suplente="el_enlace", por="la_jefa")
    caso = un_expediente(elenco, "vencida")
    certificar_silencios(ahora=cuando(4, 10))
    drenar(ahora=cuando(4, 10))
    cargos = Documento.objects.get(folio=caso.folio, tipo="constancia_silencio").contexto["cargos"]
    assert ("el_enlace", "Oficial de información, por suplencia") in [(cargo["persona"], cargo["rol"]) for cargo in cargos]


def test_who_signs_in_her_own_name_says_nothing_of_it(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 10)).answer(CONCEDE, hasta="firmar")
    assert caso.resolucion.firmante_cargo == "Firmante"
    assert "suple" not in caso.ultimo.datos


def test_a_substitute_sees_the_cases_while_it_lasts(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    name(elenco, ausente="la_oficial", suplente="otro_enlace", por="la_jefa")
    assert not visible(as_of(elenco.otro_enlace, date(2026, 3, 8))).filter(folio=caso.folio).exists()
    assert visible(as_of(elenco.otro_enlace, PRIMERO)).filter(folio=caso.folio).exists()
    assert not visible(as_of(elenco.otro_enlace, date(2026, 3, 14))).filter(folio=caso.folio).exists()


def test_a_substitute_still_may_not_sign_what_she_drafted(elenco: Elenco) -> None:
    name(elenco, ausente="el_firmante", suplente="otra_oficial")
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 10))
    caso.hacer("redactar", por="otra_oficial", borrador=CONCEDE)
    caso.hacer("enviar_a_revision")
    caso.hacer("revisar")
    with refused("misma-persona", 403):
        caso.hacer("firmar", por=as_of(elenco.otra_oficial, PRIMERO))


@pytest.mark.parametrize("ausente", ["la_jefa", "el_firmante", "la_autoridad"])
def test_who_has_a_draft_waiting_does_not_become_the_one_to_approve_it(elenco: Elenco, ausente: str) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 4)).answer(CONCEDE, hasta="enviar_a_revision")
    with refused("suplencia-invalida", 422, campo="suplente") as error:
        name(elenco, ausente=ausente, suplente="la_oficial", por="la_administradora", ahora=cuando(3, 4))
    assert caso.folio in error.value.detalle
    assert name(elenco, ausente=ausente, suplente="otra_oficial", por="la_administradora", ahora=cuando(3, 4))


@pytest.mark.parametrize(
    ("cambios", "codigo", "estatus", "campo"),
    [
        ({"suplente": "el_firmante"}, "suplencia-invalida", 422, "suplente"),
        ({"suplente": "una_extrana"}, "suplencia-invalida", 422, "suplente"),
        ({"suplente": "el_regulador"}, "suplencia-invalida", 422, "suplente"),
        ({"suplente": "la_autoridad"}, "suplencia-propia", 403, "suplente"),
        ({"desde": date(2026, 3, 1)}, "suplencia-invalida", 422, "desde"),
        ({"hasta": date(2026, 3, 8)}, "suplencia-invalida", 422, "hasta"),
        ({"cargo_id": 999_999}, "suplencia-no-encontrada", 404, "cargo"),
    ],
)
def test_what_cannot_be_is_refused(elenco: Elenco, cambios: dict[str, Any], codigo: str, estatus: int, campo: str) -> None:
    with refused(codigo, estatus, campo=campo):
        name(elenco, **cambios)
    assert not Cargo.objects.filter(suple__isnull=False).exists()
    assert not ActoAdministrativo.objects.exists()


def test_the_first_day_may_be_today(elenco: Elenco) -> None:
    assert name(elenco, desde=LUNES.date(), hasta=LUNES.date())


def test_not_beyond_the_office_of_who_is_away(elenco: Elenco) -> None:
    Cargo.objects.filter(pk=cargo_de(elenco.el_firmante).pk).update(hasta=date(2026, 3, 12))
    with refused("suplencia-invalida", 422, campo="hasta"):
        name(elenco)


@pytest.mark.parametrize(("desde", "hasta", "cabe"), [(5, 8, True), (5, 9, False), (13, 20, False), (14, 20, True)])
def test_two_substitutes_for_one_office_do_not_overlap(elenco: Elenco, desde: int, hasta: int, cabe: bool) -> None:
    name(elenco)
    otra = {"suplente": "otra_oficial", "desde": date(2026, 3, desde), "hasta": date(2026, 3, hasta)}
    if cabe:
        assert name(elenco, **otra)
        return
    with refused("suplencia-repetida", 409, campo="desde"):
        name(elenco, **otra)


def test_who_holds_the_same_office_does_not_substitute_in_it(elenco: Elenco) -> None:
    with refused("suplencia-repetida", 409, campo="suplente"):
        name(elenco, ausente="la_oficial", suplente="otra_oficial", por="la_jefa")


def test_a_substitute_has_no_substitute(elenco: Elenco) -> None:
    cargo = name(elenco)
    with refused("suplencia-invalida", 422, campo="cargo"):
        name(elenco, cargo_id=cargo.pk, suplente="otra_oficial")


@pytest.mark.parametrize(
    ("por", "ausente", "puede"),
    [
        ("la_jefa", "la_oficial", True),
        ("la_jefa", "el_enlace", True),
        ("la_jefa", "el_firmante", False),
        ("la_jefa", "la_autoridad", False),
        ("la_autoridad", "el_firmante", True),
        ("la_administradora", "la_autoridad", True),
        ("la_oficial", "otra_oficial", False),
        ("el_firmante", "la_oficial", False),
        ("el_enlace", "otro_enlace", False),
        ("el_regulador", "la_oficial", False),
        ("nadie", "la_oficial", False),
    ],
)
def test_who_may_name_a_substitute_for_whom(elenco: Elenco, por: str, ausente: str, puede: bool) -> None:
    if puede:
        assert name(elenco, por=por, ausente=ausente, suplente="otro_enlace")
        return
    with refused("suplencia-no-encontrada", 404, campo="cargo"):
        name(elenco, por=por, ausente=ausente, suplente="otro_enlace")


def test_the_authority_of_another_institution_names_nobody_here(elenco: Elenco) -> None:
    otra = hire("otra_autoridad", Rol.MAXIMA_AUTORIDAD, unidad_de(elenco.educacion, Unidad.Clase.MAXIMA_AUTORIDAD))
    with refused("suplencia-no-encontrada", 404):
        suplir(suplencia=build(elenco), actor=otra, ahora=LUNES)


def test_terminar_ends_it_at_once_and_keeps_it(elenco: Elenco) -> None:
    cargo = name(elenco)
    terminada = terminar_suplencia(cargo_id=cargo.pk, actor=elenco.la_autoridad, ahora=cuando(3, 11))
    assert (terminada.desde, terminada.hasta) == (PRIMERO, date(2026, 3, 10))
    assert not as_of(elenco.la_jefa, date(2026, 3, 11)).instituciones(Rol.FIRMANTE)
    acto = ActoAdministrativo.objects.get(accion="terminar_suplencia")
    assert (acto.detalle["antes"], acto.detalle["despues"]) == ("2026-03-13", "2026-03-10")


@pytest.mark.parametrize(("dia", "accion"), [(5, "anular_suplencia"), (9, "terminar_suplencia")], ids=["not begun", "begun today"])
def test_one_that_has_not_begun_is_annulled_and_one_of_today_ends_now(elenco: Elenco, dia: int, accion: str) -> None:
    cargo = name(elenco)
    terminada = terminar_suplencia(cargo_id=cargo.pk, actor=elenco.la_autoridad, ahora=cuando(3, dia))
    assert (terminada.desde, terminada.hasta) == (PRIMERO, PRIMERO - timedelta(days=1))
    assert not any(as_of(elenco.la_jefa, PRIMERO + timedelta(days=n)).instituciones(Rol.FIRMANTE) for n in range(-3, 6))
    assert ActoAdministrativo.objects.get(accion=accion).detalle["despues"] == "2026-03-08"
    assert name(elenco, suplente="otra_oficial") != cargo  # nothing of it is in anybody's way
    with refused("suplencia-invalida", 422):
        terminar_suplencia(cargo_id=cargo.pk, actor=elenco.la_autoridad, ahora=cuando(3, dia))


def test_terminar_after_it_is_over_is_refused(elenco: Elenco) -> None:
    cargo = name(elenco)
    with refused("suplencia-invalida", 422):
        terminar_suplencia(cargo_id=cargo.pk, actor=elenco.la_autoridad, ahora=cuando(3, 14))


def test_terminar_twice_is_refused(elenco: Elenco) -> None:
    cargo = name(elenco)
    terminar_suplencia(cargo_id=cargo.pk, actor=elenco.la_autoridad, ahora=cuando(3, 11))
    with refused("suplencia-invalida", 422):
        terminar_suplencia(cargo_id=cargo.pk, actor=elenco.la_autoridad, ahora=cuando(3, 11))


@pytest.mark.parametrize("quien", ["la_jefa", "el_firmante", "la_oficial", "el_regulador", "una_extrana"])
def test_terminar_by_somebody_who_could_not_name_it_is_refused(elenco: Elenco, quien: str) -> None:
    cargo = name(elenco)
    with refused("suplencia-no-encontrada", 404):
        terminar_suplencia(cargo_id=cargo.pk, actor=getattr(elenco, quien), ahora=cuando(3, 11))


def test_an_appointment_in_her_own_name_does_not_end_here(elenco: Elenco) -> None:
    with refused("suplencia-no-encontrada", 404):
        terminar_suplencia(cargo_id=cargo_de(elenco.el_firmante).pk, actor=elenco.la_autoridad, ahora=cuando(3, 11))


@pytest.mark.django_db(transaction=True)
def test_two_who_name_a_substitute_at_once_do_not_both(elenco: Elenco) -> None:
    """One office, two substitutes, two administrators: the second finds the first."""
    una, otra = (build(elenco, suplente=quien) for quien in ("la_jefa", "otra_oficial"))
    resultados = at_once(*(partial(suplir, suplencia=s, actor=elenco.la_autoridad, ahora=LUNES) for s in (una, otra)))
    assert refusals(resultados) == ["suplencia-repetida"]
    assert Cargo.objects.filter(suple__isnull=False).count() == 1

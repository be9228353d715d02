"""asignar: the information is asked of a unit or a person inside, by an internal date (LAIP arts. 19 and 20)."""

from __future__ import annotations

from datetime import date

import pytest

from solicitudes.models import Asignacion, Unidad
from solicitudes.policies import visible
from tests.elenco import VENCE, Elenco, cuando, enqueued, hire, refused, un_expediente, unidad_de
from workflow.roles import Rol


def test_asignar_to_a_unit_opens_the_case_to_its_liaison(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    assert not visible(elenco.el_enlace).exists()
    caso.hacer("asignar", fecha_interna=date(2026, 3, 9), indicaciones="  Por renglón. ")
    asignacion, solicitud = Asignacion.objects.get(), caso.solicitud
    assert (asignacion.unidad, asignacion.persona, asignacion.indicaciones) == (elenco.compras, None, "Por renglón.")
    assert (asignacion.fecha_interna, asignacion.fecha_hora) == (date(2026, 3, 9), caso.ahora)
    assert (solicitud.estado, solicitud.version, solicitud.fecha_vencimiento) == ("en_tramite", 3, VENCE)
    assert caso.ultimo.datos == {"unidad": elenco.compras.pk, "persona": None, "fecha_interna": "2026-03-09"}
    assert enqueued(caso.folio)["avisar"][-1] == {"numero": 3}
    assert [s.folio for s in visible(elenco.el_enlace)] == [caso.folio]
    assert not visible(elenco.otro_enlace).exists()


def test_asignar_to_a_person_opens_it_to_nobody_else_of_her_unit(elenco: Elenco) -> None:
    caso, companero = un_expediente(elenco, "en_tramite"), hire("companero", Rol.ENLACE, elenco.compras)
    caso.hacer("asignar", persona_id=elenco.el_enlace.persona_id)
    assert visible(elenco.el_enlace).exists()
    assert not visible(companero).exists()


@pytest.mark.parametrize("estado", ["presentada", "vencida"])
def test_asignar_is_possible_before_admission_and_after_silence(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    caso.hacer("asignar")
    assert caso.solicitud.estado == estado


def test_asignar_twice_asks_two_units(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    caso.hacer("asignar", unidad_id=elenco.archivo.pk)
    assert Asignacion.objects.count() == 2
    assert visible(elenco.el_enlace).exists()
    assert visible(elenco.otro_enlace).exists()


@pytest.mark.parametrize("estado", ["en_aclaracion", "resuelta", "entregada", "remitida", "desistida", "cerrada"])
def test_asignar_in_another_state_is_refused(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    with refused("acto-no-permitido", 409):
        caso.hacer("asignar")


@pytest.mark.parametrize("quien", ["la_solicitante", "la_jefa", "la_autoridad", "el_regulador"])
def test_asignar_by_another_role_is_refused(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("acto-no-autorizado", 403):
        caso.hacer("asignar", por=quien)


def test_asignar_by_a_stranger_is_refused_as_not_found(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("solicitud-no-encontrada", 404):
        caso.hacer("asignar", por="una_extrana")


def test_asignar_on_a_stale_version_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("version-anterior", 412):
        caso.hacer("asignar", version=1)


def test_asignar_to_a_unit_of_another_body_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("asignacion-invalida", 422, campo="unidad"):
        caso.hacer("asignar", unidad_id=unidad_de(elenco.educacion, Unidad.Clase.INFORMACION).pk)


def test_asignar_to_a_unit_that_no_longer_works_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    Unidad.objects.filter(pk=elenco.compras.pk).update(activa=False)
    with refused("asignacion-invalida", 422, campo="unidad"):
        caso.hacer("asignar")


def test_asignar_to_a_person_of_another_unit_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("asignacion-invalida", 422, campo="persona"):
        caso.hacer("asignar", persona_id=elenco.otro_enlace.persona_id)


def test_asignar_to_a_person_whose_office_ended_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    saliente = hire("saliente", Rol.ENLACE, elenco.compras, hasta=date(2026, 3, 2))
    with refused("asignacion-invalida", 422, campo="persona"):
        caso.hacer("asignar", persona_id=saliente.persona_id)


def test_asignar_counts_the_internal_date_in_guatemala(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 5, 23, 30))  # already the 6th in UTC
    caso.hacer("asignar", fecha_interna=date(2026, 3, 5))
    with refused("asignacion-invalida", 422, campo="fecha_interna"):
        caso.hacer("asignar", fecha_interna=date(2026, 3, 4))

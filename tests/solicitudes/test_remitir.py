"""remitir: the case goes to the body that has the information and is born there anew (LAIP art. 38)."""

from __future__ import annotations

from datetime import date

import pytest

from solicitudes.directorio import close_institucion
from solicitudes.models import Solicitud
from solicitudes.policies import visible
from solicitudes.selectors import get_expediente
from tests.elenco import LUNES, Elenco, cuando, enqueued, refused, un_expediente


def test_remitir_opens_a_case_there_with_its_own_term_and_the_original_date(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 4))
    nueva = caso.hacer("remitir", motivo=" La tiene Educación. ", version=2)
    origen = caso.solicitud
    assert (origen.estado, origen.version, origen.fecha_vencimiento) == ("remitida", 3, date(2026, 3, 16))
    assert caso.ultimo.datos == {"institucion": "MINEDUC", "folio_nuevo": "GT-2026-MINEDUC-000001", "motivo": "La tiene Educación."}
    nueva = Solicitud.objects.get(pk=nueva.pk)
    assert (nueva.folio, nueva.estado, nueva.version, nueva.origen) == ("GT-2026-MINEDUC-000001", "presentada", 1, origen)
    assert (nueva.descripcion, nueva.presentacion_id) == (origen.descripcion, origen.presentacion_id)
    assert (nueva.fecha_hora_original, nueva.fecha_hora_presentacion) == (LUNES, cuando(3, 4))
    assert nueva.fecha_vencimiento == date(2026, 3, 18)
    primero = nueva.movimientos.get()
    assert (primero.acto, primero.rol, primero.datos["remitida_desde"]) == ("presentar", "oficial", caso.folio)


def test_remitir_tells_the_applicant_once_and_gives_a_receipt(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "presentada")
    nueva = caso.hacer("remitir")
    assert enqueued(caso.folio)["avisar"][-1] == {"numero": 2}
    assert enqueued(nueva.folio) == {"avisar": [{"numero": 1}], "emitir-documento": [{"numero": 1, "tipo": "acuse"}]}


def test_remitir_keeps_the_key_and_shows_each_side_its_own_case(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "presentada")
    nueva = caso.hacer("remitir")
    assert {s.folio for s in visible(caso.la_solicitante)} == {caso.folio, nueva.folio}
    assert {s.folio for s in visible(elenco.una_extrana)} == {nueva.folio}
    assert {s.folio for s in visible(elenco.la_oficial)} == {caso.folio}
    assert get_expediente(caso.folio, actor=caso.la_solicitante, al=caso.ahora).remitida_a == (nueva.folio,)


def test_remitir_on_to_a_third_body_keeps_the_original_date(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "presentada")
    caso.folio = caso.hacer("remitir").folio
    tercera = caso.at(cuando(3, 6)).hacer("remitir", por="una_extrana", institucion="MUNI-0901")
    assert (tercera.fecha_hora_original, tercera.origen.folio) == (LUNES, caso.folio)


@pytest.mark.parametrize("vueltas", [1, 2])
def test_remitir_back_to_where_it_was_is_refused(elenco: Elenco, vueltas: int) -> None:
    caso = un_expediente(elenco, "presentada")
    if vueltas == 2:
        caso.folio = caso.hacer("remitir").folio
    with refused("remision-invalida", 422, campo="institucion"):
        caso.hacer("remitir", institucion="MSPAS", por="la_oficial" if vueltas == 1 else "una_extrana")


def test_remitir_to_a_body_that_is_not_in_the_directory_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "presentada")
    with refused("institucion-desconocida", 422):
        caso.hacer("remitir", institucion="NADA")


def test_remitir_to_a_closed_body_is_refused_and_names_its_successor(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "presentada")
    close_institucion(elenco.educacion, ahora=cuando(3, 1), motivo="fusión", sucesora=elenco.xela)
    with refused("institucion-cerrada", 422) as error:
        caso.hacer("remitir")
    assert "MUNI-0901" in error.value.detalle


@pytest.mark.parametrize("estado", ["en_aclaracion", "vencida", "resuelta", "entregada", "remitida", "desistida", "cerrada"])
def test_remitir_in_another_state_is_refused(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    with refused("acto-no-permitido", 409):
        caso.hacer("remitir")


@pytest.mark.parametrize("quien", ["la_solicitante", "la_jefa", "la_autoridad", "el_enlace", "el_regulador"])
def test_remitir_by_another_role_is_refused(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "presentada", asignado=True)
    with refused("acto-no-autorizado", 403):
        caso.hacer("remitir", por=quien)


@pytest.mark.parametrize("quien", ["una_extrana", "nadie"])
def test_remitir_what_one_may_not_see_does_not_exist(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "presentada")
    with refused("solicitud-no-encontrada", 404):
        caso.hacer("remitir", por=quien)


def test_remitir_on_a_stale_version_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("version-anterior", 412):
        caso.hacer("remitir", version=1)


def test_remitir_without_a_reason_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "presentada")
    with refused("texto-requerido", 422, campo="motivo"):
        caso.hacer("remitir", motivo=" ")

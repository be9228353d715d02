"""numerar: the institution's own number, one for each case, found by it, and never the same for two."""

from __future__ import annotations

import pytest

from solicitudes.actos import list_actos
from solicitudes.models import Solicitud
from solicitudes.policies import ActoNoAutorizadoError
from solicitudes.services.acto import ActoNoPermitidoError, TextoRequeridoError, VersionAnteriorError
from solicitudes.services.importacion import importar
from solicitudes.services.numeracion import NumeroDelRegistroAnteriorError, NumeroInternoRepetidoError, numerar
from tests.elenco import Caso, Elenco, un_expediente
from tests.solicitudes.importacion.registros import ABIERTA, AHORA, una_corrida, write_csv


def test_numerar_keeps_the_number_and_moves_no_date(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    antes = caso.solicitud.fecha_vencimiento
    caso.hacer("numerar", expediente_interno="  UI-15-2026 ")
    assert (caso.solicitud.expediente_interno, caso.solicitud.fecha_vencimiento) == ("UI-15-2026", antes)
    assert caso.ultimo.datos == {"expediente_interno": "UI-15-2026", "antes": ""}


def test_numerar_again_with_the_same_writes_nothing_and_with_another_keeps_both(elenco: Elenco) -> None:
    caso = un_expediente(elenco)
    caso.hacer("numerar", expediente_interno="1")
    caso.hacer("numerar", expediente_interno="1")
    caso.hacer("numerar", expediente_interno="2")
    assert [m.datos["antes"] for m in caso.movimientos[1:]] == ["", "1"]


def test_a_number_of_another_case_is_refused_and_of_another_institution_not(elenco: Elenco) -> None:
    caso, otro = un_expediente(elenco), Caso(elenco)
    caso.hacer("numerar", expediente_interno="1")
    with pytest.raises(NumeroInternoRepetidoError):
        otro.hacer("numerar", expediente_interno="1")
    assert otro.solicitud.version == 1
    remitido = un_expediente(elenco, "remitida").solicitud.derivadas.get()
    numerar(folio=remitido.folio, actor=elenco.una_extrana, expediente_interno="1", ahora=caso.ahora)


def test_numerar_in_a_closed_case_by_another_role_or_from_an_old_page_is_refused(elenco: Elenco) -> None:
    with pytest.raises(ActoNoPermitidoError):
        un_expediente(elenco, "cerrada").hacer("numerar")
    caso = un_expediente(elenco, "resuelta")
    for quien in ("la_jefa", "el_firmante", "la_autoridad", "el_regulador", "la_solicitante"):
        with pytest.raises(ActoNoAutorizadoError):
            caso.hacer("numerar", por=quien)
    with pytest.raises(VersionAnteriorError):
        caso.hacer("numerar", version=1)
    with pytest.raises(TextoRequeridoError):
        caso.hacer("numerar", expediente_interno=" ")


def test_the_number_of_the_former_register_is_not_changed(elenco: Elenco) -> None:
    importar(una_corrida(elenco, write_csv(ABIERTA)))
    with pytest.raises(NumeroDelRegistroAnteriorError):
        numerar(folio=Solicitud.objects.get().folio, actor=elenco.la_oficial, expediente_interno="otro", ahora=AHORA)


def test_numerar_is_offered_to_the_officer_and_is_no_news_for_the_applicant(elenco: Elenco) -> None:
    caso = un_expediente(elenco)
    assert "numerar" in list_actos(caso.solicitud, actor=elenco.la_oficial, al=caso.ahora, resolucion=None)

"""The desk of who signs: what waits, what is late, what was ordered; only of her institution, in few queries."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config import reloj
from solicitudes.actor import Actor
from solicitudes.models import Resolucion, Unidad
from solicitudes.services.recurso import vencer_recursos
from solicitudes.services.vencimiento import certificar_silencios, vencer_plazos
from tests.elenco import DENIEGA, DESCRIPCION, REVOCA, Caso, Elenco, cuando, hire, un_expediente, unidad_de
from tests.portal.oficina.conftest import Sesion
from tests.portal.paginas import leer
from workflow.roles import Rol

RUTA = "/oficina/firmas/"
MARTES = cuando(3, 10, 12)


@pytest.fixture
def mirar(sesion: Sesion, elenco: Elenco) -> Any:
    def look(quien: str | Actor = "la_autoridad", *, al: datetime = MARTES) -> Any:
        with reloj.detenido_en(al):
            return sesion(Client(), getattr(elenco, quien) if isinstance(quien, str) else quien).get(RUTA)

    return look


def revisado(elenco: Elenco) -> Caso:
    """A case whose resolution waits for its signature since the 10th."""
    return un_expediente(elenco, "en_tramite").at(cuando(3, 10)).answer(DENIEGA, hasta="revisar")


@pytest.mark.parametrize("quien", ["la_autoridad", "el_firmante"])
def test_a_reviewed_resolution_waits_for_who_signs(elenco: Elenco, mirar: Any, quien: str) -> None:
    caso = revisado(elenco)
    pagina = mirar(quien)
    texto = leer(pagina)
    assert "No se entrega: información reservada" in texto
    assert "la redactó la_oficial y la revisó la_jefa" in texto
    assert "quedan 4 días hábiles" in texto
    assert DESCRIPCION in texto
    assert f"/oficina/{caso.folio}/" in pagina.content.decode()
    assert "María Tuyuc" not in texto


@pytest.mark.parametrize("hasta", ["redactar", "enviar_a_revision", "firmar"])
def test_what_waits_for_somebody_else_is_not_there(elenco: Elenco, mirar: Any, hasta: str) -> None:
    un_expediente(elenco, "en_tramite").at(cuando(3, 10)).answer(hasta=hasta)
    assert "Nada espera su firma" in leer(mirar())


def test_a_resolution_of_another_institution_is_not_there(elenco: Elenco, mirar: Any) -> None:
    revisado(elenco)
    otra = hire("otra", Rol.MAXIMA_AUTORIDAD, unidad_de(elenco.educacion, Unidad.Clase.MAXIMA_AUTORIDAD))
    assert "Nada espera su firma" in leer(mirar(otra))


def test_what_she_drafted_herself_says_that_another_signs(elenco: Elenco, mirar: Any) -> None:
    revisado(elenco)
    Resolucion.objects.update(redactora=elenco.el_firmante.persona_id)
    assert "la redactó usted y la revisó la_jefa: la firma otra persona" in leer(mirar("el_firmante"))


def test_an_appeal_waits_for_the_top_authority_with_its_date(elenco: Elenco, mirar: Any) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA).at(cuando(3, 12))
    caso.hacer("interponer_recurso")
    texto = leer(mirar(al=cuando(3, 13)))
    assert f"REC-{caso.folio}" in texto
    assert "interpuesto el jueves 12 de marzo de 2026" in texto
    assert "quedan 4 días hábiles" in texto
    assert "Recursos por decidir" not in leer(mirar("el_firmante", al=cuando(3, 13)))


def test_an_appeal_without_decision_keeps_its_date_and_says_it_is_late(elenco: Elenco, mirar: Any) -> None:
    un_expediente(elenco, "resuelta", borrador=DENIEGA).at(cuando(3, 12)).hacer("interponer_recurso")
    vencer_recursos(ahora=cuando(3, 24))
    texto = leer(mirar(al=cuando(3, 24, 12)))
    assert "pasaron los cinco días sin decisión" in texto
    assert "venció hace 3 días hábiles" in texto


def test_what_was_ordered_waits_until_it_is_fulfilled(elenco: Elenco, mirar: Any) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA).at(cuando(3, 12))
    caso.hacer("interponer_recurso")
    caso.at(cuando(3, 16)).hacer("decidir_recurso", decision=REVOCA)
    assert "Entregar el listado." in leer(mirar(al=cuando(3, 16, 12)))
    vencer_recursos(ahora=cuando(5, 4))
    assert "incumplido" in leer(mirar(al=cuando(5, 4, 12)))
    caso.at(cuando(5, 5)).hacer("cumplir_recurso")
    assert "todo lo ordenado está cumplido." in leer(mirar(al=cuando(5, 5, 12)))


def test_what_is_late_is_there_before_and_after_the_sweep(elenco: Elenco, mirar: Any) -> None:
    un_expediente(elenco, "en_tramite", asignado=True)
    al = cuando(3, 18)
    for _ in range(2):
        texto = leer(mirar(al=al))
        assert "venció hace 2 días hábiles" in texto
        assert "Todavía sin borrador de respuesta" in texto
        assert "Compras" in texto
        vencer_plazos(ahora=al)
    certificar_silencios(ahora=cuando(4, 10))
    assert "silencio certificado" in leer(mirar(al=cuando(4, 10)))


def test_what_is_late_and_waits_for_her_signature_is_told_once(elenco: Elenco, mirar: Any) -> None:
    caso = revisado(elenco)
    texto = leer(mirar(al=cuando(3, 18)))
    assert texto.count(caso.folio) == 2  # the link and the line below it
    assert "Ninguna otra solicitud tiene el plazo vencido." in texto


def test_a_desk_with_nothing_says_so_in_one_sentence(elenco: Elenco, mirar: Any) -> None:
    pagina = mirar()
    texto = leer(pagina)
    assert "Nada espera su firma ni su decisión, y todo lo ordenado está cumplido." in texto
    assert "Recursos por decidir" not in texto and "Ninguna otra solicitud tiene" in texto
    assert set(re.findall(r'href="#(\w+)"', pagina.content.decode())) - {"contenido"} <= set(
        re.findall(r'id="(\w+)"', pagina.content.decode())
    )
    assert "Nada espera su firma." in leer(mirar("el_firmante"))


def test_with_one_thing_each_list_says_what_it_holds(elenco: Elenco, mirar: Any) -> None:
    revisado(elenco)
    texto = leer(mirar())
    assert "No hay recursos por decidir." in texto and "Todo lo ordenado está cumplido." in texto


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_enlace", "el_regulador", "la_administradora", "una_extrana"])
def test_only_who_signs_has_this_desk(elenco: Elenco, mirar: Any, quien: str) -> None:
    assert mirar(quien).status_code == 403


def test_whoever_is_not_signed_in_is_sent_to_do_so(client: Client, db: None) -> None:
    assert client.get(RUTA).headers["Location"] == f"/cuentas/login/?next={RUTA}"


def count_queries(elenco: Elenco, sesion: Sesion, al: datetime) -> int:
    cliente = sesion(Client(), elenco.la_autoridad)
    with reloj.detenido_en(al), CaptureQueriesContext(connection) as consultas:
        assert cliente.get(RUTA).status_code == 200
    return len(consultas)


def test_the_desk_costs_the_same_with_one_and_with_many(elenco: Elenco, sesion: Sesion) -> None:
    def add() -> None:
        revisado(elenco)
        un_expediente(elenco, "vencida")
        un_expediente(elenco, "resuelta", borrador=DENIEGA).at(cuando(3, 12)).hacer("interponer_recurso")

    add()
    uno = count_queries(elenco, sesion, cuando(3, 18))
    for _ in range(4):
        add()
    assert count_queries(elenco, sesion, cuando(3, 18)) == uno <= 8

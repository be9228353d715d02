"""Appealing: what is told before, what is filed, when it does not fit, and how the case tells it afterwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from config import reloj
from notifications.relevo import drenar
from solicitudes.models import Recurso
from solicitudes.prevision import foresee_recurso
from solicitudes.services.recurso import vencer_recursos
from tests.elenco import CONFIRMA, DENIEGA, REVOCA, Caso, Elenco, cuando, refused, un_expediente
from tests.portal.paginas import campo, leer, open_caso
from workflow.causales import Causal

ACEPTA = {"confirma": "on"}


def denied(elenco: Elenco, cliente: Client) -> Caso:
    """Denied on Tuesday 10 March 2026 and open in this browser."""
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    open_caso(cliente, caso)
    return caso


def silent(elenco: Elenco, cliente: Client) -> Caso:
    caso = un_expediente(elenco, "vencida")
    open_caso(cliente, caso)
    return caso


def appeal(cliente: Client, caso: Caso, *, al: datetime | None = None, **datos: Any) -> Any:
    with reloj.detenido_en(al or caso.ahora):
        return cliente.post(f"/seguir/{caso.folio}/recurrir/", {"causales": ["denegada"], **ACEPTA, **datos}, follow=True)


def view(cliente: Client, caso: Caso, resto: str = "") -> Any:
    with reloj.detenido_en(caso.ahora):
        return cliente.get(f"/seguir/{caso.folio}/{resto}")


def recursos(caso: Caso) -> list[Recurso]:
    return list(Recurso.objects.filter(solicitud__folio=caso.folio))


def test_recurrir_says_what_follows_and_by_when(client: Client, elenco: Elenco) -> None:
    caso = denied(elenco, client)
    assert f"/seguir/{caso.folio}/recurrir/" in view(client, caso).content.decode()
    texto = leer(view(client, caso, "recurrir/"))
    assert "Puede presentarlo hasta el martes 31 de marzo de 2026" in texto
    assert "debe decidir a más tardar el martes 17 de marzo de 2026" in texto
    assert "se recurren una vez cada uno" in texto and "Me negaron la información" in texto
    assert "Nadie me respondió" not in texto and "datos personales, o no" not in texto


def test_recurrir_files_the_appeal_and_its_receipt_follows(client: Client, elenco: Elenco) -> None:
    caso = denied(elenco, client)
    texto = leer(appeal(client, caso, causales=["denegada", "incompleta"], agravios="La reserva venció."))
    [recurso] = recursos(caso)
    assert (recurso.causales, recurso.agravios) == (["denegada", "incompleta"], "La reserva venció.")
    assert "debe decidir su recurso a más tardar el martes 17 de marzo de 2026" in texto
    assert "Interpuesto, pendiente de decisión" in texto and "La reserva venció." in texto
    assert "Presentar un recurso" not in texto
    drenar(ahora=caso.ahora)
    assert "Acuse de recurso" in leer(view(client, caso))


def test_recurrir_needs_no_words(client: Client, elenco: Elenco) -> None:
    caso = denied(elenco, client)
    appeal(client, caso, agravios="")
    assert len(recursos(caso)) == 1


def test_recurrir_against_silence_on_the_first_overdue_day(client: Client, elenco: Elenco) -> None:
    caso = silent(elenco, client)
    pagina = leer(view(client, caso, "recurrir/"))
    assert "Nadie me respondió" in pagina and "Me negaron" not in pagina
    assert "checked" in view(client, caso, "recurrir/").content.decode()
    texto = leer(appeal(client, caso, al=cuando(3, 17, 9), causales=["sin_respuesta"]))
    assert "a más tardar el martes 24 de marzo de 2026" in texto


@pytest.mark.parametrize(
    ("datos", "dicho"),
    [
        ({"causales": []}, "Elija al menos una razón"),
        ({"causales": ["inventada"]}, "Elija las razones de la lista"),
        ({"causales": ["sin_respuesta"]}, "Elija las razones de la lista"),
        ({"confirma": ""}, "Marque que leyó qué pasa"),
        ({"agravios": "x" * 20_001}, "20000"),
    ],
)
def test_recurrir_says_what_is_wrong_and_loses_nothing(client: Client, elenco: Elenco, datos: dict[str, Any], dicho: str) -> None:
    caso = denied(elenco, client)
    respuesta = appeal(client, caso, **{"agravios": "La reserva venció.", **datos})
    assert leer(respuesta).count(dicho) == 2 and datos.get("agravios", "La reserva venció.") in leer(respuesta)
    assert recursos(caso) == []


def test_recurrir_too_late_says_until_when_it_was(client: Client, elenco: Elenco) -> None:
    caso = denied(elenco, client)
    for respuesta in (appeal(client, caso, al=cuando(4, 1, 0)), view(client, caso.at(cuando(4, 1, 0)), "recurrir/")):
        assert respuesta.status_code == 409
        assert "terminó el martes 31 de marzo de 2026" in leer(respuesta) and "pedir lo mismo otra vez" in leer(respuesta)
    assert recursos(caso) == []


def test_recurrir_twice_says_that_there_is_one(client: Client, elenco: Elenco) -> None:
    caso = denied(elenco, client)
    appeal(client, caso)
    respuesta = appeal(client, caso)
    assert respuesta.status_code == 409 and "Ya presentó un recurso" in leer(respuesta)
    assert len(recursos(caso)) == 1


@pytest.mark.parametrize("estado", ["presentada", "en_tramite", "en_aclaracion", "remitida", "desistida", "cerrada"])
def test_recurrir_in_another_state_says_which(client: Client, elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    open_caso(client, caso)
    respuesta = appeal(client, caso)
    assert respuesta.status_code == 409 and "Se recurre una respuesta" in leer(respuesta)
    assert "recurrir/" not in view(client, caso).content.decode()


def test_recurrir_before_the_silence_is_on_record_asks_to_wait_a_moment(client: Client, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    open_caso(client, caso)
    assert "en unos minutos quedará registrado" in leer(appeal(client, caso, al=cuando(3, 17, 0, 1)))


def test_a_stranger_neither_reads_nor_appeals(client: Client, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    assert client.get(f"/seguir/{caso.folio}/recurrir/").headers["Location"] == f"/seguir/{caso.folio}/"
    real = leer(appeal(client, caso, clave="AAAA-BBBB-CCCC-DDDD"))
    falso = leer(
        client.post("/seguir/GT-2026-MSPAS-999999/recurrir/", {"causales": ["denegada"], **ACEPTA, "clave": "AAAA-BBBB-CCCC-DDDD"})
    )
    assert real.replace(caso.folio, "X") == falso.replace("GT-2026-MSPAS-999999", "X")
    assert recursos(caso) == []


def test_recurrir_with_a_lost_session_keeps_everything_and_asks_for_the_key(client: Client, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    perdida = appeal(client, caso, agravios="La reserva venció.")
    assert "su sesión se cerró" in leer(perdida) and "La reserva venció." in leer(perdida)
    assert perdida.content.decode().count(" checked") == 2
    appeal(client, caso, agravios="La reserva venció.", clave=caso.recibo.clave)
    assert [r.agravios for r in recursos(caso)] == ["La reserva venció."]


def test_recurrir_without_a_token_keeps_what_was_written(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    estricto = Client(enforce_csrf_checks=True)
    datos = {"causales": ["denegada", "incompleta"], "agravios": "La reserva venció.", **ACEPTA}
    respuesta = estricto.post(f"/seguir/{caso.folio}/recurrir/", datos)
    assert respuesta.status_code == 403 and "La reserva venció." in leer(respuesta)
    assert respuesta.content.decode().count('name="causales"') == 2
    assert "su sesión se cerró" in leer(
        estricto.post(f"/seguir/{caso.folio}/recurrir/", {**datos, "csrfmiddlewaretoken": campo(respuesta, "csrfmiddlewaretoken")})
    )


@pytest.mark.django_db(transaction=True)
def test_recurrir_two_at_once_files_one(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    clientes = [Client(), Client()]
    for cliente in clientes:
        open_caso(cliente, caso)

    def send(cliente: Client) -> int:
        try:
            return int(cliente.post(f"/seguir/{caso.folio}/recurrir/", {"causales": ["denegada"], **ACEPTA}).status_code)
        finally:
            connection.close()

    with reloj.detenido_en(caso.ahora), ThreadPoolExecutor(2) as hilos:
        estados = sorted(hilos.map(send, clientes))
    assert estados == [302, 409] and len(recursos(caso)) == 1


@pytest.mark.parametrize("estado", ["resuelta", "vencida"])
def test_each_ground_on_offer_is_one_that_the_law_takes(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    prevision = foresee_recurso(caso.folio, actor=caso.la_solicitante, al=caso.ahora)
    caso.hacer("interponer_recurso", causales=tuple(c.value for c in prevision.causales))
    assert Causal.SIN_RESPUESTA in prevision.causales if estado == "vencida" else Causal.DENEGADA in prevision.causales


@pytest.mark.parametrize("quien", ["una_extrana", "otro_enlace", "nadie"])
def test_for_these_there_is_nothing_to_foresee(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "resuelta")
    with refused("solicitud-no-encontrada", 404):
        foresee_recurso(caso.folio, actor=caso.actor(quien), al=caso.ahora)


def test_foreseeing_takes_three_queries(elenco: Elenco, django_assert_num_queries) -> None:
    caso = un_expediente(elenco, "resuelta")
    with django_assert_num_queries(3):
        foresee_recurso(caso.folio, actor=caso.la_solicitante, al=caso.ahora)


def _undecided(caso: Caso) -> None:
    vencer_recursos(ahora=caso.at(cuando(3, 18)).ahora)


def _ordered(caso: Caso) -> None:
    caso.at(cuando(3, 16)).hacer("decidir_recurso", decision=REVOCA)


def _confirmed(caso: Caso) -> None:
    caso.at(cuando(3, 16)).hacer("decidir_recurso", decision=CONFIRMA)


def _disobeyed(caso: Caso) -> None:
    _ordered(caso)
    vencer_recursos(ahora=caso.at(cuando(3, 24)).ahora)


def _obeyed_late(caso: Caso) -> None:
    _disobeyed(caso)
    caso.at(cuando(3, 25)).hacer("cumplir_recurso")


CAMINOS = {
    "undecided": (_undecided, ("La autoridad no decidió su recurso a tiempo", "Lo que queda: el amparo", "jueves 16 de abril de 2026")),
    "ordered": (_ordered, ("debe cumplir lo ordenado a más tardar el lunes 23 de marzo de 2026", "Entregar el listado.", "La decisión")),
    "confirmed": (_confirmed, ("confirmó lo que había resuelto", "La reserva se probó.", "hasta el miércoles 15 de abril de 2026")),
    "disobeyed": (_disobeyed, ("no consta que lo haya hecho", "No lo hizo, y queda registrado", "Lo que queda: el amparo")),
    "obeyed late": (_obeyed_late, ("dice que cumplió el miércoles 25 de marzo de 2026", "Tarde: debía cumplir a más tardar el lunes 23")),
}


@pytest.mark.parametrize("camino", CAMINOS)
def test_the_case_tells_how_the_appeal_goes(client: Client, elenco: Elenco, camino: str, django_assert_max_num_queries) -> None:
    go, dichos = CAMINOS[camino]
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    caso.hacer("interponer_recurso", causales=("denegada",))
    go(caso)
    open_caso(client, caso)
    with django_assert_max_num_queries(8):
        texto = leer(view(client, caso))
    assert [dicho for dicho in dichos if dicho not in texto] == []


def test_the_answer_that_came_late_is_appealed_too(client: Client, elenco: Elenco) -> None:
    """Silence was appealed, the refusal came: she is told that she may, she does, and both appeals stand on her page."""
    caso = silent(elenco, client)
    appeal(client, caso, causales=["sin_respuesta"])
    caso.at(cuando(3, 20)).answer(DENIEGA)
    texto = leer(view(client, caso))
    assert "Presentar un recurso" in texto and "hasta el martes 14 de abril de 2026" in texto
    assert "Puede presentarlo hasta el martes 14 de abril de 2026" in leer(view(client, caso, "recurrir/"))
    texto = leer(appeal(client, caso))
    assert "Su recurso contra el silencio" in texto and "Su recurso contra la respuesta" in texto and f"REC-{caso.folio}-2" in texto
    assert "Presentar un recurso" not in texto
    otra_vez = appeal(client, caso)
    assert otra_vez.status_code == 409 and "Ya presentó un recurso contra esto mismo" in leer(otra_vez)
    assert [r.contra for r in recursos(caso)] == ["resolucion", "silencio"]

"""The stream of events: one order for all, without gaps, without anybody's data."""

from __future__ import annotations

import threading
from datetime import datetime
from time import monotonic
from typing import Any

import pytest
from django.db import connection, transaction

from solicitudes.models import CursorDeEventos, Evento, Movimiento
from solicitudes.services.publicacion import publicar_eventos
from tests.api.cliente import Cliente
from tests.api.corriente import file, publish
from tests.api.reparto import AHORA, NOMBRE, PREGUNTA, Reparto
from tests.solicitudes.test_concurrencia import at_once

pytestmark = pytest.mark.django_db


def test_nothing_is_in_the_stream_before_it_is_published(reparto: Reparto, portal: Cliente) -> None:
    file(portal)
    assert portal.get("eventos/").json() == {"eventos": [], "siguiente": 0, "hay_mas": False}
    assert (publish(), publish()) == (1, 0)
    assert portal.get("eventos/").json()["siguiente"] == 1


def test_event_says_what_happened_and_nothing_of_anybody(reparto: Reparto, portal: Cliente) -> None:
    caso = file(portal, id_externo="A-1")
    publish()
    respuesta = portal.get("eventos/")
    (evento,) = respuesta.json()["eventos"]
    assert (evento["type"], datetime.fromisoformat(evento["timestamp"])) == ("solicitud.presentar", AHORA)
    movimiento = Movimiento.objects.get()
    assert evento["data"] == {
        "posicion": 1,
        "folio": caso.folio,
        "institucion": "MSPAS",
        "id_externo": "A-1",
        "numero": 1,
        "acto": "presentar",
        "estado_anterior": "",
        "estado_nuevo": "presentada",
        "rol": "portal",
        "huella": movimiento.huella,
        "url": f"http://127.0.0.1:8000/api/v1/solicitudes/{caso.folio}/",
    }
    assert not [dato for dato in (NOMBRE, PREGUNTA) if dato.encode() in respuesta.content]
    assert reparto.sistema.get("eventos/").json()["eventos"][0]["data"]["id_externo"] == ""


def test_each_client_has_the_events_of_its_cases(reparto: Reparto, portal: Cliente) -> None:
    propia, ajena = file(portal), reparto.file("MINFIN")
    anonima = reparto.file("MSPAS")
    reparto.act(propia, "admitir")
    reparto.act(propia, "redactar")
    publish()

    def list_actos(cliente: Cliente) -> list[tuple[str, str]]:
        return [(e["data"]["folio"], e["data"]["acto"]) for e in cliente.get("eventos/").json()["eventos"]]

    assert list_actos(portal) == [(propia.folio, "presentar"), (propia.folio, "admitir")]
    de_salud = [(propia.folio, "presentar"), (anonima.folio, "presentar"), (propia.folio, "admitir"), (propia.folio, "redactar")]
    assert list_actos(reparto.sistema) == de_salud
    assert list_actos(reparto.sistema_ajeno) == [(ajena.folio, "presentar")]
    assert list_actos(reparto.portal_ajeno) == []


def test_pages_join_without_gap_or_double(reparto: Reparto, portal: Cliente) -> None:
    folios = []
    for n in range(7):
        folios.append(file(portal).folio)
        if n % 2:
            reparto.file("MINFIN")  # somebody else's in between
    publish()
    vistos, desde, vueltas = [], 0, 0
    while True:
        pagina = portal.get("eventos/", {"desde": desde, "limite": 2}).json()
        vistos += [e["data"]["folio"] for e in pagina["eventos"]]
        desde, vueltas = pagina["siguiente"], vueltas + 1
        if not pagina["hay_mas"]:
            break
    assert (vistos, vueltas, desde) == (folios, 4, CursorDeEventos.objects.get().ultima)
    assert portal.get("eventos/", {"desde": desde}).json() == {"eventos": [], "siguiente": desde, "hay_mas": False}


@pytest.mark.parametrize("consulta", [{"desde": "-1"}, {"desde": "x"}, {"limite": "0"}, {"limite": "101"}, {"desde": str(2**63)}])
def test_impossible_place_is_422(portal: Cliente, consulta: dict[str, str]) -> None:
    assert portal.get("eventos/", consulta).status_code == 422


def test_place_beyond_the_end_waits_there(portal: Cliente) -> None:
    file(portal)
    publish()
    assert portal.get("eventos/", {"desde": 50}).json() == {"eventos": [], "siguiente": 50, "hay_mas": False}


def test_publishing_in_lots_gives_the_same_positions(reparto: Reparto, portal: Cliente) -> None:
    for _ in range(5):
        file(portal)
    assert publicar_eventos(ahora=AHORA, lote=2) == 5
    assert list(Evento.objects.order_by("movimiento").values_list("posicion", flat=True)) == [1, 2, 3, 4, 5]


def test_what_is_rolled_back_takes_no_position(reparto: Reparto, portal: Cliente) -> None:
    with transaction.atomic():
        file(portal)
        transaction.set_rollback(True)
    file(portal)
    publish()
    assert list(Evento.objects.values_list("posicion", flat=True)) == [1]


@pytest.mark.django_db(transaction=True)
def test_an_act_that_commits_late_is_not_skipped(reparto: Reparto, portal: Cliente) -> None:
    """The classical fault of streams by id: the lower id commits after a reader has gone past it."""
    if connection.vendor == "sqlite":
        pytest.skip("una sola transacción que escribe a la vez: no hay quien llegue tarde")
    escrita, leida = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            file(portal, id_externo="lenta")
            escrita.set()
            assert leida.wait(30)

    def quick() -> int:
        assert escrita.wait(30)
        file(reparto.portal_ajeno, instituciones=["MINFIN"])
        file(portal, id_externo="rápida", instituciones=["MINEDUC"])
        publish()
        pagina = portal.get("eventos/").json()
        assert [e["data"]["id_externo"] for e in pagina["eventos"]] == ["rápida"]
        leida.set()
        return int(pagina["siguiente"])

    for cliente in (portal, reparto.portal_ajeno):
        cliente.get("eventos/")  # its last use is written now, and not inside the transaction that is held open
    lenta, siguiente = at_once(slow, quick)
    assert (lenta, siguiente) == (None, 2)
    publish()
    assert [e["data"]["id_externo"] for e in portal.get("eventos/", {"desde": siguiente}).json()["eventos"]] == ["lenta"]


@pytest.mark.django_db(transaction=True)
def test_polling_while_others_file_and_publish_misses_and_doubles_nothing(reparto: Reparto, portal: Cliente) -> None:
    def work() -> list[str]:
        folios = []
        for _ in range(6):
            folios.append(file(portal).folio)
            publish()
        return folios

    def poll() -> list[str]:
        vistos, desde = [], 0
        limite = monotonic() + 60
        while len(vistos) < 18 and monotonic() < limite:
            pagina = portal.get("eventos/", {"desde": desde, "limite": 3}).json()
            vistos += [e["data"]["folio"] for e in pagina["eventos"]]
            desde = pagina["siguiente"]
        return vistos

    *escritos, vistos = at_once(work, work, work, poll)
    assert sorted(vistos) == sorted(folio for lista in escritos for folio in lista)
    assert list(Evento.objects.order_by("posicion").values_list("posicion", flat=True)) == list(range(1, 19))


def test_publishing_twenty_costs_what_publishing_one_does(reparto: Reparto, portal: Cliente, queries: Any) -> None:
    def cost(cuantas: int) -> int:
        for _ in range(cuantas):
            file(portal)
        with queries() as hechas:
            assert publish() == cuantas
        return len(hechas)

    cost(1)  # makes the row of the cursor
    assert cost(1) == cost(20)

"""The public register of reserved information: anybody searches it, reads an entry, and takes it away."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config import reloj
from solicitudes.models import Reserva
from solicitudes.services.reserva import Levantamiento, ProrrogaDeReserva, build_reserva, levantar_reserva, prorrogar_reserva
from tests.elenco import LUNES, RESERVA, Elenco, cuando
from tests.portal.paginas import leer

PRORROGA = ProrrogaDeReserva("40-2026", date(2026, 2, 2), date(2035, 1, 1), "Siguen.", "Diario 9", date(2026, 2, 2))
FIN = Levantamiento("orden_judicial", "Amparo 7-2026", "Lo ordenó la Sala.", date(2026, 2, 20))


def enter(elenco: Elenco, numero: str, **cambios) -> Reserva:
    reserva = build_reserva(
        replace(RESERVA, numero=numero, **cambios), institucion=elenco.salud, persona_id=elenco.la_autoridad.persona_id, ahora=cuando(1, 9)
    )
    reserva.save()
    return reserva


def get(cliente: Client, ruta: str = "/reservas/", **filtros: str):
    with reloj.detenido_en(LUNES):
        return cliente.get(ruta, filtros)


def test_anybody_reads_what_is_reserved_and_why(client: Client, elenco: Elenco) -> None:
    pagina = leer(get(client))
    assert "1 reserva" in pagina and RESERVA.asunto in pagina and "En vigor" in pagina and "artículo 23.6" in pagina
    entrada = leer(get(client, f"/reservas/{Reserva.objects.get().pk}/"))
    for dicho in (
        RESERVA.justificacion,
        RESERVA.partes,
        RESERVA.fuente,
        RESERVA.custodia,
        RESERVA.publicacion,
        RESERVA.autoridad,
        RESERVA.numero,
    ):
        assert dicho in entrada


@pytest.mark.parametrize(
    ("filtros", "numeros"),
    [
        ({}, {"12-2026", "13-2026", "14-2026"}),
        ({"situacion": "vigentes"}, {"12-2026", "13-2026"}),
        ({"situacion": "terminadas"}, {"14-2026"}),
        ({"situacion": "prorrogadas"}, {"13-2026"}),
        ({"situacion": "levantadas"}, {"14-2026"}),
        ({"buscar": "planos quirófano"}, {"14-2026"}),
        ({"buscar": "13-2026"}, {"13-2026"}),
        ({"institucion": "MSPAS"}, {"12-2026", "13-2026", "14-2026"}),
        ({"institucion": "NADIE"}, {"12-2026", "13-2026", "14-2026"}),
        ({"buscar": "nada así"}, set()),
    ],
)
def test_it_is_searched_on_the_page_and_in_the_sheet(client: Client, elenco: Elenco, filtros: dict[str, str], numeros: set[str]) -> None:
    quien = {"actor": elenco.la_autoridad, "ahora": LUNES}
    prorrogar_reserva(reserva_id=enter(elenco, "13-2026").pk, prorroga=PRORROGA, **quien)
    levantar_reserva(reserva_id=enter(elenco, "14-2026", asunto="Planos del quirófano").pk, levantamiento=FIN, **quien)
    pagina = leer(get(client, **filtros))
    assert "(opcional)" not in pagina
    assert {n for n in ("12-2026", "13-2026", "14-2026") if f"resolución {n}" in pagina} == numeros
    hoja = b"".join(get(client, "/reservas.csv", **filtros).streaming_content).decode("utf-8-sig")
    assert {fila["Resolución"] for fila in csv.DictReader(io.StringIO(hoja))} == numeros


def test_what_became_of_an_entry_is_told(client: Client, elenco: Elenco) -> None:
    quien = {"actor": elenco.la_autoridad, "ahora": LUNES}
    reserva = enter(elenco, "13-2026")
    prorrogar_reserva(reserva_id=reserva.pk, prorroga=PRORROGA, **quien)
    levantar_reserva(reserva_id=reserva.pk, levantamiento=FIN, **quien)
    pagina = leer(get(client, f"/reservas/{reserva.pk}/"))
    assert "ya no puede haber otra (artículo 28)" in pagina
    assert "Lo ordenó un tribunal" in pagina and "Amparo 7-2026: Lo ordenó la Sala." in pagina and "Levantada" in pagina


def test_no_cell_of_the_sheet_is_a_formula(client: Client, elenco: Elenco) -> None:
    enter(elenco, "13-2026", asunto='=HYPERLINK("http://x")')
    hoja = b"".join(get(client, "/reservas.csv").streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK" in hoja


def test_an_entry_that_is_not_there_is_not_found(client: Client, elenco: Elenco) -> None:
    assert [get(client, f"/reservas/{n}/").status_code for n in (999, 2**70)] == [404, 404]


def test_the_directory_says_how_many_are_in_force(client: Client, elenco: Elenco) -> None:
    respuesta = get(client, "/directorio/MSPAS/")
    assert "1 reserva de información en vigor" in leer(respuesta) and "/reservas/?institucion=MSPAS" in respuesta.content.decode()


def test_it_costs_the_same_however_many_there_are(client: Client, elenco: Elenco) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as consultas:
            get(client)
        return len(consultas)

    antes = cost()
    for n in range(20, 30):
        enter(elenco, f"{n}-2026")
    assert cost() == antes <= 4

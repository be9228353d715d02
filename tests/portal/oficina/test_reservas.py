"""The register of reserves at the desk of the top authority: what ends soon, and each thing that she alone may do."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from config import reloj
from solicitudes.models import LevantamientoReserva, ProrrogaReserva, Reserva
from solicitudes.services.reserva import build_reserva
from tests.elenco import LUNES, RESERVA, Elenco, cuando
from tests.portal.oficina.conftest import Sesion
from tests.portal.paginas import leer

BASE = "/oficina/reservas/"
NUEVA = {k: (v.isoformat() if isinstance(v, date) else v) for k, v in asdict(replace(RESERVA, numero="31-2026")).items()}
NUEVA["ajena_a_violaciones"] = "on"
PRORROGA = {
    "numero": "40-2026", "fecha": "2026-03-02", "hasta": "2035-01-01", "justificacion": "Siguen.", "publicacion": "Diario 9",
    "fecha_publicacion": "2026-03-02",
}  # fmt: skip
FIN = {"causa": "cesaron_las_razones", "documento": "Resolución 41-2026", "motivo": "La negociación terminó.", "desde": "2026-03-02"}


@pytest.fixture
def autoridad(elenco: Elenco, sesion: Sesion) -> Client:
    return sesion(Client(), elenco.la_autoridad)


def send(cliente: Client, ruta: str, datos: dict[str, Any]):
    with reloj.detenido_en(LUNES):
        return cliente.post(f"{BASE}{ruta}", datos, follow=True)


def una() -> Reserva:
    return Reserva.objects.get(numero=RESERVA.numero)


def test_she_enters_a_resolution_and_it_is_public(autoridad: Client) -> None:
    assert "La reserva quedó en el registro" in leer(send(autoridad, "nueva/", NUEVA))
    reserva = Reserva.objects.get(numero="31-2026")
    with reloj.detenido_en(LUNES):
        assert RESERVA.asunto in leer(Client().get(f"/reservas/{reserva.pk}/"))


@pytest.mark.parametrize(
    ("cambios", "dice"),
    [
        ({"ajena_a_violaciones": ""}, "Sin esa declaración no puede reservarse nada"),
        ({"asunto": " "}, "Diga qué información se reserva."),
        ({"hasta": "2040-01-01"}, "7 años desde la resolución"),
        ({"numero": RESERVA.numero}, "ya está en el registro"),
        ({"causal": "otra_ley"}, "Diga qué otra ley manda la reserva"),
    ],
)
def test_what_the_law_does_not_let_her_reserve_is_said_at_its_field(autoridad: Client, cambios: dict[str, str], dice: str) -> None:
    respuesta = send(autoridad, "nueva/", NUEVA | cambios)
    assert dice in leer(respuesta) and RESERVA.justificacion in respuesta.content.decode()
    assert Reserva.objects.count() == 1


def test_she_extends_it_once(autoridad: Client) -> None:
    assert "ya no puede haber otra prórroga" in leer(send(autoridad, f"{una().pk}/prorrogar/", PRORROGA)).lower()
    assert ProrrogaReserva.objects.get().hasta == date(2035, 1, 1)
    assert "la ley no permite otra prórroga" in leer(send(autoridad, f"{una().pk}/prorrogar/", PRORROGA | {"hasta": "2036-01-01"}))
    assert ProrrogaReserva.objects.count() == 1


def test_she_lifts_it_and_nothing_can_be_done_to_it_any_more(autoridad: Client) -> None:
    assert "La reserva quedó levantada" in leer(send(autoridad, f"{una().pk}/levantar/", FIN))
    assert LevantamientoReserva.objects.get().documento == "Resolución 41-2026"
    assert "Esa reserva terminó" in leer(send(autoridad, f"{una().pk}/levantar/", FIN))


def test_what_ends_soon_is_first_and_says_how_long_it_has(elenco: Elenco, autoridad: Client) -> None:
    pronta = replace(RESERVA, numero="13-2026", asunto="Lo que termina", hasta=date(2026, 4, 1))
    build_reserva(pronta, institucion=elenco.salud, persona_id=elenco.la_autoridad.persona_id, ahora=cuando(1, 9)).save()
    with reloj.detenido_en(LUNES):
        pagina = leer(autoridad.get(BASE))
    assert pagina.index("Terminan pronto") < pagina.index("Lo que termina") < pagina.index("Las demás") < pagina.index(RESERVA.asunto)
    assert "Quedan 30 días." in pagina


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_firmante", "el_enlace", "el_regulador", "la_administradora", "una_extrana"])
@pytest.mark.parametrize("ruta", ["", "nueva/", "1/prorrogar/", "1/levantar/"])
def test_nobody_else_enters(client: Client, elenco: Elenco, sesion: Sesion, quien: str, ruta: str) -> None:
    assert sesion(client, getattr(elenco, quien)).get(f"{BASE}{ruta}").status_code == 403


def test_another_institution_is_not_hers(elenco: Elenco, autoridad: Client) -> None:
    ajena = build_reserva(RESERVA, institucion=elenco.educacion, persona_id=elenco.la_autoridad.persona_id, ahora=cuando(1, 9))
    ajena.save()
    assert send(autoridad, f"{ajena.pk}/levantar/", FIN).status_code == 403
    send(autoridad, "nueva/", NUEVA | {"institucion": "MINEDUC"})
    assert Reserva.objects.count() == 2

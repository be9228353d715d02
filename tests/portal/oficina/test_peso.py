"""What each page of the workbench weighs with everything that it names, for whoever pays for her line by the megabyte."""

from __future__ import annotations

import pytest
from django.test import Client

from config import reloj
from tests.elenco import Elenco
from tests.portal.oficina.conftest import sign_in
from tests.portal.oficina.poblacion import HOY, populate
from tests.portal.test_publico import OTRAS, weigh

#: Each page, by who opens it; `{}` is the folio of a case that she works on.
PAGINAS = {
    "la_oficial": (
        "", "{}/", "{}/nota/", "{}/prorrogar/", "{}/dividir/", "{}/asignar/", "{}/pedir-aclaracion/", "{}/remitir/", "{}/redactar/",
        "{}/plazo/", "libro/", "registrar/", "cuenta/", "cuenta/tokens/", "plantillas/",
    ),
    "el_enlace": ("", "{}/"),
    "la_autoridad": ("firmas/", "reservas/", "reservas/nueva/", "suplencias/", "administracion/instituciones/MSPAS/"),
    "el_regulador": ("instituciones/", "instituciones/MSPAS/", "instituciones/MSPAS/respuestas/"),
    "la_administradora": (
        "administracion/", "administracion/personas/", "administracion/calendario/", "administracion/calendario/nuevo/",
        "administracion/actos/", "administracion/clientes/", "administracion/directorios/", "administracion/directorios/nuevo/",
    ),
}  # fmt: skip


@pytest.mark.parametrize("quien", PAGINAS)
def test_each_page_of_the_workbench_weighs_little_even_the_first_time(elenco: Elenco, quien: str) -> None:
    caso = populate(elenco)["hoy"]
    cliente = sign_in(Client(), getattr(elenco, quien))
    with reloj.detenido_en(HOY):
        paginas = {ruta: cliente.get(f"/oficina/{ruta.format(caso.folio)}") for ruta in PAGINAS[quien]}
    assert {ruta: pagina.status_code for ruta, pagina in paginas.items() if pagina.status_code != 200} == {}
    assert {ruta: peso for ruta, pagina in paginas.items() if (peso := weigh(pagina.content)) >= OTRAS} == {}


def test_the_case_weighs_little_for_whoever_asked(elenco: Elenco) -> None:
    caso, cliente = populate(elenco)["resuelta"], Client()
    with reloj.detenido_en(HOY):
        pagina = cliente.post("/seguir/", {"folio": caso.folio, "clave": caso.recibo.clave}, follow=True)
    assert pagina.status_code == 200 and weigh(pagina.content) < OTRAS

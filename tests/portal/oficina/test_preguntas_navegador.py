"""The pages of a divided request in Chromium: no fault that axe can find, nothing wider than the screen."""

from __future__ import annotations

from datetime import date

import pytest

from config import reloj
from notifications.relevo import drenar
from tests.elenco import Elenco, cuando, un_expediente
from tests.portal.conftest import Abrir
from tests.portal.oficina.conftest import Entrar
from tests.portal.oficina.test_mesa_navegador import inspect
from tests.portal.test_pantallas import ANCHOS, ESQUEMAS, look, open_with_key
from tests.preguntas import POR_PREGUNTA

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("tamano", ANCHOS)
def test_the_pages_of_a_divided_request_are_accessible_and_fit(abrir: Abrir, entrar: Entrar, elenco: Elenco, tamano: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    caso.hacer("dividir")
    caso.hacer("asignar", preguntas=(1, 2), fecha_interna=date(2026, 3, 4))
    caso.hacer("adjuntar", preguntas=(1,))
    caso.hacer("redactar", borrador=POR_PREGUNTA)
    caso.at(cuando(3, 6))
    medida = {"ancho": ANCHOS[tamano], "esquema": ESQUEMAS[tamano]}
    carpeta = f"/oficina/{caso.folio}/"
    rutas = {"_mesa-preguntas": "", "_dividir": "dividir/", "_asignar": "asignar/", "_mesa-redactar-preguntas": "redactar/"}
    paginas = {nombre: carpeta + ruta for nombre, ruta in rutas.items()}
    inspect(entrar(abrir(**medida), elenco.la_oficial), paginas, caso.ahora, tamano)
    inspect(entrar(abrir(**medida), elenco.el_enlace), {"_enlace-preguntas": carpeta, "_enlace-bandeja": "/oficina/"}, caso.ahora, tamano)
    for acto in ("enviar_a_revision", "revisar", "firmar", "resolver"):
        caso.hacer(acto)
    drenar(ahora=caso.ahora)
    inspect(
        entrar(abrir(**medida), elenco.el_regulador),
        {"regulador-respuestas": "/oficina/instituciones/MSPAS/respuestas/"},
        caso.ahora,
        tamano,
    )
    ciudadana = abrir(**medida)
    with reloj.detenido_en(caso.ahora):
        open_with_key(ciudadana, caso)
        look(ciudadana, "_preguntas-respondidas", tamano)
        ciudadana.goto(f"/seguir/{caso.folio}/recurrir/")
        look(ciudadana, "_recurrir-preguntas", tamano)

"""The former register in a real browser: sent, rehearsed and imported by the top authority, at both widths."""

from __future__ import annotations

import pytest

from config import reloj
from solicitudes.models import Importacion
from tests.elenco import Elenco
from tests.portal.conftest import Abrir
from tests.portal.oficina.conftest import Entrar
from tests.portal.oficina.test_importar import REGISTRO
from tests.portal.test_pantallas import ANCHOS, ESQUEMAS, look
from tests.solicitudes.importacion.registros import ABIERTA, AHORA, CERRADA, write_csv

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("tamano", ANCHOS)
def test_each_step_of_an_import_is_accessible_and_fits(abrir: Abrir, entrar: Entrar, elenco: Elenco, tamano: str) -> None:
    with reloj.detenido_en(AHORA):
        pagina = entrar(abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano]), elenco.la_autoridad)
        pagina.goto(REGISTRO)
        look(pagina, "registro-anterior", tamano)
        archivo = {"name": "registro.csv", "mimeType": "text/csv", "buffer": write_csv(CERRADA, ABIERTA).read()}
        pagina.locator("input[type=file]").set_input_files(files=[archivo])
        with pagina.expect_navigation():
            pagina.locator("main button").first.click()
        look(pagina, "registro-ensayo", tamano)
        with pagina.expect_navigation():
            pagina.locator("main button[value=importar]").click()
        look(pagina, "registro-importado", tamano)
    assert Importacion.objects.count() == 1

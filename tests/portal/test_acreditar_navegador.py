"""The pages of who asks for her own data as axe sees them: hers, the officer's act, and what she opens; 360 and 1280 pixels."""

from __future__ import annotations

import pytest

from config import reloj
from tests.elenco import Elenco
from tests.portal.conftest import Abrir
from tests.portal.oficina.conftest import sign_in_browser
from tests.portal.test_pantallas import ANCHOS, ESQUEMAS, look, open_with_key
from tests.solicitudes.test_identidad import REPRESENTANTE, acreditar_en, aportar, un_caso

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("tamano", ANCHOS)
def test_the_pages_of_ones_own_data_are_accessible_and_fit(abrir: Abrir, live_server, elenco: Elenco, tamano: str) -> None:
    caso = un_caso(elenco, "datos_rectificacion")
    aportar(caso)
    ella, oficial = (abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano]) for _ in range(2))
    sign_in_browser(oficial, elenco.la_oficial, url=live_server.url)
    with reloj.detenido_en(caso.ahora):
        open_with_key(ella, caso)
        look(ella, "_falta-acreditar", tamano)
        ella.goto(f"/seguir/{caso.folio}/acreditar/")
        look(ella, "acreditar", tamano)
        for hoja in ("", "acreditar/", "redactar/"):
            oficial.goto(f"/oficina/{caso.folio}/{hoja}")
            look(oficial, "_oficina-acreditar", tamano)
        acreditar_en(caso, REPRESENTANTE)
        oficial.goto(f"/oficina/{caso.folio}/identidad/")
        look(oficial, "mesa-identidad", tamano)

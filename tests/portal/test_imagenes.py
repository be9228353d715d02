"""Each page of the portal has its picture in docs/pantallas/, or a reason to have none."""

from __future__ import annotations

from collections.abc import Iterator

import portal.oficina.urls
import portal.urls
from config.env import RAIZ
from tests.portal.imagenes import EN_ESCRITORIO, IMAGENES, SIN_IMAGEN


def list_paginas() -> Iterator[str]:
    """The names of all addresses of the portal."""
    for modulo in (portal.urls, portal.oficina.urls):
        yield from (f"{modulo.app_name}:{ruta.name}" for ruta in modulo.urlpatterns)


def test_each_page_has_its_picture_or_a_reason() -> None:
    con_imagen = {pagina for pagina in IMAGENES.values() if ":" in pagina}
    assert set(list_paginas()) == con_imagen | SIN_IMAGEN.keys()
    assert not con_imagen & SIN_IMAGEN.keys()


def test_the_pictures_are_kept_and_no_others() -> None:
    esperadas = {f"{nombre}-telefono.png" for nombre in IMAGENES} | {f"{nombre}-escritorio.png" for nombre in EN_ESCRITORIO}
    assert {imagen.name for imagen in (RAIZ / "docs" / "pantallas").iterdir()} == esperadas
    assert IMAGENES.keys() >= EN_ESCRITORIO

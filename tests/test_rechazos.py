"""What the law refuses, and what nobody else provokes; that no refusal is without a test, tests/test_consistency.py sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from config.env import RAIZ
from informes.observatorio import get_observada
from solicitudes.busqueda import get_ficha
from solicitudes.calendario_csv import read_calendario
from solicitudes.papeles.borrador import build_vista_previa
from solicitudes.services.clientes import revocar
from solicitudes.services.plantilla import Texto, add_plantilla, get_plantilla
from solicitudes.services.sesiones import cerrar_sesion_propia
from solicitudes.services.suscripciones import cancelar
from solicitudes.services.vistas import MAXIMO_DE_VISTAS, save_vista
from tests.elenco import DENIEGA, LUNES, Caso, Elenco, cuando, refused, un_expediente
from tests.solicitudes.test_consecuencias import situate
from workflow.lector import parse_regimen
from workflow.problema import ProblemaError
from workflow.regimen import RegimenInvalidoError

# ── what the law refuses, from the door of the service to the database ────────


def order_impossible(elenco: Elenco) -> tuple[Caso, str, dict[str, object]]:
    return un_expediente(elenco).at(cuando(3, 1)), "pedir_aclaracion", {}


def extend_after_the_end(elenco: Elenco) -> tuple[Caso, str, dict[str, object]]:
    return un_expediente(elenco, "en_tramite").at(cuando(3, 17, 0)), "prorrogar", {}


def appeal_out_of_time(elenco: Elenco) -> tuple[Caso, str, dict[str, object]]:
    return un_expediente(elenco, "resuelta", borrador=DENIEGA).at(cuando(4, 1, 0)), "interponer_recurso", {}


def deny_without_an_entry(elenco: Elenco) -> tuple[Caso, str, dict[str, object]]:
    return un_expediente(elenco, "en_tramite"), "redactar", {"borrador": replace(DENIEGA, reserva="")}


def ask_to_clarify_twice(elenco: Elenco) -> tuple[Caso, str, dict[str, object]]:
    caso = un_expediente(elenco, "en_aclaracion").at(cuando(3, 5))
    caso.hacer("aclarar")
    return caso, "pedir_aclaracion", {}


@pytest.mark.parametrize(
    ("situar", "codigo", "estatus", "articulo"),
    [
        (order_impossible, "eventos-en-desorden", 409, "42.2"),
        (extend_after_the_end, "prorroga-fuera-de-plazo", 409, "43, 44"),
        (appeal_out_of_time, "recurso-fuera-de-plazo", 409, "54"),
        (deny_without_an_entry, "reserva-requerida", 422, "LAIP arts. 23 y 25"),
        (ask_to_clarify_twice, "aclaracion-ya-pedida", 409, "42.2"),
    ],
)
def test_what_the_law_refuses_says_why_by_its_article_and_changes_nothing(
    elenco: Elenco, situar: Callable[[Elenco], tuple[Caso, str, dict[str, object]]], codigo: str, estatus: int, articulo: str
) -> None:
    caso, acto, datos = situar(elenco)
    with refused(codigo, estatus) as error:
        caso.hacer(acto, **datos)
    assert error.value.articulo == articulo
    assert error.value.detalle.endswith(".") and len(error.value.detalle.split()) > 4


def test_a_regime_with_a_missing_leaf_is_refused_by_its_key() -> None:
    texto = (RAIZ / "workflow" / "regimenes" / "gt-laip.toml").read_text(encoding="utf-8")
    with pytest.raises(RegimenInvalidoError) as error:
        parse_regimen(texto.replace('articulo = "43"\n', "", 1), archivo="gt-laip.toml")
    assert (error.value.codigo, error.value.campo) == ("regimen-invalido", "plazos.prorroga.articulo")
    assert "gt-laip.toml" in error.value.detalle


# ── what nobody else provokes ─────────────────────────────────────────────────


def keep_too_many_views(elenco: Elenco) -> None:
    for numero in range(MAXIMO_DE_VISTAS + 1):
        save_vista(actor=elenco.la_oficial, nombre=f"Vista {numero}", consulta="sin_asignar=1")


def name_two_templates_alike(elenco: Elenco) -> None:
    for _ in range(2):
        add_plantilla(actor=elenco.la_oficial, texto=Texto("Entrega", "entrega_total", "Se entrega."))


SUELTOS: dict[str, tuple[int, Callable[[Elenco], object]]] = {
    "calendario-invalido": (422, lambda elenco: read_calendario(RAIZ / "no-existe.csv")),
    "cliente-desconocido": (404, lambda elenco: revocar(identificador="nadie", ahora=LUNES)),
    "demasiadas-vistas": (422, keep_too_many_views),
    "institucion-no-encontrada": (404, lambda elenco: (get_ficha("NADA"), get_observada("NADA"))),
    "plantilla-no-encontrada": (404, lambda elenco: get_plantilla(0, actor=elenco.la_oficial)),
    "plantilla-repetida": (409, name_two_templates_alike),
    "remision-fuera-de-plazo": (409, lambda elenco: un_expediente(elenco, "en_tramite").at(cuando(3, 17)).hacer("remitir")),
    "sesion-no-encontrada": (404, lambda elenco: cerrar_sesion_propia(sesion_id=0, actor=elenco.la_oficial)),
    "sin-borrador": (404, lambda elenco: build_vista_previa(situate(un_expediente(elenco, "en_tramite")), puede=True)),
    "suscripcion-desconocida": (404, lambda elenco: cancelar(actor=elenco.la_oficial, suscripcion_id=0)),
}


@pytest.mark.parametrize("codigo", SUELTOS)
def test_what_is_not_there_or_does_not_fit_is_refused_by_its_slug(elenco: Elenco, codigo: str) -> None:
    estatus, provocar = SUELTOS[codigo]
    with pytest.raises(ProblemaError) as error:
        provocar(elenco)
    assert (error.value.codigo, error.value.estatus) == (codigo, estatus)
    assert error.value.detalle

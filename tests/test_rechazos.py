"""Every refusal has a slug of its own, somebody who provokes it, and its article where the law decides: found by introspection."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module

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

CUARTOS = ("workflow", "solicitudes", "documentos", "notifications", "informes", "api", "portal")
ESTATUS = {403, 404, 409, 412, 422, 428}


def list_modulos() -> Iterator[tuple[str, ast.Module]]:
    for cuarto in CUARTOS:
        for archivo in sorted((RAIZ / cuarto).rglob("*.py")):
            if "migrations" not in archivo.parts:
                nombre = ".".join(archivo.relative_to(RAIZ).with_suffix("").parts).removesuffix(".__init__")
                yield nombre, ast.parse(archivo.read_text(encoding="utf-8"))


def list_rechazos(raiz: type[ProblemaError] = ProblemaError) -> Iterator[type[ProblemaError]]:
    for clase in raiz.__subclasses__():
        yield clase
        yield from list_rechazos(clase)


@pytest.fixture(scope="module")
def rechazos() -> dict[str, type[ProblemaError]]:
    """Every class of refusal that the packages define, by name."""
    for nombre, arbol in list_modulos():
        if any(isinstance(nodo, ast.ClassDef) and nodo.name.endswith("Error") for nodo in arbol.body):
            import_module(nombre)
    return {clase.__name__: clase for clase in list_rechazos() if clase.__module__.partition(".")[0] in CUARTOS}


def test_each_has_a_slug_a_title_and_a_status_of_its_own(rechazos: dict[str, type[ProblemaError]]) -> None:
    assert len(rechazos) > 80
    repetidos = [codigo for codigo, veces in Counter(clase.codigo for clase in rechazos.values()).items() if veces > 1]
    assert repetidos == []
    for clase in rechazos.values():
        assert set(clase.codigo) <= set("abcdefghijklmnopqrstuvwxyz-"), clase
        assert clase.titulo[0].isupper() and not clase.titulo.endswith("."), clase
        assert clase.estatus in ESTATUS, clase


def test_each_is_provoked_by_some_test(rechazos: dict[str, type[ProblemaError]]) -> None:
    """By its slug or by its class: a refusal that nobody has seen may not work."""
    nombrados: set[str] = set()
    for archivo in (RAIZ / "tests").rglob("*"):
        if archivo.suffix == ".toml":
            nombrados |= set(archivo.read_text(encoding="utf-8").replace('"', " ").split())
        elif archivo.suffix == ".py":
            nombrados |= set(list_nombrados(ast.parse(archivo.read_text(encoding="utf-8"))))
    assert [nombre for nombre, clase in rechazos.items() if not {nombre, clase.codigo} & nombrados] == []


def list_nombrados(arbol: ast.Module) -> Iterator[str]:
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.Constant) and isinstance(nodo.value, str):
            yield nodo.value
        elif isinstance(nodo, ast.Name):
            yield nodo.id
        elif isinstance(nodo, ast.Attribute):
            yield nodo.attr


#: Refusals of which some are of the law and some of this system; each with the reason why not all of them cite.
A_VECES = {
    "ActoDeCalendarioInvalidoError": "what is written wrong in a file is no matter of law",
    "ActoNoAutorizadoError": "who may do what here is of the law for its acts, of the house for the rest",
    "EventoImposibleError": "the ledger itself adds the article of the act (workflow.historia)",
    "InstitucionDesconocidaError": "no law knows the codes of the directory",
    "SuplenciaInvalidaError": "only who drafted and may not approve is of the law",
    "UnidadDeLeyError": "closing twice is a slip, closing what the law asks for is not",
}


def test_a_refusal_of_the_law_cites_its_article_wherever_it_is_raised(rechazos: dict[str, type[ProblemaError]]) -> None:
    citas: dict[str, set[bool]] = {}
    for _, arbol in list_modulos():
        for nombre, citado in list_citas(arbol, set(rechazos)):
            citas.setdefault(nombre, set()).add(citado)
    assert len([nombre for nombre, como in citas.items() if como == {True}]) >= 35
    assert {nombre for nombre, como in citas.items() if len(como) == 2} == set(A_VECES)


def list_citas(arbol: ast.Module, nombres: set[str]) -> Iterator[tuple[str, bool]]:
    """(class, whether it is given an article) of each refusal that is made."""
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.Call) and isinstance(nodo.func, ast.Name) and nodo.func.id in nombres:
            yield nodo.func.id, any(argumento.arg in ("articulo", None) for argumento in nodo.keywords)


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
